"""An export's CSV files, and what they are said to hold."""

import csv
import json
import shutil

import pytest


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files(folder, pattern):
    return {str(path.relative_to(folder)) for path in folder.rglob(pattern) if path.is_file()}


def described(folder):
    """Every file that is for programs."""
    return {name for name in files(folder, "*.csv") if not name.startswith("excel/")}


def resources(folder):
    return json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]


def altered(folder, target, name, old, new):
    """A copy of an export in which one place of one file is another; the place has to be there."""
    copy = shutil.copytree(folder, target)
    text = (copy / name).read_text("utf-8")
    assert old in text, f"{old} is not in {name}"
    (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def needs(command, package):
    """Skips where a program is not installed; tools/test installs it."""
    return pytest.mark.skipif(
        shutil.which(command) is None, reason=f"no {command}: apt-get install {package}")
