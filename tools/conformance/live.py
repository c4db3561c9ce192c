"""A ledger with a server, and a receiver that keeps what it is sent; all of it on loopback."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

import program

# Deliveries begin at once; a slow machine has this long for all of them.
DELIVERY_SECONDS = 120
STOP_SECONDS = 30
LOOPBACK = "127.0.0.0/8"


class Captured:
    """Deliveries, and the secrets and public keys they are to be verified with."""

    def __init__(self, deliveries, words):
        self.deliveries = deliveries
        self.secrets = [word for word in words if word.startswith("whsec_")]
        self.public_keys = [word for word in words if word.startswith("whpk_")]


def captured(folder):
    """What a folder has: JSON files of tools/receiver, keys in `secrets` and `public-keys`."""
    files = sorted(folder.glob("[0-9]*.json"))
    keys = [folder / name for name in ("secrets", "public-keys")]
    return Captured(
        [json.loads(file.read_text(encoding="utf-8")) for file in files],
        [word for file in keys if file.exists() for word in file.read_text("ascii").split()])


class Process:
    """A program that says on its first line where it listens."""

    def __init__(self, arguments, environment, folder=None):
        self.process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=sys.stderr, env=environment, cwd=folder,
            text=True)
        self.url = json.loads(self.process.stdout.readline())["listening"]
        # What it says later is read, so that it never waits for a reader.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


class Office:
    """One post office with its ledger, its server, and an agency that takes deliveries."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.captured = self.folder / "captured"
        self.captured.mkdir()
        self.secret_file = self.captured / "secrets"
        self.environment = {
            **os.environ, "HOSO_LEDGER": str(self.folder / "ledger"), "HOSO_LANG": "en",
            "HOSO_ACTOR": "nv042", "HOSO_ALLOW_EGRESS": LOOPBACK,
        }
        self.environment.pop("HOSO_WEBHOOK_SECRET", None)
        self.running = []

    def hoso(self, *arguments, body=b""):
        """What a command printed; an error with its words if it failed."""
        finished = subprocess.run(
            [program.path(), *arguments], input=body, capture_output=True, env=self.environment,
            timeout=program.WAIT_SECONDS, check=False)
        if finished.returncode != 0:
            raise AssertionError(f"hoso {' '.join(arguments)}: {finished.stderr.decode()}")
        return finished.stdout.decode()

    def start(self, *arguments):
        process = Process(arguments, self.environment)
        self.running.append(process)
        return process

    def open(self):
        """Scans one dossier before the server starts and one after; waits for the deliveries."""
        self.hoso("init", "--office", "100000", "--province", "01", "--channel", "counter")
        receiver = self.start(
            str(program.ROOT / "tools/receiver"), "--json", "--quiet", "--capture",
            str(self.captured), "--secret-file", str(self.secret_file))
        added = json.loads(self.hoso(
            "webhook", "add", "--agency", "H26.12", "--url", receiver.url + "/hoso", "--from",
            "start", "--json"))
        self.secret_file.write_text(added["secret"] + "\n", encoding="ascii")
        (self.captured / "public-keys").write_text(added["public_key"] + "\n", encoding="ascii")
        self.endpoint = added
        self.scan("EE123456785VN", "Người nhận đi vắng, hẹn chiều 16/3")
        server = self.start(program.path(), "serve", "--port", "0", "--json", "--quiet")
        self.url = server.url
        self.scan("EE123456799VN", 'dấu "nháy", \\ và </script>')
        self.wait(8)
        return self

    def scan(self, code, reason):
        number = "H26.12.19-200305-" + code[6:10]
        self.hoso(
            "scan", "pickup", code, "--at", "2020-03-05T08:12:00+07:00", "--procedure", "1.001612",
            "--agency", "H26.12.19")
        self.hoso(
            "scan", "delivery", code, "--at", "2020-03-06T09:30:00+07:00", "--alias", number,
            "--due", "2020-03-12")
        self.hoso(
            "scan", "attempt", number, "--at", "2020-03-13T10:20:00+07:00", "--reason", reason)
        self.hoso("scan", "return", number, "--at", "2020-03-16T08:45:00+07:00")

    def wait(self, count):
        """Until so many different events were delivered."""
        end = time.monotonic() + DELIVERY_SECONDS
        while len({delivery["headers"]["webhook-id"] for delivery in self.deliveries()}) < count:
            if time.monotonic() > end:
                raise AssertionError(f"{len(self.deliveries())} deliveries, {count} events wanted: " + self.hoso("webhook", "log"))
            threading.Event().wait(0.1)

    def deliveries(self):
        return self.captured_set().deliveries

    def captured_set(self):
        return captured(self.captured)

    def close(self):
        for process in reversed(self.running):
            process.stop()
