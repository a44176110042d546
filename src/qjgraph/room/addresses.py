"""Where a thing's page is: its IRI without the base, under the language's root.

    https://w3id.org/qjgraph/id/person-733381f39822a420   →   id/person-733381f39822a420
                                                          →   en/id/person-733381f39822a420

Chinese pages stand at the root, English ones under `en/`.  A server answers an address as it
is; in a static site `.html` follows, and links are relative, so that it may lie anywhere.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

#: What the names under a base look like that have a page.
NAMED = re.compile(r"(?:id/[a-z]+-[0-9a-z]+|article/[0-9a-f]+|page/[0-9a-f]+)")


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
    """

    base: str
    here: Address
    static: bool = False

    def to(self, path: str, suffix: str = "", *, lang: str = "", query: object = None) -> str:
        """The link to a path of the room, in the page's language or another."""
        lang = lang or self.here.lang
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
