"""Whoever guesses at the tracking page opens nothing, and locks nobody out.

Codes are given out in a row, so whoever has one slip knows the others of that day: the item numbers
around theirs, and the dossier numbers of their agency.
"""

import concurrent.futures
import json
import os
import random

import pytest
import requests

import live
import program

DOSSIERS = 200
GUESSES_EACH = 10
DAY = "05/03/2020"
# A wrong proof is answered after a quarter of a second, whatever was wrong.
AT_ONCE = 64


def item(number):
    """An S10 item number with its check digit (UPU S10-12)."""
    digits = f"{number:08}"
    weighted = sum(int(d) * w for d, w in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7)))
    check = 11 - weighted % 11
    return f"EE{digits}{ {10: 0, 11: 5}.get(check, check) }VN"


def codes():
    """Item numbers in a row, each with the dossier number that one of twenty agencies gave it."""
    chance = random.Random(20200305)
    agencies = [f"H26.{number}" for number in range(11, 31)]
    given = dict.fromkeys(agencies, 0)
    pairs = []
    for index in range(DOSSIERS):
        agency = chance.choice(agencies)
        given[agency] += 1
        pairs.append((item(12345600 + index), f"{agency}-200305-{given[agency]:04}"))
    return pairs


class Post:
    """A ledger with those dossiers, and a server whose limits are out of the attacker's way."""

    def __init__(self, folder):
        environment = {**os.environ, "HOSO_LEDGER": str(folder / "ledger"), "HOSO_LANG": "en"}
        self.pairs = codes()
        lines = "".join(
            json.dumps({
                "id": f"e{index}", "source": "post", "type": "dossier.picked_up",
                "dossier": pair[0], "occurred_at": "2020-03-05T08:12:00+07:00",
                "office": "100000", "aliases": [pair[1]]}) + "\n"
            for index, pair in enumerate(self.pairs))
        for arguments, body in ((["init", "--hub"], ""), (["import", "-"], lines)):
            finished = program.run(*arguments, body=body.encode(), environment=environment)
            assert finished.returncode == 0, finished.stderr.decode()
        self.server = live.Process(
            [program.path(), "serve", "--port", "0", "--json", "--no-deliveries",
             "--anonymous-per-minute", "1000000", "--tracking-per-minute", "1000000"],
            environment)

    def opens(self, code, second, day=None):
        """Whether two codes lead to the dossier's page; the address it is at, else nothing."""
        form = {"code": code, "end": second, **({"day": day} if day else {})}
        answer = requests.post(
            self.server.url + "/t", data=form, allow_redirects=False, timeout=60)
        assert answer.status_code in (303, 404), answer.status_code
        return answer.headers.get("location") if answer.status_code == 303 else None

    def opened(self, guesses):
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            return sum(1 for link in pool.map(lambda guess: self.opens(*guess), guesses) if link)


@pytest.fixture(scope="module")
def post(tmp_path_factory):
    post = Post(tmp_path_factory.mktemp("tracking"))
    try:
        yield post
    finally:
        post.server.stop()


def test_tracking_guesses_of_sequential_codes_open_nothing(post):
    chance = random.Random(1)
    link = post.opens(*post.pairs[-1])
    assert link, "the rightful holder of two codes"
    ends = [pair[1][-8:] for pair in post.pairs]
    own = post.pairs[0][1].split("-")[0]
    whole = [f"{own}-200305-{number:04}" for number in range(1, 41)]
    guesses = [
        (pair[0], second)
        for pair in post.pairs
        for second in chance.sample(ends, GUESSES_EACH // 2)
        + chance.sample(whole, GUESSES_EACH - GUESSES_EACH // 2)]
    chance.shuffle(guesses)
    assert len(guesses) == 2_000
    # The first ten may still hit by chance; after them the day is asked, too.
    assert post.opened(guesses) <= 1
    assert requests.get(post.server.url + link, timeout=60).status_code == 200


def test_tracking_locks_nobody_out(post):
    for code, second in post.pairs[:20]:
        for _ in range(2):
            post.opens(code, "H99-200305-0001", DAY)
        assert post.opens(code, second, DAY), "with the day of pickup"
