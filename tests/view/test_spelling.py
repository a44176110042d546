"""Names in pinyin."""

from __future__ import annotations

import pytest

from qjgraph.view.spelling import spellings


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("云岭县", ["yun ling xian"]),
        ("重庆路", ["chong qing lu"]),
        ("A区2号", ["a qu 2 hao"]),
        ("ABC", []),
        ("", []),
    ],
)
def test_a_name_is_spelt_by_its_words(name: str, spelt: list[str]) -> None:
    assert spellings(name) == spelt


def test_a_surname_is_spelt_in_each_of_its_readings() -> None:
    assert {"shan zhi yuan", "dan zhi yuan"} <= set(spellings("单志远", person=True))


def test_other_names_have_one_spelling() -> None:
    assert len(spellings("单县")) == 1


def test_text_from_outside_leaves_letters_alone() -> None:
    (spelt,) = spellings("</script>甲\u202e'")
    assert set(spelt) <= set("abcdefghijklmnopqrstuvwxyz ")
