"""What a server's answers cost the more there is: keys, endpoints, exports and batches beside scans.

Each case is measured with little and with much, or alone and beside, in the same run; the ratio is
what counts. Loopback only; bounded by counts.
"""

import json
import sqlite3
import statistics
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from api import Client, batch
from common import Ledger, compiled, cpu_seconds, lines, stop
from webhooks import Receiver

KEYS = (10, 10_000)
ENDPOINTS = (30, 3_000)
SCANS = 400
# Scans over one connection never come closer together: the time between is everybody else's.
PAUSE_SECONDS = 0.005


def key(ledger, kind, *options):
    return json.loads(ledger.run(
        "key", "add", "--kind", kind, "--name", f"bench {kind}", *options, "--json"))["secret"]


def ask(url, secret=None, tag=None, body=None):
    """Status, tag and body of an answer."""
    request = urllib.request.Request(url, body)
    if secret:
        request.add_header("Authorization", f"Bearer {secret}")
    if tag:
        request.add_header("If-None-Match", tag)
    if body:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=3_000) as answer:
            return answer.status, answer.headers.get("ETag"), answer.read()
    except urllib.error.HTTPError as error:
        if error.code != 304:
            raise
        return error.code, tag, b""


class Scanner:
    """Scans one after the other, each durable before the next; latencies in milliseconds."""

    def __init__(self, url, secret, first=1):
        parts = urllib.parse.urlsplit(url)
        self.client, self.serial = Client((parts.hostname, parts.port), secret), first

    def scan(self, count=SCANS, until=None):
        latencies = []
        while len(latencies) < count or (until and not until()):
            self.client.send(self.serial)
            self.serial += 1
            latency = None
            while latency is None:
                latency = self.client.read()
            latencies.append(latency * 1_000)
            time.sleep(PAUSE_SECONDS)
        latencies.sort()
        return latencies[len(latencies) // 2], latencies[len(latencies) * 99 // 100]


def table(label, rows):
    """A line for each case; rows are (name, p50, p99)."""
    print(f"\n{label}")
    for name, p50, p99 in rows:
        print(f"  {name:44} p50 {p50:8.2f} ms  p99 {p99:8.2f} ms  "
              f"{p50 / rows[0][1]:5.2f} and {p99 / rows[0][2]:5.2f} times the first")


def run_keys(hoso, folder):
    """Scans beside deliveries of each, whose commits once made the server read all keys anew."""
    receiver, rows = Receiver(compiled("receiver", folder)), []
    for count in KEYS:
        ledger = Ledger(hoso)
        office = key(ledger, "office", "--office", "100000")
        more_keys(ledger, count)
        ledger.run("webhook", "add", "--no-consent", "--url",
                   f"http://127.0.1.1:{receiver.port}/hoso")
        process, url = ledger.serve()
        scanner = Scanner(url, office)
        scanner.scan(20)
        cpu = cpu_seconds(process)
        p50, p99 = scanner.scan()
        cpu = (cpu_seconds(process) - cpu) * 1_000 / SCANS
        rows.append((f"{count:,} keys, {cpu:.2f} ms CPU a scan", p50, p99))
        stop(process)
    receiver.stop()
    table("scans beside deliveries", rows)


def more_keys(ledger, count):
    """Copies of the ledger's only key under other ids, which let nobody in."""
    store = sqlite3.connect(ledger.path / "ledger" / "deliveries.db")
    names = [row[1] for row in store.execute("PRAGMA table_info(access_key)") if row[1] != "id"]
    with store:
        store.executemany(
            f"INSERT INTO access_key(id, {','.join(names)}) SELECT ?, {','.join(names)} "
            "FROM access_key ORDER BY rowid LIMIT 1",
            ((f"key_{number:08}",) for number in range(count - 1)))
    store.close()


def run_endpoints(hoso):
    """CPU of what is asked about endpoints, when there are few and many of others'."""
    results = {}
    for count in ENDPOINTS:
        ledger = Ledger(hoso)
        admin = key(ledger, "administrator")
        agency = key(ledger, "agency", "--agency", "H26.12.19")
        process, url = ledger.serve("--no-deliveries", "--requests-per-minute", "1000000",
                                    "--anonymous-per-minute", "1000000")
        for number in range(count):
            name = "H26.12.19" if number < 3 else f"H{number % 60 + 27:02}.{number % 90 + 10}"
            ask(url + "/v1/endpoints", admin, body=json.dumps({
                "url": "http://127.0.0.1:9/hoso", "asks_consent": False,
                "filter": {"agencies": [name]}}).encode())
        for label, path, secret in (
                ("/metrics", "/metrics", admin),
                ("the public keys, anonymous", "/.well-known/webhook-keys.json", None),
                ("an agency's own endpoints", "/v1/endpoints", agency),
                ("20 of all endpoints", "/v1/endpoints?limit=20", admin)):
            ask(url + path, secret)
            cpu, asked = cpu_seconds(process), 200
            for _ in range(asked):
                ask(url + path, secret)
            cpu = (cpu_seconds(process) - cpu) * 1_000 / asked
            results.setdefault(label, []).append(cpu)
        stop(process)
    print(f"\nCPU of an answer, in ms, at {ENDPOINTS[0]} and {ENDPOINTS[1]:,} endpoints")
    for label, (few, many) in results.items():
        print(f"  {label:44} {few:8.2f} {many:8.2f}  {many / max(few, 0.01):5.1f} times")


def run_exports(hoso, scale):
    """Exports, and figures and scans beside them, over a simulated history."""
    ledger = Ledger(hoso)
    history = ledger.path / "history.ndjson"
    with open(history, "wb") as file:
        subprocess.run([hoso, "simulate", "--scale", scale], check=True, stdout=file)
    ledger.run("import", str(history), "--backfill")
    planner, office = key(ledger, "planner"), key(ledger, "office", "--office", "100000")
    process, url = ledger.serve("--no-deliveries")
    export, figures = url + "/v1/exports/2020Q1", url + "/v1/figures?period=2020Q1"
    ask(figures, planner)
    scanner = Scanner(url, office)
    first, (_, tag, _) = timed(export, planner)
    known, _ = timed(export, planner, tag)
    past, (_, tag, _) = timed(export + "?as_of=2020-01-01", planner)
    scanner.scan(20)
    later, (status, _, _) = timed(export + "?as_of=2020-01-01", planner, tag)
    print(f"\nan export of {scale} of the nation: {first:.0f} ms, its 304 {known:.1f} ms; as of a "
          f"day {past:.0f} ms, behind later scans {later:.1f} ms ({status})")
    alone = [timed(figures, planner)[0] for _ in range(20)]
    scans = scanner.scan()
    done, beside = threading.Event(), []

    def keep_exporting():
        # Another period each time, and none kept: each is written.
        while not done.is_set():
            for quarter in range(1, 5):
                ask(f"{url}/v1/exports/2019Q{quarter}", planner)
            scanner_two.scan(1)

    scanner_two = Scanner(url, office, 1_000_000)
    exporting = threading.Thread(target=keep_exporting)
    exporting.start()
    beside = [timed(figures, planner)[0] for _ in range(20)]
    scans_beside = scanner.scan()
    done.set()
    exporting.join()
    stop(process)
    table("figures", [("alone", *middle(alone)), ("beside exports", *middle(beside))])
    table("scans", [("alone", *scans), ("beside exports", *scans_beside)])


def timed(url, secret, tag=None):
    begin = time.monotonic()
    answer = ask(url, secret, tag)
    return (time.monotonic() - begin) * 1_000, answer


def middle(latencies):
    return statistics.median(latencies), max(latencies)


def run_batches(hoso, batches=6, size=50_000):
    """Scans beside batches, and the first figures behind them."""
    ledger = Ledger(hoso)
    office = key(ledger, "office", "--office", "100000", "--source", "bench")
    planner = key(ledger, "planner")
    process, url = ledger.serve("--no-deliveries")
    scanner = Scanner(url, office)
    alone = scanner.scan()
    bodies = ["\n".join(lines(10_000_000 + number * size, size)).encode()
              for number in range(batches)]
    walls = []

    def send():
        for body in bodies:
            walls.append(batch(url, office, body))

    sending = threading.Thread(target=send)
    sending.start()
    beside = scanner.scan(until=lambda: not sending.is_alive())
    sending.join()
    question, _ = timed(url + "/v1/figures?period=2020Q1", planner)
    again, _ = timed(url + "/v1/figures?period=2020Q1", planner)
    stop(process)
    table("scans", [("alone", *alone), (f"beside {batches} batches of {size:,} lines", *beside)])
    print(f"  the batches {size * batches / sum(walls):,.0f} lines/s; first figures behind them "
          f"{question:,.0f} ms, again {again:,.0f} ms")


def run(hoso, folder, scale="0.01"):
    run_keys(hoso, folder)
    run_endpoints(hoso)
    run_exports(hoso, scale)
    run_batches(hoso)
