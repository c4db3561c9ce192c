"""A reader of backups and proofs, written from docs/ledger-format.md and from nothing else."""

import base64
import hashlib
import json
import pathlib

from ledger_format import number, sha, varint

KINDS = {"events": 1, "set-aside": 2, "state": 3, "tables": 4}


def summed(line):
    """The object of a line whose last member is the hash of what stands before it."""
    text = json.loads(line)
    before = line[:line.rindex(b',"sum":"')]
    assert hashlib.sha256(before).hexdigest() == text["sum"], "the sum does not hold"
    assert list(text)[-1] == "sum" and text["format"] == 1
    return text


def signed(data, offset):
    value, offset = varint(data, offset)
    return (value >> 1) ^ -(value & 1), offset


def entries(data, kind, ledger):
    """(position, moment, bytes) of each entry of a pack."""
    data, sum_ = data[:-32], data[-32:]
    assert sha(data) == sum_, "the sum does not hold"
    assert data[:8] == b"hosopack" and data[8] == 1 and data[9] == KINDS[kind]
    assert data[10:42] == ledger.encode()
    offset, position, moment = 42, 0, 0
    while offset < len(data):
        step, offset = signed(data, offset)
        position += step
        step, offset = signed(data, offset)
        moment += step
        length, offset = varint(data, offset)
        payload = data[offset:offset + length]
        assert len(payload) == length
        offset += length
        yield position, moment, payload


def row(data):
    """The values of a row."""
    values, offset = [], 0
    while offset < len(data):
        kind = data[offset]
        offset += 1
        if kind == 0:
            values.append(None)
            continue
        if kind == 1:
            value, offset = signed(data, offset)
        else:
            length, offset = varint(data, offset)
            value = data[offset:offset + length]
            assert kind in (2, 3) and len(value) == length
            value = value.decode() if kind == 2 else value
            offset += length
        values.append(value)
    return values


class Backup:
    """The head of a backup, and what is in its packs."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.head = summed((self.folder / "backup.json").read_bytes())

    def entries(self, kind):
        """The entries of all packs of a kind, with the pack that each is in."""
        for pack in self.head["packs"]:
            if pack["kind"] == kind:
                data = (self.folder / pack["name"]).read_bytes()
                assert data[-32:].hex() == pack["sum"]
                assert pack["name"].startswith(kind + "-") and pack["name"].endswith(".pack")
                for entry in entries(data, kind, self.head["ledger"]):
                    yield pack, entry

    def tables(self):
        """The rows of the operational state by table, each by its columns."""
        tables, names = {}, []
        for _, (index, _, data) in self.entries("state"):
            if index == 0:
                table, *names = row(data)
                rows = tables[table] = []
            else:
                assert index == len(rows) + 1
                rows.append(dict(zip(names, row(data), strict=True)))
        return tables


def leaf(data, moment):
    return sha(b"\x00", data, number(moment))


def holds(proof):
    """Whether every event of a proof is under its root: RFC 9162, section 2.1.3.2."""
    for event in proof["events"]:
        place, last = event["position"] - 1, proof["size"] - 1
        if not 0 <= place <= last:
            return False
        node = leaf(base64.b64decode(event["bytes"]), event["recorded_at"])
        for beside in map(bytes.fromhex, event["path"]):
            if last == 0:
                return False
            if place & 1 or place == last:
                node = sha(b"\x01", beside, node)
                while place and not place & 1:
                    place, last = place >> 1, last >> 1
            else:
                node = sha(b"\x01", node, beside)
            place, last = place >> 1, last >> 1
        if last or node.hex() != proof["root"]:
            return False
    return True
