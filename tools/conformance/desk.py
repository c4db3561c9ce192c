"""A desk where examples are typed: a ledger, an agency that takes deliveries, a running server."""

import base64
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time

import examples
import live
import program

# What never ends by itself is given so long, then stopped.
ENDLESS_SECONDS = 2
AGENCY = "H26.12.19"
# Weights of the check digit of an item number. Source: UPU S10.
WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def item(serial):
    digits = f"{serial:08d}"
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS)) % 11
    return f"RR{digits}{ {10: 0, 11: 5}.get(rest, rest)}VN"


# A line of `scan delivery --pairs`: item, dossier number, due date.
PAIR = f"{item(30)}\tH26.12.19-200305-0042\t12/03/2030\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def openssl(*arguments, text=b""):
    return subprocess.run(
        ["openssl", *arguments], input=text, capture_output=True, check=True).stdout


def line(number, kind, day, **more):
    """An event of the history that the ledger begins with."""
    moment = f"2020-03-{day:02d}T09:{number:02d}:00"
    return json.dumps({
        "id": f"e{number}", "source": "moved", "type": kind, "occurred_at": moment + "+07:00",
        "recorded_at": moment + ".000000+07:00", "office": "100000", "dossier": "EE123456785VN",
        **more})


HISTORY = "\n".join([
    line(1, "dossier.picked_up", 5, province="01", service="1.001612", agency=AGENCY,
         channel="counter", aliases=["H26.12.19-200305-0001"]),
    line(2, "dossier.delivered", 6, due_date="2020-03-12"),
    line(3, "result.ready", 13), line(4, "result.collected", 13), line(5, "result.returned", 16),
]) + "\n"


