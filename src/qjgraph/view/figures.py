"""Static figures of a projection for papers: SVG, PNG or PDF, drawn by matplotlib.

Letters are outlines in SVG and PDF, so that a figure looks the same on every machine; the
words can be read but not edited.  The bytes depend on the graph, the font and the versions
of the libraries alone: no date is written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import networkx as nx

from qjgraph.errors import InputError, QueryError
from qjgraph.view.drawing import Places, frame_of, places_of, sizes_of, width_of
from qjgraph.view.facts import Words
from qjgraph.view.fonts import Face, find_face
from qjgraph.view.looks import KIND_LOOKS, RELATION_LOOKS
from qjgraph.view.project import words_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

#: The formats of `figure`.
FORMATS = ("svg", "png", "pdf")

_WIDTH, _WIDEST, _LEAST = 7.1, 24.0, 4.0  # inches
#: Points that a pixel of the picture takes at least.
_CLOSE = 0.28
_MARGIN, _HEAD, _FOOT = 0.12, 0.5, 0.42
_LABEL, _SMALL, _TITLE = 5.6, 6.0, 10.0  # points
_GREY, _INK = "#8a8f98", "#1b1f24"
_MARKERS = {
    "dot": "o", "square": "s", "triangle": "^", "diamond": "D", "hexagon": "H", "star": "*",
    "triangleDown": "v",
}  # fmt: skip
_COMMENT = re.compile(rb"<!--.*?-->\s*", re.S)
_STABLE: Any = {
    "text.parse_math": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "qjgraph",
    "pdf.fonttype": 3,
}
_DATELESS: dict[str, dict[str, None]] = {
    "svg": {"Date": None}, "png": {"Software": None}, "pdf": {"CreationDate": None},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What a figure is drawn with: the axes, the font's face and file, the language."""

    axes: Axes
    face: Face
    file: str
    lang: str

    def say(self, words: Words) -> str:
        return self.fit(words.en if self.lang == "en" else words.zh)

    def fit(self, text: str) -> str:
        """The text without what the font cannot show."""
        return self.face.fit(text)

    def font(self, size: float) -> FontProperties:
        from matplotlib.font_manager import FontProperties

        return FontProperties(fname=self.file, size=size)


def figure(
    graph: nx.MultiDiGraph,
    format: str,
    *,
    title: str,
    lang: str = "zh",
    font: str | Path | None = None,
) -> bytes:
    """The figure of a projection, as the bytes of a file.

    Args:
        graph: of `qjgraph.view.project.project`; it is not changed.
        format: `svg`, `png` (300 dots an inch) or `pdf`.
        title: stands above it.
        lang: `zh` or `en`, for the legend.
        font: a font file with Chinese characters; else one of the system's is looked for.

    Raises:
        QueryError: another format.
        InputError: matplotlib or a font with Chinese characters is missing.
    """
    if format not in FORMATS:
        raise QueryError(
            f"format {format}", "there is no such figure", "one of " + ", ".join(FORMATS)
        )
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        hint = "pip install 'qjgraph[figures]'"
        raise InputError("figure", "matplotlib is not installed", hint) from error
    places = places_of(graph)
    face = find_face(font).subset({*_letters(graph, title), "□"})
    size = _sheet_size(places)
    with TemporaryDirectory(prefix="qjgraph-") as folder, matplotlib.rc_context(_STABLE):
        drawn = Figure(figsize=size)
        axes = drawn.add_axes((0.0, _FOOT / size[1], 1.0, 1 - (_HEAD + _FOOT) / size[1]))
        sheet = _Sheet(axes=axes, face=face, file=str(face.write(Path(folder))), lang=lang)
        _draw(sheet, drawn, graph, places, title)
        sink = io.BytesIO()
        drawn.savefig(sink, format=format, dpi=300, metadata=_DATELESS[format])
    # matplotlib writes each label as a comment too
    return _COMMENT.sub(b"", sink.getvalue()) if format == "svg" else sink.getvalue()


def _letters(graph: nx.MultiDiGraph, title: str) -> Iterable[str]:
    """All characters that the figure may need."""
    texts = [title, "".join(map(chr, range(32, 127))), "…"]
    for told in graph.nodes.values():
        texts += [told["label"], told.get("label_en", "")]
    words = [look.words for look in (*KIND_LOOKS.values(), *RELATION_LOOKS.values())]
    words += [_caption(graph), *(item for _, _, item in graph.graph.get("guides", ()))]
    texts += [text for item in words for text in item.pair]
    return sorted(set("".join(texts)))


