"""What was asked and what was answered, one by one; and the figures that they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["share", "F1", "count"]

# Every measure in the order of the data's way, and what its figure is:
#   share   of the answers in gold, those that are right
#   F1      2 x right / (in gold + found); 1 where there is nothing to find and nothing was found
#   count   errors of a kind that must not happen
MEASURES: dict[str, Kind] = {
    "articles": "share",
    "furniture labelled": "share",
    "body kept": "share",
    "dates right": "share",
    "statements F1": "F1",
    "statements + speaker F1": "F1",
    "kind right": "share",
    "chains right": "share",
    "passages F1": "F1",
    "false links": "count",
    "origin pairs right": "share",
    "false independence": "count",
    "forms put together": "share",
    "look-alikes wrongly merged": "count",
    "figures F1": "F1",
    "events found": "share",
    "modality right": "share",
    "claims found": "share",
    "origins inside": "share",
    "origins exact": "share",
    "origins within 2": "share",
    "false corroboration": "count",
    "status right": "share",
    "disagreements found": "share",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer: whether it is in gold, whether the dossier has it, and whether the two agree.

    `wanted` and `got` are words for people. `weight` counts for more than one (the words of a passage).
    """

    measure: str
    where: str  # the coverage and the article, by the names they have in gold
    wanted: str
    got: str
    in_gold: bool = True
    found: bool = True
    right: bool = True
    weight: int = 1


def figures(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """The figure of every measure that something was asked of, shares and F1 to three digits."""
    gold, found, right, wrong = (dict.fromkeys(MEASURES, 0) for _ in range(4))
    for one in outcomes:
        gold[one.measure] += one.weight * one.in_gold
        found[one.measure] += one.weight * one.found
        right[one.measure] += one.weight * one.right
        wrong[one.measure] += one.weight * (not one.right)
    reached: dict[str, float] = {}
    for measure, kind in MEASURES.items():
        if kind == "count":
            reached[measure] = wrong[measure]
        elif kind == "share" and gold[measure]:
            reached[measure] = round(right[measure] / gold[measure], 3)
        elif kind == "F1" and gold[measure] + found[measure]:
            reached[measure] = round(2 * right[measure] / (gold[measure] + found[measure]), 3)
    return reached
