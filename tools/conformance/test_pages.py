"""The pages and pictures of an export, judged by what others wrote: parsers and a browser."""

import re
import shutil
import subprocess

import html5lib
import pytest

import browser
import program

WIDTHS = (390, 1280, 1920)

# Texts of drawings that leave them or lie on one another, and whatever is wider than the page but
# for what scrolls by itself.
FAULTS = """(() => {
  const found = [];
  for (const svg of document.querySelectorAll('svg')) {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map(text => [text, text.getBoundingClientRect()]);
    texts.forEach(([text, box], index) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 ||
          box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        found.push('outside: ' + text.textContent);
      for (const [other, its] of texts.slice(index + 1)) {
        const wide = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const high = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        // Lines of a font have air above and below; letters touch only beyond that.
        if (wide > 1 && high > 0.35 * Math.min(box.height, its.height))
          found.push('on one another: ' + text.textContent + ' | ' + other.textContent);
      }
    });
  }
  const width = document.documentElement.clientWidth;
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('.picture, .wide, .unseen, .skip, caption, thead') &&
        !element.matches('.picture, .wide')) continue;
    const box = element.getBoundingClientRect();
    if (box.right > width + 1)
      found.push('wider than the page: ' + element.tagName + ' ' + element.className);
    // Words that stand letter under letter.
    if (element.matches('p, dd, dt, h1, h2, li, a') && box.width < 48 && box.height > 100)
      found.push('squeezed: ' + element.textContent);
  }
  if (document.documentElement.scrollWidth > width)
    found.push('the page scrolls sideways');
  return found;
})()"""


@pytest.fixture(scope="session")
def folders(folder):
    """Exports of all kinds, by what is special about each."""
    environment = {
        "HOSO_LEDGER": str(folder.parent / "ledger"), "HOME": str(folder.parent)}

    def hoso(*arguments):
        done = program.run(*arguments, environment=environment)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def export(name, *arguments):
        hoso("export", *arguments, "--out", str(folder.parent / name))
        return folder.parent / name

    rows = hoso("figures", "2018Q1..2020Q1", "--by", "office", "--format", "csv").splitlines()
    offices = sorted(set(re.findall(r"^[^,]*,[^,]*,[^,]*,(\d{6}),", "\n".join(rows), re.MULTILINE)))
    for quarter in ("2019Q2", "2019Q3", "2019Q4", "2020Q1"):
        options = [word for office in offices for word in ("--office", office)]
        hoso("declare", quarter, *options)
        hoso("release", quarter, "--unchanged")
    for number, province in enumerate(["01", "02", "48", "79"]):
        hoso(
            "scan", "pickup", f"BN-9900{number}", "--office", "100000", "--province", province,
            "--at", "2025-08-05T08:00:00+07:00")
    return {
        "low coverage": folder,
        "compared": export("compared", "2020Q1", "--as-of", "2020Q1.r3"),
        "public": export("public", "2020Q1", "--as-of", "2020Q1.r3", "--public"),
        "statutory": export("statutory", "2020Q1", "--calendar", "statutory"),
        "not over": export("not-over", "2020Q1", "--as-of", "2020-02-15"),
        "34 provinces": export("merged", "2025Q3"),
        "empty": export("empty", "2031Q1"),
        "free days": export("days", "--from", "2020-01-01", "--to", "2020-02-15"),
    }


@pytest.fixture(scope="session")
def chromium():
    if not browser.program():
        pytest.fail("Chromium is not installed: apt-get install chromium fonts-liberation")
    with browser.opened() as tab:
        yield tab


def judged(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False)


def wrong_markup(path):
    """What is wrong with a page or picture; the empty list if nothing is."""
    if path.suffix == ".svg":
        return judged("xmllint", "--noout", "--nonet", str(path)).stderr.splitlines()
    tidy = judged("tidy", "-q", "-e", "-utf8", str(path))
    found = (tidy.stdout + tidy.stderr).splitlines() or [f"exit {tidy.returncode}"] * bool(
        tidy.returncode)
    try:
        html5lib.HTMLParser(strict=True).parse(path.read_text("utf-8"))
    except html5lib.html5parser.ParseError as error:
        found.append(str(error))
    return found


def pages(folders):
    return [path for place in folders.values() for path in sorted(place.rglob("*.svg"))] + [
        place / "dashboard.html" for place in folders.values()]


def test_every_page_and_picture_is_sound(folders):
    assert len(pages(folders)) > 50
    for path in pages(folders):
        assert wrong_markup(path) == [], path


@pytest.mark.parametrize("name, old, new", [
    ("charts/map.svg", "</desc>", ""), ("charts/coverage.svg", "</title>", "&nbsp;</title>"),
    ("dashboard.html", "</section>", "</div>"), ("dashboard.html", "<main ", "<main <"),
    ("dashboard.html", ' lang="vi"', ' lang="vi" lang="vi"'),
])
def test_planted_faults_are_found(folder, tmp_path, name, old, new):
    text = (folder / name).read_text("utf-8")
    assert old in text
    copy = tmp_path / name.split("/")[-1]
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert wrong_markup(copy)


