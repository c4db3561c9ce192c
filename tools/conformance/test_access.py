"""Keys that try more than is theirs, against a running server: what they may write, see and send."""

import datetime
import json

import pytest
import requests

import live
import program

SECONDS = 60
ITEM = "EE123456785VN"
OTHER = "EE123456799VN"


class Post(live.Office):
    """A centre with keys of two post offices, two agencies, an administrator and a publisher."""

    ledger = ("--hub",)

    def open(self):
        self.hoso("init", *self.ledger)
        self.keys = {
            "hanoi": self.key("office", "--office", "100000"),
            "hue": self.key("office", "--office", "530000"),
            "h26": self.key("agency", "--agency", "H26"),
            "h27": self.key("agency", "--agency", "H27"),
            "admin": self.key("administrator"),
            "publisher": self.key("planner", "--scopes", "publish,figures"),
            "province": self.key("planner", "--province", "01"),
        }
        self.url = self.start(
            program.path(), "serve", "--port", "0", "--json", "--quiet").url
        return self

    def key(self, kind, *options):
        return json.loads(self.hoso(
            "key", "add", "--kind", kind, "--name", kind, *options, "--json"))["secret"]

    def ask(self, who, method, path, body=None, **options):
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        headers = {
            "Authorization": f"Bearer {self.keys[who]}", "Content-Type": "application/json",
            "X-Request-Id": "same", **options}
        return requests.request(
            method, self.url + path, data=data, headers=headers, timeout=SECONDS)

    def scan(self, who, kind, code, **fields):
        return self.ask(who, "POST", "/v1/scans", {"type": kind, "dossier": code, **fields})

    def see(self, who, code):
        return self.ask(who, "GET", "/v1/dossiers/" + code)


@pytest.fixture
def post(tmp_path):
    post = Post(tmp_path)
    try:
        yield post.open()
    finally:
        post.close()


def event(kind, source, identity="a1", **fields):
    line = {
        "id": identity, "source": source, "type": kind, "dossier": ITEM,
        "occurred_at": "2020-03-05T08:12:00+07:00", **fields}
    return {name: value for name, value in line.items() if value is not None}


AGENCYS = [
    "dossier.accepted", "dossier.refused", "supplement.requested", "due.changed", "result.ready",
    "dossier.withdrawn"]


def test_an_office_key_writes_no_event_of_others(post):
    period = {"dossier": None, "period": "2019-Q4"}
    for kind in AGENCYS:
        assert post.scan("hanoi", kind, ITEM).status_code == 403
        assert post.ask("hanoi", "POST", "/v1/scans", event(kind, "100000-a")).status_code == 403
    for who, source in (("hanoi", "100000-a"), ("admin", "tinh-01")):
        release = event("figures.released", source, **period)
        assert post.ask(who, "POST", "/v1/scans", release).status_code == 403
    declared = event("period.declared", "100000-a", office="530000", **period)
    assert post.ask("hanoi", "POST", "/v1/scans", declared).status_code == 403
    own = event("period.declared", "100000-a", **period)
    assert post.ask("hanoi", "POST", "/v1/scans", own).status_code == 201
    lines = "\n".join(json.dumps(line) for line in (
        event("figures.released", "100000-a", "b1", **period),
        event("dossier.picked_up", "100000-a", "b2")))
    report = post.ask(
        "hanoi", "POST", "/v1/scans", lines.encode(),
        **{"Content-Type": "application/x-ndjson"}).json()
    assert (report["recorded"], report["rejected"]) == (1, 1)
    assert [line["line"] for line in report["rejected_lines"]] == [1]
    assert post.ask("publisher", "GET", "/v1/releases").json()["releases"] == []


