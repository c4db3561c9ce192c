"""What a server's answers cost the longer its ledger is, and deliveries while what is old is
forgotten.

The same questions to a short ledger and to a long one, and the same deliveries with and without
millions of old attempts to forget, in the same run. Loopback only; bounded by counts.
"""

import http.server
import json
import sqlite3
import statistics
import subprocess
import threading
import time

from common import Ledger, await_true, item, stop
from load_service import Scanner, ask, key, middle, table, timed

# The short ledger, as a share of the nation.
SHORT = "0.001"
DELIVERIES = 300
DAY = 86_400_000
# Old attempts of which the end of the forgetting is awaited: 250 go at a time.
AWAITED = 200_000


def simulated(hoso, scale):
    """A ledger with a simulated history, and how many events it holds."""
    ledger = Ledger(hoso)
    history = ledger.path / "history.ndjson"
    with open(history, "wb") as file:
        subprocess.run([hoso, "simulate", "--scale", scale], check=True, stdout=file)
    ledger.run("import", str(history), "--backfill")
    with open(history, "rb") as file:
        events = sum(1 for _ in file)
    history.unlink()
    return ledger, events


def measure(hoso, scale):
    """Milliseconds of each question, and CPU of each, to a server that has caught up."""
    ledger, events = simulated(hoso, scale)
    planner, office = key(ledger, "planner"), key(ledger, "office", "--office", "100000")
    admin = key(ledger, "administrator")
    process, url = ledger.serve("--no-deliveries")
    begin = time.monotonic()
    ask(url + "/v1/worklist?limit=20", admin)
    ask(url + "/v1/figures?period=2020Q1", planner)
    caught_up = time.monotonic() - begin
    scanner = Scanner(url, office)
    scanner.scan(20)
    cursor = json.loads(ask(f"{url}/v1/events?after={events + 20}", admin)[2])["cursor"]
    questions = {
        "20 of the worklist": f"{url}/v1/worklist?limit=20",
        "figures of a quarter": f"{url}/v1/figures?period=2020Q1",
        "a poll at the head": f"{url}/v1/events?after={cursor}",
    }
    answers = {}
    for name, question in questions.items():
        secret = planner if "figures" in question else admin
        timed(question, secret)
        answers[name] = statistics.median(timed(question, secret)[0] for _ in range(20))
    alone = scanner.scan()
    done = threading.Event()

    def keep_asking():
        while not done.is_set():
            ask(url + "/v1/worklist?limit=20", admin)

    asking = threading.Thread(target=keep_asking)
    asking.start()
    beside = scanner.scan()
    done.set()
    asking.join()
    stop(process)
    return events, caught_up, answers, alone, beside


def run_lengths(hoso, scale):
    short, long = measure(hoso, SHORT), measure(hoso, scale)
    print(f"\nmilliseconds of an answer, on {short[0]:,} and on {long[0]:,} events")
    for name in short[2]:
        print(f"  {name:44} {short[2][name]:8.2f} {long[2][name]:8.2f}  "
              f"{long[2][name] / short[2][name]:5.1f} times")
    print(f"  worklist and figures after the start {short[1]:,.1f} and {long[1]:,.1f} s")
    table("scans", [
        (f"on {short[0]:,} events", *short[3]), (f"on {long[0]:,} events", *long[3]),
        (f"on {short[0]:,}, beside worklists", *short[4]),
        (f"on {long[0]:,}, beside worklists", *long[4])])


class Arrivals(http.server.ThreadingHTTPServer):
    """Notes when each event came."""

    daemon_threads = True

    def __init__(self):
        arrived = self.arrived = {}

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                arrived[json.loads(body)["data"]["id"]] = time.monotonic()
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


def latencies(url, office, arrivals, first):
    """Milliseconds from before a scan is sent until its delivery is there, one after the other."""
    found = []
    for serial in range(first, first + DELIVERIES):
        name = f"d-{serial}"
        body = json.dumps({
            "id": name, "source": "100000-bench", "type": "dossier.picked_up",
            "dossier": item(serial), "occurred_at": "2020-03-05T08:12:00+07:00", "office": "100000", "province": "01", "agency": "H26.12.19",
        }).encode()
        begin = time.monotonic()
        ask(url + "/v1/scans", office, body=body)
        await_true(lambda: name in arrivals.arrived, step=0.0005)
        found.append((arrivals.arrived[name] - begin) * 1_000)
        time.sleep(0.005)
    return middle(found)


def run_forgetting(hoso, attempts):
    """Deliveries before there is anything to forget, and while it is forgotten."""
    ledger, arrivals = Ledger(hoso), Arrivals()
    ledger.run("webhook", "add", "--no-consent", "--agency", "H26.12.19", "--url",
               f"http://127.0.0.1:{arrivals.server_port}/hoso")
    office = key(ledger, "office", "--office", "100000")
    process, url = ledger.serve()
    latencies(url, office, arrivals, 1)
    rows = [("nothing to forget", *latencies(url, office, arrivals, 10_000))]
    stop(process)
    path = ledger.path / "ledger" / "deliveries.db"
    store = sqlite3.connect(path)
    store.execute("PRAGMA synchronous=OFF")
    row = store.execute("SELECT * FROM attempt LIMIT 1").fetchone()
    names = [column[1] for column in store.execute("PRAGMA table_info(attempt)")]
    old = dict(zip(names, row))
    columns = [name for name in names if name != "id"]
    # As history has it: what is old came first.
    store.execute("DELETE FROM attempt")
    chosen = ",".join("?" if name != "at" else "?-n" for name in columns)
    store.execute(
        f"WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM number WHERE n<{attempts}) "
        f"INSERT INTO attempt({','.join(columns)}) SELECT {chosen} FROM number",
        [old[name] - 200 * DAY if name == "at" else old[name] for name in columns])
    store.commit()
    store.close()
    begin, size = time.monotonic(), path.stat().st_size
    process, url = ledger.serve()
    rows.append((f"beside {attempts:,} to forget",
                 *latencies(url, office, arrivals, 20_000)))
    left = count_old(path)
    table("from a scan to its delivery (p99: the most)", rows)
    print(f"  {attempts - left:,} forgotten by then")
    if attempts <= AWAITED:
        await_forgetting(path, begin, size)
    stop(process)
    arrivals.shutdown()


def await_forgetting(path, begin, size):
    await_true(lambda: count_old(path) == 0, step=1)
    print(f"  all in {time.monotonic() - begin:,.0f} s; "
          f"deliveries.db {size / 2**20:,.0f} MiB before")
    await_true(lambda: path.stat().st_size < size / 8, step=1)
    print(f"  and {path.stat().st_size / 2**20:,.0f} MiB after")


def count_old(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
        return store.execute("SELECT count(*) FROM attempt WHERE at<?",
                             [int(time.time() * 1_000) - 100 * DAY]).fetchone()[0]


def run(hoso, scale="0.01", attempts=AWAITED):
    run_lengths(hoso, scale)
    run_forgetting(hoso, attempts)
