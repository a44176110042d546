"""Characters that count as one when searched: of one length, so that offsets stay."""

from __future__ import annotations

import re
from functools import cache

from qjgraph.lexicon.tables import table

_QUOTED = re.compile(r'[“”"„‟]([^“”"„‟]+)[“”"„‟]|(\S+)')
#: Words that a query may have; the rest of it is left out.
MOST = 8


@cache
def folds() -> dict[int, str]:
    """Traditional to simplified, full width to ASCII, capitals to small."""
    simple = {ord(r["traditional"]): r["simplified"] for r in table("traditional")
              if r["kind"] != "phrase"}  # fmt: skip
    wide = {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    small = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    blanks = {ord(blank): " " for blank in "\u3000\xa0\t"}
    return {**simple, **wide, **small, **blanks}


def fold(text: str) -> str:
    """A text as it is compared; every character stays in its place."""
    return text.translate(folds())


def words_of(query: str) -> tuple[str, ...]:
    """The strings that a query asks for: between blanks, or in quotation marks as they stand."""
    found = (fold(quoted or bare).strip() for quoted, bare in _QUOTED.findall(query))
    return tuple(dict.fromkeys(word for word in found if word))[:MOST]
