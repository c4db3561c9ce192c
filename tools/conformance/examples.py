"""The examples of hoso's help pages and documents, as the commands that somebody would type."""

import json
import os
import re
import subprocess

import program

TITLES = {"vi": "Ví dụ:", "en": "Examples:"}
# What builds the program, or takes as long: CI runs it by itself.
BUILDING = re.compile(r"(tools/|swift |sudo )")


def help_pages(language):
    """(command, lines of its examples, its options) for each command, in the order of the index."""
    finished = program.run("--experimental-dump-help", environment={"HOSO_LANG": language})
    return list(_pages(json.loads(finished.stdout)["command"], (), TITLES[language]))


def _pages(command, above, title):
    if command["commandName"] == "help":
        return
    path = (*above, command["commandName"])
    text = command.get("discussion", "")
    start = re.search(rf"^{title}\n", text, re.MULTILINE)
    lines = text[start.end():].split("\n\n")[0].split("\n") if start else []
    options = {
        "--" + name["name"] for argument in command.get("arguments", [])
        for name in argument.get("names", []) if name["kind"] == "long"}
    yield " ".join(path), lines, options
    for below in command.get("subcommands", []):
        yield from _pages(below, path, title)


def documents():
    """README and every page of docs, with the lines of each."""
    files = [program.ROOT / "README.md", *sorted((program.ROOT / "docs").glob("*.md"))]
    return {
        str(file.relative_to(program.ROOT)): file.read_text("utf-8").split("\n") for file in files}


def blocks(lines):
    """(line number, text) of the indented blocks that have a command line in them."""
    start = 0
    while start < len(lines):
        if lines[start].startswith("```"):
            start += 1
            while not lines[start].startswith("```"):  # Bounded: every fence is closed.
                start += 1
        if not lines[start].startswith("    ") or (start and lines[start - 1]):
            start += 1
            continue
        end = start
        while end < len(lines) and (lines[end].startswith("    ") or not lines[end]):
            end += 1
        text = [line[4:] for line in lines[start:end]]
        if any(re.match(r"(\$ )?(hoso|curl|export|[A-Z_]+=\S+ hoso|tools/\w+|swift|sudo) ", line)
               for line in text):
            yield start + 1, _typed(text)
        start = end


def _typed(lines):
    """What is typed: of a transcript, what stands behind the prompt."""
    if any(line.startswith("$ ") for line in lines):
        return "\n".join(line[2:] for line in lines if line.startswith("$ "))
    return "\n".join(lines).rstrip()


def commands(text):
    """The commands of some lines: one goes on as long as the shell would wait for more."""
    pending = ""
    for line in text.split("\n"):
        pending += line + "\n"
        if line.endswith("\\") or not _is_whole(pending):
            continue
        if pending.strip():
            yield pending.strip()
        pending = ""
    assert not pending.strip(), f"this never ends: {pending}"


def _is_whole(text):
    return subprocess.run(
        ["bash", "-n", "-c", text], capture_output=True, check=False,
        env={"PATH": os.environ["PATH"]}).returncode == 0


def is_synopsis(text):
    """Whether a block says how a command may be called, instead of calling it."""
    return bool(re.search(r"\[--|\[[A-Z]+|\b[A-Z]{2,}\b…?( |$)|[a-z]\|[a-z]", text)) and not (
        "$(" in text)


def is_script(text):
    """Whether the lines of a block hang together: something runs beside them, or has a name."""
    return bool(re.search(r" &$|^\w+=\$\(|^export ", text, re.MULTILINE))


def called(synopsis, known):
    """The commands that a synopsis is about: `hoso webhook enable|disable` is about two."""
    words = [word.strip("[]") for word in synopsis.split()]
    for length in (4, 3, 2, 1):
        *first, last = words[:length]
        names = [" ".join([*first, name]) for name in last.split("|")]
        if all(name in known for name in names):
            return names
    raise AssertionError(f"no such command: {synopsis}")
