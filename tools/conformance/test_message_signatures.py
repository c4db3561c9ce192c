"""HTTP message signatures (RFC 9421), both ways with the library http-message-signatures."""

import base64
import datetime
import json
import os
import time

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from http_message_signatures import (
    HTTPMessageSigner, HTTPMessageVerifier, HTTPSignatureKeyResolver, InvalidSignature, algorithms)

import program

URL = "https://hoso.example.vn/v1/callbacks?agency=H26.12&x=%20"
BODY = '{"specversion":"1.0","id":"tn-1","type":"result.ready"}'.encode()
COVERED = ("@method", "@authority", "@path", "@query", "content-type", "content-digest")


class Keys(HTTPSignatureKeyResolver):
    def __init__(self, private, public):
        self.private, self.public = private, public

    def resolve_public_key(self, key_id):
        return self.public

    def resolve_private_key(self, key_id):
        return self.private


def hmac_keys():
    secret = os.urandom(32)
    return algorithms.HMAC_SHA256, Keys(secret, secret), *["whsec_" + encoded(secret)] * 2


def ed25519_keys():
    key = Ed25519PrivateKey.generate()
    return (
        algorithms.ED25519, Keys(key, key.public_key()),
        "whsk_" + encoded(key.private_bytes_raw()),
        "whpk_" + encoded(key.public_key().public_bytes_raw()))


def encoded(data):
    return base64.b64encode(data).decode()


def request_with(headers):
    return requests.Request("POST", URL, headers=headers, data=BODY).prepare()


def hoso_verifies(secret, headers, body=BODY, url=URL, options=()):
    with program.header_file(headers) as file:
        return program.verdict(program.run(
            "webhook", "verify-request", "--url", url, "--headers", file.name, *options,
            body=body, secrets=[secret]))


@pytest.mark.parametrize("make", [hmac_keys, ed25519_keys])
def test_the_library_verifies_what_hoso_signs(make):
    algorithm, keys, private, _ = make()
    headers = program.headers_of(program.run(
        "webhook", "sign-request", "--url", URL, "--keyid", "H26.12", "--header",
        'Idempotency-Key: "a-1"', body=BODY, secrets=[private]))
    verifier = HTTPMessageVerifier(signature_algorithm=algorithm, key_resolver=keys)
    found = verifier.verify(request_with(headers), expect_tag="hoso-callback")
    assert len(found) == 1
    assert {*found[0].covered_components} == {
        f'"{name}"' for name in (*COVERED, "idempotency-key", "@signature-params")
    } - ({'"@signature-params"'} - {*found[0].covered_components})
    for name in ("content-digest", "idempotency-key", "content-type"):
        changed = request_with({**headers, name: headers[name].replace("a", "b", 1)})
        with pytest.raises(InvalidSignature):
            verifier.verify(changed, expect_tag="hoso-callback")


def signed_by_library(make, **options):
    algorithm, keys, _, public = make()
    request = request_with({"Content-Type": "application/cloudevents+json"})
    settings = {
        "key_id": "H26.12", "covered_component_ids": COVERED, "nonce": os.urandom(12).hex(),
        "tag": "hoso-callback", "body": BODY, **options,
    }
    HTTPMessageSigner(signature_algorithm=algorithm, key_resolver=keys).sign(request, **settings)
    return public, dict(request.headers)


@pytest.mark.parametrize("make", [hmac_keys, ed25519_keys])
def test_hoso_verifies_what_the_library_signs(make):
    public, headers = signed_by_library(make)
    assert hoso_verifies(public, headers)
    assert not hoso_verifies(public, headers, body=BODY + b" ")
    assert not hoso_verifies(public, headers, url=URL + "1")
    assert not hoso_verifies(public, {**headers, "Idempotency-Key": '"a"'})
    assert not hoso_verifies(make()[3], headers)


@pytest.mark.parametrize("options", [
    {"tag": "other"}, {"tag": None}, {"nonce": None},
    {"covered_component_ids": COVERED[1:]}, {"covered_component_ids": COVERED[:4], "body": None},
    {"created": datetime.timedelta(seconds=-310)},
    {"created": datetime.timedelta(seconds=400)},
    {"expires": datetime.timedelta(seconds=-1)},
], ids=str)
def test_hoso_refuses_what_is_right_and_not_enough(options):
    # Moments are from when the test runs: it may be minutes after the tests were collected.
    now = datetime.datetime.now()
    options = {name: now + value if isinstance(value, datetime.timedelta) else value
               for name, value in options.items()}
    public, headers = signed_by_library(hmac_keys, **options)
    assert not hoso_verifies(public, headers)


PUBLISHED = json.loads((program.ROOT / "Fixtures/webhooks/rfc9421.json").read_text())


def published_key(name):
    key = next(key for key in PUBLISHED["keys"] if key["keyid"] == name)
    if "secret" in key:
        return "whsec_" + key["secret"]
    loaded = load_pem_public_key(key["pem"].encode())
    if not isinstance(loaded, Ed25519PublicKey):
        # hoso has no way to be given such a key; any that it can have must refuse.
        return published_key("test-key-ed25519")
    return "whpk_" + encoded(loaded.public_bytes_raw())


@pytest.mark.parametrize("signature", PUBLISHED["signatures"], ids=lambda s: s["section"])
def test_published_signatures_of_known_algorithms_are_believed(signature):
    request = PUBLISHED["request"]
    name = signature["input"].split('keyid="')[1].split('"')[0]
    headers = {
        **dict(request["fields"]), "Signature-Input": signature["input"],
        "Signature": signature["signature"],
    }
    url = f"{request['scheme']}://{request['authority']}{request['path']}?{request['query']}"
    assert hoso_verifies(
        published_key(name), headers, request["body"].encode(), url, ["--any-coverage"]
    ) == (signature["section"] in ("B.2.5", "B.2.6"))


def test_what_was_signed_long_ago_is_refused():
    headers = program.headers_of(program.run(
        "webhook", "sign-request", "--url", URL, "--keyid", "k", "--created",
        str(int(time.time()) - 301), body=BODY, secrets=["whsec_" + encoded(bytes(32))]))
    assert not hoso_verifies("whsec_" + encoded(bytes(32)), headers)
