"""Papers as PDF, read by what others wrote: Poppler for pages, fonts and texts, ZBar for barcodes."""

import json
import os
import re
import shutil
import subprocess

import openpyxl
import pytest

import desk
import program

SOURCES = program.ROOT / "Sources/CPaper"


def tool(name, *arguments, package="poppler-utils"):
    if shutil.which(name) is None:
        pytest.skip(f"{name} is missing: apt-get install {package}")
    done = subprocess.run(
        [name, *map(str, arguments)], capture_output=True, check=False,
        timeout=program.WAIT_SECONDS)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def hoso(*arguments, **environment):
    done = program.run(*map(str, arguments), environment=environment)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def texts(path, page=None):
    pages = [] if page is None else ["-f", page, "-l", page]
    return tool("pdftotext", "-layout", *pages, path, "-")


def barcodes(path, folder):
    """Every barcode of every page, as (kind, text)."""
    tool("pdftoppm", "-r", "300", "-gray", path, folder / "page")
    found = []
    for image in sorted(folder.glob("page-*")):
        said = subprocess.run(
            ["zbarimg", "--quiet", str(image)], capture_output=True, text=True, check=False,
            timeout=program.WAIT_SECONDS)
        found += [tuple(line.split(":", 1)) for line in said.stdout.splitlines()]
    return found


def assert_can_be_printed(path):
    info = dict(
        line.split(":", 1) for line in tool("pdfinfo", path).splitlines() if ":" in line)
    count = int(info["Pages"])
    sizes = tool("pdfinfo", "-f", "1", "-l", count, path)
    for width, height in re.findall(r"size:\s+([\d.]+) x ([\d.]+)", sizes):
        assert sorted([round(float(width)), round(float(height))]) == [595, 842]
    fonts = tool("pdffonts", path).splitlines()[2:]
    assert fonts and all(re.search(r"yes yes yes\s+\d+\s+0$", font) for font in fonts), fonts
    # Letters of one word are of one family.
    families = {font.split()[0].split("+")[-1].split("-")[0] for font in fonts}
    assert len(families) == 1, families
    for page in range(1, count + 1):
        assert f"{page}/{count}" in texts(path, page)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    place = tmp_path_factory.mktemp("pdf")
    ledger = ["--ledger", place / "ledger"]
    hoso("init", "--hub", *ledger)
    history = place / "history.ndjson"
    history.write_bytes(hoso("simulate", "--scale", "0.0002", "--seed", "7"))
    hoso("import", history, "--backfill", *ledger)
    hoso("release", "2020Q1", *ledger)
    export = ["export", "2020Q1", "--as-of", "2020Q1.r1", "--pdf", "--by-province", *ledger]
    hoso(*export, "--out", place / "out")
    hoso(*export, "--out", place / "again", TZ="Asia/Tokyo", LANG="C", LC_ALL="C")
    return place


def test_the_report_can_be_printed_and_says_what_the_files_do(report):
    path = report / "out/bao-cao-quy-2020Q1.pdf"
    assert_can_be_printed(path)
    said = texts(path)
    form = [line for line in said.splitlines() if line.strip().startswith("Tổng cộng")]
    with open(report / "out/ii06a.csv", encoding="utf-8") as file:
        head, *rows = [line.rstrip("\n").split(",") for line in file]
    places = [head.index(name) for name in ["c3", *(f"c{n}" for n in range(4, 14))]]
    nation = next(
        row for row in rows
        if row[head.index("level")] == "nation" and row[head.index("field")] == "ALL")
    wanted = [f"{int(nation[place]):,}".replace(",", ".") for place in places]
    assert form[0].split()[2:] == wanted
    for words in ("Biểu số II.06a/VPCP/KSTT", "Lưu hành nội bộ", "Đơn vị tính: Số hồ sơ TTHC"):
        assert words in said
    # Whoever signs does so below rows of the form.
    signed = next(
        page for page in range(2, 9) if "THỦ TRƯỞNG" in texts(path, page).upper())
    assert "Tổng cộng" in texts(path, signed)


def test_a_paper_is_called_like_its_workbook(report):
    out = report / "span"
    hoso("export", "--from", "2020-01-01", "--to", "2020-02-15", "--pdf", "--out", out,
         "--ledger", report / "ledger")
    assert [path.name for path in sorted(out.glob("bao-cao*"))] == [
        "bao-cao-2020-01-01..2020-02-15.pdf", "bao-cao-2020-01-01..2020-02-15.xlsx"]


