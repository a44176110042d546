"""Where the nodes of a picture lie, worked out beforehand and the same every time.

Each connected part is laid out by itself: a pivot start (classical scaling of distances
in steps) shows its overall shape, force steps open it up, and a last pass pushes boxes
of labels apart.  Repulsion is summed on a grid by Fourier transform, so that a step costs
about as much as there are nodes.  The parts are packed around the largest, each in the
free place nearest to the middle.

igraph does the like faster but is under the GPL, networkx's spring layouts cost the
square of the number of nodes: `docs/decisions` has the comparison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: The length of an edge at rest, in the picture's units (pixels at scale 1).
EDGE = 70.0
#: Width of the whole over its height.
ASPECT = 1.3
_PIVOTS = 40
_EXACT = 300
_GRID = 128
#: Parts packed one by one; the rest stand in rows.
_PACKED = 120
_CELLS = 176


def positions(
    graph: nx.Graph, *, boxes: dict[str, tuple[float, float]] | None = None
) -> dict[str, tuple[int, int]]:
    """The place of every node, in whole pixels, y downwards.

    Args:
        graph: any networkx graph; direction and parallel edges do not matter.
        boxes: width and height that a node and its label need; 60 x 40 where not told.
    """
    if not graph:
        return {}
    sizes = boxes or {}
    parts = sorted(nx.weakly_connected_components(nx.DiGraph(graph)), key=_largest)
    placed = [_part(graph, sorted(part), sizes) for part in parts if len(part) > 1]
    loose = [min(part) for part in parts if len(part) == 1]
    middle = _packed(placed[:_PACKED])
    rest = [part.moved(0, 0) for part in placed[_PACKED:]]
    rows = _rows(rest + [_Part.single(name, _box(sizes, name)) for name in loose])
    return _joined(middle, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A connected part: its nodes, where they lie, the boxes they need, its edges."""

    names: list[str]
    place: Floats
    box: Floats
    edges: Ints

    @classmethod
    def single(cls, name: str, box: tuple[float, float]) -> _Part:
        return cls(
            names=[name],
            place=np.zeros((1, 2)),
            box=np.array([box]),
            edges=np.zeros((0, 2), dtype=np.int64),
        )

    def moved(self, x: float, y: float) -> _Part:
        """The same with its upper left corner there."""
        low = (self.place - self.box / 2).min(0)
        return replace(self, place=self.place - low + (x, y))

    @property
    def extent(self) -> tuple[float, float]:
        size = (self.place + self.box / 2).max(0) - (self.place - self.box / 2).min(0)
        return float(size[0]), float(size[1])


def _largest(part: set[str]) -> tuple[int, str]:
    return (-len(part), min(part))


def _box(sizes: Mapping[str, tuple[float, float]], name: str) -> tuple[float, float]:
    return sizes.get(name, (60.0, 40.0))


def _part(graph: nx.Graph, names: list[str], sizes: Mapping[str, tuple[float, float]]) -> _Part:
    """A part laid out."""
    number = {name: index for index, name in enumerate(names)}
    pairs = sorted({
        (min(number[a], number[b]), max(number[a], number[b]))
        for a, b in graph.subgraph(names).edges()
        if a != b
    })  # fmt: skip
    edges = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    box = np.array([_box(sizes, name) for name in names])
    place = _separated(_turned(_relaxed(_pivots(len(names), edges), edges)), box)
    return _Part(names=names, place=place, box=box, edges=edges)


# ------------------------------------------------------------------------ the rough shape


