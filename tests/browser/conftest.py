"""The real thing for browser tests: the demonstration served by its own process, and chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_START = 90


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                reason = "no chromium on this machine; `sh .ci/browser` installs Debian's"
                item.add_marker(pytest.mark.skip(reason=reason))


@dataclass(frozen=True)
class Site:
    """A demonstration that is being served."""

    address: str
    data: Path

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the site against the same data."""
        return subprocess.run(
            [sys.executable, "-m", "gongkai", *arguments],
            env=_environment(self.data), capture_output=True, text=True, check=False,
        )  # fmt: skip


def _environment(data: Path) -> dict[str, str]:
    return {
        **os.environ,
        "GONGKAI_DATA": str(data),
        "PYTHONPATH": str(REPOSITORY / "src"),
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings.demonstration",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("site")
    port = _free_port()
    served = subprocess.Popen(
        [sys.executable, "-m", "gongkai", "demonstration", "--port", str(port)],
        env=_environment(data), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait(address, served)
        yield Site(address, data)
    finally:
        served.terminate()
        served.communicate(timeout=20)


def _wait(address: str, served: "subprocess.Popen[str]") -> None:
    for _try in range(SECONDS_TO_START * 5):
        if served.poll() is not None:
            raise RuntimeError(f"The site ended at once: {served.communicate()[1][-2000:]}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The site did not answer within {SECONDS_TO_START} s.")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page at desk width whose errors of script fail the test."""
    context = browser.new_context(
        base_url=site.address, viewport={"width": 1440, "height": 900}, locale="zh-CN"
    )
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert not faults, faults
