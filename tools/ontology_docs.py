"""Writes docs/ontology.html, the reference of the ontology, code lists and shapes.

    python -m tools.ontology_docs

The page is made from `ontology/*.ttl` alone: one file, Chinese and English side by side, no
script, no request, the same bytes for the same ontology.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, parse

from qjgraph import resources
from qjgraph.rdf.vocab import PREFIXES

ROOT = Path(__file__).resolve().parents[1]
PAGE = Path("docs/ontology.html")

_KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object property",
    "owl:DatatypeProperty": "datatype property",
    "owl:AnnotationProperty": "annotation property",
}


class Graph:
    """The triples of a Turtle file, subjects in the order of the file."""

    def __init__(self, name: str) -> None:
        self.facts: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for quad in parse(path=str(resources.ontology(name)), format=RdfFormat.TURTLE):
            subject, predicate = _short(quad.subject), _short(quad.predicate)
            language = (quad.object.language or "") if isinstance(quad.object, Literal) else ""
            values = self.facts.setdefault(subject, {}).setdefault(predicate, [])
            values.append((_short(quad.object), language))

    def all(self, subject: str, predicate: str) -> list[str]:
        """All values, in the order of the file."""
        return [value for value, _ in self.facts.get(subject, {}).get(predicate, [])]

    def one(self, subject: str, predicate: str, language: str = "") -> str:
        """The value, in a language where one is asked for; '' where there is none."""
        for value, tag in self.facts.get(subject, {}).get(predicate, []):
            if tag == language:
                return value
        return ""

    def of_type(self, *types: str) -> list[str]:
        """The subjects of a type, in the order of the file."""
        return [s for s in self.facts if set(types) & set(self.all(s, "rdf:type"))]

    def items(self, subject: str, predicate: str) -> list[str]:
        """A value that may be a list, as a list."""
        found = []
        for value in self.all(subject, predicate):
            while value.startswith("_:"):
                found.append(self.one(value, "rdf:first"))
                value = self.one(value, "rdf:rest")
            found.append(value)
        return [value for value in found if value != "rdf:nil"]


def _short(term: object) -> str:
    """`qj:Page` for its IRI; a literal's words; `_:x` for a blank node."""
    if isinstance(term, Literal):
        return term.value
    value = getattr(term, "value", "")
    for prefix, base in PREFIXES.items():
        if value.startswith(base):
            return f"{prefix}:{value.removeprefix(base)}"
    return value if ":" in value else f"_:{value}"


def render() -> str:
    """The whole page."""
    ontology, codes, shapes = Graph("qjgraph.ttl"), Graph("codes.ttl"), Graph("shapes.ttl")
    head = "https://w3id.org/qjgraph/ns"
    sections = [
        ("classes", "类", "Classes", _classes(ontology, shapes)),
        ("properties", "属性", "Properties", _properties(ontology, shapes)),
        ("codes", "代码表", "Code lists", _schemes(codes)),
        ("prefixes", "前缀", "Prefixes", _prefixes()),
    ]
    parts = [
        '<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>qjgraph: {_e(ontology.one(head, 'rdfs:label', 'en'))}</title>",
        f"<style>{_STYLE}</style>\n</head>\n<body>",
        _navigation(ontology, codes),
        f"<main>\n<h1>{_both(ontology, head, 'rdfs:label')}</h1>",
        f'<p class="lead">{_both(ontology, head, "rdfs:comment")}</p>',
        f"<p><code>{head}#</code> · {_e(ontology.one(head, 'owl:versionInfo'))}</p>",
    ]
    for anchor, zh, en, body in sections:
        parts.append(f'<section id="{anchor}">\n<h2>{zh} <small>{en}</small></h2>')
        parts.extend(body)
        parts.append("</section>")
    return "\n".join([*parts, "</main>\n</body>\n</html>\n"])


# --------------------------------------------------------------------------- sections


