"""What the stand-ins share: a small HTTP/1.1 server on loopback that answers in one write."""

import http.server
import json
import signal
import ssl
import sys
import threading
import urllib.parse

# More than any body hoso sends; a larger one is refused unread.
BODY_BYTES_MAX = 4 << 20
# A connection that says nothing for so long is closed.
IDLE_SECONDS = 75

lines_lock = threading.Lock()


def say(text):
    """One whole line on standard output, whatever other threads write."""
    with lines_lock:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


class Handler(http.server.BaseHTTPRequestHandler):
    """Keeps connections, reads bodies of a known length, writes an answer at once."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS

    def read_body(self):
        """The body's bytes; None after an answer was sent, because it cannot be read."""
        try:
            length = int(self.headers.get("Content-Length", "0"))
        except ValueError:
            length = -1
        if "Transfer-Encoding" in self.headers or not 0 <= length <= BODY_BYTES_MAX:
            self.close_connection = True
            self.answer(413 if length > BODY_BYTES_MAX else 411, b"")
            return None
        return self.rfile.read(length)

    def answer(self, status, body, content_type="text/plain; charset=utf-8", headers=()):
        """Status line, headers and body in one write, so that no answer waits for an ACK."""
        self.log_request(status)
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        head = b"".join(self._headers_buffer) + b"\r\n"
        self._headers_buffer = []
        self.wfile.write(head if status == 204 or self.command == "HEAD" else head + body)

    def answer_json(self, status, value, headers=()):
        body = json.dumps(value, ensure_ascii=False).encode() + b"\n"
        self.answer(status, body, "application/json", headers)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, address):
        """A client that goes away in the middle is no event."""


def add_options(parser, port=0):
    parser.add_argument(
        "--port", type=int, default=port, help="port on 127.0.0.1; 0 takes any free one")
    parser.add_argument("--host", default="127.0.0.1", help="an address of loopback")
    parser.add_argument("--tls-cert", help="PEM certificate chain: answers https")
    parser.add_argument("--tls-key", help="PEM private key of the certificate")
    parser.add_argument("--json", action="store_true", help="print JSON lines")


def serve(options, handler):
    """Listens, says where, and answers until a signal ends it."""
    if not (options.host.startswith("127.") or options.host in ("::1", "localhost")):
        sys.exit(f"--host {options.host}: a stand-in listens on loopback only")
    server = Server((options.host, options.port), handler)
    scheme = "http"
    if options.tls_cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.tls_cert, options.tls_key)
        # The handshake belongs to the connection's own thread, not to the one that accepts.
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False)
        scheme = "https"
    url = f"{scheme}://{options.host}:{server.server_address[1]}"
    say(json.dumps({"listening": url}) if options.json else f"Listening on {url}")
    signal.signal(
        signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown, daemon=True).start())
    try:
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass


def path_of(handler):
    """The request's path without its query."""
    return urllib.parse.urlsplit(handler.path).path
