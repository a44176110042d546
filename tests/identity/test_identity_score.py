"""Figures of identity: against examples worked by hand, and what is told of each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from qjgraph.errors import InputError
from qjgraph.evaluate.identity import (
    Meant,
    Named,
    Score,
    Truth,
    Unit,
    load_truth,
    score_identity,
)
from qjgraph.evaluate.identity_report import confusions_to_text, confusions_to_tsv, render_identity
from qjgraph.model import Kind

HEAD = "article\tkind\tname\tentity"


def named(article: str, iri: str, name: str = "张伟", begin: int = 2) -> Named:
    sentence = f"局长{name}说，好。"
    return Named(
        article=article, kind=Kind.PERSON, iri=iri, name=name, sentence=sentence, at=0,
        begin=begin, end=begin + len(name),
    )  # fmt: skip


def meant(article: str, entity: str, name: str = "张伟", begin: int | None = None) -> Meant:
    end = None if begin is None else begin + len(name)
    return Meant(article=article, kind=Kind.PERSON, name=name, entity=entity, begin=begin, end=end)


def truth(*rows: Meant, sets: dict[str, str] | None = None) -> Truth:
    return Truth(meant=rows, labels={}, sets=sets or {})


def clustering(*pairs: tuple[str, str]) -> Score:
    """A score of (IRI, true entity) pairs."""
    return Score(tuple(Unit(named(str(i), iri), entity) for i, (iri, entity) in enumerate(pairs)))


#: The example of Bagga & Baldwin 1998: entities of 5, 2 and 5; two of them are merged.
FIRST = clustering(*[("p", "a")] * 5, *[("q", "b")] * 2, *[("q", "c")] * 5)
SECOND = clustering(*[("p", "a")] * 5, *[("q", "b")] * 2, *[("p", "c")] * 5)


@pytest.mark.parametrize(("score", "precision"), [(FIRST, 0.762), (SECOND, 0.583)])
def test_bcubed_of_the_published_example(score: Score, precision: float) -> None:
    assert score.bcubed.precision == pytest.approx(precision, abs=0.0005)
    assert score.bcubed.recall == 1.0


def test_pairwise_counts_pairs() -> None:
    score = clustering(("p", "a"), ("p", "a"), ("p", "b"), ("q", "a"))
    assert score.pairwise.precision == pytest.approx(1 / 3)
    assert score.pairwise.recall == pytest.approx(1 / 3)
    assert score.pairwise.f1 == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "score", [clustering(), clustering(("p", "a")), clustering(("p", "a"), ("q", "b"))]
)
def test_where_nothing_can_be_confused_nothing_is(score: Score) -> None:
    assert (score.pairwise.f1, score.bcubed.f1) == (1.0, 1.0)


def test_two_people_with_one_iri_are_a_wrong_merge() -> None:
    found = score_identity(
        truth(meant("a", "x"), meant("b", "y")), [named("a", "p"), named("b", "p")]
    )
    (mistake,) = found.mistakes
    assert (mistake.verdict, mistake.labels, mistake.pairs) == ("merge", ("x", "y"), 1)
    assert (mistake.left.article, mistake.right.article) == ("a", "b")


def test_one_person_with_two_iris_is_a_wrong_split() -> None:
    rows = truth(*(meant(article, "x") for article in "abc"))
    found = score_identity(rows, [named("a", "p"), named("b", "q"), named("c", "q")])
    (mistake,) = found.mistakes
    assert (mistake.verdict, mistake.labels, mistake.pairs) == ("split", ("x", "x"), 2)


def test_namesakes_of_one_article_are_told_apart_by_their_place() -> None:
    rows = truth(meant("a", "x", begin=2), meant("a", "y", begin=9))
    found = score_identity(rows, [named("a", "p"), named("a", "q", begin=9)])
    assert found.mistakes == ()
    assert {unit.entity for unit in found.total.units} == {"x", "y"}


def test_what_is_not_read_and_what_is_not_told_count_apart() -> None:
    rows = truth(meant("a", "x"), meant("b", "x", name="老张"))
    found = score_identity(rows, [named("a", "p"), named("c", "p")])
    assert [each.name for each in found.unread] == ["老张"]
    assert [each.article for each in found.untold] == ["c"]
    assert len(found.total.units) == 1


def test_only_the_entities_of_a_set() -> None:
    rows = truth(meant("a", "x"), meant("b", "y"), sets={"x": "tune", "y": "held"})
    found = score_identity(rows, [named("a", "p"), named("b", "p")], "tune")
    assert [unit.entity for unit in found.total.units] == ["x"]
    assert found.mistakes == ()


def test_a_mistake_shows_a_sentence_of_either_side() -> None:
    found = score_identity(
        truth(meant("a", "x"), meant("b", "y")), [named("a", "p"), named("b", "p")]
    )
    shown = confusions_to_text(found.mistakes, "en")
    assert shown.count("局长【张伟】说，好。") == 2
    assert len(confusions_to_tsv(found.mistakes).splitlines()) == 2


def test_a_page_of_mistakes_runs_nothing() -> None:
    hostile = "<script>x</script>"
    rows = truth(meant("a", "x", name=hostile), meant("b", "y", name=hostile))
    found = score_identity(rows, [named("a", "p", hostile), named("b", "p", hostile)])
    page = render_identity(found, lang="en")
    assert "<script" not in page
    assert page.count("&lt;script&gt;x&lt;/script&gt;") == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("article\tkind\tname\n", "has no column entity"),
        (f"{HEAD}\na\tperson\t张伟\n", "mentions.tsv:2: has 3 cells, not 4"),
        (f"{HEAD}\na\thuman\t张伟\tx\n", "kind 'human' is unknown"),
        (f"{HEAD}\tbegin\tend\na\tperson\t张伟\tx\tone\t3\n", "'one' is no offset"),
    ],
)
def test_a_truth_that_breaks_its_form_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "mentions.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_truth(tmp_path)
    assert message in str(caught.value)


def test_a_truth_without_labels_and_offsets_will_do(tmp_path: Path) -> None:
    (tmp_path / "mentions.tsv").write_text(f"# mine\n{HEAD}\na\tperson\t张伟\tx\n", "utf-8")
    known = load_truth(tmp_path)
    assert known.meant == (meant("a", "x"),)
    assert known.labels == {}


def test_no_truth_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_truth(tmp_path)
