"""A page as Chromium shows it: driven over its DevTools, without a network."""

import base64
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.request

import websocket

WAIT_SECONDS = 60


class Browser:
    """One tab; what it says and what it asks for is kept."""

    def __init__(self, address):
        self.socket = websocket.create_connection(address, timeout=WAIT_SECONDS)
        self.number = 0
        self.events = []
        for domain in ("Page", "Log", "Runtime", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method, **parameters):
        self.number += 1
        self.socket.send(json.dumps(
            {"id": self.number, "method": method, "params": parameters}))
        while True:  # Bounded by the socket's timeout.
            said = json.loads(self.socket.recv())
            if said.get("id") == self.number:
                assert "error" not in said, said
                return said["result"]
            self.events.append(said)

    def show(self, url, width, height=900, scale=1):
        """Loads a page in a window of some width; how a telephone shows it below 500 pixels."""
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=scale, mobile=width < 500)
        self.events = []
        self.ask("Page.navigate", url=url)
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(json.loads(self.socket.recv()))

    def run(self, script):
        """What a script of ours finds; the page itself has none."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def asked_for(self):
        return [
            event["params"]["request"]["url"] for event in self.events
            if event["method"] == "Network.requestWillBeSent"]

    def complaints(self):
        return [
            event["params"]["entry"]["text"] for event in self.events
            if event["method"] == "Log.entryAdded"]

    def picture(self, height=None):
        """The page as PNG: all of it, or its top."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {
            "x": 0, "y": 0, "width": size["width"], "height": height or size["height"], "scale": 1}
        shot = self.ask(
            "Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(shot["data"])


def program():
    """Chromium, under either of its names; None if it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextlib.contextmanager
def opened():
    """A browser that ends with the block."""
    with tempfile.TemporaryDirectory() as home:
        options = [
            "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={home}",
            "--remote-allow-origins=*", "--no-first-run", "--disable-gpu", "--hide-scrollbars",
            "--disable-dev-shm-usage", "--disable-background-networking", "--disable-sync",
            "--disable-component-update", "--force-color-profile=srgb", "--lang=vi"]
        # Its own sandbox is for users; root has none.
        if os.geteuid() == 0:
            options.append("--no-sandbox")
        process = subprocess.Popen(
            [program(), *options, "about:blank"], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, "HOME": home})
        try:
            tab = Browser(address(pathlib.Path(home) / "DevToolsActivePort"))
            yield tab
            with contextlib.suppress(Exception):
                tab.ask("Browser.close")
        finally:
            process.terminate()
            process.wait(WAIT_SECONDS)


def address(port_file):
    """Where its one tab listens, once it does."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(FileNotFoundError, IndexError, OSError):
            port = port_file.read_text().split()[0]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=5) as answer:
                tabs = [tab for tab in json.load(answer) if tab["type"] == "page"]
            if tabs:
                return tabs[0]["webSocketDebuggerUrl"]
        time.sleep(0.1)
    raise TimeoutError("Chromium does not listen")
