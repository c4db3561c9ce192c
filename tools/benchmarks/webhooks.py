"""Deliveries a second to many endpoints, with and without some that hang, beside bare libcurl.

Every delivery is signed (v1 and v1a), and its attempt is durable before the cursor moves. The
receiver is a C program that answers at once. Loopback only; bounded by count.
"""

import json
import subprocess
import time

from common import Ledger, await_true, compiled, cpu_seconds, lines, stop

HEALTHY, HANGING = 100, 20
# Events before the clock starts, so that connections stand and the breaker has seen the hangers.
WARM_UP = 20
BODY_BYTES = 800
CONCURRENCY = 256


class Receiver:
    def __init__(self, program, everywhere=False):
        hosts = ["0", "0"] if everywhere else [str(HEALTHY), str(HANGING)]
        self.process = subprocess.Popen(
            [program, "0", *hosts], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def counts(self):
        """Requests answered, requests held, connections accepted."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return [int(word) for word in self.process.stdout.readline().split()]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)


def deliver(hoso, receiver, events, hangs):
    """Delivers events to every healthy endpoint; answers deliveries, wall and CPU seconds."""
    ledger = Ledger(hoso)
    hosts = [f"127.0.1.{number}" for number in range(1, HEALTHY + 1)]
    hosts += [f"127.0.2.{number}" for number in range(1, HANGING + 1)] if hangs else []
    for host in hosts:
        ledger.run(
            "webhook", "add", "--no-consent", "--url", f"http://{host}:{receiver.port}/hoso")
    start = receiver.counts()[0]
    process, _ = ledger.serve("--no-http")
    warm = lines(1, WARM_UP)
    ledger.run("import", "-", body="\n".join(warm).encode())
    await_true(lambda: receiver.counts()[0] - start >= WARM_UP * HEALTHY)
    begin, cpu = time.monotonic(), cpu_seconds(process)
    ledger.run("import", "-", body="\n".join(lines(1_000, events)).encode())
    wanted = start + (WARM_UP + events) * HEALTHY
    complete = await_true(lambda: receiver.counts()[0] >= wanted)
    wall, cpu = time.monotonic() - begin, cpu_seconds(process) - cpu
    stop(process)
    if not complete:
        raise SystemExit(f"only {receiver.counts()[0] - start} deliveries arrived")
    logged = json.loads(ledger.run("webhook", "list", "--json").splitlines()[0])
    if logged["deliveries"]["delivered"] != WARM_UP + events:
        raise SystemExit(f"the store knows {logged['deliveries']['delivered']} deliveries")
    return events * HEALTHY, wall, cpu


def bare(program, receiver, count):
    answer = json.loads(subprocess.run(
        [program, str(receiver.port), str(HEALTHY), str(count), str(CONCURRENCY),
         str(BODY_BYTES)],
        check=True, stdout=subprocess.PIPE, timeout=300).stdout)
    return answer["answered"], answer["seconds"], answer["cpu_seconds"]


def report(label, runs):
    """The median run."""
    count, wall, cpu = sorted(runs, key=lambda run: run[1])[len(runs) // 2]
    print(f"  {label:44} {count:8,} in {wall:6.2f} s {count / wall:9,.0f}/s wall "
          f"{count / cpu:9,.0f}/s CPU")


def ratio(runs, others):
    """How many times as fast as others that ran beside them: the median, least and most."""
    ratios = sorted(other[1] / run[1] for run, other in zip(runs, others))
    return ratios[len(ratios) // 2], ratios[0], ratios[-1]


def run(hoso, folder, events=400, rounds=5):
    receiver = Receiver(compiled("receiver", folder))
    sender = compiled("sender", folder, "-lcurl")
    print(f"\nwebhooks: {events} events to {HEALTHY} endpoints each, {rounds} rounds, medians")
    alone, beside, floor = [], [], []
    for number in range(rounds):
        # Which goes first takes turns: a machine gets slower when it is warm.
        for hangs in (False, True) if number % 2 == 0 else (True, False):
            (beside if hangs else alone).append(deliver(hoso, receiver, events, hangs=hangs))
        floor.append(bare(sender, receiver, events * HEALTHY))
    report(f"hoso, {HEALTHY} healthy", alone)
    report(f"hoso, {HEALTHY} healthy beside {HANGING} that hang", beside)
    report("bare libcurl, nothing recorded", floor)
    print("  of bare libcurl: {:.0%} ({:.0%} to {:.0%}), round by round".format(*ratio(alone, floor)))
    print("  beside those that hang: {:.0%} ({:.0%} to {:.0%}) of the rate without them".format(
        *ratio(beside, alone)))
    receiver.stop()