def _sheet_size(places: Places) -> tuple[float, float]:
    """Inches: two columns of a journal, more where nodes would lie too close for names."""
    left, right, top, bottom = frame_of(places)
    wide, high = right - left + 160, bottom - top + 80
    width = min(max(_WIDTH, wide * _CLOSE / 72), _WIDEST)
    height = min(max(width * high / wide, _LEAST), 1.35 * width)
    return (float(width), float(height) + _HEAD + _FOOT)


# ------------------------------------------------------------------------------ drawing


def _draw(sheet: _Sheet, drawn: Figure, graph: nx.MultiDiGraph, places: Places, title: str) -> None:
    axes = sheet.axes
    axes.set_axis_off()
    _frame(axes, drawn, places)
    _guides(sheet, graph)
    _edges(axes, graph, places)
    _nodes(axes, graph, places)
    _labels(sheet, drawn, graph, places)
    _words(sheet, drawn, graph, title)


def _frame(axes: Axes, drawn: Figure, places: Places) -> None:
    """Limits of the shape of the sheet, so that a pixel is as wide as it is high."""
    left, right, top, bottom = frame_of(places)
    left, right, top, bottom = left - 80, right + 80, top - 30, bottom + 50
    shape = drawn.get_figwidth() / (drawn.get_figheight() - _HEAD - _FOOT)
    wide = max(right - left, (bottom - top) * shape)
    x, y = (left + right) / 2, (top + bottom) / 2
    axes.set_xlim(x - wide / 2, x + wide / 2)
    axes.set_ylim(y + wide / shape / 2, y - wide / shape / 2)  # y goes downwards


def _guides(sheet: _Sheet, graph: nx.MultiDiGraph) -> None:
    for axis, at, words in graph.graph.get("guides", ()):
        line = sheet.axes.axvline if axis == "x" else sheet.axes.axhline
        line(at, color="#d9dce1", linewidth=0.5, zorder=0)
        across = axis == "x"
        place = sheet.axes.get_xaxis_transform if across else sheet.axes.get_yaxis_transform
        sheet.axes.text(
            at if across else 0.0, 1.0 if across else at, sheet.say(words), transform=place(),
            fontproperties=sheet.font(_LABEL), color=_GREY, va="bottom",
            ha="center" if across else "left",
        )  # fmt: skip


def _edges(axes: Axes, graph: nx.MultiDiGraph, places: Places) -> None:
    from matplotlib.collections import LineCollection

    for kind in _kinds(told["kind"] for *_, told in graph.edges(data=True)):
        look = RELATION_LOOKS[kind]
        ours = [(a, b, t["weight"]) for a, b, t in graph.edges(data=True) if t["kind"] == kind]
        axes.add_collection(LineCollection(
            [(places[one], places[other]) for one, other, _ in ours],
            colors=look.color or _GREY, alpha=0.55, zorder=1,
            linewidths=[0.35 * width_of(weight) for *_, weight in ours],
            linestyles="dashed" if look.dashed else "solid",
        ))  # fmt: skip


def _nodes(axes: Axes, graph: nx.MultiDiGraph, places: Places) -> None:
    sizes = sizes_of(graph)
    for kind in _kinds(graph.nodes[node]["kind"] for node in graph):
        look = KIND_LOOKS[kind]
        ours = [node for node in graph if graph.nodes[node]["kind"] == kind]
        axes.scatter(
            [places[node][0] for node in ours], [places[node][1] for node in ours],
            s=[(0.42 * sizes[node]) ** 2 for node in ours], marker=_MARKERS[look.shape],
            color=look.color, edgecolors="white", linewidths=0.4, zorder=2,
        )  # fmt: skip


def _kinds(found: Iterable[str]) -> list[str]:
    """The kinds that occur, in the order of the legend."""
    known = set(found)
    return [kind for kind in (*KIND_LOOKS, *RELATION_LOOKS) if kind in known]


# ------------------------------------------------------------------------------- labels


