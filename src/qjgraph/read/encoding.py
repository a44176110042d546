"""Bytes to text: which encoding, and whether the result can be right.

Tried in order: a byte-order mark, UTF-8, GB18030, Big5.  The last two accept almost any
bytes, so their result must also read like Chinese.
"""

from __future__ import annotations

import codecs
import re

from qjgraph.model import Issue
from qjgraph.read.notes import Unreadable, warning

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65536
_HAN = re.compile(r"[一-鿿]")
_WORDS = re.compile(r"[^\x00-\x7f]{6,80}")
#: UTF-8 read as Latin-1 or Windows-1252: a lead byte as a letter, then its tail.
_LATIN = re.compile(r"[â-éåäãï][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ¡-¿]{2}")
#: What a replacement character becomes when it is read as GB18030.
_LOST = "锟斤拷"
#: Characters and marks that nearly every sentence of Chinese has some of.
_USUAL = frozenset(
    "的一是在不了有和人这中大为上个国我以要时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把"
    "性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质"
    "气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活"
    "设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则"
    "任取据处府市县乡镇村项目讯记，。、《》「」這為個國時來們後說產種經學進電過動實點業開關應當質氣線數無"
)


def decode(data: bytes, place: str) -> tuple[str, list[Issue]]:
    """The text of a file and what is odd about it.

    Args:
        data: all bytes of the file.
        place: the file's name, for messages.

    Raises:
        Unreadable: `empty`, `binary` or `bad-encoding`.
    """
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise Unreadable("empty", place, "holds no text", "leave it out or fill it")
    codec, skip = encoding_of(data, place)
    text = data[skip:].decode(codec, errors="replace")
    return text, [*_damage(data, codec, place), *doubts(text, place)]


def encoding_of(data: bytes, place: str) -> tuple[str, int]:
    """The codec of some bytes and the length of the byte-order mark to skip.

    Raises:
        Unreadable: `binary` or `bad-encoding`.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return codec, len(bom)
    if b"\x00" in data:
        raise Unreadable("binary", place, *_binary(data))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        return _other(data, place, trouble), 0
    return "utf-8", 0


def _binary(data: bytes) -> tuple[str, str]:
    at = data.index(0)
    zeros = data.count(0)
    if len(data) // 4 < zeros < len(data) and len(data) % 2 == 0:
        return "looks like UTF-16 without a byte-order mark", "save it as UTF-8"
    return f"is not a text file (byte 0 at offset {at})", "give text, JSONL or CSV"


def _other(data: bytes, place: str, trouble: UnicodeDecodeError) -> str:
    """The codec of bytes that are no clean UTF-8."""
    if _is_nearly_utf8(data):
        return "utf-8"
    for codec in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _reads_like_chinese(text):
            return codec
    where = f"byte 0x{data[trouble.start]:02x} at offset {trouble.start}"
    problem = f"is neither UTF-8 nor GB18030 ({where})"
    raise Unreadable("bad-encoding", place, problem, "save it as UTF-8")


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether almost all is UTF-8: a few bytes were damaged or cut off."""
    text = data.decode("utf-8", errors="replace")
    lost, han = text.count("\ufffd"), len(_HAN.findall(text))
    return han > 4 * lost


def _reads_like_chinese(text: str) -> bool:
    """Whether usual characters and marks abound, or nearly all are of the 3,755 common ones."""
    foreign = [character for character in text[:_SAMPLE] if not character.isascii()]
    usual = sum(1 for character in foreign if character in _USUAL)
    common = sum(1 for character in foreign if character in _USUAL or _is_common(character))
    return usual >= 0.2 * len(foreign) or common >= 0.85 * len(foreign)


def _is_common(character: str) -> bool:
    """Whether a character is in the first level of GB 2312."""
    data = character.encode("gb2312", errors="ignore")
    return len(data) == 2 and 0xB0 <= data[0] <= 0xD7


def _damage(data: bytes, codec: str, place: str) -> list[Issue]:
    """A warning where bytes had to be replaced."""
    try:
        data.decode(codec)
    except UnicodeDecodeError as trouble:
        problem = f"some bytes are not {codec.upper()} (the first at offset {trouble.start})"
        return [warning("bad-bytes", place, problem, "they were read as U+FFFD; save it again")]
    return []


def doubts(text: str, place: str) -> list[Issue]:
    """A warning where a text looks decoded wrongly before it came here."""
    sample = text[:_SAMPLE]
    if _LOST in sample or _is_misread(sample) or len(_LATIN.findall(sample)) * 10 > len(sample):
        hint = "save the original again as UTF-8; it was read as it is"
        return [warning("mojibake", place, "looks as if it was decoded with a wrong codec", hint)]
    return []


def _is_misread(sample: str) -> bool:
    """Whether runs of it are UTF-8 that somebody read as GB18030."""
    runs = _WORDS.findall(sample)[:20]
    return bool(runs) and 2 * sum(map(_was_utf8, runs)) > len(runs)


def _was_utf8(run: str) -> bool:
    for end in range(len(run), max(len(run) - 3, 1), -1):
        try:
            return bool(_HAN.search(run[:end].encode("gb18030").decode("utf-8")))
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return False
