"""Imports a realistic history through a pipe and compares every figure with its truth.

Called by tools/truth. Nothing of the history is kept but the ledger, so scale 1 fits on a laptop.
Each vintage of the truth is asked for in both calendars, for the nation and by province, and every
count must be equal: no more rows, no fewer. Exit code 1 if anything differs.
"""

import csv
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

DIFFERENCES_SHOWN = 20


class Check:
    def __init__(self, hoso, scale, seed, folder):
        self.hoso, self.scale, self.seed = hoso, scale, seed
        self.truth_path = os.path.join(folder, "truth.json")
        self.ledger = os.path.join(folder, "ledger")
        self.environment = dict(os.environ, HOSO_LEDGER=self.ledger)
        self.rows = 0
        self.differences = []

    def run(self, *arguments, **options):
        command = [self.hoso, *arguments]
        return subprocess.run(
            command, check=True, env=self.environment, stdout=subprocess.PIPE, **options)

    def stage(self, name, work):
        start = time.monotonic()
        result = work()
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(
            f"{name}: {time.monotonic() - start:,.0f} s, {usage.ru_utime + usage.ru_stime:,.0f} s of CPU"
            f" so far, at most {usage.ru_maxrss / 1024:,.0f} MB", flush=True)
        return result

    def take_in(self):
        self.run("init", "--hub")
        simulate = subprocess.Popen(
            [self.hoso, "simulate", "--realistic", "--scale", self.scale, "--seed", self.seed,
             "--truth", self.truth_path],
            stdout=subprocess.PIPE)
        done = self.run("import", "-", "--backfill", "--json", stdin=simulate.stdout)
        simulate.stdout.close()
        if simulate.wait() != 0:
            sys.exit("simulate failed")
        return json.loads(done.stdout)

    def figures(self, periods, calendar, as_of, grouping):
        span = f"{periods[0].replace('-', '')}..{periods[-1].replace('-', '')}"
        options = ["--as-of", as_of] if as_of else []
        options += ["--by", grouping] if grouping else []
        answer = self.run("figures", span, "--calendar", calendar, "--format", "csv", *options)
        return list(csv.DictReader(io.StringIO(answer.stdout.decode())))

    def compare(self, truth):
        columns = truth["columns"]
        for vintage in truth["vintages"]:
            as_of = vintage.get("as_of")
            for calendar in ("calendar", "statutory"):
                told = {
                    (row["period"], row.get("province")): row["counts"]
                    for row in vintage["rows"] if row["calendar"] == calendar}
                periods = sorted({period for period, _ in told})
                found = {}
                for grouping in (None, "province"):
                    for row in self.figures(periods, calendar, as_of, grouping):
                        counts = [int(row[name]) for name in columns]
                        found[row["period"], row.get("province")] = counts
                        if not grouping and int(row["orphans"]) != vintage["orphans"]:
                            self.differ(as_of, calendar, row["period"], "orphans")
                self.rows += len(told)
                for key in told.keys() | found.keys():
                    nothing = [0] * len(columns)
                    if told.get(key, nothing) != found.get(key, nothing):
                        self.differ(as_of, calendar, *key)

    def differ(self, *where):
        self.differences.append(where)
        if len(self.differences) <= DIFFERENCES_SHOWN:
            print("differs:", *where)


def main():
    hoso = sys.argv[1]
    scale = sys.argv[2] if len(sys.argv) > 2 else "0.01"
    seed = sys.argv[3] if len(sys.argv) > 3 else "7"
    folder = tempfile.mkdtemp(dir=sys.argv[4] if len(sys.argv) > 4 else None, prefix="hoso-truth-")
    try:
        check = Check(hoso, scale, seed, folder)
        imported = check.stage("simulated and imported", check.take_in)
        with open(check.truth_path, encoding="utf-8") as file:
            truth = json.load(file)
        if imported["recorded"] != truth["events"]:
            sys.exit(f"{truth['events']} events were written, {imported['recorded']} recorded")
        check.stage("figures built", lambda: check.run("figures", "2020Q1"))
        check.stage("compared", lambda: check.compare(truth))
        print(
            f"scale {scale}, seed {seed}: {truth['events']:,} events, {check.rows:,} rows of"
            f" {len(truth['vintages'])} vintages, {len(check.differences):,} differ")
        sys.exit(1 if check.differences else 0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
