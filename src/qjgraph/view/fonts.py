"""A font with Chinese characters: found on the system, and cut down to what a figure needs.

A collection (`.ttc`) has one face for each of several regions; the one for simplified Chinese
is taken.  Only the characters that are drawn are kept: a face has sixty thousand glyphs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from qjgraph.errors import InputError

#: Families that cover Chinese, by the beginning of their files' names, the best first.
FAMILIES = (
    "notosanscjk", "notosanssc", "sourcehansans", "notoserifcjk", "notoserifsc", "sourcehanserif",
    "pingfang", "hiragino sans gb", "stheiti", "heiti", "msyh", "deng", "simhei", "simsun",
    "wqy-microhei", "wqy-zenhei", "droidsansfallback", "uming", "ukai", "arial unicode",
)  # fmt: skip
_HINT = (
    "install Noto Sans CJK (Debian, Ubuntu: apt install fonts-noto-cjk; Fedora: dnf install "
    "google-noto-sans-cjk-fonts; macOS: brew install --cask font-noto-sans-cjk-sc) "
    "or name a font file with --font"
)
_PROOF = "中县议"


@dataclass(frozen=True, slots=True)
class Face:
    """A face of a font file, as fontTools reads it."""

    font: Any

    def fit(self, text: str) -> str:
        """The text with □ for each character that the face does not have."""
        known = self.font.getBestCmap()
        return "".join(character if ord(character) in known else "□" for character in text)

    def subset(self, characters: Iterable[str]) -> Face:
        """The face cut down to those characters."""
        from fontTools import subset

        options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted({ord(character) for character in characters}))
        cutter.subset(self.font)
        return self

    def write(self, folder: Path) -> Path:
        """Writes the face into a folder; the file."""
        path = folder / "face.otf"
        self.font.recalcTimestamp = False
        self.font.save(path)
        return path


def find_face(file: str | Path | None = None) -> Face:
    """The face of a font file, or of the best one installed.

    Raises:
        InputError: the file is no font with Chinese characters; none is installed.
    """
    if file is not None:
        face = _read(Path(file))
        if face is None:
            raise InputError(str(file), "this is no font with Chinese characters", _HINT)
        return face
    for path in _candidates():
        if face := _read(path):
            return face
    raise InputError("fonts", "no font with Chinese characters is installed", _HINT)


def _candidates() -> Iterator[Path]:
    """Installed font files of known families, the best first, regular ones before bold."""
    files = sorted(
        path for folder in folders() for path in folder.rglob("*")
        if path.suffix.lower() in (".ttc", ".otf", ".ttf")
    )  # fmt: skip
    for family in FAMILIES:
        ours = [path for path in files if path.name.lower().startswith(family)]
        yield from sorted(ours, key=lambda path: ("regular" not in path.name.lower(), path.name))


def folders() -> list[Path]:
    """Where this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData/Local"))
        root = os.environ.get("WINDIR", "C:/Windows")
        return [Path(root) / "Fonts", Path(local) / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    known = [home / ".fonts", home / ".local/share/fonts", Path("/usr/local/share/fonts")]
    return [*known, Path("/usr/share/fonts")]


def _read(path: Path) -> Face | None:
    """The face for simplified Chinese in a file; None if it has no such characters."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        data = BytesIO(path.read_bytes())  # read at once: a lazy face would keep the file open
        if path.suffix.lower() == ".ttc":
            faces = list(TTCollection(data, lazy=True).fonts)
        else:
            faces = [TTFont(data, lazy=True)]
        found = [face for face in faces if _covers(face)]
        return Face(min(found, key=_foreign)) if found else None
    except (OSError, TTLibError, KeyError, AssertionError):
        return None


def _covers(font: Any) -> bool:
    known = font.getBestCmap() or {}
    return all(ord(character) in known for character in _PROOF)


def _foreign(font: Any) -> tuple[bool, str]:
    name = font["name"].getDebugName(1) or ""
    return (not name.endswith((" SC", " GB", "CN")), name)
