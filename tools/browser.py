"""A headless Chromium, driven over its debugging pipe: for screenshots and browser tests.

    with Browser(find_browser()) as browser:
        browser.open(Path("graph.html"))
        browser.run("document.title")

No driver, no port, no network: commands go through two pipes as JSON.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--lang=zh-CN",
    "--remote-debugging-pipe",
)
#: True once a page of ours has drawn its graph.
_READY = "document.documentElement?.dataset.ready === 'yes'"
_LOADED = "document.readyState === 'complete'"


def find_browser() -> str | None:
    """The path of an installed Chromium or Chrome, None where there is none."""
    return next(filter(None, (shutil.which(name) for name in _NAMES)), None)


class Browser:
    """One page of a headless browser.

    Attributes:
        requests: addresses that the page asked for since it was opened.
        messages: what it wrote to the console, and errors and policy violations.
    """

    def __init__(self, program: str, *, width: int = 1400, height: int = 900) -> None:
        self.program, self.size = program, (width, height)
        self.requests: list[str] = []
        self.messages: list[str] = []
        self._count, self._rest, self._session = 0, b"", ""

    def __enter__(self) -> Browser:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        take, give = os.pipe(), os.pipe()
        command = [self.program, *_FLAGS, f"--user-data-dir={self._folder.name}", "about:blank"]
        script = f'exec "$0" "$@" 3<&{take[0]} 4>&{give[1]}'
        self._process = subprocess.Popen(
            ["bash", "-c", script, *command],
            pass_fds=(take[0], give[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(take[0])
        os.close(give[1])
        self._write, self._read = take[1], give[0]
        self._attach()
        return self

    def __exit__(self, *_: object) -> None:
        self._session = ""
        self.send("Browser.close")
        self._process.wait(20)
        os.close(self._write)
        os.close(self._read)
        self._folder.cleanup()

    def _attach(self) -> None:
        targets = self.send("Target.getTargets")["targetInfos"]
        page = next(item["targetId"] for item in targets if item["type"] == "page")
        self._session = self.send("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.resize(*self.size)

    # ------------------------------------------------------------------------ commands

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a command of the debugging protocol; RuntimeError if it fails."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next(30.0)
            if answer.get("id") == self._count:
                break
            self._note(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer.get("result", {})
        return result

    def _next(self, seconds: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._read], [], [], seconds)[0]:
                raise RuntimeError("the browser does not answer")
            self._rest += os.read(self._read, 1 << 20)
        head, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(head)
        return answer

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        match event.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Log.entryAdded":
                self.messages.append(params["entry"]["text"])
            case "Runtime.consoleAPICalled":
                self.messages += [str(item.get("value", "")) for item in params["args"]]
            case "Runtime.exceptionThrown":
                self.messages.append(json.dumps(params["exceptionDetails"])[:2000])

    # ----------------------------------------------------------------------- the page

    def resize(self, width: int, height: int, *, scale: float = 1) -> None:
        """Sets the size of the window in CSS pixels and the density of the screen."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=False,
        )

    def offline(self) -> None:
        """Cuts the page off from the network."""
        self.send(
            "Network.emulateNetworkConditions",
            offline=True,
            latency=0,
            downloadThroughput=0,
            uploadThroughput=0,
        )

    def dark(self, on: bool) -> None:
        """Asks for the dark or the light look; motion is reduced in both."""
        look = {"name": "prefers-color-scheme", "value": "dark" if on else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.send("Emulation.setEmulatedMedia", features=[look, still])

    def open(self, path: Path | str, *, seconds: float = 20.0, ready: str = "") -> float:
        """Opens a file or an address and waits until it is ready; the seconds that took.

        Args:
            path: a file, or the address of a page.
            seconds: to wait at most.
            ready: an expression of the page; empty: a file's drawing is done, the page of an
                address is loaded.

        Raises:
            RuntimeError: `ready`, an expression of the page, is still false after `seconds`.
        """
        self.requests.clear()
        self.messages.clear()
        start = time.monotonic()
        url = path if isinstance(path, str) else path.resolve().as_uri()
        self.send("Page.navigate", url=url)
        self.until(ready or (_LOADED if isinstance(path, str) else _READY), seconds=seconds)
        self.settle()
        return time.monotonic() - start

    def until(self, ready: str, *, seconds: float = 20.0) -> None:
        """Waits until an expression of the page holds; RuntimeError if it never does."""
        start = time.monotonic()
        while not self._holds(ready):
            if time.monotonic() - start > seconds:
                raise RuntimeError(
                    f"not ready after {seconds:.0f} s: {ready}; " + "; ".join(self.messages)
                )
            time.sleep(0.02)

    def _holds(self, ready: str) -> bool:
        """Whether an expression holds; not while one page gives way to another."""
        try:
            return bool(self.run(ready))
        except RuntimeError as error:
            if "context" in str(error) or "navigated" in str(error):
                return False
            raise

    def follow(self, script: str) -> None:
        """Does what leads to another page (a click, Enter), and waits until that is loaded."""
        self.run("document.documentElement.dataset.left = 'no'")
        self.send("Runtime.evaluate", expression=script, userGesture=True)
        self.until(f"!document.documentElement?.dataset.left && {_LOADED}")
        self.settle()

    def save_into(self, folder: Path) -> None:
        """Lets the page download files, all into one folder."""
        self.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    def settle(self) -> None:
        """Waits until what was asked for has been painted."""
        self.run(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"
        )

    def run(self, script: str) -> Any:
        """The value of an expression in the page; RuntimeError if it throws."""
        answer = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    def click(self, x: float, y: float) -> None:
        """A click of the left button; vis-network tells it from a double click by time."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.send(
                "Input.dispatchMouseEvent",
                type=kind,
                x=x,
                y=y,
                button="none" if kind == "mouseMoved" else "left",
                clickCount=0 if kind == "mouseMoved" else 1,
            )
        time.sleep(0.35)
        self.settle()

    def type(self, text: str) -> None:
        """Writes text where the focus is."""
        self.send("Input.insertText", text=text)

    def key(self, name: str) -> None:
        """Presses a key: a letter, `Enter`, `Escape`, `ArrowDown`, `Tab` …"""
        codes = {
            "Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "ArrowLeft": 37,
            "ArrowRight": 39, "Tab": 9,
        }  # fmt: skip
        text = {"text": "\r"} if name == "Enter" else {"text": name} if len(name) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind,
                key=name,
                code=name,
                windowsVirtualKeyCode=codes.get(name) or ord(name.upper()),
                **(text if kind == "keyDown" else {}),
            )
        self.settle()

    def picture(self, path: Path) -> None:
        """Writes what is seen as a PNG."""
        self.settle()
        data = self.send("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(data))
