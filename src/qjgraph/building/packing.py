"""Values of the model as bytes, to be kept in a build's folder or sent to a worker.

A folder may come from somebody else, so unpacking makes the model's own values and nothing
else: what names any other class or function is refused before it is looked up.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from types import ModuleType
from typing import Any, TypeVar

from qjgraph import judgement, model
from qjgraph.building import values
from qjgraph.resolve import notes
from qjgraph.store.cache import Damaged

T = TypeVar("T")

_DAMAGE = (
    pickle.UnpicklingError, zlib.error, EOFError, AttributeError, IndexError, KeyError, TypeError,
    ValueError, MemoryError, OverflowError,
)  # fmt: skip


def pack(value: object) -> bytes:
    """A value of the model, or tuples, lists and mappings of them, as bytes."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes, kind: type[T]) -> T:
    """The value again, which is of a kind.

    Raises:
        Damaged: the bytes hold something else.
    """
    try:
        value = _Unpickler(BytesIO(zlib.decompress(packed))).load()
    except _DAMAGE as error:
        raise Damaged(f"{type(error).__name__}: {error}") from error
    if not isinstance(value, kind):
        raise Damaged(f"a {type(value).__name__} in the place of a {kind.__name__}")
    return value


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """One of the known classes; what is called otherwise is never looked up."""
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no value of the model") from None


def _classes(*modules: ModuleType) -> Iterator[type]:
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__ == module.__name__:
                yield value


_KNOWN = {
    (each.__module__, each.__qualname__): each
    for each in (date, Decimal, *_classes(model, judgement, notes, values))
}
