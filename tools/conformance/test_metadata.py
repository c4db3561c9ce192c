"""What an export says of its own files, believed by nobody: each statement is asked of the files."""

import hashlib
import json
import pathlib
import subprocess
import sys

import pyshacl
import pytest
import rdflib

import tables

SHAPES = pathlib.Path(__file__).with_name("dcat_shapes.ttl")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
# Where the folder is said to lie, for statements relative to it.
BASE = "https://example.vn/2020Q1/"
EVERY_FOLDER = pytest.mark.parametrize("which", ["in house", "public"])


@pytest.fixture
def export(which, folder, published):
    return folder if which == "in house" else published / "2020Q1.r2"


def csvw_faults(folder):
    """What csvwvalidate complains of; empty if it is content."""
    program = pathlib.Path(sys.executable).with_name("csvwvalidate")
    done = subprocess.run(
        [program, "--verbose", folder / "csv-metadata.json"], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr or "no words"


@EVERY_FOLDER
def test_csvw_describes_every_file_and_each_keeps_to_it(export):
    metadata = json.loads((export / "csv-metadata.json").read_text("utf-8"))
    assert {table["url"] for table in metadata["tables"]} == tables.described(export)
    assert csvw_faults(export) == ""
    for table in metadata["tables"]:
        columns = table["tableSchema"]["columns"]
        with open(export / table["url"], encoding="utf-8") as file:
            assert file.readline().rstrip("\n").split(",") == [column["name"] for column in columns]
        assert all({"vi", "en"} <= set(column["titles"]) for column in columns)


@pytest.mark.parametrize("name, old, new", [
    ("throughput-nation.csv", "2020-Q1,", "2020-Q5,"),
    ("throughput-province.csv", ",province,01,", ",province,1,"),
    ("backlog.csv", ",post,", ",post,x"),
    ("ii06a.csv", ",nation,ALL,Cả nước,", ",nation,,Cả nước,"),
    ("working_days.csv", "2020-01-01", "2020-02-30"),
    ("codes/provinces.csv", "\n48,", "\n01,"),
    ("sdmx/hoso.csv", ",VN,PICKUPS,", ",VN,DELIVERIES,"),
])
def test_csvw_finds_a_planted_fault(folder, tmp_path, name, old, new):
    assert csvw_faults(tables.altered(folder, tmp_path / "copy", name, old, new)) != ""


def entry(folder):
    return rdflib.Graph().parse(
        data=(folder / "dcat.ttl").read_text("utf-8"), format="turtle", publicID=BASE)


def untrue(folder):
    """Files whose entry is not what they are, or that have none."""
    graph, wrong, seen = entry(folder), set(), set()
    for distribution in graph.subjects(rdflib.RDF.type, DCAT.Distribution):
        name = str(graph.value(distribution, DCAT.downloadURL)).removeprefix(BASE)
        content = (folder / name).read_bytes()
        checksum = graph.value(graph.value(distribution, SPDX.checksum), SPDX.checksumValue)
        size = int(graph.value(distribution, DCAT.byteSize))
        if str(checksum) != hashlib.sha256(content).hexdigest() or size != len(content):
            wrong.add(name)
        seen.add(name)
    return wrong | (tables.files(folder, "*") - seen - {"manifest.json", "dcat.ttl"})


@EVERY_FOLDER
def test_the_catalogue_says_all_that_the_shapes_ask_and_it_is_true(export):
    conforms, _, words = pyshacl.validate(entry(export), shacl_graph=str(SHAPES))
    assert conforms, words
    assert untrue(export) == set()


def test_everybody_is_given_a_licence_and_nobody_is_in_house(folder, published):
    for place, licence in [
        (folder, BASE + "dcat.ttl#licence"),
        (published / "2020Q1.r2", "https://creativecommons.org/licenses/by/4.0/"),
    ]:
        found = {str(licence) for licence in entry(place).objects(None, DCT.license)}
        assert {name.replace(BASE + "#", BASE + "dcat.ttl#") for name in found} == {licence}


@pytest.mark.parametrize("old, new", [
    ("  dct:license <#licence> ;\n", ""),
    (' ; spdx:checksumValue "', ' ; spdx:checksumValue "0'),
    ('"@vi, ', '"@en, '),
    ("frequency/QUARTERLY>", "frequency/DAILY>"),
    ("a foaf:Agent", "a foaf:Person"),
])
def test_the_shapes_find_a_planted_fault(folder, tmp_path, old, new):
    copy = tables.altered(folder, tmp_path / "copy", "dcat.ttl", old, new)
    assert not pyshacl.validate(entry(copy), shacl_graph=str(SHAPES))[0]


def test_a_file_that_was_changed_is_not_what_the_catalogue_says(folder, tmp_path):
    copy = tables.altered(folder, tmp_path / "copy", "excel/notes.csv", ";", ",")
    assert untrue(copy) == {"excel/notes.csv"}


@tables.needs("rapper", "raptor2-utils")
@EVERY_FOLDER
def test_another_reader_of_turtle_reads_as_many_statements(export, tmp_path):
    def statements(path):
        return subprocess.run(
            ["rapper", "-q", "-i", "turtle", "-o", "ntriples", path, BASE],
            capture_output=True, text=True, check=False)
    done = statements(export / "dcat.ttl")
    assert done.returncode == 0, done.stderr
    assert len(set(done.stdout.splitlines())) == len(entry(export)) > 200
    broken = tmp_path / "broken.ttl"
    broken.write_text((export / "dcat.ttl").read_text("utf-8").replace('"@vi', "@vi", 1), "utf-8")
    assert statements(broken).returncode != 0
