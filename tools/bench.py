"""Times hoso beside a yardstick, each several times in turn, and prints medians and ratios.

Called by tools/bench. A child's CPU time comes from the operating system's own accounting.
"""

import json
import os
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

RUNS = 5
# Those that need a server, or Python of their own.
APART = ("webhooks", "api", "deliveries", "service", "ledger", "load", "desk", "export")


def child(command, **options):
    """Runs a command; answers its wall and CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu


def median(runs, index):
    return statistics.median(run[index] for run in runs)


def report(case, events, ours, yardstick, name):
    """One line each, and the ratio of the medians."""
    print(f"\n{case} ({len(ours)} runs each, medians)")
    for label, runs in (("hoso", ours), (name, yardstick)):
        wall, cpu = median(runs, 0), median(runs, 1)
        rate = f"{events / wall:12,.0f}/s wall {events / cpu:12,.0f}/s CPU" if events > 1 else ""
        print(f"  {label:34} {wall:8.3f} s wall {cpu:8.3f} s CPU {rate}")
    ratio = median(yardstick, 0) / median(ours, 0)
    print(f"  ratio by wall: {ratio:.2f}; by CPU: {median(yardstick, 1) / median(ours, 1):.2f}")


class Bench:
    def __init__(self, hoso, scale, folder):
        self.hoso, self.folder = hoso, folder
        self.history = os.path.join(folder, "history.ndjson")
        with open(self.history, "wb") as file:
            subprocess.run([hoso, "simulate", "--scale", scale], check=True, stdout=file)
        with open(self.history, "rb") as file:
            self.events = sum(1 for _ in file)

    def ledger(self, name, *options):
        path = os.path.join(self.folder, name)
        shutil.rmtree(path, ignore_errors=True)
        subprocess.run(
            [self.hoso, "init", "--ledger", path, *options], check=True, stdout=subprocess.DEVNULL)
        return path

    def import_once(self):
        path = self.ledger("import.ledger", "--hub")
        return child([self.hoso, "import", self.history, "--backfill", "--ledger", path])

    def plain_table_once(self, rows):
        """A usual event table: UUID key, unique (stream, version), JSON body, same durability.

        The rows are parsed beforehand and that time is not counted; hoso's run parses, checks
        and hashes as well.
        """
        path = os.path.join(self.folder, "plain.db")
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(path + suffix):
                os.remove(path + suffix)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-65536")
        connection.execute(
            "CREATE TABLE event(position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
            " stream TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,"
            " UNIQUE(stream, version))")
        start, cpu = time.monotonic(), time.process_time()
        for first in range(0, len(rows), 4096):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO event(id, stream, version, body) VALUES(?,?,?,?)",
                rows[first:first + 4096])
            connection.execute("COMMIT")
        result = time.monotonic() - start, time.process_time() - cpu
        connection.close()
        return result

    def run_import(self):
        rows, versions = [], {}
        with open(self.history, encoding="utf-8") as file:
            for line in file:
                stream = json.loads(line)["dossier"]
                versions[stream] = versions.get(stream, 0) + 1
                rows.append((str(uuid.uuid4()), stream, versions[stream], line))
        ours, plain = [], []
        for _ in range(RUNS):
            ours.append(self.import_once())
            plain.append(self.plain_table_once(rows))
        report("import, durable, 4,096 a commit", self.events, ours, plain, "plain SQLite table")

    def run_figures(self):
        path = self.ledger("figures.ledger", "--hub")
        command = [self.hoso, "import", self.history, "--backfill", "--ledger", path]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        ask = [self.hoso, "figures", "2019Q1..2020Q1", "--format", "csv", "--ledger", path]
        ours, plain = [], []
        for _ in range(RUNS):
            os.remove(path + "/views.db") if os.path.exists(path + "/views.db") else None
            ours.append(child(ask))
            plain.append(child([sys.executable, __file__, "--fold", path + "/ledger.db"]))
        report("figures from nothing", self.events, ours, plain, "one pass over the rows in SQLite")
        report("figures again", self.events, [child(ask) for _ in range(RUNS)], plain,
               "one pass over the rows in SQLite")

    def run_scan(self):
        ours, plain = [], []
        path = self.ledger("scan.ledger", "--office", "100000")
        table = os.path.join(self.folder, "one.db")
        subprocess.run(
            ["sqlite3", table, "PRAGMA journal_mode=WAL; CREATE TABLE t(a INTEGER PRIMARY KEY, b)"],
            check=True, stdout=subprocess.DEVNULL)
        insert = "PRAGMA synchronous=FULL; INSERT INTO t(b) VALUES(zeroblob(120))"
        for number in range(40):
            ours.append(child([self.hoso, "scan", "pickup", f"BN-{number:06}X", "--ledger", path]))
            plain.append(child(["sqlite3", table, insert]))
        report("one scan, process start to durable", 1, ours, plain, "sqlite3, one row")
        for label, command in (
            ("hoso", [self.hoso, "scan", "pickup", "BN-999999X", "--ledger", path]),
            ("sqlite3", ["sqlite3", table, insert]),
        ):
            trace = subprocess.run(
                ["strace", "-f", "-e", "trace=fsync,fdatasync", *command],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
            print(f"  {label}: {len(re.findall(r'f(?:data)?sync[(]', trace))} syncs")


def fold(path):
    """What one pass costs that only counts events by day: a floor for a query over rows."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.execute(
        "SELECT recorded_at / 86400000000, count(*), sum(length(bytes)) FROM event GROUP BY 1"
    ).fetchall()


def apart(hoso, case, folder, scale):
    """The cases that need a server, or that no yardstick stands beside; see tools/benchmarks."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "benchmarks"))
    if case == "webhooks":
        import webhooks
        webhooks.run(hoso, folder)
    elif case == "service":
        import load_service
        load_service.run(hoso, folder, scale)
    elif case == "ledger":
        import load_ledger
        load_ledger.run(hoso, scale)
    elif case == "export":
        import export
        export.run(hoso, scale)
    elif case == "deliveries":
        import load_deliveries
        load_deliveries.run(hoso, folder)
    elif case == "load":
        for part in ("deliveries", "service", "ledger"):
            apart(hoso, part, folder, scale)
    elif case == "desk":
        import desk
        desk.run(hoso, folder, *([int(scale)] if scale.isdigit() else []))
    else:
        import api
        api.run(hoso)


def main():
    if sys.argv[1] == "--fold":
        return fold(sys.argv[2])
    cases = [word for word in sys.argv[2:] if not word[0].isdigit()] or ["import", "figures", "scan"]
    scale = next((word for word in sys.argv[2:] if word[0].isdigit()), "0.01")
    with tempfile.TemporaryDirectory(prefix="hoso-bench-") as folder:
        for case in [case for case in cases if case in APART]:
            cases.remove(case)
            apart(sys.argv[1], case, folder, scale)
        if not cases:
            return
        bench = Bench(sys.argv[1], scale, folder)
        print(f"scale {scale}: {bench.events:,} events, {os.cpu_count()} processors, "
              f"load {os.getloadavg()[0]:.1f}, SQLite {sqlite3.sqlite_version}")
        for case in cases:
            getattr(bench, f"run_{case}")()


if __name__ == "__main__":
    main()