def test_each_province_signs_its_own(report):
    papers = sorted((report / "out/tt17_dieu13").glob("*.pdf"))
    assert [paper.stem for paper in papers] == sorted(
        table.stem for table in (report / "out/tt17_dieu13").glob("*.csv"))
    assert_can_be_printed(papers[0])
    text = texts(papers[0])
    assert "Hà Nội" in text and "THỦ TRƯỞNG" in text.upper() and "Tổng cộng" in text
    # What no scan tells ("Thất lạc", mislaid) has room too.
    assert "Thất" in text


def test_papers_are_the_same_bytes_in_any_place(report):
    papers = sorted(path.relative_to(report / "out") for path in (report / "out").rglob("*.pdf"))
    assert len(papers) > 30
    for paper in papers:
        assert (report / "out" / paper).read_bytes() == (report / "again" / paper).read_bytes()


def test_a_handover_record_says_its_slips_and_its_digest(tmp_path):
    ledger = ["--ledger", tmp_path / "ledger"]
    items = [desk.item(serial) for serial in range(1, 61)]
    hoso("init", "--office", "100000", *ledger)
    hoso("scan", "delivery", "--agency", "H26.12.19", *items, *ledger)
    path = tmp_path / "record.pdf"
    path.write_bytes(hoso("handover", "--agency", "H26.12.19", "--pdf", *ledger, HOSO_LANG="vi"))
    assert_can_be_printed(path)
    said = texts(path)
    assert "BIÊN BẢN GIAO NHẬN HỒ SƠ" in said and "Tổng số: 60 hồ sơ" in said
    assert all(item in said for item in items)
    event = json.loads(hoso("dump", *ledger).splitlines()[-1])
    assert event["type"] == "record.printed" and event["number"] in said
    tool("zbarimg", "--version", package="zbar-tools")
    found = barcodes(path, tmp_path)
    assert sorted(text for kind, text in found if kind == "CODE-128") == sorted(items)
    assert [text for kind, text in found if kind == "QR-Code"] == [
        f"{event['number']} {event['digest']}"]
    again = hoso("handover", "--number", event["number"], "--pdf", *ledger, HOSO_LANG="vi")
    assert again == path.read_bytes()


@pytest.mark.parametrize("count", [11, 12, 13, 14, 15, 30])
def test_nobody_signs_a_page_without_a_dossier_and_no_date_is_torn(tmp_path, count):
    ledger = ["--ledger", tmp_path / "ledger"]
    names = tmp_path / "services.csv"
    names.write_text(
        "code,name_vi,valid_from,valid_to\n"
        "1.001612,Đăng ký biến động quyền sử dụng đất và tài sản gắn liền với đất,,\n")
    hoso("init", "--office", "100000", *ledger)
    hoso("codes", "import", "services", names, *ledger)
    items = [desk.item(serial) for serial in range(1, count + 1)]
    numbers = [f"H26.12.19-261201-{serial:04d}" for serial in range(1, count + 1)]
    hoso("scan", "pickup", *items, "--procedure", "1.001612", *ledger)
    pairs = "".join(f"{item}\t{number}\t20/12/2029\n" for item, number in zip(items, numbers))
    done = program.run(
        "scan", "delivery", "--pairs", "--agency", "H26.12.19", *map(str, ledger),
        body=pairs.encode())
    assert done.returncode == 0, done.stderr
    path = tmp_path / "record.pdf"
    path.write_bytes(hoso("handover", "--agency", "H26.12.19", "--pdf", *ledger, HOSO_LANG="vi"))
    pages = texts(path).rstrip("\f").split("\f")
    signed = [page for page in pages if "NHÂN VIÊN BƯU ĐIỆN" in page]
    assert len(signed) == 1 and items[-1] in signed[0] and "Tổng số:" in signed[0]
    said = texts(path)
    assert all(number in said for number in numbers) and said.count("20/12/2029") == count


