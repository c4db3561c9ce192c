"""A receiver of webhooks on loopback: checks signatures, says what came, fails on demand.

Called by tools/receiver. Standard library only. See docs/agencies.md.
"""

import argparse
import base64
import binascii
import datetime
import hashlib
import hmac
import json
import os
import random
import sys
import threading
import time

import loopback

# Standard Webhooks: how far a delivery's clock may be off.
TOLERANCE_SECONDS = 300


class Unsigned(Exception):
    """Why a delivery is not believed."""


def secret_bytes(text):
    """The key behind `whsec_…`, with or without padding."""
    text = text.removeprefix("whsec_")
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def verify(secrets, headers, body, now):
    """Raises Unsigned unless one of the secrets signed these bytes lately."""
    identity = headers.get("webhook-id")
    timestamp = headers.get("webhook-timestamp")
    signatures = headers.get("webhook-signature")
    if not (identity and timestamp and signatures):
        raise Unsigned("a webhook header is missing")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        raise Unsigned("webhook-timestamp is no number of seconds")
    if abs(now - int(timestamp)) > TOLERANCE_SECONDS:
        raise Unsigned("webhook-timestamp is more than five minutes off")
    signed = f"{identity}.{timestamp}.".encode() + body
    for secret in secrets:
        wanted = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
        for signature in signatures.split():
            version, _, value = signature.partition(",")
            if version == "v1" and hmac.compare_digest(value.encode(), wanted.encode()):
                return
    raise Unsigned("no signature fits")


class Receiver:
    """What came so far, and what to answer next."""

    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.count = 0
        self.seen = {}
        self.chance = random.Random(options.seed)
        if options.capture:
            os.makedirs(options.capture, exist_ok=True)

    def secrets(self):
        """Read for every delivery: the file may be written after the receiver was started."""
        texts = [os.environ.get("HOSO_WEBHOOK_SECRET", "")]
        for path in self.options.secret_file:
            try:
                with open(path, encoding="ascii") as file:
                    texts += file.read().split()
            except FileNotFoundError:
                pass
        return [secret_bytes(text) for text in texts if text]

    def judge(self, headers, body):
        """One word about the signature, and why if it is wrong."""
        try:
            secrets = self.secrets()
        except (binascii.Error, ValueError):
            return "unchecked", "the secret is no base64"
        if not secrets:
            return "unchecked", None
        try:
            verify(secrets, headers, body, time.time())
            return "valid", None
        except Unsigned as reason:
            return "invalid", str(reason)

    def take(self, path, headers, body):
        """Notes a delivery; answers what is known about it and the status to give."""
        signature, reason = self.judge(headers, body)
        identity = headers.get("webhook-id", "")
        try:
            event = json.loads(body)
        except ValueError:
            event = {}
        if not isinstance(event, dict):
            event = {}
        with self.lock:
            self.count += 1
            number = self.count
            times = self.seen[identity] = self.seen.get(identity, 0) + 1
            status = self.status(number, signature)
        known = {
            "number": number,
            "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds"),
            "path": path,
            "id": identity,
            "type": event.get("type", ""),
            "subject": event.get("subject", ""),
            "sequence": event.get("sequence", ""),
            "previousid": event.get("previousid", ""),
            "signature": signature,
            "times": times,
            "status": status,
        }
        if reason:
            known["reason"] = reason
        return known

    def status(self, number, signature):
        options = self.options
        if signature == "invalid":
            return 401
        if number <= options.fail_first or self.chance.random() < options.fail_share:
            return options.fail_status
        return options.status

    def capture(self, known, url, headers, body):
        """One JSON file a delivery; it appears whole."""
        name = f"{known['number']:06}.json"
        text = json.dumps({
            "url": url, "headers": headers, "body_base64": base64.b64encode(body).decode(),
            "signature": known["signature"], "status": known["status"], "at": known["at"],
        })
        draft = os.path.join(self.options.capture, f".{name}")
        with open(draft, "w", encoding="utf-8") as file:
            file.write(text + "\n")
        os.replace(draft, os.path.join(self.options.capture, name))

    def tell(self, known):
        if self.options.quiet:
            return
        if self.options.json:
            return loopback.say(json.dumps(known, ensure_ascii=False))
        mark = {"valid": "✓ signed", "invalid": "✗ NOT SIGNED", "unchecked": "· unchecked"}
        words = [
            mark[known["signature"]], known["type"] or "?", known["subject"], known["id"],
            f"→ {known['status']}",
        ]
        if known["times"] > 1:
            words.append(f"(time {known['times']})")
        if "reason" in known:
            words.append(f"({known['reason']})")
        loopback.say("  ".join(word for word in words if word))


