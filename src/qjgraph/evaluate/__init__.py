"""How well the reading agrees with a researcher's own gold.

    from qjgraph.evaluate import evaluate

    found = evaluate("data/gold", "out/sample")   # a graph's folder, or exported tables
    found.total.micro().f1
    found.mistakes                                # each with its sentence

Nothing here reads texts: facts come from a graph or its tables, and are compared with gold
in the form that `docs/evaluation.md` shows.
"""

from qjgraph.evaluate.identity import IdentityEvaluation, evaluate_identity
from qjgraph.evaluate.run import Evaluation, PagesEvaluation, evaluate, evaluate_pages

__all__ = [
    "Evaluation",
    "IdentityEvaluation",
    "PagesEvaluation",
    "evaluate",
    "evaluate_identity",
    "evaluate_pages",
]
