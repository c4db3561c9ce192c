"""Every file of an export, read by two programs that planners have, with the types it states."""

import csv
import decimal

import duckdb
import pandas
import pytest

import tables

EVERY_FOLDER = pytest.mark.parametrize("which", ["in house", "public"])


@pytest.fixture
def export(which, folder, published):
    return folder if which == "in house" else published / "2020Q1.r2"


def texts(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def same(value, text, kind):
    """Whether a value that was read is what the file's text says."""
    if text == "" or value is None or value is pandas.NA or value != value:
        return text == "" and (value is None or value is pandas.NA or value != value)
    if kind == "string":
        return isinstance(value, str) and value == text
    return decimal.Decimal(str(value)) == decimal.Decimal(text)


def pandas_values(path, fields, typed=True):
    types = {"string": "string", "integer": "Int64", "number": "Float64"}
    frame = pandas.read_csv(
        path, dtype={field["name"]: types[field["type"]] for field in fields} if typed else None,
        keep_default_na=False, na_values=[""])
    return frame.astype(object).to_numpy().tolist()


def duckdb_values(path, fields):
    types = {"string": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(18,3)"}
    columns = {field["name"]: types[field["type"]] for field in fields}
    return duckdb.read_csv(
        str(path), columns=columns, header=True, strict_mode=True).fetchall()


def differing(folder, read):
    """Cells that are read as something else."""
    found, seen = [], 0
    for resource in tables.resources(folder):
        fields = resource["schema"]["fields"]
        wanted = texts(folder / resource["path"])
        values = read(folder / resource["path"], fields)
        assert len(values) == len(wanted), resource["path"]
        for row, expected in zip(values, wanted):
            for value, text, field in zip(row, expected, fields, strict=True):
                seen += 1
                if not same(value, text, field["type"]):
                    found.append((resource["path"], field["name"], value, text))
    assert seen > 500
    return found


@EVERY_FOLDER
@pytest.mark.parametrize("read", [pandas_values, duckdb_values])
def test_every_cell_is_read_as_it_is_written(export, read):
    assert differing(export, read) == []


def test_a_reader_that_guesses_loses_the_zeros_of_codes(folder):
    guessed = differing(folder, lambda path, fields: pandas_values(path, fields, typed=False))
    columns = {(path, column) for path, column, _, _ in guessed}
    assert ("throughput-province.csv", "province") in columns or ("codes/provinces.csv", "code") in columns
    assert any(column == "field" or column == "service" or path == "codes/services.csv"
               for path, column in columns)