def _pivots(count: int, edges: Ints) -> Floats:
    """A start from the distances to a few far-apart nodes (pivot MDS)."""
    steps = [_distances(count, edges, int(np.argmax(np.bincount(edges.ravel(), minlength=count))))]
    nearest = steps[0]
    for _ in range(min(_PIVOTS, count) - 1):
        far = int(np.argmax(nearest))
        steps.append(_distances(count, edges, far))
        nearest = np.minimum(nearest, steps[-1])
    square = np.array(steps).T ** 2
    centred = square - square.mean(0) - square.mean(1)[:, None] + square.mean()
    values, vectors = np.linalg.eigh(centred.T @ centred)
    place = centred @ vectors[:, ::-1][:, :2] if len(values) > 1 else np.zeros((count, 2))
    if place.shape[1] < 2:
        place = np.column_stack([place, np.zeros(count)])
    place /= max(float(np.abs(place).max()), 1e-9)
    # nodes with equal distances fall on one spot; a sunflower pattern parts them
    turn = np.arange(count) * 2.399963
    spread = np.sqrt((np.arange(count) + 0.5) / count)
    sunflower = np.column_stack([np.cos(turn), np.sin(turn)]) * spread[:, None]
    start: Floats = (place + 0.15 * sunflower) * EDGE * np.sqrt(count) * 0.6
    return start


def _distances(count: int, edges: Ints, start: int) -> Floats:
    """Steps from a node to all others, level by level."""
    steps = np.full(count, -1.0)
    steps[start] = 0.0
    level = 0.0
    while True:
        known = steps == level
        reached = np.concatenate([edges[known[edges[:, 0]], 1], edges[known[edges[:, 1]], 0]])
        fresh = reached[steps[reached] < 0]
        if not fresh.size:
            return steps
        level += 1.0
        steps[fresh] = level


# ----------------------------------------------------------------------------- the forces


def _relaxed(place: Floats, edges: Ints) -> Floats:
    """Fruchterman and Reingold's forces, cooled; nodes with many edges push harder."""
    count = len(place)
    rounds = 300 if count <= _EXACT else 120
    degree = np.bincount(edges.ravel(), minlength=count).astype(float)
    mass = 1.0 + np.sqrt(degree)
    ease = 1.0 / np.sqrt(np.minimum(degree[edges[:, 0]], degree[edges[:, 1]]))
    repulsion = _exact if count <= _EXACT else _gridded
    heat = EDGE * np.sqrt(count) * 0.12
    for turn in range(rounds):
        push = repulsion(place, mass) * (EDGE**2 * 0.5)
        pull = place[edges[:, 1]] - place[edges[:, 0]]
        pull *= (np.linalg.norm(pull, axis=1) / EDGE * ease)[:, None]
        for axis in (0, 1):
            push[:, axis] += np.bincount(edges[:, 0], pull[:, axis], count)
            push[:, axis] -= np.bincount(edges[:, 1], pull[:, axis], count)
        push -= place * 0.05
        size = np.linalg.norm(push, axis=1)
        limit = heat * (1.0 - turn / rounds) ** 1.5 + 0.5
        place = place + push * (np.minimum(size, limit) / np.maximum(size, 1e-9))[:, None]
    centred: Floats = place - place.mean(0)
    return centred


def _exact(place: Floats, mass: Floats) -> Floats:
    x, y = place[:, 0], place[:, 1]
    weight = np.subtract.outer(x, x) ** 2
    weight += np.subtract.outer(y, y) ** 2
    np.divide(mass[None, :], weight + 1.0, out=weight)
    push: Floats = place * weight.sum(1)[:, None] - np.einsum("ij,jk->ik", weight, place)
    return push