class Desk:
    """A folder with what examples name, and programs to stand in for addresses they name."""

    def __init__(self, folder, language):
        self.folder = pathlib.Path(folder)
        for name in ("bin", "home"):
            (self.folder / name).mkdir()
        (self.folder / "bin/hoso").symlink_to(program.path())
        # An answer that is an error is one for curl too.
        curl = self.folder / "bin/curl"
        curl.write_text(f'#!/bin/sh\nexec {shutil.which("curl")} -sS --fail-with-body "$@"\n')
        curl.chmod(0o755)
        (self.folder / "tools").symlink_to(program.ROOT / "tools")
        self.environment = {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "HOSO_LANG": language,
            "HOME": str(self.folder / "home"), "HOSO_LEDGER": str(self.folder / "ledger"),
            "HOSO_ALLOW_EGRESS": live.LOOPBACK, "PYTHONDONTWRITEBYTECODE": "1",
        }
        self.ledgers = 0
        # An agency may have few at a time: all examples share one.
        self.credentials = None
        self.running = []
        self.files()

    def files(self):
        """The files that examples read, under the names of both languages."""
        answer = json.dumps({
            "specversion": "1.0", "id": "tn-2020-000187", "source": "motcua.h26",
            "type": "dossier.accepted", "subject": "EE123456785VN",
            "time": time.strftime("%Y-%m-%dT%H:%M:%S+07:00", time.gmtime(time.time() + 25_200)),
            "data": {"due_date": "2030-03-12"}})
        row = json.dumps({
            "id": "m1", "source": "agency.hanoi", "type": "dossier.delivered",
            "dossier": "EE123456785VN", "occurred_at": "2020-03-07T09:00:00+07:00"})
        table = (
            "id,type,dossier,occurred_at\n"
            "m1,result.ready,EE123456785VN,2020-03-14T09:00:00+07:00\n")
        private = openssl("genpkey", "-algorithm", "ed25519")
        # The last 32 bytes of the key's DER are the key itself.
        public = base64.b64encode(
            openssl("pkey", "-pubout", "-outform", "DER", text=private)[-32:]).decode()
        offices = "code,name_vi,province,valid_from,valid_to\n100000,Hà Nội,01,2000-01-01,\n"
        reports = "report,received,resolved,open\nĐắk Nông,218763,206885,11878\n"
        certificate = self.folder / "chain.pem"
        openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
            "/CN=hoso.example.vn", "-keyout", self.folder / "key.pem", "-out", certificate)
        for names, text in [
            ("delivered.txt ma-da-phat.txt", "EE123456785VN\n"),
            ("pairs.txt cap-ma.txt", PAIR),
            ("agency.ndjson co-quan.ndjson", row + "\n"), ("agency.csv co-quan.csv", table),
            ("acceptance.json tiep-nhan.json body.json thu.json", answer),
            ("addresses.txt dia-chi.txt", "203.0.113.9\nhttps://motcua.example.vn/hoso\n"),
            ("key.txt khoa.txt", f"whpk_{public}\n"), ("offices.csv buu-cuc.csv", offices),
            ("reports.csv bao-cao.csv", reports),
            ("fullchain.pem", certificate.read_text()),
            ("privkey.pem", (self.folder / "key.pem").read_text()),
        ]:
            for name in names.split():
                (self.folder / name).write_text(text, encoding="utf-8")

    def open(self):
        """A post office with a dossier of 2020, scans of today, and an agency that was told."""
        self.new_ledger("--office", "100000", "--province", "01", "--channel", "counter")
        (self.folder / "moved.ndjson").write_text(HISTORY, encoding="utf-8")
        self.hoso("import", "moved.ndjson", "--backfill")
        self.hoso("scan", "pickup", "--agency", AGENCY, *map(item, range(1, 25)))
        self.receiver = self.start(
            str(program.ROOT / "tools/receiver"), "--json", "--secret-file", "secrets")
        secrets = []
        for name in ("Một cửa", "Một cửa H26.12.19"):
            added = self.added("webhook", "add", "--agency", AGENCY, "--name", name, "--from",
                               "start", "--url", self.receiver.url + "/hoso", "--json")
            secrets.append(added["secret"])
        (self.folder / "secrets").write_text("\n".join(secrets) + "\n", encoding="ascii")
        for name in ("secret", "bi-mat"):
            (self.folder / name).write_text(added["secret"] + "\n", encoding="ascii")
        key = self.added("key", "add", "--kind", "agency", "--agency", AGENCY, "--name", "a",
                         "--json")
        for name in ("key", "khoa"):
            (self.folder / name).write_text(key["secret"] + "\n", encoding="ascii")
        self.server = self.start(program.path(), "serve", "--port", "0", "--json", "--quiet")
        return self

    def new_ledger(self, *options):
        """From here on another ledger, which is made if there are options."""
        self.ledgers += 1
        self.environment["HOSO_LEDGER"] = str(self.folder / f"ledger-{self.ledgers}")
        if options:
            self.hoso("init", *options)

    def start(self, *arguments):
        process = live.Process(arguments, self.environment, self.folder)
        self.running.append(process)
        return process

    def hoso(self, *arguments):
        finished = subprocess.run(
            [program.path(), *arguments], cwd=self.folder, env=self.environment, text=True,
            capture_output=True, timeout=program.WAIT_SECONDS, check=False, input="")
        assert finished.returncode == 0, f"hoso {' '.join(arguments)}: {finished.stderr}"
        return finished.stdout

    def added(self, *arguments):
        return json.loads(self.hoso(*arguments))

    def close(self):
        for process in reversed(self.running):
            process.stop()

    # What cannot be known when an example is written: numbers that the program gives, and who
    # answers at an address.

    def known(self, command):
        """A command with numbers that exist here, and addresses where somebody answers."""
        replaced = re.sub(r"100000-[0-9a-f]{6}-1-", lambda _: self.source() + "-", command)
        replaced = re.sub(r"evt_[0-9a-f]{32}", lambda _: self.delivery(), replaced)
        replaced = re.sub(r"key_7Xb2qP9k", lambda _: self.key(), replaced)
        replaced = re.sub(r"cbs_0d6a5f8c0e9b1d2a", lambda _: self.credential(), replaced)
        if re.search(r"^([A-Z_]+=\S+ )*(curl|hoso webhook listen)", replaced, re.MULTILINE):
            replaced = replaced.replace("https://hoso.example.vn", self.server.url)
        replaced = replaced.replace(
            "--forward 9000", "--forward " + self.receiver.url.rsplit(":", 1)[1])
        replaced = replaced.replace("https://moi.example.vn", self.receiver.url)
        replaced = replaced.replace("hoso_agency_…", (self.folder / "key").read_text().strip())
        replaced = re.sub("whsec_…", lambda _: self.credential("secret"), replaced)
        replaced = replaced.replace("/srv/hoso/ledger", self.environment["HOSO_LEDGER"])
        if examples.is_script(replaced):
            for port in ("8080", "9000"):
                replaced = replaced.replace(port, str(free_port()))
            return "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n" + replaced
        if re.match(r"hoso serve\b", replaced):
            replaced = re.sub(r" --host \S+", "", re.sub(r" --port \d+", "", replaced))
            replaced = replaced.replace("hoso serve", "hoso serve --port 0", 1)
        return replaced

    def source(self):
        first = json.loads(self.hoso("dump").split("\n")[0])
        lines = [json.loads(text) for text in self.hoso("dump").splitlines()]
        own = [event["source"] for event in lines if event["source"].startswith("100000-")]
        return own[0] if own else first["source"]

    def delivery(self):
        end = time.monotonic() + live.DELIVERY_SECONDS
        while time.monotonic() < end:
            attempts = self.hoso("webhook", "log", "--json")
            found = re.search(r"evt_[0-9a-f]{32}", attempts)
            if found:
                return found.group()
            time.sleep(0.1)
        raise AssertionError("nothing was delivered")

    def key(self):
        added = self.added("key", "add", "--kind", "administrator", "--name", "b", "--json")
        return added["key"]["id"]

    def credential(self, member="id"):
        if self.credentials is None:
            added = self.added("key", "secret", "add", "--agency", AGENCY, "--json")
            self.credentials = {**added, **added["credential"]}
        return self.credentials[member]

    # Typing

    def type(self, command):
        """Types one command; its output, or an AssertionError with what it complained about."""
        typed = self.known(command)
        print(f"{time.monotonic():.1f} {typed}")
        endless = not examples.is_script(command) and (
            re.match(r"hoso serve\b", typed)
            or "hoso webhook listen" in typed and "--once" not in typed)
        process = subprocess.Popen(
            ["bash", "-eo", "pipefail", "-c", "exec env " + typed if endless else typed],
            cwd=self.folder, env=self.environment, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            return self.finished(process, typed, endless)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()

    def finished(self, process, typed, endless):
        """What a process printed when it came to its end, or, if it has none, was stopped."""
        try:
            output, errors = process.communicate(
                timeout=ENDLESS_SECONDS if endless else program.WAIT_SECONDS)
        except subprocess.TimeoutExpired:
            assert endless, f"{typed}: it never ends"
            process.send_signal(signal.SIGTERM)
            output, errors = process.communicate(timeout=live.STOP_SECONDS)
            assert process.returncode in (0, -signal.SIGTERM), f"{typed}: {errors}"
        else:
            assert process.returncode == 0, (
                f"{typed}\nends with {process.returncode}: {errors}{output}")
        return output
