"""Pages that are pictures, read by optical character recognition (RapidOCR).

Its models come with the package; nothing is fetched.  Recognition errs, so it is used only
where it is asked for, and the graph says of each page that it was.
"""

from __future__ import annotations

import io
import logging
import warnings
from functools import cache
from statistics import fmean
from typing import Any

from qjgraph.read.extras import called, need
from qjgraph.read.layout import Layout, Piece, laid_out
from qjgraph.read.notes import Notice, Unreadable, warning

#: Pixels of a picture; a page of a newspaper at 200 dots an inch has 17 million.
_MOST = 80_000_000
#: Lines read with less certainty are told.
_SURE = 0.8


def read_image(data: bytes, place: str, on_issue: Notice) -> tuple[str, str]:
    """The text in a picture of a page, and what read it.

    Raises:
        Unreadable: `unreadable`, `too-large`, `no-text` or `missing-extra`.
    """
    layout, tool = recognised(_pixels(data, place), place, on_issue)
    return layout.text, tool


def _pixels(data: bytes, place: str) -> Any:
    image = need("PIL.Image", "ocr", place)
    numpy = need("numpy", "ocr", place)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", image.DecompressionBombWarning)  # the limit is ours
            picture = image.open(io.BytesIO(data))
        with picture:
            width, height = picture.size
            if width * height > _MOST:
                problem = f"has {width} by {height} points"
                raise Unreadable("too-large", place, problem, "save it at 200 dots an inch")
            return numpy.asarray(picture.convert("RGB"))
    except (OSError, ValueError, SyntaxError, image.DecompressionBombError) as trouble:
        problem = f"is not a whole picture: {trouble}"
        raise Unreadable("unreadable", place, problem, "scan or save it again") from trouble


def recognised(pixels: Any, place: str, on_issue: Notice) -> tuple[Layout, str]:
    """The text of a picture in reading order, and what read it.

    Args:
        pixels: an array of rows of points.
        place: for messages.
        on_issue: called where the recognition was unsure.

    Raises:
        Unreadable: `no-text` or `missing-extra`.
    """
    need("rapidocr", "ocr", place)
    need("onnxruntime", "ocr", place)
    found = _engine()(pixels)
    lines = list(zip(found.boxes, found.txts, found.scores, strict=True)) if found.txts else []
    if not lines:
        raise Unreadable("no-text", place, "no text was recognised", "look at it, or leave it out")
    _tell_doubts([float(score) for _, _, score in lines], place, on_issue)
    pieces = [_piece(box, text) for box, text, _ in lines]
    return laid_out(pieces), f"{called('rapidocr')}, {called('onnxruntime')}"


@cache
def _engine() -> Any:
    """The recogniser with the models of its package, on this machine's processor."""
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.WARNING)
    return RapidOCR(params={"Global.log_level": "warning"})


def _piece(box: Any, text: str) -> Piece:
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    return Piece(text=text, left=min(xs), right=max(xs), top=min(ys), bottom=max(ys))


def _tell_doubts(scores: list[float], place: str, on_issue: Notice) -> None:
    unsure = sum(score < _SURE for score in scores)
    if unsure:
        problem = f"{unsure} of {len(scores)} lines were read with doubt (mean {fmean(scores):.2f})"
        on_issue(warning("unsure-ocr", place, problem, "compare the text with the picture"))
