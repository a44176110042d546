"""Where the nodes of a picture lie, worked out beforehand and the same every time.

Each connected part is laid out by itself: a pivot start (classical scaling of distances
in steps) shows its overall shape, force steps open it up, and a last pass pushes boxes
of labels apart.  Repulsion is summed on a grid by Fourier transform, so that a step costs
about as much as there are nodes.  The parts are packed side by side, the largest first.

igraph does the like faster but is under the GPL, networkx's spring layouts cost the
square of the number of nodes: `docs/decisions` has the comparison.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: The length of an edge at rest, in the picture's units (pixels at scale 1).
EDGE = 120.0
#: Width of the whole over its height.
ASPECT = 1.55
_PIVOTS = 40
_EXACT = 250
_GRID = 128


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
    parts = sorted(
        nx.weakly_connected_components(nx.DiGraph(graph)), key=lambda p: (-len(p), min(p))
    )
    loose = [min(part) for part in parts if len(part) == 1]
    placed: list[tuple[list[str], Floats, Floats]] = []
    for part in parts:
        if len(part) > 1:
            names = sorted(part)
            box = np.array([sizes.get(name, (60.0, 40.0)) for name in names])
            placed.append((names, _part(graph, names, box), box))
    if loose:
        box = np.array([sizes.get(name, (60.0, 40.0)) for name in loose])
        placed.append((loose, _rows(box), box))
    return _packed(placed)


def _part(graph: nx.Graph, names: Sequence[str], box: Floats) -> Floats:
    number = {name: index for index, name in enumerate(names)}
    pairs = sorted({
        (min(number[a], number[b]), max(number[a], number[b]))
        for a, b in graph.subgraph(names).edges()
        if a != b
    })  # fmt: skip
    edges = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    place = _relaxed(_pivots(len(names), edges), edges)
    return _separated(_turned(place), box)


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
        push -= place * 0.02
        size = np.linalg.norm(push, axis=1)
        limit = heat * (1.0 - turn / rounds) ** 1.5 + 0.5
        place = place + push * (np.minimum(size, limit) / np.maximum(size, 1e-9))[:, None]
    centred: Floats = place - place.mean(0)
    return centred


def _exact(place: Floats, mass: Floats) -> Floats:
    away = place[:, None, :] - place[None, :, :]
    square = (away**2).sum(2) + 1.0
    push: Floats = (away * (mass[None, :] / square)[:, :, None]).sum(1)
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
    """Turned so that its long side lies flat, the heavier end to the left."""
    if len(place) < 3:
        return np.array([[0.0, 0.0], [EDGE * 1.4, 0.0]])[: len(place)]
    _, vectors = np.linalg.eigh(place.T @ place)
    turned: Floats = place @ vectors[:, ::-1]
    for axis in (0, 1):
        if np.median(turned[:, axis]) > 0:
            turned[:, axis] *= -1
    return turned


def _separated(place: Floats, box: Floats, rounds: int = 60) -> Floats:
    """Pushes apart the boxes that overlap, a little at a time."""
    count = len(place)
    if count > 900:
        return place * _room(place, box)
    need = (box[:, None, :] + box[None, :, :]) / 2
    same = np.arange(count)
    order = np.sign(same[:, None] - same)[..., None]
    for _ in range(rounds):
        away = place[:, None, :] - place[None, :, :]
        lack = need - np.abs(away)
        over: NDArray[np.bool_] = np.asarray((lack > 0).all(2))
        over[same, same] = False
        if not over.any():
            break
        flat = lack[:, :, 0] < lack[:, :, 1]
        sign = np.where(away == 0, order, np.sign(away))
        move_x = np.where(over & flat, lack[:, :, 0], 0.0) * sign[:, :, 0]
        move_y = np.where(over & ~flat, lack[:, :, 1], 0.0) * sign[:, :, 1]
        place = place + 0.35 * np.column_stack([move_x.sum(1), move_y.sum(1)]).clip(-EDGE, EDGE)
    return place


def _room(place: Floats, box: Floats) -> float:
    """The factor by which a large part must grow to hold its boxes about half full."""
    extent = np.maximum(place.max(0) - place.min(0), 1.0)
    return float(max(1.0, np.sqrt(box.prod(1).sum() / 4 / extent.prod())))


def _rows(box: Floats) -> Floats:
    """Loose nodes in rows, as text is set."""
    width = max(float(box[:, 0].max()), np.sqrt(float(box.prod(1).sum()) * ASPECT * 3))
    place, x, y, line = np.zeros((len(box), 2)), 0.0, 0.0, 0.0
    for index, (wide, high) in enumerate(box):
        if x + wide > width and x > 0:
            x, y, line = 0.0, y + line * 1.15, 0.0
        place[index] = (x + wide / 2, y + high / 2)
        x, line = x + wide * 1.08, max(line, high)
    return place


def _packed(parts: Sequence[tuple[list[str], Floats, Floats]]) -> dict[str, tuple[int, int]]:
    """Parts side by side on shelves, the whole about as wide as a screen."""
    corners = [((p - box / 2).min(0), (p + box / 2).max(0)) for _, p, box in parts]
    extents = [high - low + 60.0 for low, high in corners]
    area = sum(float(extent.prod()) for extent in extents)
    width = max(np.sqrt(area * ASPECT * 1.1), max(float(extent[0]) for extent in extents))
    result: dict[str, tuple[int, int]] = {}
    x = y = shelf = 0.0
    for (names, place, _), (low, _), extent in zip(parts, corners, extents, strict=True):
        if x > 0 and x + extent[0] > width * 1.02:
            x, y, shelf = 0.0, y + shelf, 0.0
        for name, spot in zip(names, place - low + (x, y), strict=True):
            result[name] = (round(float(spot[0])), round(float(spot[1])))
        x, shelf = x + float(extent[0]), max(shelf, float(extent[1]))
    return dict(sorted(result.items()))
