"""The code that docs/agencies.md gives away is run as it stands there."""

import re
import shutil
import subprocess
import time

import pytest

import program

PAGE = (program.ROOT / "docs/agencies.md").read_text(encoding="utf-8")
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
BODY = '{"type":"result.returned","data":{"reason":"Phát tận tay"}}'.encode()


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def delivery(secrets=(OTHER, SECRET), offset=0):
    return program.sign(list(secrets), "evt_0123456789abcdef", int(time.time()) + offset, BODY)


NAMES = ("webhook-id", "webhook-timestamp", "webhook-signature")


def spoilt(name, value):
    """The delivery with another value of a header; None takes it away."""
    def make(headers):
        changed = {**headers, name: value}
        return SECRET, {key: text for key, text in changed.items() if text is not None}, BODY
    return make


# Every way to spoil a delivery, and whether it is still to be believed.
CASES = {
    "as it came": (lambda headers: (SECRET, headers, BODY), True),
    "the other key of a rotation": (lambda headers: (OTHER, headers, BODY), True),
    "without the prefix": (lambda headers: (SECRET[6:], headers, BODY), True),
    "another secret": (lambda headers: ("whsec_" + "A" * 32, headers, BODY), False),
    "another body": (lambda headers: (SECRET, headers, BODY + b" "), False),
    "another id": (lambda headers: (SECRET, {**headers, "webhook-id": "evt_1"}, BODY), False),
    "no signature": (lambda headers: (SECRET, {**headers, "webhook-signature": ""}, BODY), False),
    "another version": (
        lambda headers: (SECRET, {
            **headers, "webhook-signature": headers["webhook-signature"].replace("v1,", "v2,"),
        }, BODY), False),
    **{f"no {name}": (spoilt(name, None), False) for name in NAMES},
    **{f"garbage in {name}": (spoilt(name, "\u00fc,%s \u2603 v1,"), False) for name in NAMES},
    **{f"{value} seconds": (spoilt("webhook-timestamp", value), False) for value in (
        "-1", "+1", "1e9", "0x1", " 1", "\u0663", "9" * 400)},
    "an hour ago": (lambda headers: (SECRET, delivery(offset=-3600), BODY), False),
    "an hour ahead": (lambda headers: (SECRET, delivery(offset=3600), BODY), False),
}


@pytest.fixture(scope="module")
def headers():
    return delivery()


@pytest.mark.parametrize("case", CASES)
def test_the_python_of_the_page(case, headers):
    (source,) = blocks("python")
    page = {}
    exec(compile(source, "agencies.md", "exec"), page)  # pylint: disable=exec-used
    make, believed = CASES[case]
    if believed:
        page["verify"](*make(headers))
    else:
        with pytest.raises(ValueError):
            page["verify"](*make(headers))


# The compiled ones: the compiler, its sources with one that takes the delivery as arguments ("-"
# for a header that is missing) and standard input, how both are run, and what is thrown.
COMPILED = {
    "java": (
        ["javac", "-encoding", "UTF-8", "HosoWebhook.java", "Main.java"], "Main.java",
        """
        class Main {
            public static void main(String[] a) throws Exception {
                for (int i = 1; i < 4; i++) if (a[i].equals("-")) a[i] = null;
                HosoWebhook.verify(a[0], a[1], a[2], a[3], System.in.readAllBytes());
                System.out.println("signed");
            }
        }
        """,
        ["java", "-Xshare:auto", "-Dsun.jnu.encoding=UTF-8", "Main"], b"SecurityException"),
    "csharp": (
        ["mcs", "-langversion:7", "-warnaserror", "-r:System.Core", "-out:main.exe",
         "HosoWebhook.cs", "Main.cs"], "Main.cs",
        """
        static class Program {
            static void Main(string[] a) {
                for (var i = 1; i < 4; i++) if (a[i] == "-") a[i] = null;
                var body = new System.IO.MemoryStream();
                System.Console.OpenStandardInput().CopyTo(body);
                HosoWebhook.Verify(a[0], a[1], a[2], a[3], body.ToArray());
                System.Console.WriteLine("signed");
            }
        }
        """,
        ["mono", "main.exe"], b"CryptographicException"),
}


@pytest.fixture(scope="module", params=COMPILED)
def compiled(request, tmp_path_factory):
    compiler, main, text, run, thrown = COMPILED[request.param]
    if not shutil.which(compiler[0]):
        pytest.skip(f"no {compiler[0]} here; tools/test installs that of C#")
    folder = tmp_path_factory.mktemp(request.param)
    (source,) = blocks(request.param)
    suffix = main.rpartition(".")[2]
    (folder / f"HosoWebhook.{suffix}").write_text(source, encoding="utf-8")
    (folder / main).write_text(text, encoding="utf-8")
    subprocess.run(compiler, cwd=folder, check=True)
    return folder, run, thrown


@pytest.mark.parametrize("case", CASES)
def test_the_compiled_ones_of_the_page(case, headers, compiled):
    folder, run, thrown = compiled
    make, believed = CASES[case]
    secret, sent, body = make(headers)
    finished = subprocess.run(
        [*run, secret, *(sent.get(name, "-") for name in NAMES)],
        cwd=folder, input=body, capture_output=True, check=False, timeout=program.WAIT_SECONDS)
    assert (finished.returncode == 0) == believed, finished.stderr.decode()
    assert (thrown in finished.stderr) != believed


def shell(script, folder, **values):
    return subprocess.run(
        ["bash", "-c", "set -euo pipefail\n" + script], cwd=folder, env={"PATH": "/usr/bin:/bin", **values},
        capture_output=True, check=False, timeout=program.WAIT_SECONDS)


@pytest.mark.parametrize("case", [
    case for case, (make, _) in CASES.items()
    if not case.startswith(("an hour", "no webhook", "garbage in webhook-timestamp"))
    and not case.endswith(" seconds")
])
def test_the_openssl_of_the_page(case, headers, tmp_path):
    make, believed = CASES[case]
    secret, sent, body = make(headers)
    (tmp_path / "body.json").write_bytes(body)
    finished = shell(
        blocks("bash")[0], tmp_path, secret=secret, id=sent["webhook-id"],
        timestamp=sent["webhook-timestamp"], signatures=sent["webhook-signature"])
    assert (finished.returncode == 0) == believed, finished.stderr.decode()
    assert finished.stdout.decode().strip() == ("signed" if believed else "NOT signed")


@pytest.mark.parametrize("body, believed", [(BODY, True), (BODY + b"\n", False)])
def test_the_openssl_for_public_keys(body, believed, tmp_path):
    private = (
        "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfV"
        "KIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==")
    sent = delivery([SECRET, private])
    (tmp_path / "body.json").write_bytes(body)
    finished = shell(
        blocks("bash")[1], tmp_path, key="whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
        id=sent["webhook-id"], timestamp=sent["webhook-timestamp"],
        signatures=sent["webhook-signature"])
    assert (finished.returncode == 0) == believed, finished.stdout + finished.stderr
