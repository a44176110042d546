"""What docs/evaluation.md shows is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.evaluate.build import write_gold

from qjgraph.cli.evaluating import evaluate as command
from qjgraph.errors import InputError
from qjgraph.evaluate.gold import TABLES, load_gold
from qjgraph.rdf.vocab import CODES, UNITS

GUIDE = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


def test_the_example_is_gold_with_a_fact_in_every_table(tmp_path: Path) -> None:
    example = re.findall(r"```json\n(.*?)```", GUIDE, re.S)[0]
    (tmp_path / "a01.json").write_text(example, encoding="utf-8")
    article = load_gold(tmp_path).articles["a01"]
    assert [table for table in TABLES if not getattr(article, table)] == []


def test_the_fault_shown_is_the_one_raised(tmp_path: Path) -> None:
    event = {"id": "e1", "names": ["全会"], "type": "meetng", "date": None}
    with pytest.raises(InputError) as caught:
        load_gold(write_gold(tmp_path, "a01", events=[event]))
    assert f"qjgraph: {caught.value}" in GUIDE


@pytest.mark.parametrize("scheme", ["event", "role", "quantity", "stage", "status"])
def test_every_code_is_told(scheme: str) -> None:
    assert all(re.search(rf"\b{code}\b", GUIDE) for code in CODES[scheme])


def test_every_unit_is_told() -> None:
    assert all(re.search(rf"\b{unit}\b", GUIDE) for unit in UNITS)


def test_every_option_shown_exists() -> None:
    shown = {w for line in re.findall(r"^qjgraph evaluate.*$", GUIDE, re.M) for w in line.split()}
    known = {name for param in command.params for name in param.opts}
    assert {word for word in shown if word.startswith("--")} <= known


def test_the_json_example_has_no_stray_key() -> None:
    example = json.loads(re.findall(r"```json\n(.*?)```", GUIDE, re.S)[0])
    assert set(example) >= set(TABLES)
