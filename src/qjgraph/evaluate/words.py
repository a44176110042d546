"""What a report says, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping

#: The lines of the report.
LINES: Mapping[str, tuple[str, str]] = {
    "people": ("people", "人物"),
    "organizations": ("organizations", "机构"),
    "places": ("places", "地点"),
    "positions": ("positions", "任职"),
    "events": ("events", "事件"),
    "participation": ("participation", "参加"),
    "projects": ("projects", "项目"),
    "amounts": ("amounts", "数量"),
    "milestones": ("milestones", "节点"),
    "locations": ("locations", "位置"),
    "policies": ("policies", "政策"),
    "positions (person+title)": ("positions (person+title)", "任职（人+职务）"),
    "amounts+of": ("amounts+of", "数量+所属"),
    "milestones+status": ("milestones+status", "节点+状态"),
    "reporters": ("reporters", "记者"),
    "articles": ("article boundaries", "文章边界"),
    "starts": ("  starts", "  开头"),
    "ends": ("  ends", "  结尾"),
    "paragraphs": ("paragraphs", "段落"),
    "titles": ("titles", "标题"),
    "joined": ("broken paragraphs joined", "断开段落的拼接"),
}

#: All other words.
WORDS: Mapping[str, tuple[str, str]] = {
    "table": ("table", "表"),
    "gold": ("gold", "标准"),
    "predicted": ("pred", "读出"),
    "tp": ("tp", "对"),
    "fp": ("fp", "错"),
    "fn": ("fn", "漏"),
    "precision": ("prec", "准确率"),
    "recall": ("recall", "召回率"),
    "f1": ("f1", "F1"),
    "macro": ("macro ({} tables)", "宏平均（{} 表）"),
    "micro": ("micro", "微平均"),
    "apart": ("not in the averages:", "不计入平均："),
    "all": ("all {} articles", "共 {} 篇文章"),
    "page": ("page {}", "版面 {}"),
    "by-confidence": ("precision by confidence", "各置信度区间的准确率"),
    "by-rule": ("precision by rule", "各规则的准确率"),
    "rule": ("rule", "规则"),
    "no-rule": ("(no rule named)", "（未注明规则）"),
    "confidence": ("confidence", "置信度"),
    "stated": ("stated", "所给值"),
    "missed": ("missed", "漏"),
    "wrong": ("wrong", "错"),
    "right": ("right", "对"),
    "free": ("left open by the gold", "标准未定对错"),
    "mistakes": ("missed and wrong", "漏与错"),
    "nowhere": ("(its words stand nowhere in the article)", "（文章中找不到其词语）"),
    "no-text": ("(no sentence)", "（无语句）"),
    "title": ("Evaluation", "评测"),
    "intro": (
        "Facts of the gold (written by people) against facts that were read. Every fact below "
        "stands with its sentence; the words that carry it are marked.",
        "人工标注的标准与自动读出的事实之对照。以下每条事实附所在语句，相关词语已标出。",
    ),
    "scores": ("Scores", "得分"),
    "articles": ("Articles", "文章"),
    "facts": ("Facts", "事实"),
    "was": ("read as", "读作"),
    "rise": (
        "Confidence means something where precision rises with it.",
        "准确率随置信度上升时，置信度才有意义。",
    ),
    "identity": ("Identity", "同一性评测"),
    "identity-intro": (
        "Namings of the graph, clustered by canonical IRI, against who is truly meant. "
        "Each confusion stands with a sentence of either side.",
        "图谱中的称名按规范 IRI 归类，与其真实所指对照。每处混淆附双方各一语句。",
    ),
    "kind": ("kind", "类别"),
    "total": ("all", "合计"),
    "namings": ("namings", "称名"),
    "entities": ("true", "真实"),
    "iris": ("found", "所得"),
    "pairwise": ("pair", "成对"),
    "bcubed": ("B3", "B3"),
    "merge": ("wrongly merged", "误合"),
    "split": ("wrongly split", "误分"),
    "mistakes-identity": ("wrongly merged and wrongly split", "误合与误分"),
    "pairs": ("pairs", "对"),
    "unread": ("names of the truth that the graph does not name", "真值有而图谱未读出的称名"),
    "untold": ("namings that the truth does not tell of, left out", "真值未述的称名，未计入"),
    "absent": ("articles of the gold that are not here", "标准有而此处没有的文章"),
    "unknown": ("articles without gold, left out", "无标准的文章，未计入"),
    "missing": ("tables that are not here, scored as empty", "缺少的表，按空表计"),
}


def word(key: str, lang: str) -> str:
    """A word in `zh`, else in English."""
    return WORDS[key][lang == "zh"]


def line_name(line: str, lang: str) -> str:
    """The name of a line of the report."""
    return LINES[line][lang == "zh"]
