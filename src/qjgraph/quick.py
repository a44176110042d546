"""Frozen dataclasses that are quick to make.

The `__init__` that `dataclass(frozen=True)` writes calls `object.__setattr__` for each field, which
costs more than all else of it; a reading makes hundreds of mentions, spans and hits a page.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from functools import wraps
from typing import Any, TypeVar

_Class = TypeVar("_Class")


def quick(cls: type[_Class]) -> type[_Class]:
    """Write the fields of a frozen, slotted dataclass without a call for each.

    While its `__init__` runs an object is of an open class of the same layout, so that plain
    assignments fill its slots; when it ends the object is of `cls` and frozen.

    Args:
        cls: a `dataclass(frozen=True, slots=True)` without `default_factory`, `init=False`
            and `__post_init__`; its bases may be quick too.

    Returns:
        The class itself, with another `__init__` of the same signature.

    Raises:
        TypeError: the class has what is not written here.
    """
    every = fields(cls)  # type: ignore[arg-type]
    if hasattr(cls, "__post_init__") or not all(map(_is_plain, every)):
        raise TypeError(f"{cls.__name__} is no plain dataclass")
    plain = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    slots = cls.__slots__  # type: ignore[attr-defined]
    opened = type(cls.__name__, cls.__bases__, {"__slots__": slots, **plain})
    names = {"_become": object.__setattr__, "_opened": opened, "_frozen": cls}
    names |= {f"_default_{one.name}": one.default for one in every}
    exec(_source(every), names)
    written: Any = vars(cls)["__init__"]
    type.__setattr__(cls, "__init__", wraps(written)(names["__init__"]))
    return cls


def _is_plain(one: Field[Any]) -> bool:
    return one.init and one.default_factory is MISSING


def _source(every: tuple[Field[Any], ...]) -> str:
    """The `__init__` in Python; the names in it are those of the class's own fields."""
    placed = [_parameter(one) for one in every if not one.kw_only]
    named = [_parameter(one) for one in every if one.kw_only]
    parameters = ", ".join(["self", *placed, *(["*", *named] if named else [])])
    lines = [
        f"def __init__({parameters}):",
        "_become(self, '__class__', _opened)",
        *(f"self.{one.name} = {one.name}" for one in every),
        "self.__class__ = _frozen",
    ]
    return "\n    ".join(lines)


def _parameter(one: Field[Any]) -> str:
    return one.name if one.default is MISSING else f"{one.name}=_default_{one.name}"
