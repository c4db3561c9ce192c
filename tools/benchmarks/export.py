"""A whole export beside DuckDB, which computes its main counts from the same events.

Both are processes of their own, several times in turn. The answers are compared first: a ratio of
two programs that say different things would say nothing.
"""

import csv
import json
import os
import pathlib
import statistics
import subprocess
import time

from common import HERE, Ledger

ROUNDS = 3
LEVELS = ["province", "service", "channel"]
WHOLE = """
hoso: every file of the export: five levels of throughput with growth, form II.06a of every unit and
  procedure, coverage, publications and what changed between them, backlog by place, transit by leg
  and zone with limits in working days, each province's report, costs; the identities proved; CSV
  twice, a workbook, the descriptions, SHA-256 of everything, a Merkle root
DuckDB: from Parquet, which codes are one dossier, when it counts under what; throughput of the
  nation, provinces, procedures, channels and combinations, the form's columns of the same groups,
  ages of the closing stock, end-to-end days; no growth, no zones, no files
Neither: the import of the history, and the making of the Parquet file."""


def measured(command, **options):
    """Wall and CPU seconds and MiB at most of a process; and what it printed."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, **options)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    wall = time.monotonic() - begin
    return (wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), output


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def compared(folder, answers):
    """How many numbers both computed; ends where any two differ."""
    wrong, count = [], 0

    def check(place, ours, theirs):
        nonlocal count
        count += 1
        if ours != theirs:
            wrong.append(f"{place}: hoso {ours}, DuckDB {theirs}")

    for level in ["nation", *LEVELS, "leaf"]:
        groups = {"nation": [], "leaf": LEVELS}.get(level, [level])
        told = {}
        for row in rows(folder / f"throughput-{level}.csv"):
            told["/".join([*groups, "", *(row[name] for name in groups)])] = row
        for key, answer in answers.items():
            if key.rsplit("//", 1)[0] != "/".join(groups):
                continue
            row = told.pop(key, {})
            for name, number in answer.items():
                if not name.startswith("c") or name == "closing":
                    check(f"{key} {name}", int(row.get(name, 0)), number)
        wrong += [f"{key}: DuckDB has no such group" for key in told]
    for row in rows(folder / "ii06a.csv"):
        key = {"nation": "", "province": "province//" + row["unit_code"]}.get(row["level"])
        if key is not None and row["field"] == "ALL":
            for name, number in answers[key].items():
                if name.startswith("c") and name != "closing":
                    check(f"{key} {name}", int(row[name]), number)
    stock = [row for row in rows(folder / "backlog.csv") if row["level"] == "nation"]
    for name, number in answers["ages"].items():
        check(name, sum(int(row[name]) for row in stock), number)
    for row in rows(folder / "transit.csv"):
        if row["leg"] == "end_to_end" and row["class"] == "ALL":
            for name, number in answers[f"days/{row['province']}"].items():
                check(f"{row['province']} {name}", int(row[name]), number)
    if wrong:
        raise SystemExit("the answers differ:\n  " + "\n  ".join(wrong[:20]))
    return count


def report(label, runs):
    wall, cpu, memory = (statistics.median(run[place] for run in runs) for place in range(3))
    print(f"  {label:34} {wall:8.2f} s wall {cpu:8.2f} s CPU {memory:8.0f} MiB at most")
    return wall, cpu, memory


def run(hoso, scale="0.01"):
    tools = HERE.parent / "conformance" / "venv"
    made = subprocess.run([tools], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    yardstick = [pathlib.Path(made) / "bin" / "python", HERE / "export_duckdb.py"]
    ledger = Ledger(hoso)
    history, parquet = ledger.path / "history.ndjson", ledger.path / "events.parquet"
    with open(history, "wb") as file:
        subprocess.run([hoso, "simulate", "--scale", scale], check=True, stdout=file)
    ledger.run("import", str(history), "--backfill")
    subprocess.run([*yardstick, "convert", history, parquet], check=True)
    with open(history, "rb") as file:
        events = sum(1 for _ in file)
    history.unlink()
    out = ledger.path / "out"
    command = [hoso, "export", "2020Q1", "--out", str(out), "--force"]
    views = ledger.path / "ledger" / "views.db"
    first, again, theirs = [], [], []
    for _ in range(ROUNDS):
        views.unlink(missing_ok=True)
        first.append(measured(command, env=ledger.environment)[0])
        again.append(measured(command, env=ledger.environment)[0])
        figures, output = measured([*yardstick, "answer", parquet])
        theirs.append(figures)
    count = compared(out, json.loads(output))
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"\nexport of a quarter, scale {scale}: {events:,} events, {os.cpu_count()} processors, "
          f"load {os.getloadavg()[0]:.1f}, {ROUNDS} rounds, medians")
    ours = report(f"hoso, all files, {size / 2**20:.1f} MiB", again)
    report("hoso, views.db made anew as well", first)
    other = report("DuckDB, the main counts", theirs)
    print(f"  {count:,} numbers that both computed are the same")
    print("  hoso to DuckDB: " + ", ".join(
        f"{mine / its:.2f} by {name}" for mine, its, name in zip(ours, other, ["wall", "CPU", "memory"])))
    print(WHOLE)
