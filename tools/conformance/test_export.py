"""An export's folder, read by what its authors did not write: every file with the types it states."""

import hashlib
import json
import shutil

import duckdb
import frictionless
import pytest

from tables import described, files, rows


def test_the_package_describes_every_file_and_every_row_keeps_to_it(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "message"])[:10]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert {resource["path"] for resource in package["resources"]} == described(folder)


@pytest.mark.parametrize("old, new", [(",nation,", ",nation,x"), ("2020-Q1,", "2020-Q2,")])
def test_a_planted_fault_is_found(folder, tmp_path, old, new):
    copy = shutil.copytree(folder, tmp_path / "copy")
    table = copy / "throughput-nation.csv"
    table.write_text(table.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    assert not frictionless.validate(str(copy / "datapackage.json")).valid


def test_a_code_that_is_none_is_found_by_its_pattern(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "copy")
    table = copy / "throughput-province.csv"
    table.write_text(table.read_text("utf-8").replace(",01,", ",1,", 1), encoding="utf-8")
    report = frictionless.validate(str(copy / "datapackage.json"))
    assert ["constraint-error", "province"] in report.flatten(["type", "fieldName"])


def test_the_manifest_names_every_file_with_its_rows_and_hash(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    named = {file["path"]: file for file in manifest["files"]}
    assert set(named) | {"manifest.json"} == files(folder, "*")
    for name, file in named.items():
        content = (folder / name).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest() and file["bytes"] == len(content)
        if name.endswith(".csv") and not name.startswith("excel/"):
            assert file["rows"] == len(rows(folder / name))
    assert all(identity["checked"] == identity["ok"] for identity in manifest["identities"])


def test_codes_stay_texts_and_whatever_sums_to_the_nation_does(folder):
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    summable = {
        file["path"] for file in manifest["files"]
        if file["sums_to_nation"] and not file["path"].startswith("excel/")}
    types = {"string": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(18,3)"}
    nation = rows(folder / "throughput-nation.csv")[0]
    assert len(summable) == 7
    for resource in package["resources"]:
        columns = {field["name"]: types[field["type"]] for field in resource["schema"]["fields"]}
        table = duckdb.read_csv(
            str(folder / resource["path"]), columns=columns, header=True, strict_mode=True)
        if resource["path"] not in summable:
            continue
        total = table.aggregate("sum(handled)").fetchall()[0][0]
        assert int(total) == int(nation["handled"]), resource["path"]
        if "province" in columns and resource["name"].startswith("throughput"):
            assert "01" in {row[0] for row in table.project("province").fetchall()}


def test_what_a_spreadsheet_would_evaluate_is_guarded(folder):
    notice = rows(folder / "corrections.csv")[0]["notice"]
    assert notice == '\'=HYPERLINK("x"), "gửi muộn"'