def _navigation(ontology: Graph, codes: Graph) -> str:
    groups = [
        ("classes", "类 Classes", ontology.of_type("owl:Class")),
        ("properties", "属性 Properties", _property_names(ontology)),
        ("codes", "代码表 Code lists", codes.of_type("skos:ConceptScheme")),
        ("prefixes", "前缀 Prefixes", []),
    ]
    parts = ['<nav aria-label="目录 contents">']
    for anchor, title, terms in groups:
        parts.append(f'<h2><a href="#{anchor}">{title}</a></h2>\n<ul>')
        parts += [f'<li><a href="#{_anchor(term)}">{_e(term)}</a></li>' for term in sorted(terms)]
        parts.append("</ul>")
    return "\n".join([*parts, "</nav>"])


def _classes(ontology: Graph, shapes: Graph) -> Iterator[str]:
    targets = {shapes.one(s, "sh:targetClass"): s for s in shapes.of_type("sh:NodeShape")}
    for term in ontology.of_type("owl:Class"):
        yield from _head(ontology, term)
        yield from _facts([("上级 under", ontology.all(term, "rdfs:subClassOf"))])
        if shape := targets.get(term):
            yield from _shape(shapes, shape, ontology)
        yield "</article>"


def _shape(shapes: Graph, shape: str, ontology: Graph) -> Iterator[str]:
    yield '<div class="wide"><table>\n<tr><th>属性 property</th><th>个数 count</th>'
    yield "<th>取值 values</th><th>说明 meaning</th></tr>"
    for prop in shapes.all(shape, "sh:property"):
        path = shapes.items(prop, "sh:path")
        if path[0] == "rdf:type" or len(path) > 1:
            continue
        yield f"<tr><td>{_link(path[0])}</td><td>{_count(shapes, prop)}</td>"
        yield f"<td>{_values(shapes, prop)}</td>"
        yield f"<td>{_both(ontology, path[0], 'rdfs:label')}</td></tr>"
    yield "</table></div>"


def _count(shapes: Graph, prop: str) -> str:
    """How many values a property shape allows: `1`, `0..1`, `0..*`."""
    least = shapes.one(prop, "sh:minCount") or "0"
    most = shapes.one(prop, "sh:maxCount") or "*"
    return least if least == most else f"{least}..{most}"


def _values(shapes: Graph, prop: str) -> str:
    """What a property shape allows, in words."""
    if kind := shapes.one(prop, "sh:class"):
        return _link(kind)
    if node := shapes.one(prop, "sh:node"):
        return _link(f"qjc:{node.rpartition('code-')[2]}")
    words = [_e(shapes.one(prop, "sh:datatype") or "IRI")]
    low, high = shapes.one(prop, "sh:minInclusive"), shapes.one(prop, "sh:maxInclusive")
    if low or high:
        words.append(f"{low}..{high}" if high else f"≥ {low}")
    if pattern := shapes.one(prop, "sh:pattern"):
        words.append(f"<code>{_e(pattern)}</code>")
    for sign, name in (("&lt;", "sh:lessThan"), ("≤", "sh:lessThanOrEquals")):
        words += [f"{sign} {_link(other)}" for other in shapes.all(prop, name)]
    return " ".join(words)


def _property_names(ontology: Graph) -> list[str]:
    return ontology.of_type(*(kind for kind in _KINDS if kind != "owl:Class"))


def _properties(ontology: Graph, shapes: Graph) -> Iterator[str]:
    users = _users(shapes)
    for term in _property_names(ontology):
        yield from _head(ontology, term)
        yield from _facts([
            ("上级 under", ontology.all(term, "rdfs:subPropertyOf")),
            ("主语 of", users.get(term) or ontology.all(term, "rdfs:domain")),
            ("取值 values", ontology.all(term, "rdfs:range")),
        ])  # fmt: skip
        yield "</article>"


def _users(shapes: Graph) -> dict[str, list[str]]:
    """The classes whose shapes name a property."""
    found: dict[str, list[str]] = {}
    for shape in shapes.of_type("sh:NodeShape"):
        for target in shapes.all(shape, "sh:targetClass"):
            for prop in shapes.all(shape, "sh:property"):
                users = found.setdefault(shapes.items(prop, "sh:path")[0], [])
                users += [target] if target not in users else []
    return found


