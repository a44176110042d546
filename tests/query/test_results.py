from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse, parse_query_results
from pyoxigraph import QueryResultsFormat as Form

from qjgraph.errors import QueryError
from qjgraph.query.prefixes import PREFIXES, shorten
from qjgraph.query.results import (
    Rows,
    Triples,
    Truth,
    clip,
    plain,
    render,
    table,
    text,
    value,
    width,
)


def typed(content: str, type_: str) -> Literal:
    return Literal(content, datatype=NamedNode(PREFIXES["xsd"] + type_))


ROWS = Rows(
    ("name", "amount", "thing"),
    (
        (Literal("余文斌", language="zh"), typed("280000000", "decimal"), None),
        (
            Literal('逗号, "引号"\n换行'),
            typed("1.5", "decimal"),
            NamedNode(PREFIXES["qj"] + "Person"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (None, None),
        (NamedNode("http://example.org/a"), "http://example.org/a"),
        (Literal("县", language="zh"), "县"),
        (typed("112", "integer"), 112),
        (typed("1.50", "decimal"), Decimal("1.5")),
        (typed("true", "boolean"), True),
        (typed("2025-06-25", "date"), date(2025, 6, 25)),
        (typed("2025-02-30", "date"), "2025-02-30"),
        (typed("many", "integer"), "many"),
    ],
)
def test_terms_as_values(term: Literal | NamedNode | None, expected: object) -> None:
    assert value(term) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("280000000.0", "280000000"), ("2.8E8", "280000000"), ("65.50", "65.5"), ("100", "100")],
)
def test_numbers_are_plain(number: str, expected: str) -> None:
    assert plain(number) == expected
    assert text(typed(number, "decimal")) == expected


def test_rows_are_a_sequence_of_dicts() -> None:
    assert len(ROWS) == 2
    assert ROWS[0] == {"name": "余文斌", "amount": Decimal(280000000), "thing": None}
    assert ROWS[1:][0]["amount"] == Decimal("1.5")
    assert ROWS.column("amount") == [Decimal(280000000), Decimal("1.5")]


def test_an_unknown_column_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        ROWS.column("nobody")


def test_rows_as_a_data_frame() -> None:
    pytest.importorskip("pandas")
    frame = ROWS.to_pandas()
    assert list(frame.columns) == ["name", "amount", "thing"]
    assert frame["name"][0] == "余文斌"


def test_without_pandas_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(QueryError, match=r"pip install"):
        ROWS.to_pandas()


def test_csv_is_read_back() -> None:
    written = render(ROWS, "csv")
    assert "\r" not in written
    assert list(csv.reader(io.StringIO(written)))[2][0] == '逗号, "引号"\n换行'


@pytest.mark.parametrize(("format", "form"), [("json", Form.JSON), ("tsv", Form.TSV)])
def test_standard_formats_are_read_back(format: str, form: Form) -> None:
    found = parse_query_results(render(ROWS, format), format=form)
    assert [tuple(row) for row in found] == list(ROWS.terms)  # type: ignore[union-attr]


def test_a_truth_in_every_format() -> None:
    assert [render(Truth(False), form) for form in ("table", "csv", "tsv")] == ["false\n"] * 3
    assert json.loads(render(Truth(True), "json")) == {"head": {}, "boolean": True}


TRIPLES = Triples(
    (
        Triple(
            NamedNode(PREFIXES["qj"] + "a"), NamedNode(PREFIXES["rdfs"] + "label"), Literal("县")
        ),
        Triple(
            NamedNode(PREFIXES["qj"] + "a"),
            NamedNode(PREFIXES["rdfs"] + "comment"),
            Literal("@prefix x: <y> .\n@prefix"),
        ),
    )
)


@pytest.mark.parametrize(
    ("format", "form"),
    [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)],
)
def test_graph_formats_are_read_back(format: str, form: RdfFormat) -> None:
    found = [quad.triple for quad in parse(render(TRIPLES, format), format=form)]
    assert set(found) == set(TRIPLES)


def test_turtle_declares_only_what_it_uses() -> None:
    assert render(TRIPLES, "ttl").count("@prefix rdfs:") == 1
    assert "@prefix geo:" not in render(TRIPLES, "ttl")


def test_triples_as_a_table() -> None:
    assert "rdfs:label" in render(TRIPLES, "table")


@pytest.mark.parametrize(
    ("result", "format"),
    [(ROWS, "ttl"), (Truth(True), "ttl"), (ROWS, "xml"), (Truth(True), "xml"), (TRIPLES, "xml")],
)
def test_a_format_that_does_not_fit_is_refused(result: Rows | Triples | Truth, format: str) -> None:
    with pytest.raises(QueryError, match="choose one of"):
        render(result, format)


def test_a_table_is_aligned_by_what_a_terminal_shows() -> None:
    lines = table(ROWS).splitlines()
    assert len({width(line[: line.index("280000000")]) for line in lines if "280" in line}) == 1
    assert lines[-1] == "(2 rows)"
    assert table(ROWS, lang="zh").splitlines()[-1] == "(2 行)"
    assert "qj:Person" in lines[3]


def test_a_table_lets_no_control_character_through() -> None:
    hostile = Rows(("a",), ((Literal("\x1b[31m红\u202e\n行\x9b2J"),),))
    shown = table(hostile).splitlines()
    assert len(shown) == 4
    assert not set("".join(shown)) & set("\x1b\u202e\x9b")


def test_long_cells_are_cut() -> None:
    assert clip("县" * 30, 11) == "县" * 5 + "…"
    assert clip("short", 11) == "short"
    assert width(clip("a县" * 30, 20)) <= 20


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/qjgraph/ns#Person", "qj:Person"),
        ("https://w3id.org/qjgraph/code/role-chair", "qjc:role-chair"),
        ("https://w3id.org/qjgraph/id/person-1", "https://w3id.org/qjgraph/id/person-1"),
        ("https://schema.org/a/b", "https://schema.org/a/b"),
    ],
)
def test_iris_are_shortened_where_that_can_be_undone(iri: str, short: str) -> None:
    assert shorten(iri) == short


def test_no_rows_are_a_table_too(store: Store) -> None:
    assert table(Rows(("a",), ())) == "a\n─\n(0 rows)\n"
