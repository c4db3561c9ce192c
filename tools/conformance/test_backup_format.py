"""Backups and proofs that hoso made, read by docs/ledger-format.md alone."""

import copy
import json

import pytest

import backup_format
import ledger_format
from test_ledger_format import AT, ITEM, ask, folder  # noqa: F401


@pytest.fixture(scope="module")
def made(folder, tmp_path_factory):  # noqa: F811
    place = tmp_path_factory.mktemp("backup")
    ask(folder, "key", "add", "--kind", "administrator", "--name", "x")
    ask(folder, "backup", str(place))
    ask(folder, "scan", "pickup", "BN2020/4711", "--at", AT)
    ask(folder, "backup", str(place))
    return place


def test_the_packs_hold_the_ledger_s_events_and_come_to_its_root(folder, made):  # noqa: F811
    ledger = ledger_format.Ledger(folder)
    backup = backup_format.Backup(made)
    events = ledger.all("SELECT position, recorded_at, bytes FROM event ORDER BY position")
    leaves = []
    for pack, (position, moment, data) in backup.entries("events"):
        assert (position, moment, data) == tuple(events[len(leaves)])
        leaves.append(backup_format.leaf(data, moment))
        assert pack["first"] <= position <= pack["last"]
        if position == pack["last"]:
            assert ledger_format.tree(leaves).hex() == pack["root"]
    assert len(leaves) == len(events) == backup.head["position"]
    assert ledger_format.tree(leaves).hex() == backup.head["root"]
    assert len([pack for pack in backup.head["packs"] if pack["kind"] == "events"]) == 2


def test_what_was_set_aside_and_the_settings_are_there(folder, made):  # noqa: F811
    ledger = ledger_format.Ledger(folder)
    backup = backup_format.Backup(made)
    aside = ledger.all("SELECT known_position, seen_at, bytes FROM set_aside ORDER BY seen_at, hash")
    assert [entry for _, entry in backup.entries("set-aside")] == [tuple(row) for row in aside]
    settings = dict(ledger.all("SELECT name, value FROM setting WHERE name<>'ledger_id'"))
    assert backup.head["settings"] == settings


def test_keys_are_among_the_rows(made):
    tables = backup_format.Backup(made).tables()
    assert [key["name"] for key in tables["access_key"]] == ["x"]
    assert "attempt" not in tables


def test_what_is_restored_has_the_same_root(made, tmp_path):
    again = tmp_path / "again"
    ask(again, "restore", str(made))
    head = backup_format.Backup(made).head
    answer = json.loads(ask(again, "verify", "--json"))
    assert answer["merkle_root"] == head["root"] and answer["epoch"] == head["epoch"] + 1


def test_a_proof_holds_and_none_with_a_bit_changed(folder):  # noqa: F811
    proof = backup_format.summed(ask(folder, "prove", ITEM).encode())
    assert len(proof["events"]) > 3 and backup_format.holds(proof)
    for index, event in enumerate(proof["events"]):
        for beside in range(len(event["path"])):
            changed = copy.deepcopy(proof)
            path = changed["events"][index]["path"]
            path[beside] = f"{int(path[beside], 16) ^ 1 << beside:064x}"
            assert not backup_format.holds(changed)
        changed = copy.deepcopy(proof)
        changed["events"][index]["recorded_at"] += 1
        assert not backup_format.holds(changed)
