"""What everybody gets of a quarter, attacked by a reader who knows the rule and has every file."""

import itertools
import json

import pytest

from tables import rows

THRESHOLD = 3
MEASURES = ["pickups", "deliveries", "returns", "early", "on_time", "late"]
LEVELS = ["province", "service", "channel"]
RELEASES = ["2020Q1.r1", "2020Q1.r2"]


def compositions(count, total, values):
    """Whether so many cells, each of one of the values, can come to a total."""
    reachable = {0}
    for _ in range(count):
        reachable = {sum_ + value for sum_ in reachable for value in values if sum_ + value <= total}
    return total in reachable


def possible(total, told, hidden, unlisted, threshold=THRESHOLD):
    """The counts that a hidden cell may have: all worlds in which the rule tells just this.

    `told` are counts that are told, `hidden` how many rows have a cell that is not, `unlisted` how
    many more groups there are of which no row tells anything: hidden as well, or nought.
    """
    missing = total - sum(told)
    small = range(1, threshold)
    found = set()
    cells = len(told) + hidden + unlisted
    if not told and total <= cells * (threshold - 1):
        return set(range(total + 1)) if cells > 1 else {total}
    least = min((count for count in told if count >= threshold), default=None)
    for more in range(unlisted + 1):
        count = hidden + more
        # Small counts of more than one size hide by themselves.
        for one, other in itertools.permutations(small, 2):
            rest = missing - one - other
            if count >= 2 and rest >= 0 and compositions(count - 2, rest, small):
                found.add(one)
        # Small counts of one size hide with all rows of the next larger count.
        for size, larger in itertools.product(small, range(1, count)):
            left = missing - size * (count - larger)
            if left > 0 and left % larger == 0 and left // larger >= threshold:
                if least is None or left // larger < least:
                    found |= {size, left // larger}
        # Small counts of one size, and nothing larger to hide.
        for size in small:
            if least is None and missing == size * count and not told:
                found.add(size)
    return found


def attack(folder, nation, groups, level):
    """Hidden cells of a level that can have one count only."""
    listed = rows(folder / f"throughput-{level}.csv")
    readable, hidden = [], 0
    for measure in MEASURES:
        told = [int(row[measure]) for row in listed if row[measure] != ""]
        untold = [row[level] for row in listed if row[measure] == ""]
        hidden += len(untold)
        assert not any(0 < count < THRESHOLD for count in told)
        unlisted = groups - len(listed)
        if untold and len(possible(int(nation[measure]), told, len(untold), unlisted)) < 2:
            readable.append((level, measure, untold))
    return readable, hidden


def test_the_attack_finds_what_is_hidden_badly():
    # 7, 1, 1 of 9 with 7 told; 7, 1, 2 of 10 with 7 told; nothing of 9 told.
    assert len(possible(9, [7], 2, 0)) < 2
    assert possible(10, [7], 2, 0) == {1, 2}
    assert len(possible(9, [], 3, 0)) > 1


@pytest.mark.parametrize("release", RELEASES)
def test_no_hidden_count_can_be_worked_out(published, folder, release):
    nation = rows(published / release / "throughput-nation.csv")[0]
    hidden = 0
    for level in LEVELS:
        groups = len(rows(folder / f"throughput-{level}.csv"))
        readable, untold = attack(published / release, nation, groups, level)
        assert readable == []
        hidden += untold
    assert hidden > 0


def test_two_publications_differ_by_no_dossier_or_two(published):
    tables = [
        {
            (level, row[level], measure): int(row[measure])
            for level in LEVELS for row in rows(published / release / f"throughput-{level}.csv")
            for measure in MEASURES if row[measure] != ""}
        for release in RELEASES]
    both = set(tables[0]) & set(tables[1])
    assert both and not any(0 < abs(tables[0][key] - tables[1][key]) < THRESHOLD for key in both)
    # One more pickup came in between: neither its province nor any other tells of pickups again.
    assert not any(key[0] == "province" and key[2] == "pickups" for key in tables[1])
    assert any(key[0] == "province" and key[2] == "pickups" for key in tables[0])


def test_every_row_says_who_may_have_it_and_none_tells_of_an_office(published, folder):
    for place, word in [(published / RELEASES[1], "Công khai"), (folder, "Lưu hành nội bộ")]:
        manifest = json.loads((place / "manifest.json").read_text("utf-8"))
        assert manifest["circulation"] == word
        for path in place.glob("*.csv"):
            assert {row["circulation"] for row in rows(path)} <= {word}, path.name
    place = published / RELEASES[1]
    for name in ["throughput-leaf.csv", "tt17_dieu13.csv", "communes.csv"]:
        assert rows(place / name) == []
    for name in ["ii06a.csv", "backlog.csv", "transit.csv", "costs.csv", "triangle.csv", "corrections.csv"]:
        assert {row["level"] for row in rows(place / name)} <= {"nation"}, name
    # Without a list of offices they are known by what they carried: none is named.
    assert rows(place / "coverage.csv") == rows(place / "codes" / "offices.csv") == []
    assert rows(folder / "coverage.csv") != []
