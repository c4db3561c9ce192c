"""What all checks share."""

import os
import pathlib

import pytest

import live
import program


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """A running post office whose agency has got deliveries."""
    office = live.Office(tmp_path_factory.mktemp("office"))
    try:
        yield office.open()
    finally:
        office.close()


@pytest.fixture(scope="session")
def captured(request):
    """Deliveries as they came: those of the folder HOSO_CAPTURED, else those of an office.

    A folder has the files that `tools/receiver --capture` writes, and the words they are to be
    verified with: `whsec_…` in the file `secrets`, `whpk_…` in `public-keys`.
    """
    folder = os.environ.get("HOSO_CAPTURED")
    if folder:
        return live.captured(pathlib.Path(folder))
    return request.getfixturevalue("office").captured_set()


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A published quarter with a second publication, of a thousandth of the nation."""
    place = tmp_path_factory.mktemp("export")
    environment = {"HOSO_LEDGER": str(place / "ledger"), "HOME": str(place)}

    def hoso(*arguments):
        done = program.run(*arguments, environment=environment)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    hoso("init", "--hub")
    (place / "history.ndjson").write_bytes(hoso("simulate", "--scale", "0.0005", "--seed", "7"))
    hoso("import", str(place / "history.ndjson"), "--backfill")
    hoso("release", "2020Q1")
    hoso(
        "scan", "pickup", "EE123456785VN", "--office", "100000", "--province", "01", "--at",
        "2020-03-05T08:12:00+07:00")
    hoso("release", "2020Q1", "--reason", '=HYPERLINK("x"), "gửi muộn"')
    hoso("export", "2020Q1", "--as-of", "2020Q1.r2", "--out", str(place / "out"))
    return place / "out"


@pytest.fixture(scope="session")
def published(folder, tmp_path_factory):
    """Each publication of that quarter as everybody gets it, in a folder called by its name."""
    place = tmp_path_factory.mktemp("public")
    environment = {"HOSO_LEDGER": str(folder.parent / "ledger"), "HOME": str(folder.parent)}
    for release in ["2020Q1.r1", "2020Q1.r2"]:
        done = program.run(
            "export", "2020Q1", "--as-of", release, "--public", "--out", str(place / release),
            environment=environment)
        assert done.returncode == 0, done.stderr.decode()
    return place
