"""Bytes of files, unpacked on the way, under limits that a bomb meets early."""

from __future__ import annotations

import gzip
import io
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from qjgraph.read.extras import need
from qjgraph.read.notes import Unreadable

#: Endings of packed files.
PACKED = (".gz", ".zst", ".zstd")
#: A document that is read as a whole, or one line of records, has at most so many bytes.
LARGEST = 64 * 2**20
#: A packed file that grows beyond `LARGEST` may grow to so many times its size (text: 3 to 20).
_RATIO = 200
#: What the system, gzip, zlib and the reading of a cut file raise.
TROUBLE = (OSError, EOFError, zlib.error)


def plain_name(name: str) -> str:
    """A file's name without the ending of its packing."""
    for ending in PACKED:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


class _Unpacked(io.RawIOBase):
    """An unpacking stream that ends with an error where it grows as no text does."""

    def __init__(self, inner: IO[bytes], most: int, place: str) -> None:
        self._inner, self._left, self._place = inner, most, place

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            hint = "unpack it yourself and look at it before you read it"
            problem = f"unpacks to more than {_RATIO} times its size"
            raise Unreadable("too-large", self._place, problem, hint)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


@contextmanager
def opened(path: Path, place: str) -> Iterator[IO[bytes]]:
    """A file open for reading, unpacked where its name says that it is packed.

    Raises:
        Unreadable: `unreadable`, `too-large` or `missing-extra`.
    """
    try:
        with _open(path, place) as handle:
            yield handle
    except TROUBLE as trouble:
        raise unreadable(trouble, place) from trouble


def _open(path: Path, place: str) -> IO[bytes]:
    ending = path.suffix.lower()
    if ending not in PACKED:
        return path.open("rb")
    most = max(LARGEST, _RATIO * path.stat().st_size)
    inner = gzip.open(path, "rb") if ending == ".gz" else _zstd(path, place)  # noqa: SIM115
    return io.BufferedReader(_Unpacked(inner, most, place), 2**16)  # type: ignore[arg-type]


def _zstd(path: Path, place: str) -> IO[bytes]:
    zstandard = need("zstandard", "zstd", place)
    made = zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj
    return _Zstd(path.open("rb"), made, zstandard.ZstdError)  # type: ignore[return-value]


class _Zstd(io.RawIOBase):
    """What zstd packed, frame by frame; a frame that is cut off is an error.

    Little is unpacked at a time, because four bytes may grow to 128 KiB.
    """

    def __init__(self, inner: IO[bytes], made: Callable[[], Any], trouble: type[Exception]) -> None:
        self._inner, self._made, self._trouble = inner, made, trouble
        self._frame: Any = None
        self._packed = b""
        self._ready = b""

    def read(self, size: int = -1) -> bytes:
        while not self._ready and self._fill():
            pass
        result, self._ready = self._ready[:size], self._ready[size:]
        return result

    def _fill(self) -> bool:
        """Unpack some more; False at the end."""
        self._packed = self._packed or self._inner.read(1024)
        if not self._packed:
            if self._frame is not None:
                raise EOFError("it ends in the middle")
            return False
        self._frame = self._frame or self._made()
        try:
            self._ready = self._frame.decompress(self._packed)
        except self._trouble as error:
            raise OSError(str(error)) from error
        self._packed = self._frame.unused_data if self._frame.eof else b""
        self._frame = None if self._frame.eof else self._frame
        return True

    def close(self) -> None:
        self._inner.close()
        super().close()


def read_bytes(path: Path, place: str) -> bytes:
    """All bytes of a document, unpacked.

    Raises:
        Unreadable: as `opened`, and `too-large` for more than `LARGEST` bytes.
    """
    with opened(path, place) as handle:
        data = handle.read(LARGEST + 1)
    if len(data) > LARGEST:
        problem = f"has more than {LARGEST // 2**20} MiB, which no document of news has"
        raise Unreadable("too-large", place, problem, "split it, or give it as JSONL")
    return data


@contextmanager
def seekable(path: Path, place: str) -> Iterator[Path]:
    """A file that can be read at any place: the file, or what it unpacks to."""
    if path.suffix.lower() not in PACKED:
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="qjgraph-") as target:
        with opened(path, place) as handle:
            shutil.copyfileobj(handle, target)
        target.flush()
        yield Path(target.name)


def unreadable(trouble: Exception, place: str) -> Unreadable:
    """The error for a file that the system or the unpacker refuses."""
    reason = trouble.strerror if isinstance(trouble, OSError) and trouble.strerror else str(trouble)
    return Unreadable("unreadable", place, f"cannot be read: {reason}", "check it and its rights")
