"""Writes the generated pages of docs/, or says which of them are stale.

python -m tools.docs            write them
python -m tools.docs --check    exit 1 where one is not what would be written
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools import cli_docs, ontology_docs, questions_docs, readme

ROOT = Path(__file__).resolve().parents[1]


def pages() -> dict[Path, str]:
    """Every generated page: where it stands below the root, and what it says.

    A README is one too: a person writes it, the answers beneath its commands are run.
    """
    return {
        cli_docs.PAGE: cli_docs.render(),
        ontology_docs.PAGE: ontology_docs.render(),
        questions_docs.PAGE: questions_docs.render(),
        **{page: readme.render(page) for page in readme.PAGES},
    }


def stale(root: Path = ROOT) -> list[Path]:
    """The pages whose file is missing or says something else."""
    return [page for page, text in pages().items() if _read(root / page) != text]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def main(arguments: list[str]) -> int:
    """Write or check; 1 where a page is stale."""
    if "--check" in arguments:
        old = stale()
        for page in old:
            sys.stderr.write(f"{page} is stale: run `make docs`\n")
        return 1 if old else 0
    for page, text in pages().items():
        (ROOT / page).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / page).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
