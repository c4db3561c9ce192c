"""A desk when something is in its way: a hurried clerk, a full disk, a ledger that somebody holds."""

import fcntl
import os
import pty
import re
import signal
import subprocess
import termios
import time

import pytest

import desk
import program

# The place of a second character that ends a line, in what a terminal is set to.
CONTROLS = 6


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "ledger"
    made = program.run("init", "--office", "100000", "--ledger", str(path))
    assert made.returncode == 0, made.stderr
    return path


@pytest.mark.parametrize("end", ["ctrl-c", "ctrl-d", signal.SIGTERM])
def test_a_terminal_is_given_back_as_it_was_however_scanning_ends(ledger, end):
    child, terminal = pty.fork()
    if child == 0:
        os.execv(program.path(), [program.path(), "scan", "pickup", "--ledger", str(ledger)])
    before = termios.tcgetattr(terminal)
    wait = time.monotonic() + program.WAIT_SECONDS
    while termios.tcgetattr(terminal)[CONTROLS][termios.VEOL] != b"\t":
        assert time.monotonic() < wait, "it never took the terminal"
        time.sleep(0.01)
    os.write(terminal, b"BN2020/1\t")
    shown = b""
    while "✓".encode() not in shown:
        shown += os.read(terminal, 4_096)
    if isinstance(end, str):
        os.write(terminal, {"ctrl-c": b"\x03", "ctrl-d": b"\x04"}[end])
    else:
        os.kill(child, end)
    status = os.waitpid(child, 0)[1]
    assert termios.tcgetattr(terminal) == before
    assert os.waitstatus_to_exitcode(status) == {
        "ctrl-c": -signal.SIGINT, "ctrl-d": 0, signal.SIGTERM: -signal.SIGTERM}[end]
    os.close(terminal)


def test_a_full_disk_keeps_what_was_acknowledged_and_says_what_was_not(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    codes = "".join(desk.item(serial) + "\n" for serial in range(1, 20_001))
    (tmp_path / "codes").write_text(codes)
    # A small disk of its own, which nobody else sees and which is gone at the end.
    script = f"""
      mount -t tmpfs -o size=3m tmpfs {folder} && cd {folder}
      head -c 262144 /dev/zero > ballast
      {program.path()} init --office 100000 --ledger ledger || exit 1
      {program.path()} scan pickup --ledger ledger < ../codes > ../answers 2> ../errors
      echo $? > ../code
      rm ballast
      {program.path()} scan pickup RR473124829VN --ledger ledger >> ../answers || exit 4
      {program.path()} verify --ledger ledger > ../verified 2>&1 || exit 2
      {program.path()} dump --ledger ledger > ../dump || exit 3
    """
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", script], capture_output=True, text=True, check=False,
        timeout=program.WAIT_SECONDS, env={**os.environ, "HOSO_LANG": "en"})
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("this machine lets nobody make a disk: " + done.stderr)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "code").read_text().strip() == "74"
    assert "The disk is full" in (tmp_path / "errors").read_text()
    told = re.findall(r"^✓ (\S+)", (tmp_path / "answers").read_text(), re.MULTILINE)
    kept = re.findall(r'"dossier":"([^"]+)"', (tmp_path / "dump").read_text())
    assert len(told) > 500 and kept == told


def test_a_ledger_that_somebody_holds_makes_no_code_look_misread(ledger):
    with open(ledger / "writer.lock", "rb+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        busy = program.run("scan", "pickup", "RR473124829VN", "--ledger", str(ledger))
    assert busy.returncode == 75 and not busy.stdout
    assert b"held the ledger" in busy.stderr
    taken = program.run("scan", "pickup", "RR473124829VN", "--ledger", str(ledger))
    assert taken.returncode == 0, taken.stdout
