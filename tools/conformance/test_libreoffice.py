"""What people open, opened by LibreOffice as it is set up in Vietnam, every formula computed anew."""

import csv
import json
import pathlib
import re
import subprocess

import openpyxl
import pytest
import python_calamine

import tables
from test_workbook import FORM, NAME, altered

pytestmark = tables.needs("soffice", "libreoffice-calc-nogui")
# However slow the machine.
WAIT_SECONDS = 300
# Always compute anew: a workbook's stored values are otherwise believed.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" \
oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" \
oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>
"""


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """Opens files and writes them in another form; answers the folder they are in."""
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")

    def convert(paths, form, *options):
        out = tmp_path_factory.mktemp("out")
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore",
             *options, "--convert-to", form, "--outdir", out, *paths],
            check=True, capture_output=True, timeout=WAIT_SECONDS)
        return pathlib.Path(out)

    return convert


def values(path):
    """Every cell that holds anything, by sheet and place."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}


def same(left, right):
    numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
    return abs(left - right) < 1e-9 if numbers else left == right


def differing(path, convert):
    """Cells of which LibreOffice has another value than the workbook stores."""
    stored = values(path)
    found = values(convert([path], "xlsx:Calc MS Excel 2007 XML") / path.name)
    assert len(stored) > 5000
    return sorted(
        place for place in stored.keys() | found.keys()
        if not same(stored.get(place), found.get(place)))


def test_every_cell_computed_anew_is_what_is_stored_and_a_wrong_one_is_found(
        folder, convert, tmp_path):
    assert differing(folder / NAME, convert) == []
    copy = altered(
        folder / NAME, tmp_path / NAME, "xl/worksheets/sheet3.xml",
        r"(<f>D11\+E11\+F11</f><v>)\d+", r"\g<1>999")
    assert (FORM, "C11") in differing(copy, convert)


def test_two_readers_of_stored_values_agree(folder):
    stored, seen = values(folder / NAME), 0
    book = python_calamine.CalamineWorkbook.from_path(str(folder / NAME))
    for name in book.sheet_names:
        for number, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1):
            for column, value in enumerate(row, 1):
                if value == "":
                    continue
                seen += 1
                place = f"{openpyxl.utils.get_column_letter(column)}{number}"
                known = stored[name, place]
                # One reader has dates with a time.
                assert same(value, known) or str(known).startswith(str(value)), (name, place)
    assert seen == len(stored)


def test_people_in_vietnam_see_points_in_thousands_and_a_comma(folder, convert):
    # Every sheet, as shown.
    out = convert(
        [folder / NAME],
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1")
    shown = {
        cell for path in out.glob("*.csv")
        for row in csv.reader(path.open(encoding="utf-8", newline="")) for cell in row}
    assert any(re.fullmatch(r"\d{1,3}(\.\d{3})+", cell) for cell in shown)
    assert any(re.fullmatch(r"\d+,\d%", cell) for cell in shown)
    assert not any(re.fullmatch(r"\d+\.\d%|\d{1,3}(,\d{3})+", cell) for cell in shown)
    assert not any(cell.startswith(("#", "Err:")) for cell in shown)


def sheet_rows(path):
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def misread(folder, paths, convert):
    """Cells of the files for spreadsheets that are not what those for programs say."""
    types = {
        resource["path"]: [field["type"] for field in resource["schema"]["fields"]]
        for resource in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]}
    # Semicolons, quotes, UTF-8, from the first line, in Vietnamese.
    out = convert(
        paths, "xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:59,34,76,1,,1066")
    found, seen = [], 0
    for path in paths:
        read = sheet_rows(out / (path.stem + ".xlsx"))[1:]
        wanted = list(csv.reader((folder / path.name).open(encoding="utf-8", newline="")))[1:]
        assert len(read) == len(wanted), path.name
        for row, texts in zip(read, wanted):
            for value, text, kind in zip(row, texts, types[path.name]):
                seen += 1
                if kind == "string":
                    right = (value or "") == text
                elif text == "":
                    right = value is None
                else:
                    right = isinstance(value, (int, float)) and same(value, float(text))
                if not right:
                    found.append((path.name, value, text))
    assert seen > 1000
    return found


def test_the_files_for_spreadsheets_are_read_as_they_are_meant(folder, convert, tmp_path):
    names = sorted((folder / "excel").glob("throughput-*.csv")) + [
        folder / "excel" / name for name in ["ii06a.csv", "transit.csv", "corrections.csv"]]
    assert misread(folder, names, convert) == []
    # A point for the comma, as programs have it, is no number there.
    wrong = tmp_path / "ii06a.csv"
    wrong.write_bytes(re.sub(rb";(\d+),(\d);", rb";\1.\2;", names[-3].read_bytes()))
    assert misread(folder, [wrong], convert)
