"""What the measurements over sockets share: a ledger, a server, lines of scans."""

import json
import os
import pathlib
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
# However slow the machine: no wait is longer.
WAIT_SECONDS = 300


def item(serial):
    """A postal item number with its check digit (UPU S10)."""
    digits = f"{serial:08}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7)))
    check = 11 - total % 11
    return f"EE{digits}{ {10: 0, 11: 5}.get(check, check) }VN"


def lines(first, count):
    """Interchange lines: a pickup and a delivery for every dossier."""
    text = []
    for serial in range(first, first + (count + 1) // 2):
        for kind, clock in (("dossier.picked_up", "08:12"), ("dossier.delivered", "15:30")):
            text.append(json.dumps({
                "id": f"b-{serial}-{kind[-2:]}", "source": "bench", "type": kind,
                "dossier": item(serial), "occurred_at": f"2020-03-05T{clock}:00+07:00",
                "office": "100000", "province": "01", "agency": "H26.12.19",
                "service": "1.001612",
            }, separators=(",", ":")))
    return text[:count]


class Ledger:
    """A ledger of its own in a folder that goes away."""

    def __init__(self, hoso):
        self.hoso = hoso
        self.folder = tempfile.TemporaryDirectory(prefix="hoso-bench-")
        self.path = pathlib.Path(self.folder.name)
        self.environment = {
            **os.environ, "HOSO_LEDGER": str(self.path / "ledger"), "HOSO_LANG": "en",
            "HOSO_ALLOW_EGRESS": "127.0.0.0/8",
        }
        self.run("init", "--office", "100000", "--province", "01")

    def run(self, *arguments, body=None):
        return subprocess.run(
            [self.hoso, *arguments], env=self.environment, input=body, check=True,
            stdout=subprocess.PIPE, timeout=WAIT_SECONDS).stdout.decode()

    def serve(self, *options):
        """A running server; answers the process and where it listens."""
        process = subprocess.Popen(
            [self.hoso, "serve", "--port", "0", "--json", "--quiet", *options],
            env=self.environment, stdout=subprocess.PIPE)
        line = json.loads(process.stdout.readline())
        return process, line["listening"]


def stop(process):
    process.terminate()
    process.wait(60)


def compiled(name, folder, *options):
    """A C program of this folder, built."""
    program = str(pathlib.Path(folder) / name)
    subprocess.run(
        ["cc", "-O2", "-Wall", "-o", program, str(HERE / f"{name}.c"), *options], check=True)
    return program


def cpu_seconds(process):
    """User and system time of a running process."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def await_true(condition, step=0.02):
    """Waits until something holds; answers whether it did in time."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(step)
    return False
