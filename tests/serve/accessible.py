"""axe-core's rules (WCAG 2.2 A and AA, good practice) asked of the page that a browser shows."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from tools.browser import Browser

_RUN = """
axe.run(document, {resultTypes: ["violations"], iframes: false}).then(found =>
  found.violations.flatMap(each => each.nodes.map(node =>
    `${each.id}: ${node.target.join(" ")}: ${node.failureSummary}`)))
"""


@cache
def _axe() -> str:
    try:
        package = distribution("axe-playwright-python")
    except PackageNotFoundError:
        pytest.skip("axe-playwright-python is not installed")
    # only the script is wanted, so its package is not imported
    file = Path(str(package.locate_file("axe_playwright_python/axe.min.js")))
    return file.read_text(encoding="utf-8")


def violations(browser: Browser) -> list[str]:
    """What axe finds wrong with the page, one line an element."""
    browser.run(f"{_axe()}; typeof axe")
    found = browser.run(_RUN)
    return [str(each) for each in found]
