"""The OpenAPI document is well-formed, and the server does what it says.

schemathesis asks every operation for what its schema allows and for what it does not: examples,
boundaries, random values, and sequences of requests along the links.
"""

import json
import os
import pathlib
import subprocess
import sys

import openapi_spec_validator
import pytest
import requests

import live
import program

HERE = pathlib.Path(__file__).resolve().parent
# Random requests for each operation. All phases together take three to four minutes.
EXAMPLES = os.environ.get("HOSO_EXAMPLES", "20")
RUN_SECONDS = 900


DOCUMENTS = sorted((HERE.parents[1] / "Sources/CAPIDescription/documents").glob("*.json"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_each_document_of_the_description_stands_by_itself(document):
    # What the composer adds to every operation, its id and the errors, is no part of them.
    openapi_spec_validator.validate(json.loads(document.read_text()), base_uri=document.as_uri())


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("openapi"))
    try:
        yield desk
    finally:
        desk.server.stop()


class Desk:
    """A ledger with a server and a key that may do everything."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {
            **os.environ, "HOSO_LEDGER": str(folder / "ledger"), "HOSO_LANG": "en"}
        self.hoso("init", "--office", "100000", "--province", "01")
        # The publication that the document has as its example.
        self.hoso("release", "2020Q1")
        made = json.loads(self.hoso(
            "key", "add", "--kind", "administrator", "--name", "schemathesis", "--json"))
        self.key = made["secret"]
        # The key that is asked with must outlive requests that revoke keys of revision 1.
        self.hoso("key", "rotate", made["key"]["id"], "--overlap", "7d", "--json")
        self.server = live.Process(
            # Pages are asked for without a key; it is not the limit that is looked at here.
            [
                program.path(), "serve", "--port", "0", "--json", "--quiet",
                "--anonymous-per-minute", "1000000",
            ], self.environment)
        self.url = self.server.url

    def hoso(self, *arguments):
        finished = subprocess.run(
            [program.path(), *arguments], capture_output=True, env=self.environment,
            timeout=program.WAIT_SECONDS, check=False)
        assert finished.returncode == 0, finished.stderr.decode()
        return finished.stdout.decode()

    def get(self, path):
        return requests.get(
            self.url + path, headers={"Authorization": "Bearer " + self.key}, timeout=30)


def test_the_document_is_openapi(desk):
    openapi_spec_validator.validate(desk.get("/openapi.json").json())


def test_the_server_does_what_the_document_says(desk):
    document = desk.folder / "openapi.json"
    document.write_bytes(desk.get("/openapi.json").content)
    finished = subprocess.run(
        [
            str(pathlib.Path(sys.executable).with_name("schemathesis")),
            "--config-file", str(HERE / "schemathesis.toml"), "run", str(document),
            "--url", desk.url,
            "--phases", "examples,coverage,fuzzing,stateful", "-n", EXAMPLES,
            "--generation-deterministic", "--no-color",
        ],
        # Where it leaves its cache; the hooks are found by their path.
        cwd=desk.folder, env={**os.environ, "HOSO_KEY": desk.key, "PYTHONPATH": str(HERE)},
        capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
    assert finished.returncode == 0, finished.stdout[-20_000:] + finished.stderr[-2_000:]
    # A key that stopped being good would have turned every answer into a well-described 401.
    assert desk.get("/v1/keys").status_code == 200
