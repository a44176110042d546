"""A browser for the tests of pages, one for all; they are skipped where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tools.browser import Browser, find_browser


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = find_browser()
    if program is None:
        pytest.skip("no Chromium is installed")
    with Browser(program) as browser:
        browser.offline()
        browser.dark(False)
        yield browser