def _labels(sheet: _Sheet, drawn: Figure, graph: nx.MultiDiGraph, places: Places) -> None:
    """Names under their nodes, the best connected first, none over another or over a node."""
    sizes, scale = sizes_of(graph), 72.0 / drawn.dpi
    spots = {n: tuple(sheet.axes.transData.transform(at) * scale) for n, at in places.items()}
    radius = {node: 0.21 * size for node, size in sizes.items()}
    taken = [_around(spots[node], radius[node] * 0.8) for node in graph]
    right = drawn.get_figwidth() * 72.0
    ranked = sorted(graph, key=lambda n: (not graph.nodes[n]["center"], -sizes[n], n))
    for node in ranked:
        told, (x, y) = graph.nodes[node], spots[node]
        text = _cut(told["label"] if sheet.lang == "zh" else told.get("label_en") or told["label"])
        half = _wide(text) / 2 + 1
        shift = min(max(x, half + 1), right - half - 1) - x  # the whole name stays on the sheet
        top = y - radius[node]
        box = (x + shift - half, x + shift + half, top - _LABEL * 1.25, top)
        if any(_over(box, other) for other in taken):
            continue
        taken.append(box)
        sheet.axes.annotate(
            sheet.fit(text), places[node], xytext=(shift, -radius[node] - 0.6),
            textcoords="offset points", ha="center", va="top", color=_INK, zorder=3,
            fontproperties=sheet.font(_LABEL),
        )  # fmt: skip


def _cut(text: str) -> str:
    """A name of at most twenty-two Chinese characters' width."""
    while _wide(text) > 22 * _LABEL:
        text = text.removesuffix("…")[:-1] + "…"
    return text


def _wide(text: str) -> float:
    """The width of a label in points."""
    return sum(1.0 if character > "\u2e7f" else 0.56 for character in text) * _LABEL


def _around(at: Sequence[float], reach: float) -> tuple[float, float, float, float]:
    x, y = at
    return (x - reach, x + reach, y - reach, y + reach)


def _over(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


# ------------------------------------------------------------------------ title, legend


def _words(sheet: _Sheet, drawn: Figure, graph: nx.MultiDiGraph, title: str) -> None:
    high = drawn.get_figheight()
    left = _MARGIN / drawn.get_figwidth()
    drawn.text(left, 1 - 0.1 / high, sheet.fit(title), va="top", color=_INK,
               fontproperties=sheet.font(_TITLE))  # fmt: skip
    drawn.text(left, 1 - 0.28 / high, sheet.say(_caption(graph)), va="top", color=_GREY,
               fontproperties=sheet.font(_SMALL))  # fmt: skip
    handles = _handles(sheet, graph)
    if handles:
        drawn.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(0.0, 0.0), ncols=8, frameon=False,
            prop=sheet.font(_SMALL), handletextpad=0.3, columnspacing=1.0, borderaxespad=0.3,
        )  # fmt: skip


def _caption(graph: nx.MultiDiGraph) -> Words:
    """The view, how much there is, what size and width stand for, and the view's own notes."""
    view = words_of(graph)
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    most = max((weight for *_, weight in graph.edges(data="weight")), default=1)
    zh = [f"{view.zh} · {nodes} 个节点，{edges} 条关系 · 节点越大关系越多"]
    en = [f"{view.en} · {nodes} nodes, {edges} ties · larger nodes have more ties"]
    if most > 1:
        zh.append(f"线越粗次数越多：1–{most}")
        en.append(f"wider lines weigh more: 1–{most}")
    notes: Sequence[Words] = graph.graph.get("notes", ())
    return Words(
        " · ".join([*zh, *(note.zh for note in notes)]),
        " · ".join([*en, *(note.en for note in notes)]),
    )


def _handles(sheet: _Sheet, graph: nx.MultiDiGraph) -> list[Any]:
    from matplotlib.lines import Line2D

    nodes: Mapping[str, Any] = {
        kind: Line2D([], [], linestyle="", marker=_MARKERS[look.shape], markersize=4,
                     color=look.color, label=sheet.say(look.words))
        for kind, look in KIND_LOOKS.items()
    }  # fmt: skip
    edges: Mapping[str, Any] = {
        kind: Line2D([], [], color=look.color or _GREY, linewidth=1,
                     linestyle="--" if look.dashed else "-", label=sheet.say(look.words))
        for kind, look in RELATION_LOOKS.items()
    }  # fmt: skip
    return [nodes[kind] for kind in _kinds(kind for _, kind in graph.nodes(data="kind"))] + [
        edges[kind] for kind in _kinds(kind for *_, kind in graph.edges(data="kind"))
    ]
