"""Clocks that are wrong, as a machine has them: what is recorded, asked and refused.

A library that is loaded before the C library moves the clock of one process, and only the clock that
people set: the time since the machine's start stays what it is.
"""

import os
import pty
import re
import select
import subprocess
import time

import pytest

import program

DAY = 86_400
CLOCK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec *time) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, time);
  const char *moved = getenv("MOVED_SECONDS");
  if (result == 0 && clock == CLOCK_REALTIME && moved) time->tv_sec += atol(moved);
  return result;
}
"""


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    """The library that moves a clock."""
    folder = tmp_path_factory.mktemp("clock")
    source, library = folder / "clock.c", folder / "clock.so"
    source.write_text(CLOCK)
    subprocess.run(["clang", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library


class Machine:
    """A desk on a machine whose clock can be moved."""

    def __init__(self, folder, library):
        self.ledger, self.library = folder / "ledger", library
        self.run("init", "--office", "100000", "--province", "01")

    def environment(self, days):
        return {
            **os.environ, "HOSO_LANG": "en", "HOSO_LEDGER": str(self.ledger),
            "LD_PRELOAD": str(self.library), "MOVED_SECONDS": str(int(days * DAY))}

    def run(self, *arguments, days=0.0, text=""):
        return subprocess.run(
            [program.path(), *arguments], input=text, capture_output=True, text=True, check=False,
            timeout=program.WAIT_SECONDS, env=self.environment(days))

    def type(self, answers, *arguments, days=0.0):
        """What a terminal shows and how the command ends: each answer is typed at a question."""
        answers = list(answers)
        child, terminal = pty.fork()
        if child == 0:
            os.execve(program.path(), [program.path(), *arguments], self.environment(days))
        shown, end = b"", time.monotonic() + program.WAIT_SECONDS
        while time.monotonic() < end:
            if select.select([terminal], [], [], 1)[0]:
                try:
                    piece = os.read(terminal, 4_096)
                except OSError:
                    break
                if not piece:
                    break
                shown += piece
                if answers and piece.rstrip().endswith(b"[y/n]"):
                    os.write(terminal, answers.pop(0).encode() + b"\n")
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()

    def recorded(self):
        """The codes that are on record, in their order."""
        dump = self.run("dump")
        assert dump.returncode == 0, dump.stderr
        return re.findall(r'"dossier":"([^"]+)"', dump.stdout)


@pytest.fixture
def machine(tmp_path, clock):
    return Machine(tmp_path, clock)


@pytest.mark.parametrize("days", [-3_650, -1, 1, 730])
def test_a_script_under_a_clock_that_was_moved_records_nothing(machine, days):
    assert machine.run("scan", "pickup", "BN2020/1").returncode == 0
    moved = machine.run("scan", "pickup", "BN2020/2", days=days)
    assert moved.returncode == 75 and "Nothing was recorded" in moved.stderr
    assert not moved.stdout
    assert machine.run("scan", "pickup", "BN2020/3").returncode == 0
    assert machine.recorded() == ["BN2020/1", "BN2020/3"]


@pytest.mark.parametrize("days", [-3_650, 730])
def test_the_first_scan_of_a_ledger_is_judged_too(machine, days):
    assert machine.run("scan", "pickup", "BN2020/1", days=days).returncode == 75
    assert machine.recorded() == []


def test_a_person_is_asked_and_the_answer_holds(machine):
    assert machine.run("scan", "pickup", "BN2020/1").returncode == 0
    code, shown = machine.type(["n"], "scan", "pickup", "BN2020/2", days=2)
    assert code == 75 and "Is the clock right?" in shown
    # What a scanner sends meanwhile is no answer.
    code, shown = machine.type(["BN2020/9", "y"], "scan", "pickup", "BN2020/2", days=2)
    assert code == 0 and shown.count("Is the clock right?") == 2, shown
    assert machine.run("scan", "pickup", "BN2020/3", days=2).returncode == 0
    assert machine.run("scan", "pickup", "BN2020/4").returncode == 75
    assert machine.run("scan", "pickup", "BN2020/4", "--clock-is-right").returncode == 0
    assert machine.recorded() == ["BN2020/1", "BN2020/2", "BN2020/3", "BN2020/4"]


def test_an_offset_stands_in_for_setting_the_clock(machine):
    slow = machine.run("scan", "pickup", "BN2020/1", "--clock-offset", "40d12h", days=-40.5)
    assert slow.returncode == 0, slow.stderr
    assert machine.run("scan", "pickup", "BN2020/2", days=-40.5).returncode == 0
    # Time, as the offset gives it, is what it is without one on a machine whose clock is right.
    today = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 7 * 3_600))
    moments = re.findall(r'"(?:occurred|recorded)_at":"([^T"]+)T', machine.run("dump").stdout)
    assert set(moments) == {today}


def test_an_import_is_judged_at_its_start(machine):
    line = ('{"id":"a-%d","source":"agency","type":"dossier.picked_up","dossier":"BN2020/%d",'
            '"occurred_at":"2026-03-05T08:12:00+07:00"}')
    text = "".join(line % (number, number) + "\n" for number in range(1, 4))
    refused = machine.run("import", "-", days=730, text=text)
    assert refused.returncode == 75 and machine.recorded() == []
    assert machine.run("import", "-", text=text).returncode == 0
    assert len(machine.recorded()) == 3