def test_figures_are_published_with_the_scope_alone(post):
    wish = {"period": "2019Q4"}
    for who in ("hanoi", "h26", "admin", "province"):
        answer = post.ask(who, "POST", "/v1/releases", wish)
        assert (answer.status_code, answer.json()["scope"]) == (403, "publish")
    minted = post.ask(
        "admin", "POST", "/v1/keys", {"kind": "administrator", "name": "x", "scopes": ["publish"]})
    assert minted.status_code == 403
    with pytest.raises(AssertionError):
        post.key("planner", "--province", "01", "--scopes", "publish")
    answer = post.ask("publisher", "POST", "/v1/releases", wish)
    assert (answer.status_code, answer.json()["name"]) == (201, "2019Q4.r1")


@pytest.mark.parametrize("source", [
    "530000-may-1", "agency/H26/motcua", "hub-a1b2c3-1", "key_00000000", "mcdt.cantho"])
def test_a_foreign_source_is_refused_without_telling_what_is_known(post, source):
    known = event("dossier.picked_up", source, office="530000")
    if source.startswith(("530000", "mcdt")):
        assert post.ask("admin", "POST", "/v1/scans", known).status_code == 201
    answers = {
        post.ask("hanoi", "POST", "/v1/scans", body).text for body in (
            event("dossier.picked_up", source), event("dossier.delivered", source),
            event("dossier.picked_up", source, "never-sent"),
            event("event.voided", source, "v1", dossier=None, target="a1"))}
    assert len(answers) == 1 and '"status":403' in answers.pop()


def test_an_agencys_event_cannot_be_taken_by_its_name(post):
    post.scan("hanoi", "dossier.picked_up", ITEM, agency="H26")
    squatted = event("dossier.picked_up", "agency/H26/motcua", "tn-1")
    assert post.ask("hanoi", "POST", "/v1/scans", squatted).status_code == 403
    callback = {
        "specversion": "1.0", "id": "tn-1", "source": "motcua", "type": "dossier.accepted",
        "subject": ITEM, "time": "2020-03-06T08:00:00+07:00", "data": {"due_date": "2020-03-12"}}
    answer = post.ask(
        "h26", "POST", "/v1/callbacks", callback,
        **{"Content-Type": "application/cloudevents+json"})
    assert answer.status_code in (200, 202) and "set_aside" not in answer.text


def test_a_scan_in_passing_opens_nothing(post):
    post.scan("hanoi", "dossier.picked_up", ITEM, agency="H26", service="1.001612")
    unknown = post.see("hue", OTHER).text.replace(OTHER, ITEM)
    assert (post.see("hue", ITEM).status_code, post.see("hue", ITEM).text) == (404, unknown)
    for kind, more in (
            ("item.arrived", {}), ("fee.collected", {"money": "fee", "amount": 1000}),
            ("item.departed", {"destination": "530000"})):
        post.scan("hue", kind, ITEM, **more)
        seen = post.see("hue", ITEM).json()["dossier"]
        assert seen["sight"] == "own-events" and seen["agency"] == "H26"
        assert seen["service"] is None and seen["milestones"] == {}
        assert {entry["office"] for entry in seen["entries"]} == {"530000"}
        link = post.ask("hue", "POST", f"/v1/dossiers/{ITEM}/tracking-links")
        assert link.status_code == 404
    events = post.ask("hue", "GET", "/v1/events").json()["events"]
    assert {one["data"]["office"] for one in events} == {"530000"}
    audit = post.ask("admin", "GET", "/v1/audit").json()["entries"]
    assert [entry["subject"] for entry in audit if entry["action"] == "dossier.read"]


def test_what_is_sent_to_an_office_opens_with_the_earlier_events_first(post):
    post.scan("hanoi", "dossier.picked_up", ITEM, agency="H26")
    post.scan("hue", "item.arrived", ITEM)
    post.scan("hanoi", "item.departed", ITEM, destination="530000")
    assert post.see("hue", ITEM).json()["dossier"]["sight"] == "all"
    events = post.ask("hue", "GET", "/v1/events").json()["events"]
    assert [one["type"] for one in events] == [
        "item.arrived", "dossier.picked_up", "item.departed"]
    link = post.ask("hue", "POST", f"/v1/dossiers/{ITEM}/tracking-links")
    assert link.status_code == 201


