"""A receiver over TLS on loopback for tests: says on standard output what comes to it.

    receiver.py CERTIFICATE [--clients AUTHORITY] [--mute] [--old]

The first line is the port; then a line a request: the number of its connection, and the name in
the client's certificate or `-`. With --mute it accepts connections and never speaks; with --old
it speaks no newer TLS than 1.1. Ends when standard input does.
"""

import argparse
import http.server
import itertools
import ssl
import sys
import threading

connections = itertools.count(1)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        self.request.do_handshake()
        super().setup()
        self.number = next(connections)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        subject = (self.request.getpeercert() or {}).get("subject", ())
        names = [value for part in subject for key, value in part if key == "commonName"]
        print(self.number, *(names or ["-"]), flush=True)
        self.send_response_only(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        """A client that does not trust this receiver goes away in the handshake."""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("certificate")
    parser.add_argument("--clients")
    parser.add_argument("--mute", action="store_true")
    parser.add_argument("--old", action="store_true")
    options = parser.parse_args()
    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.certificate)
    if options.clients:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(options.clients)
    if options.old:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False)
    print(server.server_address[1], flush=True)
    if not options.mute:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


main()
