"""Barcodes on papers, read back by a reader that others wrote (ZBar)."""

import json
import re
import shutil
import subprocess

import pytest

import desk
import program

# Pixels a module: what a good printer and a telephone leave of it.
SCALE = 6


def drawn(svg):
    """An image of a barcode as its page draws it: rectangles, as rows of a grey map."""
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    rows = [bytearray(b"\xff" * width * SCALE) for _ in range(height * SCALE)]
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z", svg)
    assert bars
    for left, top, wide, high, back in (map(int, bar) for bar in bars):
        assert wide == back and left + wide <= width and top + high <= height
        for row in rows[top * SCALE:(top + high) * SCALE]:
            row[left * SCALE:(left + wide) * SCALE] = bytes(wide * SCALE)
    return b"P5 %d %d 255\n" % (width * SCALE, height * SCALE) + b"".join(rows)


def read(svg, folder):
    """What ZBar says of a barcode: its kind and its text."""
    if shutil.which("zbarimg") is None:
        pytest.skip("ZBar is missing: apt-get install zbar-tools")
    image = folder / "barcode.pgm"
    image.write_bytes(drawn(svg))
    done = subprocess.run(
        ["zbarimg", "--quiet", str(image)], capture_output=True, text=True, check=False,
        timeout=program.WAIT_SECONDS)
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n").split(":", 1)


def page(*arguments):
    done = program.run(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def barcodes(text):
    return re.findall(r"<svg .*?</svg>", text, re.DOTALL)


def test_a_handover_record_has_its_slips_and_its_digest(tmp_path):
    ledger = ["--ledger", str(tmp_path / "ledger")]
    items = [desk.item(serial) for serial in (1, 99_999_999, 12_345_678)] + ["BN-2020/17"]
    page("init", "--office", "100000", *ledger)
    page("scan", "delivery", "--agency", "H26.12.19", *items, *ledger)
    text = page("handover", "--agency", "H26.12.19", *ledger)
    found = [read(svg, tmp_path) for svg in barcodes(text)]
    assert found[:-1] == [["CODE-128", item] for item in items]
    event = json.loads(page("dump", *ledger).splitlines()[-1])
    assert event["type"] == "record.printed"
    assert found[-1] == ["QR-Code", f"{event['number']} {event['digest']}"]


def test_the_sheet_of_commands_says_what_is_printed_below_each(tmp_path):
    text = page("desk", "--sheet")
    said = re.findall(r"<small>(.*?)</small>", text)
    assert len(said) == 18
    assert [read(svg, tmp_path) for svg in barcodes(text)] == [["CODE-128", code] for code in said]


def test_a_receipt_and_a_bag_label_say_their_codes(tmp_path):
    ledger = ["--ledger", str(tmp_path / "ledger")]
    item, receptacle = desk.item(7), "VNHANAVNSGNAAUN06001001100102"
    page("init", "--office", "100000", *ledger)
    page("scan", "pickup", item, *ledger)
    text = page("label", item, *ledger) + page("label", receptacle, "--bag", *ledger)
    assert [read(svg, tmp_path) for svg in barcodes(text)] == [
        ["CODE-128", item], ["QR-Code", item], ["CODE-128", receptacle]]
    link = page("label", item, "--base-url", "https://hoso.example.vn", *ledger)
    kind, url = read(barcodes(link)[1], tmp_path)
    assert kind == "QR-Code" and url.startswith("https://hoso.example.vn/")
