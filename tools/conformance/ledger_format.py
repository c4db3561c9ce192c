"""A reader of ledgers, written from docs/ledger-format.md and from nothing else."""

import hashlib
import pathlib
import sqlite3

KNOWN_TYPES = {*range(1, 27), 29, 30}
ABOUT_EVENTS = {23, 24}
ABOUT_PERIODS = {25, 26}
ABOUT_DESKS = {29, 30}
PUT_INTO_BAGS = {1, 8, 13, 21}
LEAVES = 256


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def number(value):
    return value.to_bytes(8, "big", signed=True)


def varint(data, offset):
    value = shift = 0
    while True:
        byte = data[offset]
        offset += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            assert byte or shift == 7, "a number in more bytes than it needs"
            return value, offset


class Event:
    """The fields of an event's canonical bytes, by tag; tag 7 is a list."""

    def __init__(self, data):
        assert data[0] == 1, "another format"
        self.type = data[1]
        self.fields = {7: []}
        offset, last = 10, 0
        while offset < len(data):
            tag = data[offset]
            length, offset = varint(data, offset + 1)
            payload = data[offset:offset + length]
            assert len(payload) == length and (tag > last or tag == last == 7)
            offset, last = offset + length, tag
            if tag == 7:
                self.fields[7].append(payload.decode())
            else:
                self.fields[tag] = payload
        self.source = self.text(1)
        self.sequence = varint(self.fields[2], 0)[0] if 2 in self.fields else None
        derived = f"{self.source}-{self.sequence}"
        self.id = self.text(3) if 3 in self.fields else derived
        self.has_derived_id = 3 not in self.fields
        assert 3 not in self.fields or self.sequence is None or self.id != derived

    def text(self, tag):
        return self.fields[tag].decode() if tag in self.fields else None

    @property
    def is_correction(self):
        return self.type in ABOUT_EVENTS

    def keys(self):
        """Every look-up key of the event."""
        keys = set()
        if not self.has_derived_id:
            keys.add(key(0x69, f"{self.source}\n{self.id}"))
        if self.type not in KNOWN_TYPES:
            return keys
        for code in [self.text(4), *self.fields[7]]:
            if code is not None:
                keys.add(key(0x63, code))
        if self.is_correction:
            owner = self.text(29) or self.source
            keys.add(key(0x74, f"{owner}\n{self.text(5)}"))
            if 35 in self.fields:
                keys.add(key(0x70, self.text(35).upper()))
        elif 24 in self.fields and self.type not in ABOUT_PERIODS | ABOUT_DESKS:
            if 4 not in self.fields:
                keys.add(key(0x62, self.text(24).upper()))
            elif self.type in PUT_INTO_BAGS:
                keys.add(key(0x70, self.text(24).upper()))
        return keys


def key(prefix, text):
    return int.from_bytes(sha(bytes([prefix]), text.encode())[:8], "big", signed=True)


def tree(leaves):
    """The Merkle tree hash of RFC 6962, section 2.1."""
    if not leaves:
        return sha()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha(b"\x01", tree(leaves[:half]), tree(leaves[half:]))


def frontier(leaves):
    """The roots of the complete subtrees at the right edge, largest first."""
    roots, rest = b"", leaves
    while rest:
        width = 1 << (len(rest).bit_length() - 1)
        roots, rest = roots + tree(rest[:width]), rest[width:]
    return roots


def root_of(frontier_bytes):
    """The root by the frontier alone."""
    roots = [frontier_bytes[i:i + 32] for i in range(0, len(frontier_bytes), 32)]
    if not roots:
        return sha()
    joined = roots.pop()
    while roots:
        joined = sha(b"\x01", roots.pop(), joined)
    return joined


class Ledger:
    """All of a ledger, read at once."""

    def __init__(self, folder):
        path = (pathlib.Path(folder) / "ledger.db").resolve()
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.rows = self.all("SELECT position, recorded_at, bytes FROM event ORDER BY position")
        self.events = [Event(data) for _, _, data in self.rows]
        self.leaves = [sha(b"\0", data, number(stamp)) for _, stamp, data in self.rows]

    def all(self, statement):
        return self.connection.execute(statement).fetchall()

    def one(self, statement):
        return self.connection.execute(statement).fetchone()

    def origins(self):
        """Each origin's events as sequence → (position, bytes)."""
        origins = {}
        for (position, _, data), event in zip(self.rows, self.events):
            if event.sequence is not None:
                origins.setdefault(event.source, {})[event.sequence] = (position, data)
        return origins

    def runs(self):
        """What the events make of `origin_run`: (source, first sequence, first position, count)."""
        runs, last = [], {}
        for (position, _, _), event in zip(self.rows, self.events):
            if event.sequence is None:
                continue
            run = last.get(event.source)
            if run and run[1] + run[3] == event.sequence and run[2] + run[3] == position:
                run[3] += 1
            else:
                run = [event.source, event.sequence, position, 1]
                last[event.source] = run
                runs.append(run)
        return {tuple(run) for run in runs}