def handler_of(receiver):
    options = receiver.options

    class Handler(loopback.Handler):
        def do_OPTIONS(self):
            """The consent handshake of CloudEvents' webhook specification."""
            if self.read_body() is None:
                return
            consent = []
            origin = self.headers.get("WebHook-Request-Origin")
            if options.consent and origin:
                consent.append(
                    ("WebHook-Allowed-Origin", "*" if options.consent == "*" else origin))
                if options.rate:
                    consent.append(("WebHook-Allowed-Rate", str(options.rate)))
            self.answer(204, b"", headers=[("Allow", "POST, OPTIONS"), *consent])

        def do_POST(self):
            body = self.read_body()
            if body is None:
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            known = receiver.take(self.path, headers, body)
            if options.capture:
                url = f"http://{self.headers.get('Host', '')}{self.path}"
                receiver.capture(known, url, headers, body)
            if options.delay:
                threading.Event().wait(options.delay)
            receiver.tell(known)
            if options.hang:
                # As a system does that is stuck: connected, and silent until the sender gives up.
                threading.Event().wait(loopback.IDLE_SECONDS)
                self.close_connection = True
                return
            extra = [tuple(part.strip() for part in text.split(":", 1)) for text in options.header]
            self.answer(known["status"], options.answer.encode(), headers=extra)

        def do_GET(self):
            self.answer_json(200, {"deliveries": receiver.count, "events": len(receiver.seen)})

    return Handler


def main():
    parser = argparse.ArgumentParser(
        prog="tools/receiver", description="Receives webhooks on loopback and checks them.")
    loopback.add_options(parser)
    parser.add_argument(
        "--secret-file", action="append", default=[], metavar="FILE",
        help="a file with whsec_… secrets, read for every delivery; also HOSO_WEBHOOK_SECRET")
    parser.add_argument("--capture", metavar="DIR", help="keep every request as a JSON file")
    parser.add_argument("--status", type=int, default=200, help="what to answer (default 200)")
    parser.add_argument("--answer", default="", help="the body of every answer")
    parser.add_argument(
        "--header", action="append", default=[], metavar="NAME:VALUE",
        help="a header of every answer, such as 'Retry-After: 5'")
    parser.add_argument("--fail-first", type=int, default=0, metavar="N", help="fail N deliveries")
    parser.add_argument(
        "--fail-share", type=float, default=0.0, metavar="SHARE", help="fail so many of them")
    parser.add_argument("--fail-status", type=int, default=500, help="how they fail (default 500)")
    parser.add_argument("--seed", type=int, default=1, help="of the failures")
    parser.add_argument("--delay", type=float, default=0.0, metavar="SECONDS", help="answer late")
    parser.add_argument("--hang", action="store_true", help="never answer")
    parser.add_argument(
        "--consent", default="origin", choices=["origin", "*", "none"],
        help="what the OPTIONS handshake allows (default: the origin that asks)")
    parser.add_argument("--rate", type=int, help="deliveries a minute that it allows")
    parser.add_argument("--quiet", action="store_true", help="say only where it listens")
    options = parser.parse_args()
    if options.consent == "none":
        options.consent = None
    if any(":" not in text for text in options.header):
        sys.exit("--header: write NAME:VALUE")
    loopback.serve(options, handler_of(Receiver(options)))


if __name__ == "__main__":
    main()
