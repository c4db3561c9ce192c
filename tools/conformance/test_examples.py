"""Every example runs: of all help pages in both languages, and of README and docs, in order."""

import re

import pytest

import desk
import examples

# Pages whose examples begin with a ledger that has nothing in it yet.
WITHOUT_LEDGER = {"hoso", "hoso init"}
CENTRE = {"hoso import", "hoso simulate"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_example_of_the_help_pages_runs(language, tmp_path):
    place = desk.Desk(tmp_path, language)
    failures = []
    try:
        history = place.hoso("simulate", "--scale", "0.0001")
        for name in ("history.ndjson", "lich-su.ndjson"):
            (tmp_path / name).write_text(history, encoding="utf-8")
        place.open()
        used = place.environment["HOSO_LEDGER"]
        for page, lines, _ in examples.help_pages(language):
            if page in WITHOUT_LEDGER:
                place.new_ledger()
            elif page in CENTRE:
                place.new_ledger("--hub")
            else:
                place.environment["HOSO_LEDGER"] = used
            for command in examples.commands("\n".join(line[2:] for line in lines)):
                attempt(place, command, page, failures)
    finally:
        place.close()
    assert not failures, "\n\n".join(failures)


@pytest.mark.parametrize("page", examples.documents())
def test_every_command_of_the_documents_runs(page, tmp_path):
    blocks = [
        (number, text) for number, text in examples.blocks(examples.documents()[page])
        if not examples.BUILDING.match(text) and not examples.is_synopsis(text)]
    if not blocks:
        pytest.skip("it has none")
    place = desk.Desk(tmp_path, "vi")
    failures = []
    try:
        place.open()
        used = place.environment["HOSO_LEDGER"]
        for number, text in blocks:
            if text.startswith("hoso init"):
                place.new_ledger()
            else:
                place.environment["HOSO_LEDGER"] = used
            for command in [text] if examples.is_script(text) else examples.commands(text):
                attempt(place, command, f"{page}:{number}", failures)
    finally:
        place.close()
    assert not failures, "\n\n".join(failures)


def attempt(place, command, where, failures):
    try:
        place.type(command)
    except AssertionError as problem:
        failures.append(f"{where}: {problem}")


def test_every_synopsis_names_options_that_are_there():
    options = {page: options for page, _, options in examples.help_pages("en")}
    count = 0
    for page, lines in examples.documents().items():
        for number, text in examples.blocks(lines):
            if not examples.is_synopsis(text):
                continue
            for synopsis in re.split(r"\n(?=hoso )", text):
                for command in examples.called(synopsis, options):
                    for option in re.findall(r"--[a-z][a-z-]*", synopsis):
                        assert option in options[command], f"{page}:{number}: {command} {option}"
                        count += 1
    assert count > 100