def test_a_reason_that_no_xml_can_hold_spoils_no_publication(tmp_path):
    ledger = ["--ledger", tmp_path / "ledger"]
    hoso("init", "--hub", *ledger)
    hoso("release", "2020Q1", *ledger)
    hoso("release", "2020Q1", "--unchanged", "--reason", "a \uffff b", *ledger)
    out = tmp_path / "out"
    hoso("export", "2020Q1", "--as-of", "2020Q1.r2", "--pdf", "--out", out, *ledger)
    assert "a \N{REPLACEMENT CHARACTER} b" in str(
        [[cell.value for cell in row]
         for row in openpyxl.load_workbook(out / "bao-cao-quy-2020Q1.xlsx")["Bìa"].rows])
    assert_can_be_printed(out / "bao-cao-quy-2020Q1.pdf")
    for page in [*out.rglob("*.svg"), out / "sdmx/dsd.xml"]:
        tool("xmllint", "--noout", page, package="libxml2-utils")


def test_a_label_and_a_shift_are_papers_too(tmp_path):
    ledger = ["--ledger", tmp_path / "ledger"]
    item = desk.item(7)
    hoso("init", "--office", "100000", *ledger)
    hoso("scan", "pickup", item, "--actor", "nv042", *ledger)
    label, shift = tmp_path / "label.pdf", tmp_path / "shift.pdf"
    label.write_bytes(hoso("label", item, "--pdf", *ledger))
    tool("zbarimg", "--version", package="zbar-tools")
    assert sorted(barcodes(label, tmp_path)) == [("CODE-128", item), ("QR-Code", item)]
    shift.write_bytes(hoso("shift", "--pdf", *ledger, HOSO_LANG="vi"))
    assert_can_be_printed(shift)
    assert "BẢNG KÊ CA" in texts(shift) and "nv042" in texts(shift)


def test_without_a_font_nothing_is_printed_or_recorded(tmp_path):
    ledger = ["--ledger", tmp_path / "ledger"]
    hoso("init", "--office", "100000", *ledger)
    hoso("scan", "delivery", "--agency", "H26.12.19", desk.item(1), *ledger)
    fonts = tmp_path / "fonts.conf"
    fonts.write_text("<fontconfig><dir>/nowhere</dir></fontconfig>")
    done = program.run(
        "handover", "--agency", "H26.12.19", "--pdf", *map(str, ledger),
        environment={"FONTCONFIG_FILE": str(fonts)})
    assert (done.returncode, done.stdout) == (69, b"")
    assert b"apt-get install fonts-croscore" in done.stderr
    assert len(hoso("dump", *ledger).splitlines()) == 1


def test_what_is_called_is_what_the_libraries_declare(tmp_path):
    """Functions are looked up by name when the first paper is made, so no compiler sees both."""
    flags = tool("pkg-config", "--cflags", "pangocairo", package="libpango1.0-dev").split()
    check = tmp_path / "check.c"
    check.write_text("""
        #include <pango/pangocairo.h>
        #include <cairo-pdf.h>
        #define FUNCTION(answer, name, parameters) answer (*const mine_##name) parameters = name;
        #include "functions.h"
        _Static_assert(CAIRO_PDF_METADATA_TITLE == 0 && CAIRO_PDF_METADATA_CREATOR == 4, "");
        _Static_assert(CAIRO_PDF_METADATA_CREATE_DATE == 5 && CAIRO_STATUS_WRITE_ERROR == 11, "");
        _Static_assert(CAIRO_HINT_STYLE_NONE == 1 && CAIRO_HINT_METRICS_OFF == 1, "");
        _Static_assert(PANGO_WRAP_WORD_CHAR == 2 && PANGO_WEIGHT_BOLD == 700, "");
        _Static_assert(PANGO_STYLE_ITALIC == 2 && PANGO_DIRECTION_LTR == 0, "");
        _Static_assert(PANGO_ALIGN_CENTER == 1 && PANGO_ALIGN_RIGHT == 2, "");
        _Static_assert(PANGO_SCALE == 1024, "");
    """)
    tool("gcc", "-fsyntax-only", "-Werror", "-I", SOURCES, *flags, check, package="gcc")
    declared = (SOURCES / "functions.h").read_text()
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (wrong / "functions.h").write_text(declared.replace("double, double", "double", 1))
    done = subprocess.run(
        ["gcc", "-fsyntax-only", "-Werror", "-I", str(wrong), *flags, str(check)],
        capture_output=True, check=False, timeout=program.WAIT_SECONDS,
        env={**os.environ, "LANG": "C"})
    assert b"incompatible" in done.stderr