def _gridded(place: Floats, mass: Floats) -> Floats:
    """The same sum over a grid: masses spread to cells, a kernel by Fourier transform."""
    low = place.min(0)
    cell = max(float((place.max(0) - low).max()) / (_GRID - 2), 1e-6)
    where = (place - low) / cell
    corner = where.astype(np.int64)
    part = where - corner
    size = 2 * _GRID
    field = np.zeros(size * size)
    shares = []
    for dx in (0, 1):
        for dy in (0, 1):
            share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
            index = (corner[:, 0] + dx) * size + corner[:, 1] + dy
            shares.append((index, share))
            field += np.bincount(index, mass * share, size * size)
    spectrum = np.fft.rfft2(field.reshape(size, size))
    offset = (np.arange(size) + _GRID) % size - _GRID
    square = (offset[:, None] ** 2 + offset[None, :] ** 2) * cell**2 + (cell * 0.7) ** 2
    push = np.zeros_like(place)
    for axis, along in enumerate((offset[:, None], offset[None, :])):
        kernel = np.fft.rfft2(along * cell / square)
        force = np.fft.irfft2(spectrum * kernel, (size, size)).ravel()
        push[:, axis] = sum(force[index] * share for index, share in shares)
    return push


# ------------------------------------------------------------------------------ the finish


def _turned(place: Floats) -> Floats:
    """Turned to fill a frame of the whole's shape best, the heavier end to the left."""
    if len(place) < 3:
        return np.array([[0.0, 0.0], [EDGE * 1.4, 0.0]])[: len(place)]
    turns = [_rotated(place, np.pi * step / 24) for step in range(24)]
    # the few nodes of a small part stand in a row, as their labels do
    turned = min(turns, key=_height if len(place) <= 4 else _frame)
    for axis in (0, 1):
        if np.median(turned[:, axis]) > turned[:, axis].mean():
            turned[:, axis] *= -1
    return turned


def _rotated(place: Floats, angle: float) -> Floats:
    cosine, sine = np.cos(angle), np.sin(angle)
    turned: Floats = place @ np.array([[cosine, -sine], [sine, cosine]])
    return turned


def _height(place: Floats) -> float:
    return round(float(np.ptp(place[:, 1])), 3)


def _frame(place: Floats) -> float:
    """Height of the smallest frame of the wanted shape that holds all."""
    wide, high = place.max(0) - place.min(0)
    return round(float(max(wide / ASPECT, high)), 3)


def _separated(place: Floats, box: Floats, rounds: int = 60) -> Floats:
    """Pushes apart the boxes that overlap, a little at a time."""
    count = len(place)
    if count > 1500:
        return place * _room(place, box)
    for turn in range(rounds):
        if turn % 6 == 0:
            one, other = _close(place, box)
        away = place[one] - place[other]
        lack = (box[one] + box[other]) / 2 - np.abs(away)
        over = (lack > 0).all(1)
        if not over.any() and turn % 6 == 0:
            break
        # along the side where less is lacking; what lies on one spot parts by its order
        axis = (lack[:, 0] > lack[:, 1]).astype(np.int64)
        pair = np.arange(len(axis))
        sign = np.where(away[pair, axis] < 0, -1.0, 1.0)
        step = np.where(over, lack[pair, axis], 0.0) * sign * 0.35
        move = np.bincount(one * 2 + axis, step, count * 2)
        move -= np.bincount(other * 2 + axis, step, count * 2)
        place = place + move.reshape(count, 2).clip(-EDGE, EDGE)
    return place


def _close(place: Floats, box: Floats) -> tuple[Ints, Ints]:
    """The pairs whose boxes overlap or nearly do."""
    near = np.ones((len(place), len(place)), dtype=bool)
    for axis in (0, 1):
        apart = np.abs(np.subtract.outer(place[:, axis], place[:, axis]))
        near &= apart < np.add.outer(box[:, axis], box[:, axis]) / 2 + EDGE / 2
    one, other = np.nonzero(np.triu(near, 1))
    return one, other


def _room(place: Floats, box: Floats) -> float:
    """The factor by which a large part must grow to hold its boxes about half full."""
    extent = np.maximum(place.max(0) - place.min(0), 1.0)
    return float(max(1.0, np.sqrt(box.prod(1).sum() / 4 / extent.prod())))


# ----------------------------------------------------------------------------- the packing


