"""The reference verifier and hoso's, asked the same questions, give the same answers.

The questions are those of the reference libraries' own tests (`libraries/*/test*` of
standard-webhooks), and variations of them. Where hoso is stricter on purpose, it says so.
"""

import base64
import datetime
import hashlib
import hmac
import time

import pytest
from standardwebhooks.webhooks import Webhook

import program

SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = '{"test": 2432232314}'
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
WRONG = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc="


class Message:
    """A message that was signed rightly, to be spoilt."""

    def __init__(self, offset=0, body=BODY, identity=ID):
        self.body = body
        self.secret = SECRET
        timestamp = str(int(time.time()) + offset)
        code = hmac.new(
            base64.b64decode(SECRET), f"{identity}.{timestamp}.{body}".encode(), hashlib.sha256)
        self.signature = "v1," + base64.b64encode(code.digest()).decode()
        self.headers = {
            "webhook-id": identity, "webhook-timestamp": timestamp,
            "webhook-signature": self.signature,
        }

    def without(self, name):
        del self.headers[name]
        return self

    def having(self, **headers):
        for name, value in headers.items():
            self.headers["webhook-" + name] = value
        return self


def signatures(*texts):
    message = Message()
    return message.having(signature=" ".join(texts).replace("RIGHT", message.signature))


CASES = {
    "signed rightly": (lambda: Message(), True),
    "no id": (lambda: Message().without("webhook-id"), False),
    "no timestamp": (lambda: Message().without("webhook-timestamp"), False),
    "no signature": (lambda: Message().without("webhook-signature"), False),
    "empty id": (lambda: Message().having(id=""), False),
    "timestamp in words": (lambda: Message().having(timestamp="hello"), False),
    "timestamp beyond all numbers": (lambda: Message().having(timestamp="9" * 400), False),
    "over five minutes ago": (lambda: Message(offset=-301), False),
    "over five minutes ahead": (lambda: Message(offset=330), False),
    "four minutes ago": (lambda: Message(offset=-240), True),
    "four minutes ahead": (lambda: Message(offset=240), True),
    "wrong signature": (lambda: signatures(WRONG), False),
    "empty signature": (lambda: signatures("v1,"), False),
    "a prefix of it": (lambda: signatures(Message().signature[:11]), False),
    "of another version": (lambda: signatures("v2," + Message().signature[3:]), False),
    "one of four is right": (lambda: signatures(WRONG, "v2," + WRONG[3:], "RIGHT", WRONG), True),
    "the last is right": (lambda: signatures(WRONG, WRONG, "RIGHT"), True),
    "beside an asymmetric one": (lambda: signatures("v1a,AAAA", "RIGHT"), True),
    "another id": (lambda: Message().having(id="msg_other"), False),
    "an empty body": (lambda: Message(body=""), True),
    "a body with Vietnamese": (lambda: Message(body='{"a":"hồ sơ đã trả"}'), True),
}


def reference(message, secret):
    try:
        Webhook(secret).verify(message.body, message.headers, json_parse=False)
        return True
    except Exception:  # It leaves some malformed headers to Python's own errors.
        return False


@pytest.mark.parametrize("case", CASES)
def test_both_give_the_same_verdict(case):
    make, expected = CASES[case]
    message = make()
    for secret in (SECRET, "whsec_" + SECRET):
        assert reference(message, secret) == expected
        assert program.verifies([secret], message.headers, message.body.encode()) == expected


def test_an_unpadded_secret_is_the_same_secret():
    raw = bytes(range(25))
    padded = base64.b64encode(raw).decode()
    headers = program.sign([padded], ID, int(time.time()), BODY.encode())
    for secret in (padded, padded.rstrip("="), "whsec_" + padded.rstrip("=")):
        Webhook(secret).verify(BODY, headers)
        assert program.verifies([secret], headers, BODY.encode())


@pytest.mark.parametrize("secret", ["whsec_", "whsec_AAAA", "whsec_!"])
def test_a_secret_that_is_none_is_refused(secret):
    finished = program.run("webhook", "sign", body=b"{}", secrets=[secret])
    assert finished.returncode == 65
    assert finished.stdout == b""


@pytest.mark.parametrize("offset, believed", [(-301, False), (-300, True), (300, True), (301, False)])
def test_five_minutes_are_tolerated_to_the_second(offset, believed):
    message = Message()
    moment = datetime.datetime.fromtimestamp(
        int(message.headers["webhook-timestamp"]) + offset, tz=datetime.timezone.utc)
    assert program.verifies(
        [SECRET], message.headers, message.body.encode(), "--at", moment.isoformat()) == believed


# The reference reads any number Python reads, and signs over the digits it makes of it.
@pytest.mark.parametrize("spelling", ["{}.0", "{}e0", "+{}", "0{}", "{}_0"])
def test_hoso_reads_a_timestamp_in_one_spelling_only(spelling):
    message = Message()
    message.having(timestamp=spelling.format(message.headers["webhook-timestamp"]))
    assert not program.verifies([SECRET], message.headers, message.body.encode())


# The signed bytes are separated by full stops.
def test_hoso_does_not_read_an_id_with_a_full_stop():
    message = Message(identity="msg.1")
    assert reference(message, SECRET)
    assert not program.verifies([SECRET], message.headers, message.body.encode())
