"""The exported tables, against their contract."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Store
from tests.rdf.build import Words, article, doc, entity, page
from tests.rdf.build import sample as document

import qjgraph
from qjgraph.model import AmountValue, Article, Naming, Page, Quantity, Role
from qjgraph.model import Block as TextBlock
from qjgraph.query.tables import TABLES, export_tables, pages, rows

#: Columns between `article` and `evidence`.
CONTRACT = {
    "articles": "title published source page reporters correspondents",
    "people": "person name",
    "organizations": "organization name type",
    "places": "place name division_code type latitude longitude",
    "positions": "person name title of",
    "events": "event name type date main",
    "participation": "event event_name person name role list_index",
    "projects": "project name",
    "amounts": "of of_name kind value minimum maximum unit qualifier text",
    "milestones": "project project_name kind date status progress",
    "locations": "of of_name place place_name",
    "policies": "policy name",
}


def whole(of: Page) -> Iterable[Article]:
    """A page as one article of one paragraph below its title."""
    one = article(of)
    start = len(one.title) + 1
    return [replace(one, blocks=(TextBlock(role=Role.PARAGRAPH, begin=start, end=len(one.text)),))]


@pytest.fixture(scope="module")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("tables") / "new" / "folder"
    export_tables(store, to, cut=whole)
    return to


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def one(folder: Path, name: str) -> dict[str, str]:
    (row,) = table(folder, name)
    return row


def test_exactly_the_files_of_the_contract(folder: Path) -> None:
    expected = {f"{name}.csv" for name in CONTRACT} | {"articles.jsonl"}
    assert {path.name for path in folder.iterdir()} == expected


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_in_the_order_of_the_contract(folder: Path, name: str) -> None:
    first = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    wanted = ["article", *CONTRACT[name].split(), "evidence", "begin", "end", "confidence"]
    assert first[: len(wanted)] == wanted
    assert name == "articles" or first[-1] == "claim"


@pytest.mark.parametrize("name", CONTRACT)
def test_line_ends_are_plain(folder: Path, name: str) -> None:
    content = (folder / f"{name}.csv").read_bytes()
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\n")


def test_a_position_names_its_division(folder: Path) -> None:
    row = one(folder, "positions")
    assert (row["name"], row["title"], row["of"], row["change"]) == (
        "蓝秀珍", "县长", "云岭县", "holds",
    )  # fmt: skip


def test_an_event_has_its_date_as_edtf(folder: Path) -> None:
    row = one(folder, "events")
    assert (row["type"], row["date"], row["main"]) == ("meeting", "2025-11-12", "true")
    assert (row["series"], row["session"]) == ("县政府常务会议", "112")


def test_an_event_without_a_date_has_an_empty_cell(load: Callable[..., Store]) -> None:
    undated = document()
    undated.claims = [
        replace(claim, date=None) if hasattr(claim, "session") else claim  # type: ignore[call-arg]
        for claim in undated.claims
    ]
    (row,) = rows(load(undated), next(each for each in TABLES if each.name == "events"))
    assert row["date"] == ""


def test_an_event_that_is_only_named_is_an_event(load: Callable[..., Store]) -> None:
    named = document()
    named.claims = [claim for claim in named.claims if isinstance(claim, Naming)]
    (row,) = rows(load(named), next(each for each in TABLES if each.name == "events"))
    assert (row["name"], row["main"]) == ("县政府第112次常务会议", "")


def test_roles_are_codes(folder: Path) -> None:
    assert one(folder, "participation")["role"] == "chair"


def test_a_milestone_has_its_stage_as_kind(folder: Path) -> None:
    row = one(folder, "milestones")
    assert (row["kind"], row["status"], row["date"], row["progress"]) == (
        "completion", "planned", "2026-03", "65.5",
    )  # fmt: skip


def test_an_approximate_amount_has_its_number_alone(folder: Path) -> None:
    row = one(folder, "amounts")
    assert (row["value"], row["minimum"], row["maximum"]) == ("280000000", "", "")
    assert (row["qualifier"], row["unit"], row["text"]) == ("approx", "CNY", "约2.8亿元")


@pytest.mark.parametrize(
    ("minimum", "maximum", "qualifier", "cells"),
    [
        (Decimal("1E+8"), None, "min", ["", "100000000", ""]),
        (None, Decimal("0.50"), "max", ["", "", "0.5"]),
        (Decimal(300), Decimal(500), "exact", ["", "300", "500"]),
    ],
)
def test_a_bound_has_no_value(
    load: Callable[..., Store],
    minimum: Decimal | None,
    maximum: Decimal | None,
    qualifier: str,
    cells: list[str],
) -> None:
    amount = AmountValue(
        value=None, minimum=minimum, maximum=maximum, unit="CNY", qualifier=qualifier, text="some"
    )
    of = article(page("投资若干。"))
    claim = Quantity(of="", kind="investment", amount=amount, of_name="全县", **Words(of)("投资"))
    (row,) = rows(load(doc(of, [], [claim])), next(t for t in TABLES if t.name == "amounts"))
    assert [row["value"], row["minimum"], row["maximum"]] == cells
    assert (row["of"], row["of_name"]) == ("", "全县")


def test_the_names_are_those_of_the_article(load: Callable[..., Store]) -> None:
    iri = "https://w3id.org/qjgraph/id/organization-1"
    docs = []
    for number, name in enumerate(("区发改局", "衢江区发展和改革局"), 1):
        of = article(page(f"{name}开会。", id=f"n{number}"))
        body = replace(entity(f"organization:{name}"), iri=iri)
        docs.append(doc(of, [body], [Naming(entity=body.key, **Words(of)(name))]))
    found = rows(load(*docs), next(each for each in TABLES if each.name == "organizations"))
    assert [(row["article"], row["name"]) for row in found] == [
        ("n1", "区发改局"), ("n2", "衢江区发展和改革局"),
    ]  # fmt: skip


def test_rows_stand_in_the_order_of_the_text(read: qjgraph.Graph) -> None:
    for each in TABLES:
        places = [
            (row["page"], int(row["index"]), int(row["begin"])) for row in rows(read.store, each)
        ]
        assert places == sorted(places)
        assert places


def test_articles_are_signed_in_the_order_of_the_text(read: qjgraph.Graph, tmp_path: Path) -> None:
    read.tables(tmp_path)
    signed = {row["article"]: row for row in table(tmp_path, "articles")}
    assert signed["a04"]["reporters"] == "汤圆、丁一"
    assert signed["a04"]["correspondents"] == "丁一"
    assert signed["a04"]["published"] == "2025-10-29"


def test_every_evidence_stands_where_it_says(read: qjgraph.Graph, tmp_path: Path) -> None:
    read.tables(tmp_path)
    raw = {each.id: each.raw for each in pages(read.store)}
    home = {row["article"]: row["page"] for row in table(tmp_path, "articles")}
    count = 0
    for name in CONTRACT:
        for row in table(tmp_path, name):
            text = raw[home[row["article"]]]
            assert text[int(row["begin"]) : int(row["end"])] == row["evidence"]
            assert 0 < float(row["confidence"]) <= 1
            count += 1
    assert count > 500


def test_articles_jsonl_has_the_paragraphs(folder: Path) -> None:
    record = json.loads((folder / "articles.jsonl").read_text(encoding="utf-8"))
    assert record["id"] == record["page"] == "n1"
    assert record["title"] == "县政府召开常务会议"
    assert record["reporters"] == ["程晓雯"]
    assert [text[:8] for text in record["paragraphs"]] == ["本报讯(记者 程"]


def test_pages_are_rebuilt_from_the_graph(store: Store) -> None:
    assert list(pages(store)) == [document().article.page]


def test_the_same_graph_gives_the_same_bytes(read: qjgraph.Graph, tmp_path: Path) -> None:
    for name in ("one", "two"):
        read.tables(tmp_path / name)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


HOSTILE = "=cmd|'/c calc'!A1公司"


@pytest.mark.parametrize(("bom", "cell"), [(False, HOSTILE), (True, f"'{HOSTILE}")])
def test_spreadsheets_run_no_formula(
    load: Callable[..., Store], tmp_path: Path, bom: bool, cell: str
) -> None:
    of = article(page(f"{HOSTILE}开业。"))
    firm = entity(f"organization:{HOSTILE}")
    made = load(doc(of, [firm], [Naming(entity=firm.key, **Words(of)(HOSTILE))]))
    export_tables(made, tmp_path, cut=whole, bom=bom)
    content = (tmp_path / "organizations.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") is bom
    (row,) = csv.DictReader(content.decode("utf-8-sig").splitlines())
    assert row["name"] == cell


def test_numbers_stay_numbers_in_spreadsheets(load: Callable[..., Store], tmp_path: Path) -> None:
    amount = AmountValue(
        value=Decimal("-1.5"),
        minimum=None,
        maximum=None,
        unit="percent",
        qualifier="exact",
        text="x",
    )
    of = article(page("收入下降。"))
    claim = Quantity(of="", kind="growth", amount=amount, **Words(of)("下降"))
    export_tables(load(doc(of, [], [claim])), tmp_path, cut=whole, bom=True)
    with (tmp_path / "amounts.csv").open(encoding="utf-8-sig", newline="") as handle:
        assert [row["value"] for row in csv.DictReader(handle)] == ["-1.5"]


def test_cells_with_commas_quotes_and_line_ends_are_read_back(
    load: Callable[..., Store], tmp_path: Path
) -> None:
    of = article(page('甲公司说:"好,\n很好"。'))
    firm = entity("organization:甲公司")
    claim = Naming(entity=firm.key, **{**Words(of)("甲公司"), "evidence": of.span})
    export_tables(load(doc(of, [firm], [claim])), tmp_path, cut=whole)
    assert one(tmp_path, "organizations")["evidence"] == of.page.raw