def _schemes(codes: Graph) -> Iterator[str]:
    members: dict[str, list[str]] = {}
    for code in codes.of_type("skos:Concept"):
        members.setdefault(codes.one(code, "skos:inScheme"), []).append(code)
    for scheme in codes.of_type("skos:ConceptScheme"):
        yield from _head(codes, scheme, label="skos:prefLabel", comment="skos:definition")
        yield '<div class="wide"><table>\n<tr><th>代码 code</th><th>名称 name</th>'
        yield "<th>定义 definition</th></tr>"
        for code in members.get(scheme, []):
            notation = _e(codes.one(code, "skos:notation"))
            yield f'<tr id="{_anchor(code)}"><td><code>{notation}</code></td>'
            yield f"<td>{_both(codes, code, 'skos:prefLabel')}</td>"
            yield f"<td>{_both(codes, code, 'skos:definition')}</td></tr>"
        yield "</table></div>\n</article>"


def _prefixes() -> Iterator[str]:
    yield '<div class="wide"><table>'
    for prefix, base in PREFIXES.items():
        yield f"<tr><td><code>{prefix}:</code></td><td><code>{_e(base)}</code></td></tr>"
    yield "</table></div>"


# ------------------------------------------------------------------------------ parts


def _head(
    graph: Graph, term: str, label: str = "rdfs:label", comment: str = "rdfs:comment"
) -> Iterator[str]:
    yield f'<article id="{_anchor(term)}">'
    yield f"<h3><code>{_e(term)}</code> {_both(graph, term, label)}</h3>"
    yield f"<p>{_both(graph, term, comment)}</p>"


def _facts(rows: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    filled = [(name, values) for name, values in rows if values]
    if filled:
        yield "<dl>"
        for name, values in filled:
            yield f"<dt>{name}</dt><dd>{', '.join(map(_link, values))}</dd>"
        yield "</dl>"


def _both(graph: Graph, term: str, predicate: str) -> str:
    """The Chinese and the English words."""
    zh, en = graph.one(term, predicate, "zh"), graph.one(term, predicate, "en")
    return f'<span lang="zh">{_e(zh)}</span> <span lang="en">{_e(en)}</span>'


def _link(term: str) -> str:
    """A term as a link: into this page for what it describes, else to its own place."""
    prefix, _, local = term.partition(":")
    if prefix in ("qj", "qjc") or term in _described():
        return f'<a href="#{_anchor(term)}"><code>{_e(term)}</code></a>'
    if prefix in PREFIXES and prefix != "xsd":
        return f'<a class="out" href="{_e(PREFIXES[prefix] + local)}"><code>{_e(term)}</code></a>'
    return f"<code>{_e(term)}</code>"


@cache
def _described() -> frozenset[str]:
    return frozenset(Graph("qjgraph.ttl").facts)


def _anchor(term: str) -> str:
    return term.replace(":", "-")


def _e(words: str) -> str:
    return escape(words, quote=True)


_STYLE = """
:root { --ink: #1d2433; --soft: #5b6475; --line: #d9dee8; --back: #fff; --tint: #f5f7fb;
  --link: #0b57a4; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8f0; --soft: #9aa5b8; --line: #333c4d;
  --back: #151a23; --tint: #1d2430; --link: #7db7f5; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--back); line-height: 1.6;
  font: 16px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  display: grid; grid-template-columns: 17rem minmax(0, 60rem); gap: 2.5rem; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem 1.25rem;
  border-right: 1px solid var(--line); background: var(--tint); font-size: .85rem; }
nav h2 { font-size: .95rem; margin: 1rem 0 .25rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
main { padding: 1.5rem 1.5rem 6rem 0; }
h1 { margin-bottom: .25rem; }
h2 small, h3 span[lang=en] { color: var(--soft); font-weight: normal; }
h3 { margin: 0 0 .25rem; }
.lead { font-size: 1.1rem; }
span[lang=en] { color: var(--soft); }
article { border-top: 1px solid var(--line); padding: 1.25rem 0 .75rem; scroll-margin-top: .5rem; }
article p { margin: .25rem 0 .75rem; }
article:target, tr:target { background: var(--tint); }
code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .9em; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: normal; }
@media (max-width: 60rem) { body { display: block; } main { padding: 1rem; }
  nav { position: static; height: auto; max-height: 40vh; border: 0; } }
@media print { nav { display: none; } body { display: block; } }
"""


def main() -> int:
    """Writes the page."""
    (ROOT / PAGE).write_text(render(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
