"""Normal forms of characters: full width to ASCII, entities, invisible characters, script.

Every table here replaces one character by one; what changes the length is an edit.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from qjgraph.lexicon.tables import table
from qjgraph.segment.mapped import Edit, Mapped, identity, rewrite
from qjgraph.segment.marks import HAN

#: Full-width forms that stay: they are marks of Chinese text, not of ASCII.
_KEPT = "～"
#: Blanks that become a plain one; tabs and the ideographic blank still tell something.
_BLANKS = "\x0b\x0c\u00a0\u1680\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
_LINE_ENDS = "\x85\u2028\u2029"
_MARKS = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "﹁": "“",
    "﹂": "”",
    "﹃": "‘",
    "﹄": "’",
    "〝": "“",
    "〞": "”",
    "＂": '"',
    "｡": "。",
    "､": "、",
    "︰": ":",
    "︵": "(",
    "︶": ")",
    "﹕": ":",
    "﹔": ";",
    "﹐": ",",
    "﹑": "、",
    "﹙": "(",
    "﹚": ")",
    "〖": "【",
    "〗": "】",
    "￥": "¥",
    "／": "/",
    "─": "—",
    "━": "—",
    "―": "—",
    "〜": "～",
    "∼": "～",
    "﹪": "%",
    "⁃": "-",
    "‐": "-",
    "‑": "-",
}
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
_LENGTH = re.compile(
    rf"\r\n?|[{_INVISIBLE}]+"
    r"|\\[rnt](?![A-Za-z])|\\u3000|\\xa0"
    r"|[㎞㎏㎜㎝㎥㏊]"
    r"|&(?:amp;)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});"
    r"|</?[A-Za-z][^<>\n]{0,300}>|<!--[^<>]{0,300}-->"
)
#: Escapes that a careless export left in the text.
_ESCAPES = {"\\r": "", "\\n": "\n", "\\t": " ", "\\u3000": "\u3000", "\\xa0": " "}
#: Units in one character; each character of the word stands for it.
_UNITS = {
    "㎞": "km",
    "㎏": "kg",
    "㎜": "mm",
    "㎝": "cm",
    "㎥": "立方米",
    "㏊": "公顷",
    "℃": "摄氏度",
}
_BREAKING = re.compile(r"</?(?:p|br|div|li|tr|td|th|h[1-6]|table|ul|ol|section|article)\b", re.I)
#: The dot comes first and what stands before it is looked back at, so that dots are searched for.
_DOT = re.compile(rf"[•・‧∙⋅●▪﹒˙](?<=[{HAN}].)(?=[{HAN}])|\.(?<=[{HAN}]{{2}}.)(?=[{HAN}]{{2}})")
_QUOTED = re.compile(r'"([^"\n]{1,120})"')
#: Least share of characters of traditional text alone, among the distinct ones.
_TRADITIONAL_SHARE = 0.08


@cache
def _single() -> dict[int, str]:
    """The one-to-one table, without script."""
    result = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9)):
        normal = unicodedata.normalize("NFKC", chr(code))
        if len(normal) == 1:
            result[code] = normal
    result |= {ord(mark): plain for mark, plain in _MARKS.items()}
    result |= {ord(mark): " " for mark in _BLANKS}
    result |= {ord(mark): "\n" for mark in _LINE_ENDS}
    for mark in _KEPT:
        result.pop(ord(mark), None)
    return result


def normal_form(character: str) -> str:
    """What the view shows for one character, script apart."""
    return character.translate(_single())


def _decoded(entity: str) -> str:
    """The character behind an entity; empty for an invisible one; itself if unknown."""
    words = html.unescape(html.unescape(entity))
    if len(words) != 1:
        return entity
    return "" if re.match(f"[{_INVISIBLE}]", words) else normal_form(words)


def _replacement(words: str) -> str:
    """What takes the place of a stretch that changes the length."""
    if words[0] == "\r":
        return "\n"
    if words in _UNITS:
        return _UNITS[words]
    if words[0] == "\\":
        return _ESCAPES[words]
    if words[0] == "&":
        return _decoded(words)
    if words[0] == "<":
        return "\n" if _BREAKING.match(words) else ""
    return ""


def _length_edits(text: str) -> Iterator[Edit]:
    for match in _LENGTH.finditer(text):
        words = match.group()
        replacement = _replacement(words)
        if replacement != words:
            yield match.start(), match.end(), replacement


def normalise(raw: str) -> Mapped:
    """The raw text with one normal form for each character.

    Blanks keep their number here; lines end with one line feed.
    """
    mapped = rewrite(identity(raw.translate(_single())), _length_edits(raw))
    text = _DOT.sub("·", mapped.text)
    if '"' in text:
        text = _QUOTED.sub(r"“\1”", text)
    return Mapped(simplified(text), mapped.starts, mapped.ends)


@cache
def _script() -> tuple[dict[int, str], re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Character table, any character of traditional text alone, any phrase, phrases."""
    rows = table("traditional")
    single = {ord(r["traditional"]): r["simplified"] for r in rows if r["kind"] != "phrase"}
    alone = re.compile(f"[{''.join(r['traditional'] for r in rows if r['kind'] == 'only')}]")
    phrases = {r["traditional"]: r["simplified"] for r in rows if r["kind"] == "phrase"}
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return single, alone, re.compile("|".join(map(re.escape, longest))), phrases


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters."""
    _, alone, _, _ = _script()
    if not alone.search(text):
        return False
    letters = set(text)
    found = len({letter for letter in letters if alone.match(letter)})
    han = sum(1 for letter in letters if "一" <= letter <= "鿿")
    return found >= max(2, _TRADITIONAL_SHARE * han)


def simplified(text: str) -> str:
    """A traditional text in simplified characters, of equal length; any other unchanged."""
    if not is_traditional(text):
        return text
    single, _, pattern, phrases = _script()
    pieces: list[str] = []
    done = 0
    for match in pattern.finditer(text):
        pieces += (text[done : match.start()].translate(single), phrases[match.group()])
        done = match.end()
    return "".join([*pieces, text[done:].translate(single)])
