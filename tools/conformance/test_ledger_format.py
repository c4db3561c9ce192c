"""A ledger that hoso made, read by docs/ledger-format.md alone: every hash, run and key again."""

import json
import pathlib
import subprocess

import pytest

import ledger_format
import program

ITEM = "EE123456785VN"
AT = "2020-03-05T08:12:00+07:00"


def ask(ledger, *arguments, fails=0):
    done = program.run(*arguments, "--ledger", str(ledger))
    assert done.returncode == fails, done.stderr.decode()
    return done.stdout.decode()


def line(source, sequence, kind="result.ready", dossier="BN2020/17", **more):
    event = {
        "id": f"{source}-{sequence}".replace("/", "-"), "source": source, "type": kind,
        "occurred_at": AT, "sequence": sequence, **more,
    }
    if kind not in ("event.voided", "event.amended"):
        event["dossier"] = dossier
    return json.dumps(event)


def lines():
    """Two sources that take turns, holes that are filled late, late ones that are not."""
    for number in range(1, 400):
        if number not in (7, 8, 390):
            yield line("portal", number, dossier=f"BN2020/{number}")
        if number % 3 == 0:
            yield line("tinh-01/quay-2", number // 3, kind="item.arrived", dossier=ITEM)
    yield line("portal", 8)
    yield line("portal", 7)
    yield line("hub-0a1b2c-1", 1, kind="event.voided", target="portal-8", target_source="portal")
    yield line("portal", 500, kind="event.amended", target="portal-3", set={"parent": "tui-18"})
    for name in ("a", "b", "a"):
        yield json.dumps({
            "id": name, "source": "so-cu", "type": "dossier.picked_up", "dossier": "BN2019/1",
            "occurred_at": AT, "parent": "TUI-17", "aliases": ["H26.12.19-200305-0001"],
        })


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("format")
    ledger = folder / "so-cai"
    ask(ledger, "init", "--office", "100000")
    ask(ledger, "scan", "pickup", ITEM, "--bag", "TUI-17", "--at", AT)
    ask(ledger, "scan", "depart", "TUI-17", "--count", "2", "--at", AT)
    (folder / "in.ndjson").write_text("\n".join(lines()) + "\n", encoding="utf-8")
    ask(ledger, "import", str(folder / "in.ndjson"))
    own = json.loads(ask(ledger, "scan", "arrive", ITEM, "--json", "--at", AT))["id"]
    ask(ledger, "amend", own, "--set", "office=460000", "--clear", "province")
    ask(ledger, "void", own, "--reason", "quét nhầm")
    ask(ledger, "verify")
    return ledger


@pytest.fixture(scope="module")
def ledger(folder):
    return ledger_format.Ledger(folder)


def test_the_head_is_that_of_the_events(ledger):
    position, stamp, root, edge, corrections, looked_up = ledger.one(
        "SELECT position, recorded_at, root, frontier, corrections, looked_up FROM head")
    assert position == len(ledger.rows) == looked_up
    assert [row[0] for row in ledger.rows] == list(range(1, position + 1))
    assert [row[1] for row in ledger.rows] == sorted(row[1] for row in ledger.rows)
    assert stamp == ledger.rows[-1][1]
    assert root == ledger_format.tree(ledger.leaves)
    assert edge == ledger_format.frontier(ledger.leaves)
    assert root == ledger_format.root_of(edge)
    assert corrections == sum(event.is_correction for event in ledger.events) == 4


def test_every_complete_subtree_has_its_hash(ledger):
    width = ledger_format.LEAVES
    whole = len(ledger.leaves) // width
    assert whole >= 2
    assert dict(ledger.all("SELECT number, hash FROM subtree")) == {
        number: ledger_format.tree(ledger.leaves[number * width:(number + 1) * width])
        for number in range(whole)
    }


def test_the_runs_are_those_of_the_events(ledger):
    stored = ledger.all(
        "SELECT name, first_sequence, first_position, count FROM origin_run"
        " JOIN origin ON number = origin")
    assert set(stored) == ledger.runs() and len(stored) == len(set(stored)) > 100


def test_the_chain_of_each_origin_ends_before_its_first_hole(ledger):
    stored = {name: rest for name, *rest in ledger.all(
        "SELECT name, chained_through, chain FROM origin")}
    expected = {}
    for source, events in ledger.origins().items():
        chain, through = bytes(32), 0
        while through + 1 in events:
            through += 1
            chain = ledger_format.sha(chain, events[through][1])
        expected[source] = [through, chain]
    assert stored == expected
    assert expected["portal"][0] == 389


def test_look_ups_hold_every_key_and_nothing_else(ledger):
    expected = {
        (key, position)
        for (position, _, _), event in zip(ledger.rows, ledger.events) for key in event.keys()
    }
    assert set(ledger.all("SELECT key, position FROM lookup")) == expected


def test_a_correction_at_the_desk_names_the_bytes_that_it_corrects(ledger):
    own = ledger.one("SELECT value FROM setting WHERE name = 'source'")[0]
    corrections = [event for event in ledger.events if event.source == own and event.is_correction]
    assert len(corrections) == 2
    bytes_by_id = {event.id: row[2] for row, event in zip(ledger.rows, ledger.events)}
    for event in corrections:
        assert event.fields[30] == ledger_format.sha(bytes_by_id[event.text(5)])[:8]
        assert 29 not in event.fields


def test_the_page_s_example_is_read_as_the_page_says():
    page = (program.ROOT / "docs" / "ledger-format.md").read_text(encoding="utf-8")
    rows = page.split("88 bytes:")[1].split("SHA-256 of the bytes")
    hexadecimal = [
        row.strip().split("  ")[0] for row in rows[0].splitlines() if row.startswith("    ")]
    data = bytes.fromhex("".join(hexadecimal))
    assert len(data) == 88
    assert ledger_format.sha(data).hex() == rows[1].split()[0]
    event = ledger_format.Event(data)
    assert (event.type, event.source, event.sequence) == (2, "100000-0b9d15-1", 2)


@pytest.mark.parametrize("name", ["vectors", "kept"])
def test_the_reader_agrees_with_the_vectors(name):
    path = pathlib.Path(program.ROOT) / "Fixtures" / "events" / f"{name}.ndjson"
    for text in path.read_text(encoding="utf-8").splitlines():
        vector = json.loads(text)
        data = bytes.fromhex(vector["bytes"])
        event = ledger_format.Event(data)
        told = vector if name == "kept" else vector["event"]
        assert ledger_format.sha(data).hex() == vector["sha256"], vector["name"]
        assert (event.source, event.id) == (told["source"], told["id"]), vector["name"]


def test_a_changed_byte_is_found(folder, tmp_path):
    copy = tmp_path / "so-cai"
    copy.mkdir(mode=0o700)
    subprocess.run(
        ["sqlite3", "-readonly", str(folder / "ledger.db"), f".backup {copy}/ledger.db"],
        check=True)
    subprocess.run(
        ["sqlite3", str(copy / "ledger.db"),
         "UPDATE origin SET chain = zeroblob(32) WHERE name = 'portal'"], check=True)
    ask(copy, "verify", fails=65)
