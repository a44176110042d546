"""Where a thing's page is: its IRI without the base, under the language's root.

    https://w3id.org/qjgraph/id/person-733381f39822a420   →   id/person-733381f39822a420
                                                          →   en/id/person-733381f39822a420

Chinese pages stand at the root, English ones under `en/`.  A server answers an address as it
is; in a static site `.html` follows, and links are relative, so that it may lie anywhere.
Data speaks both languages and stands at the root alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

#: What the names under a base look like that have a page.
NAMED = re.compile(r"(?:id/[a-z]+-[0-9a-z]+|(?:article|page|claim)/[0-9a-f]+)")
#: The data beside the page of a thing, as a server gives it and as a site holds it.
TWINS = {"json": "JSON", "ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples"}
_FILED = ("json", "ttl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address within the room.

    Attributes:
        path: without language, suffix or leading slash; empty for the start.
        lang: `zh` or `en`.
        suffix: `html`, `json`, `csv`, `ttl`, `nt`, `jsonld`; empty for a page.
        table: the table that a CSV holds; empty for the first.
    """

    path: str = ""
    lang: str = "zh"
    suffix: str = ""
    table: str = ""

    @classmethod
    def parse(cls, path: str) -> Address:
        """The address of a URL's path."""
        rest = path.strip("/")
        lang = "en" if rest == "en" or rest.startswith("en/") else "zh"
        rest = rest.removeprefix("en").lstrip("/") if lang == "en" else rest
        stem, dot, suffix = rest.rpartition(".")
        if not dot or suffix not in SUFFIXES:
            return cls(path=rest, lang=lang)
        table = ""
        if suffix == "csv" and "." in stem:
            stem, _, table = stem.rpartition(".")
        return cls(path=stem, lang=lang, suffix="" if suffix == "html" else suffix, table=table)


SUFFIXES = ("html", "json", "csv", "ttl", "nt", "jsonld")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Writes addresses into a page.

    Attributes:
        base: of the graph's IRIs.
        here: the address of the page that is written.
        static: whether it is a file of a site.
        curating: whether the reader may enter decisions.
        asked: the fields of the URL's query, which the other language's page is asked too.
        pictured: the paths of things whose picture a site holds.
    """

    base: str
    here: Address
    static: bool = False
    curating: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)
    pictured: frozenset[str] = frozenset()

    @property
    def twins(self) -> tuple[tuple[str, str], ...]:
        """Suffix and name of the data beside the page."""
        twins = TWINS.items()
        return tuple(each for each in twins if not self.static or each[0] in _FILED)

    def to(self, path: str, suffix: str = "", *, lang: str = "", query: object = None) -> str:
        """The link to a path of the room, in the page's language or another."""
        lang = "zh" if suffix and suffix != "html" else lang or self.here.lang
        whole = "/".join(part for part in ("en" if lang == "en" else "", path) if part)
        asked = f"?{urlencode(query)}" if query else ""  # type: ignore[arg-type]
        if not self.static:
            return f"/{quote(whole)}{'.' if suffix else ''}{suffix}{asked}"
        return self._relative(file_of(path, suffix or "html", lang))

    def thing(self, iri: str) -> str:
        """The link to a thing's page; empty for an IRI that has none here."""
        path = self.path_of(iri)
        return self.to(path) if path else ""

    def path_of(self, iri: str) -> str:
        """The path of a thing's page; empty for an IRI that has none here."""
        name = iri.removeprefix(self.base)
        return name if name != iri and NAMED.fullmatch(name) else ""

    def span(self, article: str, begin: int) -> str:
        """The link to a sentence in its article."""
        return f"{self.thing(article)}#c{begin}"

    def claim(self, claim: str, article: str) -> str:
        """The link to a claim: its page, or in a site its place on its article's page."""
        path = self.path_of(claim)
        return f"{self.thing(article)}#{path.replace('/', '-')}" if self.static else self.to(path)

    def picture(self, path: str) -> str:
        """The link to the picture of a thing's surroundings; empty where a site has none."""
        if not self.static:
            return self.to(f"graph/{path}")
        return self.to(f"graph/{path}", lang="zh") if path in self.pictured else ""

    @property
    def shards(self) -> str:
        """Where the scripts of a site's search lie."""
        return self._relative("search") + "/"

    @property
    def pages(self) -> str:
        """Where the pages of this language lie in a site."""
        return self._relative("en" if self.here.lang == "en" else ".") + "/"

    def asset(self, name: str) -> str:
        """The link to a file that pages load."""
        return self._relative(f"assets/{name}") if self.static else f"/assets/{name}"

    def _relative(self, target: str) -> str:
        here = file_of(self.here.path, "html", self.here.lang)
        return quote(posixpath.relpath(target, posixpath.dirname(here) or "."))


def file_of(path: str, suffix: str, lang: str) -> str:
    """The file of a page in a static site."""
    name = f"{path or 'index'}.{suffix}"
    return f"en/{name}" if lang == "en" else name