def _packed(parts: Sequence[_Part]) -> list[_Part]:
    """Each part in the free place nearest to the middle, on a grid of coarse cells."""
    if not parts:
        return []
    area = sum(wide * high for wide, high in (part.extent for part in parts))
    reach = max(max(part.extent) for part in parts)
    cell = max(np.sqrt(area * 3.0), reach * 1.2) / _CELLS + 1.0
    taken = np.zeros((_CELLS, _CELLS))
    return [_settled(part, taken, cell) for part in parts]


def _settled(part: _Part, taken: Floats, cell: float) -> _Part:
    """The part moved to its place, which is then taken."""
    mask = _mask(part.moved(0, 0), cell)
    wide, high = mask.shape
    shape = (_CELLS + wide, _CELLS + high)
    spectrum = np.fft.rfft2(taken, shape) * np.conj(np.fft.rfft2(mask, shape))
    overlap = np.fft.irfft2(spectrum, shape)[: _CELLS - wide + 1, : _CELLS - high + 1]
    xs = np.arange(overlap.shape[0])[:, None] + wide / 2 - _CELLS / 2
    ys = np.arange(overlap.shape[1])[None, :] + high / 2 - _CELLS / 2
    cost = (xs / ASPECT) ** 2 + ys**2 + np.where(overlap > 0.5, 1e9, 0.0)
    x, y = (int(index) for index in np.unravel_index(int(np.argmin(cost)), cost.shape))
    taken[x : x + wide, y : y + high] = np.maximum(taken[x : x + wide, y : y + high], mask)
    return part.moved((x + 1) * cell, (y + 1) * cell)


def _mask(part: _Part, cell: float) -> Floats:
    """The cells that boxes and edges cover, with a margin of one."""
    wide, high = (int(size / cell) + 4 for size in part.extent)
    mask = np.zeros((wide, high))
    for (x, y), (width, height) in zip(part.place, part.box, strict=True):
        left, right = int((x - width / 2) / cell), int((x + width / 2) / cell)
        top, bottom = int((y - height / 2) / cell), int((y + height / 2) / cell)
        mask[max(left, 0) : right + 3, max(top, 0) : bottom + 3] = 1.0
    for share in np.linspace(0, 1, 17):
        ends = part.place[part.edges[:, 0]] * share + part.place[part.edges[:, 1]] * (1 - share)
        spots = (ends / cell).astype(np.int64)
        for dx in (0, 1, 2):
            for dy in (0, 1, 2):
                mask[spots[:, 0] + dx, spots[:, 1] + dy] = 1.0
    return mask


def _rows(parts: Sequence[_Part]) -> list[_Part]:
    """Small parts and loose nodes in rows, as text is set."""
    if not parts:
        return []
    area = sum(wide * high for wide, high in (part.extent for part in parts))
    width = max(max(part.extent[0] for part in parts), np.sqrt(area * ASPECT * 2.5))
    x = y = line = 0.0
    placed = []
    for part in parts:
        wide, high = part.extent
        if x and x + wide > width:
            x, y, line = 0.0, y + line + 10.0, 0.0
        placed.append(part.moved(x, y))
        x, line = x + wide + 14.0, max(line, high)
    return placed


def _joined(middle: Sequence[_Part], rows: Sequence[_Part]) -> dict[str, tuple[int, int]]:
    """All places in one: the rows below the middle, both centred."""
    result: dict[str, tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    top = 0.0
    for block in (middle, rows):
        if not block:
            continue
        low = np.min([(part.place - part.box / 2).min(0) for part in block], axis=0)
        high = np.max([(part.place + part.box / 2).max(0) for part in block], axis=0)
        shift = np.array([-(low[0] + high[0]) / 2, top - low[1]])
        for part in block:
            for name, spot in zip(part.names, part.place + shift, strict=True):
                place = (round(float(spot[0])), round(float(spot[1])))
                while place in taken:
                    place = (place[0] + 1, place[1])
                taken.add(place)
                result[name] = place
        top += float(high[1] - low[1]) + 70.0
    return dict(sorted(result.items()))
