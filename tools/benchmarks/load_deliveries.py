"""What must not cost more the more there is: deliveries to 100, 3,000 and 10,000 endpoints with an
agency each, and one agency's pull of its 0.25 % of a ledger beside polls at the head.

Ratios within one run. Loopback only; bounded by count.
"""

import json
import sqlite3
import statistics
import threading
import time
import urllib.request

from common import Ledger, await_true, compiled, cpu_seconds, item, stop
from webhooks import Receiver

ENDPOINTS = (100, 3_000, 10_000)
# Events delivered for the clock, spread over the endpoints, after one to each.
DELIVERIES = 20_000
# One agency in so many reads the ledger from the beginning.
AGENCIES = 400


def agency(number):
    """One of 90,000 codes of the new form."""
    return f"{'ABCDEFGHI'[number // 10_000]}{10 + number // 100 % 90}.{1 + number % 100}"


def lines(first, count, agencies):
    """A pickup for each of many dossiers, the agencies taking turns."""
    return "\n".join(json.dumps({
        "id": f"l-{serial}", "source": "bench", "type": "dossier.picked_up",
        "dossier": item(serial), "occurred_at": "2020-03-05T08:12:00+07:00", "office": "100000",
        "province": "01", "agency": agency(serial % agencies), "service": "1.001612",
    }, separators=(",", ":")) for serial in range(first, first + count)).encode()


def host(number):
    return f"127.1.{number // 250}.{number % 250 + 1}"


def add_endpoints(ledger, port, count):
    """Adds one as anybody would, and the others as copies of its row: thousands of processes
    would take longer than what is measured."""
    ledger.run("webhook", "add", "--no-consent", "--agency", agency(0), "--url",
               f"http://{host(0)}:{port}/hoso")
    with sqlite3.connect(ledger.path / "ledger" / "deliveries.db") as store:
        names = [row[1] for row in store.execute("PRAGMA table_info(endpoint)")]
        row = dict(zip(names, store.execute("SELECT * FROM endpoint").fetchone()))
        tables = {table: store.execute(f"SELECT * FROM {table}").fetchall()
                  for table in ("endpoint_key", "progress")}
        for number in range(1, count):
            copy = {**row, "number": row["number"] + number, "name": f"{number}",
                    "id": row["id"][:-5] + f"{number:05}",
                    "url": f"http://{host(number)}:{port}/hoso",
                    "filter": row["filter"].replace(agency(0), agency(number))}
            store.execute(f"INSERT INTO endpoint VALUES({','.join('?' * len(names))})",
                          [copy[name] for name in names])
            for table, rows in tables.items():
                for values in rows:
                    store.execute(f"INSERT INTO {table} VALUES({','.join('?' * len(values))})",
                                  [copy["number"], *values[1:]])
    store.close()


def deliver(hoso, receiver, count):
    """Deliveries and connections for each second of wall and CPU time, with an agency each."""
    ledger = Ledger(hoso)
    add_endpoints(ledger, receiver.port, count)
    process, _ = ledger.serve("--no-http")
    start = receiver.counts()
    ledger.run("import", "-", body=lines(0, count, count))
    if not await_true(lambda: receiver.counts()[0] - start[0] >= count):
        raise SystemExit(f"only {receiver.counts()[0] - start[0]} of {count} arrived")
    warm = receiver.counts()
    begin, cpu = time.monotonic(), cpu_seconds(process)
    ledger.run("import", "-", body=lines(100_000, DELIVERIES, count))
    if not await_true(lambda: receiver.counts()[0] - warm[0] >= DELIVERIES):
        raise SystemExit(f"only {receiver.counts()[0] - warm[0]} of {DELIVERIES} arrived")
    wall, cpu = time.monotonic() - begin, cpu_seconds(process) - cpu
    opened = receiver.counts()[2] - warm[2]
    stop(process)
    return DELIVERIES / wall, DELIVERIES / cpu, opened


