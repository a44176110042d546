"""Files of other machines (`https://`, `s3://`), copied here one at a time while they are read.

Only what a person named is fetched: an address of the web as it stands, never what a page
links to; of a store, the folder or pattern that was named.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from qjgraph.read.extras import need
from qjgraph.read.notes import Unreadable
from qjgraph.read.packed import plain_name

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://\S")
_MAGIC = re.compile(r"[*?\[]")
_PIECE = 2**20
#: A remote file of more bytes is refused.
_LARGEST = 16 * 2**30
_WEB = ("http", "https")
_LOCAL = ("file", "local")


def is_address(path: Path | str) -> bool:
    """Whether a path is the address of something elsewhere (`s3://bucket/2021`)."""
    return isinstance(path, str) and _ADDRESS.match(path) is not None


def copies(address: str) -> Iterator[tuple[Path, str]]:
    """Copies of the files at an address, with the address of each, by name.

    A copy is gone when the next one is asked for.

    Raises:
        Unreadable: `missing-extra`, or `unreachable`.
    """
    fsspec = need("fsspec", "remote", address)
    system, root = _system(fsspec, address)
    try:
        names = _names(system, root, address)
    except Exception as trouble:
        raise _unreachable(address, trouble) from trouble
    for name in names:
        shown = address if name == root else _shown(system, name)
        with tempfile.TemporaryDirectory(prefix="qjgraph-") as folder:
            yield _copied(system, name, shown, Path(folder)), shown


def _system(fsspec: Any, address: str) -> tuple[Any, str]:
    """The file system of an address and its path there."""
    protocol = address.partition("://")[0].lower()
    if protocol in _LOCAL or "::" in address:
        hint = "name the path itself"
        raise Unreadable("unreachable", address, "is no address of another machine", hint)
    try:
        system, root = fsspec.core.url_to_fs(address, use_listings_cache=False)
    except ImportError as trouble:
        extra = protocol if protocol == "s3" else "remote"
        problem = f"{protocol}:// needs a library that is not installed here ({trouble})"
        hint = f"pip install 'qjgraph[{extra}]'"
        raise Unreadable("missing-extra", address, problem, hint) from trouble
    except Exception as trouble:
        raise _unreachable(address, trouble) from trouble
    return system, root


def _names(system: Any, root: str, address: str) -> list[str]:
    """The files that an address names, sorted."""
    if urlsplit(address).scheme.lower() in _WEB:
        return [root]
    if _MAGIC.search(root):
        names = [name for name in system.glob(root) if system.isfile(name)]
    else:
        names = list(system.find(root)) or [root]
    return sorted(name for name in names if "/." not in name)


def _shown(system: Any, name: str) -> str:
    return str(system.unstrip_protocol(name))


def _copied(system: Any, name: str, shown: str, folder: Path) -> Path:
    """A file, copied piece by piece."""
    target = folder / _called(name)
    size = 0
    try:
        with system.open(name, "rb") as source, target.open("wb") as copy:
            while piece := source.read(_PIECE):
                size += len(piece)
                if size > _LARGEST:
                    problem = f"has more than {_LARGEST // 2**30} GiB"
                    raise Unreadable("too-large", shown, problem, "read it in parts")
                copy.write(piece)
    except Unreadable:
        raise
    except Exception as trouble:
        raise _unreachable(shown, trouble) from trouble
    return target


def _called(name: str) -> str:
    """The file's name; that of a page of the web without an ending is one of HTML."""
    path = unquote(urlsplit(name).path) if "://" in name else name
    last = re.sub(r"[^\w.\-]", "_", PurePosixPath(path).name).lstrip(".")[:100] or "index"
    web = name.lower().startswith(("http://", "https://"))
    known = Path(plain_name(last)).suffix
    return f"{last}.html" if web and (not known or known in _SCRIPTS) else last


_SCRIPTS = (".php", ".asp", ".aspx", ".jsp", ".jhtml", ".do", ".action")


def _unreachable(address: str, trouble: Exception) -> Unreadable:
    reason = " ".join(str(trouble).split())[:200] or type(trouble).__name__
    hint = "check the address, the network and your rights"
    return Unreadable("unreachable", address, f"cannot be fetched: {reason}", hint)
