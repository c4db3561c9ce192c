"""A desk that only scans: whether the last scan costs what the first did, each a process."""

import os
import statistics
import subprocess
import time

from common import item

SCANS = 20_000
COMPARED = 1_000


def run(hoso, folder, scans=SCANS):
    path = os.path.join(folder, "desk")
    environment = dict(os.environ, HOSO_LEDGER=path)
    subprocess.run([hoso, "init", "--office", "100000", "--province", "01"],
                   check=True, env=environment, stdout=subprocess.DEVNULL)
    seconds, longest = [], 0
    for serial in range(1, scans + 1):
        start = time.monotonic()
        subprocess.run([hoso, "scan", "pickup", item(serial)],
                       check=True, env=environment, stdout=subprocess.DEVNULL)
        seconds.append(time.monotonic() - start)
        longest = max(longest, os.path.getsize(os.path.join(path, "ledger.db-wal")))
    compared = min(COMPARED, scans // 2)
    first, last = (statistics.median(part) for part in (seconds[:compared], seconds[-compared:]))
    rest = os.path.getsize(os.path.join(path, "ledger.db-wal"))
    size = os.path.getsize(os.path.join(path, "ledger.db"))
    print(f"\ndesk ({scans:,} scans, a process each; medians of {compared:,})")
    print(f"  first {first * 1_000:.1f} ms, last {last * 1_000:.1f} ms; ratio {last / first:.2f}")
    print(f"  log at most {longest / 2**20:.1f} MiB, {rest / 2**20:.1f} MiB at the end, "
          f"beside a ledger of {size / 2**20:.1f} MiB")
