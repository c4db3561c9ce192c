"""Callbacks to a running server, signed by libraries that hoso's authors did not write."""

import base64
import datetime
import json
import os

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver, algorithms
from standardwebhooks.webhooks import Webhook

AGENCY = "H26.12.19"
NUMBER = "H26.12.19-200305-5678"
PATH = f"/v1/callbacks?agency={AGENCY}"
STRUCTURED = "application/cloudevents+json"
SECONDS = 60


class Keys(HTTPSignatureKeyResolver):
    def __init__(self, key):
        self.key = key

    def resolve_private_key(self, key_id):
        return self.key

    def resolve_public_key(self, key_id):
        raise NotImplementedError


def event():
    """Another event each time, or a second one would be known already."""
    return json.dumps({
        "specversion": "1.0", "id": "tn-" + os.urandom(6).hex(), "source": "motcua.h26",
        "type": "supplement.requested", "subject": NUMBER, "time": "2020-03-07T10:05:00+07:00",
        "data": {"reason": "Thiếu bản sao công chứng"},
    }, ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def secret(office):
    """The agency's callback secret, with the name the server knows it by."""
    added = json.loads(office.hoso("key", "secret", "add", "--agency", AGENCY, "--json"))
    return added["credential"]["id"], added["secret"]


@pytest.fixture(scope="module")
def pair(office):
    """A key pair of the agency's own, of which the server knows the public half."""
    key = Ed25519PrivateKey.generate()
    file = office.folder / "public-key"
    file.write_text("whpk_" + base64.b64encode(key.public_key().public_bytes_raw()).decode())
    added = json.loads(office.hoso(
        "key", "secret", "add", "--agency", AGENCY, "--public-key-file", str(file), "--json"))
    return added["credential"]["id"], key


def post(office, body, headers, path=PATH):
    return requests.post(
        office.url + path, data=body, headers={"Content-Type": STRUCTURED, **headers},
        timeout=SECONDS)


def webhook_headers(secret, body, identity=None):
    """Signed by the reference library of Standard Webhooks."""
    identity = identity or "msg_" + os.urandom(8).hex()
    now = datetime.datetime.now(tz=datetime.timezone.utc)
    return {
        "webhook-id": identity, "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(identity, now, body.decode()),
    }


def prepared(office, algorithm, key_id, key, body, **options):
    """A request signed by http-message-signatures."""
    request = requests.Request(
        "POST", office.url + PATH, data=body, headers={"Content-Type": STRUCTURED}).prepare()
    settings = {
        "key_id": key_id, "nonce": os.urandom(12).hex(), "tag": "hoso-callback", "body": body,
        "covered_component_ids": ("@method", "@authority", "@path", "@query", "content-type"),
        **options,
    }
    HTTPMessageSigner(signature_algorithm=algorithm, key_resolver=Keys(key)).sign(
        request, **settings)
    return request


def send(request):
    with requests.Session() as session:
        return session.send(request, timeout=SECONDS)


def refused(answer):
    return answer.status_code == 401 and answer.headers["content-type"].startswith(
        "application/problem+json")


def test_the_reference_library_signs_in(office, secret):
    body = event()
    headers = webhook_headers(secret[1], body)
    answer = post(office, body, headers)
    assert answer.status_code in (200, 202), answer.text
    again = post(office, body, headers)
    assert (again.status_code, again.text) == (answer.status_code, answer.text)
    assert refused(post(office, event(), webhook_headers(secret[1], body)))
    assert refused(post(office, body, webhook_headers("whsec_" + "A" * 32, body)))
    assert refused(post(office, body, {
        **webhook_headers(secret[1], body), "ce-type": "dossier.withdrawn"}))


@pytest.mark.parametrize("kind", ["secret", "pair"])
def test_http_message_signatures_sign_in(office, request, kind):
    key_id, key = request.getfixturevalue(kind)
    algorithm = algorithms.ED25519
    if kind == "secret":
        algorithm, key = algorithms.HMAC_SHA256, base64.b64decode(key.removeprefix("whsec_"))
    signed = prepared(office, algorithm, key_id, key, event())
    answer = send(signed)
    assert answer.status_code in (200, 202), answer.text
    again = send(signed)
    assert (again.status_code, again.text) == (answer.status_code, answer.text)
    changed = prepared(office, algorithm, key_id, key, event())
    changed.prepare_body(event(), None)
    assert refused(send(changed))
    for options in (
            {"tag": "other"}, {"nonce": None}, {"key_id": "cbs_0000000000000000"},
            {"covered_component_ids": ("@method", "@authority", "content-type")},
            {"created": datetime.datetime.now() - datetime.timedelta(seconds=310)}):
        assert refused(send(prepared(
            office, algorithm, options.pop("key_id", key_id), key, event(), **options)))
    other = os.urandom(32) if kind == "secret" else Ed25519PrivateKey.generate()
    assert refused(send(prepared(office, algorithm, key_id, other, event())))


def test_public_keys_are_published(office, captured):
    answer = requests.get(office.url + "/.well-known/webhook-keys.json", timeout=SECONDS)
    assert answer.status_code == 200
    for key in captured.public_keys:
        assert key in answer.text
    assert "whsec_" not in answer.text and "whsk_" not in answer.text
