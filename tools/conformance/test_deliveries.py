"""Every delivery that arrived, judged by what hoso's authors did not write.

Signatures by the reference library of Standard Webhooks and by PyNaCl, the body by the CloudEvents
SDK and its JSON schema. Both let pass what the specification does not (an event without an id), so
a schema of all it asks is here beside theirs.
"""

import base64
import copy
import datetime
import json
import re
import time

import jsonschema
import pytest
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from cloudevents.v1.pydantic import CloudEvent
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

# CloudEvents 1.0.2: section 3.1 attributes, and JSON format 1.0.2 section 3; the published schema,
# which knows no rules for extensions, takes less.
TEXT = {"type": "string", "minLength": 1}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["specversion", "id", "source", "type"],
    "properties": {
        "specversion": {"const": "1.0"}, "id": TEXT, "type": TEXT, "subject": TEXT,
        "source": {**TEXT, "format": "uri-reference"},
        "time": {"type": "string", "format": "date-time"},
        "datacontenttype": {"const": "application/json"},
        "dataref": {"type": "string", "format": "uri-reference"},
        "dataschema": {"type": "string", "format": "uri"},
        "data": {"type": "object"},
        # Of hoso's own; Standard Webhooks asks for timestamp.
        "timestamp": {"type": "string", "format": "date-time"},
        "recordedtime": {"type": "string", "format": "date-time"},
        "sequence": {"type": "string", "pattern": "^[0-9]{20}$"},
        "previousid": {"type": "string", "pattern": "^evt_[0-9a-f]{32}$"},
        "outoforder": {"type": "boolean"},
    },
    # An extension has a name of small letters and digits and a value of a plain type.
    "propertyNames": {"pattern": "^[a-z0-9]{1,20}$"},
    "additionalProperties": {"type": ["string", "boolean", "integer"]},
}
# Names of members that would tell about a person; the staff number is shown to staff only.
PERSONAL = re.compile(r'"(actor|name|phone|recipient|sender|address|identity)":')


def as_sent(delivery):
    return delivery["headers"], base64.b64decode(delivery["body_base64"])


def at_its_time(monkeypatch, headers):
    """The reference library asks the clock; a delivery is judged as of when it was sent."""
    import standardwebhooks.webhooks as module

    class Then(module.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(int(headers["webhook-timestamp"]), tz=tz)

    monkeypatch.setattr(module, "datetime", Then)


def test_something_was_delivered(captured):
    assert len(captured.deliveries) >= 8
    assert captured.secrets


def test_the_reference_library_verifies_every_delivery(captured, monkeypatch):
    for delivery in captured.deliveries:
        headers, body = as_sent(delivery)
        at_its_time(monkeypatch, headers)
        for secret in captured.secrets:
            assert Webhook(secret).verify(body, headers) == json.loads(body)
            with pytest.raises(WebhookVerificationError):
                Webhook(secret).verify(body[:-1] + b" }", headers)


def test_pynacl_verifies_every_asymmetric_signature(captured):
    keys = [
        VerifyKey(base64.b64decode(text.removeprefix("whpk_"))) for text in captured.public_keys]
    if not keys:
        pytest.skip("the endpoint has no signing key")
    for delivery in captured.deliveries:
        headers, body = as_sent(delivery)
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        words = headers["webhook-signature"].split(" ")
        assert words[0].startswith("v1,")
        found = [base64.b64decode(word[4:]) for word in words if word.startswith("v1a,")]
        assert len(found) == len(keys)
        for key, signature in zip(keys, found):
            key.verify(signed, signature)
            with pytest.raises(BadSignatureError):
                key.verify(signed[:-1] + b" ", signature)


def test_the_cloudevents_library_reads_every_body(captured):
    for delivery in captured.deliveries:
        headers, body = as_sent(delivery)
        event = from_http_event(HTTPMessage(headers, body))
        value = json.loads(body)
        assert event.get_id() == headers["webhook-id"] == value["id"]
        assert event.get_type() == value["type"]
        assert event.get_source() == value["source"]
        assert event.get_subject() == value.get("subject")
        assert event.get_time() == datetime.datetime.fromisoformat(value["time"])
        assert event.get_data() == value["data"]
        for name in ("sequence", "recordedtime", "timestamp"):
            assert event.get_extension(name) == value[name]


def test_the_schema_of_the_cloudevents_library_holds_for_every_body(captured):
    schema = CloudEvent.model_json_schema()
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    validator.check_schema(schema)
    for delivery in captured.deliveries:
        value = json.loads(as_sent(delivery)[1])
        assert [error.message for error in validator.iter_errors(value)] == []
        assert CloudEvent.model_validate(value).id == value["id"]
        for spoilt in ({"source": None}, {"type": 5}, {"id": 5}, {"specversion": "2.0"}):
            assert not validator.is_valid({**value, **spoilt})


def test_the_schema_holds_for_every_body(captured):
    validator = jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    validator.check_schema(SCHEMA)
    for delivery in captured.deliveries:
        value = json.loads(as_sent(delivery)[1])
        assert [error.message for error in validator.iter_errors(value)] == []
        for name in ("id", "source", "type", "specversion"):
            spoilt = copy.deepcopy(value)
            del spoilt[name]
            assert not validator.is_valid(spoilt)


def test_bodies_are_compact_json_of_utf_8_below_twenty_kilobytes(captured):
    for delivery in captured.deliveries:
        headers, body = as_sent(delivery)
        text = body.decode("utf-8")
        assert len(body) < 20_000
        compact = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
        assert len(compact) == len(text.rstrip("\n"))
        assert headers["content-type"].split(";")[0] == "application/cloudevents+json"
        assert not PERSONAL.search(text)


def test_ids_have_no_full_stop_and_repeat_only_with_their_bytes(captured):
    bodies = {}
    for delivery in captured.deliveries:
        headers, body = as_sent(delivery)
        assert re.fullmatch(r"(evt_[0-9a-f]{32}|ping_[0-9a-f]+)", headers["webhook-id"])
        assert abs(int(headers["webhook-timestamp"]) - time.time()) < 366 * 86_400
        assert bodies.setdefault(headers["webhook-id"], body) == body


def test_each_dossier_comes_in_order_and_without_a_gap(captured):
    last = {}
    for delivery in captured.deliveries:
        value = json.loads(as_sent(delivery)[1])
        if delivery["status"] >= 300 or value["id"].startswith("ping_"):
            continue
        # Deliveries are numbered as they came in; a repeated one is the one before again.
        before = last.get(value["data"].get("dossier") and value["subject"])
        if before and before["id"] == value["id"]:
            continue
        if before:
            assert value["sequence"] > before["sequence"]
            assert value["previousid"] == before["id"]
        last[value["subject"]] = value
