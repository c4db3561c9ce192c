"""Scans a second over HTTP, one a request and in batches, with the latency people would see.

Single scans come over many kept connections at once; each is acknowledged when it is durable.
Loopback only; bounded by count.
"""

import json
import selectors
import socket
import time
import urllib.parse
import urllib.request

from common import Ledger, cpu_seconds, item, lines, stop

CONNECTIONS = (1, 16, 64)
BATCH_LINES = 50_000


class Client:
    """One kept connection that sends a scan, awaits the answer, and sends the next."""

    def __init__(self, address, key):
        # One key each: what a key may do in a minute is limited.
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.host, self.key = address[0], key
        self.buffer, self.sent_at = b"", 0.0

    def send(self, serial):
        body = json.dumps({
            "type": "dossier.picked_up", "dossier": item(serial), "office": "100000",
            "province": "01", "agency": "H26.12.19", "service": "1.001612",
        }).encode()
        head = (f"POST /v1/scans HTTP/1.1\r\nHost: {self.host}\r\nAuthorization: Bearer "
                f"{self.key}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n").encode()
        self.sent_at = time.perf_counter()
        self.socket.sendall(head + body)

    def read(self):
        """The latency once the answer is whole; None before that."""
        self.buffer += self.socket.recv(65_536)
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return None
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        if len(rest) < length:
            return None
        if head[9:12] not in (b"200", b"201"):
            raise SystemExit(f"a scan was refused: {self.buffer.decode()}")
        self.buffer = rest[length:]
        return time.perf_counter() - self.sent_at


def single(address, keys, connections, first, count):
    """Records scans one by one over some connections; answers latencies and wall seconds."""
    chosen = selectors.DefaultSelector()
    serial, left, latencies = first, count, []
    begin = time.perf_counter()
    for key in keys[:min(connections, count)]:
        client = Client(address, key)
        chosen.register(client.socket, selectors.EVENT_READ, client)
        client.send(serial)
        serial, left = serial + 1, left - 1
    while len(latencies) < count:
        for ready, _ in chosen.select(30):
            latency = ready.data.read()
            if latency is None:
                continue
            latencies.append(latency)
            if left:
                ready.data.send(serial)
                serial, left = serial + 1, left - 1
    wall = time.perf_counter() - begin
    for ready in list(chosen.get_map().values()):
        ready.data.socket.close()
    return sorted(latencies), wall


def batch(url, key, body):
    request = urllib.request.Request(url + "/v1/scans", body, {
        "Authorization": f"Bearer {key}", "Content-Type": "application/x-ndjson"})
    begin = time.monotonic()
    with urllib.request.urlopen(request, timeout=300) as answer:
        answer.read()
    return time.monotonic() - begin


def run(hoso, count=4_000, rounds=3):
    ledger = Ledger(hoso)
    keys = [
        json.loads(ledger.run(
            "key", "add", "--kind", "office", "--office", "100000", "--source", "bench", "--name",
            f"bench {number}",
            "--json"))["secret"]
        for number in range(max(CONNECTIONS))]
    process, url = ledger.serve("--no-deliveries")
    parts = urllib.parse.urlsplit(url)
    address = (parts.hostname, parts.port)
    print(f"\napi: scans over HTTP, each durable before it is acknowledged, {rounds} rounds, best")
    first = 1
    for connections in CONNECTIONS:
        amount = count if connections > 1 else count // 8
        best = None
        for _ in range(rounds):
            cpu = cpu_seconds(process)
            latencies, wall = single(address, keys, connections, first, amount)
            first += amount
            if best is None or wall < best[1]:
                best = (latencies, wall, cpu_seconds(process) - cpu)
        latencies, wall, cpu = best
        p50, p99 = (latencies[int(amount * share)] * 1_000 for share in (0.50, 0.99))
        print(f"  single, {connections:2} connections {amount / wall:9,.0f}/s wall "
              f"{amount / max(cpu, 0.01):9,.0f}/s CPU  p50 {p50:6.2f} ms  p99 {p99:6.2f} ms")
    walls, imports = [], []
    for number in range(rounds):
        text = "\n".join(lines(10_000_000 + number * BATCH_LINES, BATCH_LINES)).encode()
        walls.append(batch(url, keys[0], text))
        other = Ledger(hoso)
        begin = time.monotonic()
        other.run("import", "-", body=text)
        imports.append(time.monotonic() - begin)
    stop(process)
    print(f"  batch of {BATCH_LINES:,} lines  {BATCH_LINES / min(walls):9,.0f}/s wall; "
          f"hoso import of the same lines {BATCH_LINES / min(imports):,.0f}/s")