def test_a_dossier_is_not_taken_from_its_agency(post):
    post.scan("hanoi", "dossier.picked_up", ITEM, agency="H26")
    earlier = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=2)
    back_dated = post.scan(
        "hue", "dossier.picked_up", ITEM, agency="H27",
        occurred_at=earlier.isoformat(timespec="seconds"))
    assert back_dated.status_code == 201
    post.scan("hue", "dossier.picked_up", OTHER, agency="H27")
    assert post.scan("hue", "alias.linked", OTHER, aliases=[ITEM]).status_code == 201
    assert post.see("h26", ITEM).status_code == 200
    assert post.see("h27", ITEM).status_code == 404
    assert post.see("h26", OTHER).status_code == 404
    assert post.see("hue", ITEM).json()["dossier"]["sight"] == "own-events"
    h27 = post.ask("h27", "GET", "/v1/events").json()["events"]
    assert all(one["subject"] == OTHER for one in h27)
    doubts = post.ask("admin", "GET", "/v1/worklist?kind=agencies").json()
    assert doubts["counts"]["agencies"] == 2
    post.ask("admin", "POST", f"/v1/events/{back_dated.json()['id']}/void", {"reason": "nhầm"})
    doubts = post.ask("admin", "GET", "/v1/worklist?kind=agencies").json()
    assert [item["reason"] for item in doubts["items"]] == ["two-agencies"]


class Counter(Post):
    """The same keys at a ledger that is a post office's own."""

    ledger = ("--office", "100000", "--province", "01")


def test_what_the_desk_recorded_is_no_target_of_an_upload(tmp_path):
    post = Counter(tmp_path)
    try:
        post.open()
        mine = post.scan("hue", "dossier.picked_up", ITEM).json()
        released = post.ask("publisher", "POST", "/v1/releases", {"period": "2019-Q4"})
        assert released.status_code == 201
        ids = [mine["id"], released.json()["event_id"]]
        for kind in ("event.voided", "event.amended"):
            for target in ids:
                correction = event(
                    kind, "100000-quay-1", "v" + target, dossier=None, office="100000",
                    target=target, target_source=target.rpartition("-")[0],
                    **({"set": {"province": "40"}} if kind == "event.amended" else {}))
                assert post.ask("hanoi", "POST", "/v1/scans", correction).status_code == 403
                batch = post.ask(
                    "hanoi", "POST", "/v1/scans", json.dumps(correction).encode(),
                    **{"Content-Type": "application/x-ndjson"}).json()
                assert batch["rejected"] == 1 and batch["recorded"] == 0
        assert post.ask("admin", "GET", "/v1/releases").json()["releases"][0]["voided"] is False
        assert post.see("hue", ITEM).json()["dossier"]["entries"][0]["is_effective"]
    finally:
        post.close()


def test_a_bag_opens_what_others_put_in(post):
    post.scan("hanoi", "dossier.picked_up", ITEM, parent="TUI-97", agency="H26")
    post.scan("hanoi", "dossier.picked_up", OTHER, agency="H26")
    sent = {"type": "item.departed", "parent": "TUI-97", "destination": "530000"}
    put_in = event(
        "item.departed", "530000-a", dossier=OTHER, parent="TUI-97", office="530000",
        occurred_at=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"))
    assert post.ask("hue", "POST", "/v1/scans", put_in).status_code == 201
    assert post.ask("hanoi", "POST", "/v1/scans", sent).status_code == 201
    assert post.see("hue", ITEM).json()["dossier"]["sight"] == "all"
    assert post.see("hue", OTHER).json()["dossier"]["sight"] == "own-events"
    assert post.ask("hue", "POST", f"/v1/dossiers/{OTHER}/tracking-links").status_code == 404
