"""The Python interface, and its page."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

import qjgraph
from qjgraph.errors import InputError, StoreError


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of its own doings
def test_the_examples_of_the_page_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pandas")
    (tmp_path / "data").symlink_to(root / "data")
    monkeypatch.chdir(tmp_path)
    found = doctest.testfile(str(root / "docs" / "api.md"), module_relative=False, encoding="utf-8")
    assert found.attempted > 20
    assert found.failed == 0


def test_every_public_name_is_there() -> None:
    assert all(hasattr(qjgraph, name) for name in qjgraph.__all__)
    assert set(qjgraph.__all__) <= set(dir(qjgraph))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        qjgraph.nonsense  # noqa: B018


def test_every_public_name_is_on_the_page(root: Path) -> None:
    page = (root / "docs" / "api.md").read_text(encoding="utf-8")
    methods = [name for name in vars(qjgraph.Graph) if not name.startswith("_")]
    methods = [name for name in methods if callable(getattr(qjgraph.Graph, name))]
    told = [f"`{name}" for name in qjgraph.__all__] + [f"`graph.{name}(" for name in methods]
    assert len(methods) >= 10
    assert [name for name in told if name not in page] == []


def test_importing_loads_no_library() -> None:
    heavy = ("pyoxigraph", "rdflib", "networkx", "click", "yaml")
    code = f"import sys, qjgraph; print([name for name in {heavy} if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "[]\n"


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="qjgraph build"):
        qjgraph.open(tmp_path)


def test_a_wrong_day_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="write it like 2025-06-25"):
        qjgraph.build(tmp_path, tmp_path / "out", published="yesterday")


def test_a_graph_is_not_changed_by_a_later_build(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("本报讯 9月1日，县委书记余文斌主持召开县委常委会会议。", encoding="utf-8")
    qjgraph.build(text, tmp_path / "out", home="江西省上饶市云岭县", published="2025-09-02")
    before = qjgraph.open(tmp_path / "out")
    text.write_text("本报讯 9月1日，县长蓝秀珍主持召开县政府常务会议。", encoding="utf-8")
    qjgraph.build([text], tmp_path / "out", home="江西省上饶市云岭县", published="2025-09-02")
    after = qjgraph.open(tmp_path / "out")
    names = [{row["person"] for row in graph.ask(1)} for graph in (before, after)]
    assert names == [{"余文斌"}, {"蓝秀珍"}]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of its own doings
def test_the_dataset_counts_every_triple_once(read: qjgraph.Graph) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?p a <https://w3id.org/qjgraph/ns#Membership> }"
    query = query.replace("https://w3id.org/qjgraph/ns#Mem", "http://www.w3.org/ns/org#Mem")
    (row,) = read.dataset().query(query)
    assert int(row[0]) == read.info().claims["Membership"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of its own doings
def test_the_dataset_tells_who_says_so(read: qjgraph.Graph) -> None:
    import rdflib

    (graph,) = read.query('SELECT ?g WHERE { ?a dct:identifier "a01" ; qj:graph ?g }')  # type: ignore[misc]
    said = read.dataset().graph(rdflib.URIRef(graph["g"]))
    label = rdflib.RDFS.label
    assert (None, label, rdflib.Literal("余文斌", lang="zh")) in said
    assert (None, label, rdflib.Literal("沈涛", lang="zh")) not in said


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of its own doings
def test_the_dataset_is_only_read(read: qjgraph.Graph) -> None:
    import rdflib

    triple = (rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.Literal("c"))
    with pytest.raises(StoreError, match="only read here"):
        read.dataset().add(triple)


def test_answers_do_not_hang_on_the_hash_seed(read: qjgraph.Graph) -> None:
    code = (
        "import sys, qjgraph; from qjgraph.query.results import render\n"
        "graph = qjgraph.open(sys.argv[1])\n"
        "post = {'post': '县长', 'date': '2025-11-14'}\n"
        "given = {5: {'who': '蓝秀珍'}, 6: post, 20: {'what': '蓝秀珍'}, 21: {'post': '县长'}}\n"
        "for each in qjgraph.questions():\n"
        "    answer = graph.ask(each.number, **given.get(each.number, {}))\n"
        "    sys.stdout.buffer.write(render(answer, 'json').encode())\n"
        "sys.stdout.buffer.write(repr(graph.explain('白云山水库')).encode())\n"
    )
    outputs = []
    for seed in ("1", "2"):
        environment = {
            **os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed,
        }  # fmt: skip
        command = [sys.executable, "-c", code, str(read.folder)]
        outputs.append(subprocess.run(command, capture_output=True, check=True, env=environment))
    assert outputs[0].stdout == outputs[1].stdout
    assert len(outputs[0].stdout) > 10_000
