"""What hoso signs, judged by the reference library of Standard Webhooks and by PyNaCl."""

import base64
import datetime
import os
import random
import time

import pytest
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

import program

# Published by the reference libraries for JavaScript and Rust, in their own tests.
PUBLISHED = [
    ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
     b'{"test": 2432232314}', "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
    ("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk", 1649367553,
     b'{"email":"test@example.com","username":"test_user"}',
     "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="),
]


def new_secret(chance):
    return "whsec_" + base64.b64encode(chance.randbytes(chance.randint(24, 64))).decode()


def new_key(chance):
    """A private key as hoso reads it, and what verifies its signatures."""
    key = SigningKey(chance.randbytes(32))
    return "whsk_" + base64.b64encode(bytes(key) + bytes(key.verify_key)).decode(), key.verify_key


@pytest.mark.parametrize("secret, identity, timestamp, body, signature", PUBLISHED)
def test_published_messages_get_their_published_signatures(
        secret, identity, timestamp, body, signature):
    headers = program.sign([secret], identity, timestamp, body)
    assert headers["webhook-signature"] == signature


@pytest.mark.parametrize("seed", range(8))
def test_others_verify_what_hoso_signs(seed):
    chance = random.Random(seed)
    secrets = [new_secret(chance) for _ in range(chance.randint(1, 5))]
    keys = [new_key(chance) for _ in range(chance.randint(0, 5))]
    body = chance.choice([b"{}", '{"tên":"hồ sơ"}'.encode(), b"{" + b" " * 50_000 + b"}"])
    now = int(time.time())
    headers = program.sign(secrets + [text for text, _ in keys], f"evt_{seed}", now, body)
    for secret in secrets:
        Webhook(secret).verify(body, headers, json_parse=False)
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(body + b" ", headers, json_parse=False)
    words = headers["webhook-signature"].split(" ")
    assert [word.split(",")[0] for word in words] == ["v1"] * len(secrets) + ["v1a"] * len(keys)
    signed = f"evt_{seed}.{now}.".encode() + body
    for (_, key), word in zip(keys, words[len(secrets):]):
        signature = base64.b64decode(word.split(",")[1])
        key.verify(signed, signature)
        with pytest.raises(BadSignatureError):
            key.verify(signed + b" ", signature)


@pytest.mark.parametrize("seed", range(8))
def test_hoso_verifies_what_others_sign(seed):
    chance = random.Random(100 + seed)
    secret = base64.b64encode(os.urandom(32)).decode()
    key = SigningKey.generate()
    public = "whpk_" + base64.b64encode(bytes(key.verify_key)).decode()
    body = chance.randbytes(chance.randint(0, 3000))
    now = int(time.time())
    moment = datetime.datetime.fromtimestamp(now, tz=datetime.timezone.utc)
    text = '{"a":"%s"}' % body.hex()
    symmetric = Webhook(secret).sign(f"msg_{seed}", moment, text)
    asymmetric = "v1a," + base64.b64encode(
        key.sign(f"msg_{seed}.{now}.".encode() + body).signature).decode()
    headers = {"webhook-id": f"msg_{seed}", "webhook-timestamp": str(now)}
    signed = {**headers, "webhook-signature": symmetric}
    assert program.verifies(["whsec_" + secret], signed, text.encode())
    assert not program.verifies(["whsec_" + secret], signed, text.encode() + b"\n")
    signed = {**headers, "webhook-signature": asymmetric}
    assert program.verifies([public], signed, body)
    assert not program.verifies([public], signed, body + b"\0")
