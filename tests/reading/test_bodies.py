"""Organizations: their edges, their divisions, and when two wordings are one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qjgraph.lexicon.bodies import canonical
from qjgraph.model import Doc, Kind

Reader = Callable[..., Doc]


def bodies(doc: Doc) -> set[str]:
    return {e.name for e in doc.entities.values() if e.kind is Kind.ORGANIZATION}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县应急管理局、县消防救援大队开展检查。", {"云岭县应急管理局", "云岭县消防救援大队"}),
        ("县发改局、财政局分别作了汇报。", {"云岭县发改局", "云岭县财政局"}),
        ("他走进天山云麦食品有限公司,了解情况。", {"天山云麦食品有限公司"}),
        ("项目由楚能新材(荆南)有限公司投资建设。", {"楚能新材(荆南)有限公司"}),
        ("竹木产业园由云岭县国有投资集团有限公司投资建设。", {"云岭县国有投资集团有限公司"}),
        ("随后参观江苏海丰生物科技股份有限公司和县高级中学。",
         {"江苏海丰生物科技股份有限公司", "云岭县高级中学"}),
        ("省农业农村厅派员指导。", {"江西省农业农村厅"}),
        ("国务院今天召开会议。", {"国务院"}),
        ("国务院第八督查组今天来到这里。", {"国务院第八督查组"}),
        ("青石镇党委政府今天召开会议。", {"青石镇党委"}),
        ("政协云岭县第九届委员会今天举行会议。", {"云岭县政协"}),
        ("威县县委今天召开会议。", {"威县县委"}),
        ("县图书馆、县医院今天开放。", {"云岭县图书馆", "云岭县医院"}),
        ("民主路小学今天开学。", {"民主路小学"}),
    ],
)  # fmt: skip
def test_bodies_with_their_division(read: Reader, text: str, names: set[str]) -> None:
    assert bodies(read(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "城市管理水平不断提高。",
        "该公司产值增长。",
        "各级政府要重视。",
        "企业要加快布局。",
        "驻县省、市政协委员参加。",
    ],
)
def test_generic_words_are_no_bodies(read: Reader, text: str) -> None:
    assert bodies(read(text)) == set()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("云岭县发改局", "云岭县发展和改革局"),
        ("云岭县发改委", "云岭县发展和改革委员会"),
        ("云岭县人大常委会", "云岭县人民代表大会常务委员会"),
        ("云岭县政府", "云岭县人民政府"),
        ("云岭县住建局", "云岭县住房和城乡建设局"),
    ],
)
def test_wordings_of_one_body(left: str, right: str) -> None:
    assert canonical(left) == canonical(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("云岭县教育局", "云岭县教育体育局"),
        ("云岭县水利局", "云岭县水务局"),
        ("云岭县委", "云岭县委办"),
        ("云岭县人大", "云岭县人大常委会"),
        ("云岭县发改局", "青山县发改局"),
    ],
)
def test_different_bodies_stay_apart(left: str, right: str) -> None:
    assert canonical(left) != canonical(right)
