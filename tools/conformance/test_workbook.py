"""The workbook of an export, read by what its authors did not write."""

import csv
import json
import re
import zipfile

import openpyxl
import python_calamine

NAME = "bao-cao-quy-2020Q1.xlsx"
FORM = "Biểu II.06a"
FLAT = {"data_ii06a": "ii06a.csv", "data_tt17": "tt17_dieu13.csv"}
HEAD_ROW = 4


def altered(path, target, member, pattern, new):
    """A copy of a workbook in which one place of one part is another; the pattern has to be there."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as made:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == member:
                content, count = re.subn(pattern.encode(), new.encode(), content, count=1)
                assert count == 1, f"{pattern} is not in {member}"
            made.writestr(item, content)
    return target


def wrong_formulas(path):
    """Cells whose stored value is not what their formula gives."""
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    wrong, seen = [], 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                seen += 1
                stored = values[sheet.title]
                names = re.findall(r"[A-Z]+\d+:[A-Z]+\d+|[A-Z]+\d+", cell.value)
                assert re.fullmatch(r"=(SUM\([A-Z\d:]+\)|[A-Z]+\d+(\+[A-Z]+\d+)+)", cell.value)
                total = 0
                for name in names:
                    found = stored[name] if ":" in name else ((stored[name],),)
                    total += sum(part.value or 0 for line in found for part in line)
                if total != stored[cell.coordinate].value:
                    wrong.append(f"{sheet.title}!{cell.coordinate}")
    assert seen > 200
    return wrong


def differing_rows(path, folder):
    """Rows of the flat sheets that are not those of their files, value by value and type by type."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    types = {
        resource["path"]: [field["type"] for field in resource["schema"]["fields"]]
        for resource in package["resources"]}
    differing = []
    for sheet, name in FLAT.items():
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)[HEAD_ROW - 1:]
        with open(folder / name, encoding="utf-8", newline="") as file:
            expected = list(csv.reader(file))
        assert len(rows) == len(expected) > 100
        for row, wanted in zip(rows, expected):
            for index, text in enumerate(wanted):
                value = row[index]
                if types[name][index] == "string" or row is rows[0]:
                    same = value == text
                elif text == "":
                    same = value == ""
                elif types[name][index] == "number":
                    same = isinstance(value, float) and round(value * 100, 6) == float(text)
                else:
                    same = isinstance(value, float) and value == int(text)
                if not same:
                    differing.append((sheet, expected[0][index], value, text))
    return differing


def charts_without_words(path):
    """Charts that say nothing to those who do not see them."""
    with zipfile.ZipFile(path) as book:
        drawings = [book.read(name).decode() for name in book.namelist() if "drawings/drawing" in name]
    frames = [frame for drawing in drawings for frame in re.findall(r"<xdr:cNvPr [^>]*>", drawing)]
    assert frames
    return [frame for frame in frames if not re.search(r'descr="[^"]{20,}"', frame)]


def test_every_formula_has_its_value_and_a_wrong_one_is_found(folder, tmp_path):
    assert wrong_formulas(folder / NAME) == []
    copy = altered(
        folder / NAME, tmp_path / NAME, "xl/worksheets/sheet3.xml",
        r"(<f>D11\+E11\+F11</f><v>)\d+", r"\g<1>999")
    assert f"{FORM}!C11" in wrong_formulas(copy)


def test_flat_sheets_hold_what_the_files_hold_and_a_changed_number_is_found(folder, tmp_path):
    assert differing_rows(folder / NAME, folder) == []
    copy = altered(
        folder / NAME, tmp_path / NAME, "xl/worksheets/sheet4.xml",
        r'(<c r="J6" s="\d+"><v>)\d+', r"\g<1>999")
    assert [row[:2] for row in differing_rows(copy, folder)] == [("data_ii06a", "c3")]


def test_every_chart_is_told_in_words_and_a_silent_one_is_found(folder, tmp_path):
    assert charts_without_words(folder / NAME) == []
    copy = altered(
        folder / NAME, tmp_path / NAME, "xl/drawings/drawing1.xml", r' descr="[^"]*"', "")
    assert len(charts_without_words(copy)) == 1


def test_it_prints_on_a4_with_its_head_on_each_page(folder):
    book = openpyxl.load_workbook(folder / NAME)
    assert book.sheetnames[:3] == ["Bìa", "Tóm tắt", FORM]
    assert all(len(name) < 31 for name in book.sheetnames)
    for sheet in book:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        # Charts are a page each; all else is as wide as the paper.
        assert sheet.title == "Biểu đồ" or sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text == "&P/&N"
        assert "Lưu hành nội bộ" in (sheet.oddFooter.left.text or "")
        fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert fonts == {"Times New Roman"}, sheet.title
        if sheet.title not in ("Bìa", "Biểu đồ"):
            assert sheet.print_title_rows and sheet.freeze_panes
    assert book[FORM].print_title_rows == "$7:$10"
    # Where nothing is compared, growth is not drawn.
    assert len(book["Biểu đồ"]._charts) == 3
    assert [mark.id for mark in book["Biểu đồ"].row_breaks.brk] == [35, 67]


def test_codes_are_texts_numbers_are_numbers_and_states_are_words(folder):
    book = openpyxl.load_workbook(folder / NAME, data_only=True)
    provinces = book["Theo tỉnh"]
    assert (provinces["A5"].value, provinces["A5"].data_type) == ("01", "s")
    assert (provinces["H5"].data_type, provinces["H5"].number_format) == ("n", "#,##0")
    share = [cell for cell in provinces[5] if cell.number_format == "0.0%"][0]
    assert 0 < share.value <= 1
    assert "sơ bộ" in book["Bìa"]["A2"].value
    links = [cell.hyperlink.location for row in book["Bìa"].iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == len(book.sheetnames) - 1
    form = [cell.value for row in book[FORM].iter_rows(max_row=6) for cell in row if cell.value]
    assert "Đơn vị tính: Số hồ sơ TTHC" in form
    assert any("có trước mẫu biểu" in text for text in form)


def test_no_part_of_the_archive_carries_a_time_of_its_own(folder):
    with zipfile.ZipFile(folder / NAME) as book:
        assert {item.date_time for item in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