def ask(url, key, path):
    request = urllib.request.Request(url + path, headers={"Authorization": f"Bearer {key}"})
    begin = time.perf_counter()
    with urllib.request.urlopen(request, timeout=300) as answer:
        return json.load(answer), time.perf_counter() - begin


def key_of(ledger, number):
    return json.loads(ledger.run(
        "key", "add", "--kind", "agency", "--agency", agency(number), "--name", f"bench {number}",
        "--json"))["secret"]


def pull(url, key):
    """Everything of an agency from the beginning; answers events, pages and seconds."""
    cursor, events, pages, begin = "", 0, 0, time.monotonic()
    while True:
        page, _ = ask(url, key, f"/v1/events?limit=100&after={cursor}")
        events, pages, cursor = events + len(page["events"]), pages + 1, page["cursor"]
        if not page["has_more"]:
            return events, pages, time.monotonic() - begin


def polls(url, key, cursor, until):
    """Latencies of polls at the head."""
    latencies = []
    while not until() and len(latencies) < 2_000:
        latencies.append(ask(url, key, f"/v1/events?after={cursor}")[1])
        time.sleep(0.01)
    return latencies


def pulls(hoso, events):
    ledger = Ledger(hoso)
    ledger.run("import", "-", body=lines(0, events, AGENCIES))
    reader, other = key_of(ledger, 7), key_of(ledger, 8)
    process, url = ledger.serve("--no-deliveries", "--requests-per-minute", "1000000")
    cursor = ask(url, other, f"/v1/events?after={events}")[0]["cursor"]
    shares = {}
    for name in ("index being made", "index made"):
        alone = polls(url, other, cursor, lambda: False) if not shares else alone
        done, answer = threading.Event(), []
        cpu = cpu_seconds(process)
        thread = threading.Thread(
            target=lambda: (answer.extend(pull(url, reader)), done.set()))
        thread.start()
        beside = polls(url, other, cursor, done.is_set)
        thread.join()
        cpu = cpu_seconds(process) - cpu
        shares[name] = answer[2]
        print(f"  pull of {answer[0]:,} of {events:,} events, {name:17} {answer[1]:6} pages "
              f"{answer[2]:8.2f} s wall {cpu:8.2f} s CPU {answer[0] / answer[2]:9,.0f}/s; "
              f"polls at the head p50 {statistics.median(beside) * 1000:6.2f} ms, "
              f"most {max(beside) * 1000:7.2f} ms, {len(beside)} of them")
        if name == "index being made":
            await_true(lambda: covered(ledger) == 0, step=0.5)
    print(f"  polls at the head alone: p50 {statistics.median(alone) * 1000:.2f} ms, "
          f"most {max(alone) * 1000:.2f} ms")
    stop(process)


def covered(ledger):
    """Before which position the index of the feed is not made yet."""
    with sqlite3.connect(f"file:{ledger.path}/ledger/feed.db?mode=ro", uri=True) as index:
        return index.execute("SELECT first FROM cursor").fetchone()[0]


def run(hoso, folder, events=100_000, rounds=3):
    receiver = Receiver(compiled("receiver", folder), everywhere=True)
    print(f"\ndeliveries: {DELIVERIES:,} deliveries, an agency each, {rounds} rounds, medians")
    rates = {count: [] for count in ENDPOINTS}
    for number in range(rounds):
        # Which goes first takes turns: a machine gets slower when it is warm.
        for count in ENDPOINTS if number % 2 == 0 else reversed(ENDPOINTS):
            rates[count].append(deliver(hoso, receiver, count))
    for count, runs in rates.items():
        wall, cpu, opened = sorted(runs)[len(runs) // 2]
        shares = [run[0] / first[0] for run, first in zip(runs, rates[ENDPOINTS[0]])]
        print(f"  {count:6,} endpoints {wall:9,.0f}/s wall {cpu:9,.0f}/s CPU "
              f"{opened:7,} connections opened, {statistics.median(shares):.0%} of the rate to "
              f"{ENDPOINTS[0]}")
    receiver.stop()
    pulls(hoso, events)
