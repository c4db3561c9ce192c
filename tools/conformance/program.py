"""The hoso that is checked: where it is, and how it is asked to sign and to verify."""

import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Longer than any of its commands takes on a slow machine.
WAIT_SECONDS = 120


def path():
    """HOSO, else the newest build."""
    named = os.environ.get("HOSO")
    if named:
        return named
    builds = [ROOT / ".build" / kind / "hoso" for kind in ("release", "debug")]
    built = [build for build in builds if build.exists()]
    if not built:
        raise SystemExit("There is no hoso yet. Type `swift build`, or set HOSO to its path.")
    return str(max(built, key=lambda build: build.stat().st_mtime))


def run(*arguments, body=b"", secrets=(), environment=None):
    """The finished process of `hoso ARGUMENTS`, with the secrets in its environment."""
    return subprocess.run(
        [path(), *arguments], input=body, capture_output=True, timeout=WAIT_SECONDS, check=False,
        env={
            **os.environ, "HOSO_LANG": "en", "HOSO_WEBHOOK_SECRET": " ".join(secrets),
            **(environment or {}),
        })


def headers_of(finished):
    """The header lines that a command printed."""
    assert finished.returncode == 0, finished.stderr.decode()
    lines = finished.stdout.decode().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def sign(secrets, identity, timestamp, body):
    """The three headers of Standard Webhooks."""
    return headers_of(run(
        "webhook", "sign", "--id", identity, "--timestamp", str(timestamp), body=body,
        secrets=secrets))


def verifies(secrets, headers, body, *options):
    """Whether hoso believes a webhook."""
    with header_file(headers) as file:
        return verdict(run(
            "webhook", "verify", "--headers", file.name, *options, body=body, secrets=secrets))


def verdict(finished):
    assert finished.returncode in (0, 65), (finished.returncode, finished.stderr.decode())
    return finished.returncode == 0


def header_file(headers):
    """A file with header lines; it is gone when it is closed."""
    file = tempfile.NamedTemporaryFile("w", suffix=".headers", encoding="utf-8")
    file.write("".join(f"{name}: {value}\n" for name, value in headers.items()))
    file.flush()
    return file
