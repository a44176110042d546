"""Articles leaving and entering a graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from qjgraph.errors import NotFound
from qjgraph.iris import article_hash, article_iri
from qjgraph.model import Doc
from qjgraph.rdf import quads, shared_quads, this_reader
from qjgraph.resolve import resolve
from qjgraph.store import (
    Manifest,
    build_store,
    dump,
    open_store,
    remove_article,
    replace_article,
    update_store,
)
from rdf.build import TEXT, article, doc, entity, page, sample

OTHER = TEXT.replace("云溪镇", "西岭镇").replace("11月12日", "11月11日")


def store_of(*docs: Doc) -> Store:
    store = Store()
    run = this_reader()
    store.extend(shared_quads())
    for each in docs:
        store.extend(quads(resolve(each), run=run))
    return store


def other() -> Doc:
    made = sample(id="n2", text=TEXT + "\n完。")
    made.entities["person:方明"] = entity("person:方明")
    return made


def iri(of: Doc) -> str:
    return article_iri(article_hash(of.article))


def two_of_one_page() -> tuple[Doc, Doc]:
    whole = page(TEXT + "\n" + OTHER)
    first = article(whole, 0, len(TEXT))
    second = article(whole, len(TEXT) + 1, len(whole.raw), index=2)
    entities = [entity("person:蓝秀珍")]
    return doc(first, entities, []), doc(second, entities, [])


def test_a_removed_article_leaves_what_a_clean_build_would_hold() -> None:
    store = store_of(sample(), other())
    remove_article(store, iri(other()))
    assert list(dump(store)) == list(dump(store_of(sample())))


def test_the_first_article_can_leave_as_well() -> None:
    store = store_of(sample(), other())
    remove_article(store, iri(sample()))
    assert list(dump(store)) == list(dump(store_of(other())))


def test_the_last_article_leaves_codes_and_rules_alone() -> None:
    store = store_of(sample())
    remove_article(store, iri(sample()))
    assert set(store) == set(shared_quads())


def test_a_page_stays_while_another_article_is_on_it() -> None:
    first, second = two_of_one_page()
    store = store_of(first, second)
    remove_article(store, iri(first))
    assert list(dump(store)) == list(dump(store_of(second)))


def test_an_article_put_in_the_place_of_another_equals_a_clean_build() -> None:
    store = store_of(sample())
    replace_article(store, iri(sample()), quads(resolve(other()), run=this_reader()))
    assert list(dump(store)) == list(dump(store_of(other())))


def test_removed_and_added_again_it_is_the_same_graph() -> None:
    store = store_of(sample(), other())
    remove_article(store, iri(sample()))
    store.extend(quads(resolve(sample()), run=this_reader()))
    assert list(dump(store)) == list(dump(store_of(sample(), other())))


def test_an_unknown_article_is_told() -> None:
    with pytest.raises(NotFound, match="holds no such article"):
        remove_article(store_of(sample()), "https://example.org/article/x")


def test_every_triple_of_a_named_graph_is_in_the_default_graph() -> None:
    store = store_of(sample(), other())
    remove_article(store, iri(other()))
    named = [quad for quad in store if isinstance(quad.graph_name, NamedNode)]
    assert named and all(
        any(store.quads_for_pattern(q.subject, q.predicate, q.object)) for q in named
    )


def test_a_folder_is_updated_in_one_step(tmp_path: Path) -> None:
    manifest = Manifest(version="0", fingerprint="aa", base="b", articles=2)
    build_store(store_of(sample(), other()), tmp_path, manifest)
    update_store(
        tmp_path,
        lambda store: remove_article(store, iri(other())),
        lambda old: Manifest(version="0", fingerprint="bb", base=old.base, articles=1),
    )
    assert list(dump(open_store(tmp_path))) == list(dump(store_of(sample())))