def test_growth_is_told_and_drawn_where_it_may_be(folders):
    compared = (folders["compared"] / "dashboard.html").read_text("utf-8")
    assert re.search(r">tăng \d+,\d %</a> so với", compared)
    for name, is_drawn in (("compared", True), ("low coverage", False), ("not over", False)):
        chart = (folders[name] / "charts/growth-by-period.svg").read_text("utf-8")
        assert ("Không vẽ" not in chart) == is_drawn, name


def test_pictures_say_what_they_are_and_hold_nothing_foreign(folders):
    for path in (path for path in pages(folders) if path.suffix == ".svg"):
        text = path.read_text("utf-8")
        assert re.search(r"<title>[^<]{5,}</title>\n<desc [^>]*>[^<]{5,}</desc>", text), path
        assert 'lang="vi"' in text and 'role="img"' in text
        for foreign in ("<script", "<image", "<foreignObject", "xlink", "href=", "style="):
            assert foreign not in text, (path, foreign)
        assert not re.search(r"<[^>]*\son\w+=", text), path
        assert set(re.findall(r"https?://[^\"]*", text)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overflows_or_overlaps(folders, chromium, width):
    for name, place in folders.items():
        address = (place / "dashboard.html").as_uri()
        chromium.show(address, width)
        assert chromium.run(FAULTS) == [], (name, width)
        # The icon is in the page itself.
        assert {url for url in chromium.asked_for() if not url.startswith("data:")} == {address}
        assert chromium.complaints() == []


@pytest.mark.parametrize("old, new, fault", [
    ('<p class="lead">', '<p class="lead" title="x"><span class="x">' + "W" * 300 + "</span>", None),
    ("<h2 id=\"facts\">", "<table><tr><td><p>" + "&#8203;".join("abcdefgh") + "</p></td><td><pre>"
     + "W" * 38 + "</pre></td></tr></table><h2 id=\"facts\">", "squeezed"),
    ("<h2 id=\"facts\">", "<div class=\"top\"><svg width=\"3000\" height=\"9\"></svg></div>"
     "<h2 id=\"facts\">", "wider than the page"),
    ('font-size="16" fill="#17212e" font-weight="700">Bản đồ',
     'font-size="160" fill="#17212e" font-weight="700">Bản đồ', "outside"),
])
def test_what_overflows_is_found(folder, tmp_path, chromium, old, new, fault):
    text = (folder / "dashboard.html").read_text("utf-8")
    assert old in text
    copy = tmp_path / "dashboard.html"
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    chromium.show(copy.as_uri(), 390)
    found = chromium.run(FAULTS)
    # A long word is broken and stays within the page.
    assert found == [] if fault is None else any(line.startswith(fault) for line in found)


def test_a_text_on_another_is_found(folder, tmp_path, chromium):
    text = (folder / "charts/map.svg").read_text("utf-8")
    word = re.search(r"<text [^>]*>Hà Nội</text>", text).group()
    copy = tmp_path / "dashboard.html"
    copy.write_text(
        "<!DOCTYPE html><title>x</title><body>" + text.split("?>")[1].replace(word, word * 2),
        encoding="utf-8")
    chromium.show(copy.as_uri(), 1280)
    assert [line for line in chromium.run(FAULTS) if line.startswith("on one another")]


def rows_of_summary(page):
    """Each count of the nation with its value and the commands beside it."""
    for row in page.iter("{http://www.w3.org/1999/xhtml}tr"):
        if (row.get("id") or "").startswith("so-"):
            cells = ["".join(cell.itertext()) for cell in row]
            commands = ["".join(code.itertext()) for code in row.iter(
                "{http://www.w3.org/1999/xhtml}code")]
            yield row.get("id")[3:], cells, commands


@pytest.mark.parametrize("name", ["compared", "statutory", "not over"])
def test_each_command_of_the_page_counts_what_the_page_says(folders, name):
    page = html5lib.parse((folders[name] / "dashboard.html").read_text("utf-8"))
    environment = {"HOSO_LEDGER": str(folders["compared"].parent / "ledger")}
    seen = 0
    for count, cells, commands in rows_of_summary(page):
        for command in commands[:1] if not count.endswith("_pct") else []:
            assert command.split()[3] == count
            done = program.run(
                *command.split()[1:], "--limit", "1", "--json", environment=environment)
            assert done.returncode == 0, (command, done.stderr.decode())
            value = int(re.search(rb'"value":(\d+)', done.stdout).group(1))
            assert value == int(cells[1].replace(".", "")), command
            seen += 1
    assert seen > 12
