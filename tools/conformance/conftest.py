"""What all checks share."""

import os
import pathlib

import pytest

import live


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
