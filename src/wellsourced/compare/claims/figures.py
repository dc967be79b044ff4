"""Figures inside statements -> claims of their own, where another article carries or contradicts the quantity alone.

A statement with three figures is one claim; when another article has only one of them, the figure is what both share.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...records import Figure, Reading, Span
from ..quantities import Quantity, one_quantity
from ..rivals import Rivals, find_rivals, same_voice
from ..speakers import Speaker
from ..units import Unit
from ..wording import fold

PARTS = re.compile(r"[,;:]\s+|\s*[—–]\s+|\s+(?:and|but|while|whereas|although)\s+(?:that\s+)?")
FEW = 12  # members of a cluster with which a new one is compared: a hundred copies of one number are all alike
LEAST = 3  # concepts of a part of a clause that says something


def figure_clusters(
    units: Sequence[Unit], readings: Sequence[Reading], found: Sequence[Quantity], groups: Sequence[Sequence[Unit]]
) -> list[tuple[list[Unit], list[str]]]:
    """Clusters of figure units that no cluster of statements or sentences stands for already.

    `found` are the quantities of the readings, `groups` the units of each claim so far.
    """
    home = {unit.id: index for index, group in enumerate(groups) for unit in group}
    said = {frozenset(unit.spans for unit in group) for group in groups}
    rivals = find_rivals(readings, found)
    unit_of = {figure.id: unit for unit in units for figure in unit.figures}
    contradicted = {q.figure.id for one in rivals for q in (*one.left, *one.right)}
    turned_down = {q.figure.id for q in found if q.negated} - contradicted
    held = [q for q in found if q.figure.id in unit_of and q.figure.id not in turned_down]
    claims = []
    for cluster in _together(held, rivals):
        homes = {home[unit_of[q.figure.id].id] for q in cluster}
        shared = len(homes) > 1 and len({q.article for q in cluster}) > 1
        if shared or any(q.figure.id in contradicted for q in cluster):
            why = ["the same number of the same thing"] if len(cluster) > 1 else []
            told = [_figure_unit(q, unit_of[q.figure.id], _voice(q, cluster, unit_of)) for q in cluster]
            if frozenset(unit.spans for unit in told) not in said:  # else it is what a sentence or statement claims
                claims.append((told, why))
    return claims


Value = tuple[float | None, float | None]


def _together(held: Sequence[Quantity], rivals: Sequence[Rivals]) -> list[list[Quantity]]:
    """Quantities in clusters of one: by what they count, or since each has the same other number against it.

    "71 names, where the ministry has 47" and "71 people died; the ministry counted 47" are about one thing.
    """
    clusters: dict[Value, list[list[Quantity]]] = {}
    opposed: dict[str, set[Value]] = {}
    of_one: dict[str, set[int]] = {}
    for index, one in enumerate(rivals):
        for mine, theirs in ((one.left, one.right), (one.right, one.left)):
            for q in mine:
                opposed.setdefault(q.figure.id, set()).update(map(_value, theirs))
                of_one.setdefault(q.figure.id, set()).add(index)
    for quantity in held:
        of_value = clusters.setdefault(_value(quantity), [])
        against, sides = opposed.get(quantity.figure.id, set()), of_one.get(quantity.figure.id, set())
        for cluster in of_value:
            if all(
                one_quantity(quantity, other)
                or sides & of_one.get(other.figure.id, set())
                or (quantity.article != other.article and against & opposed.get(other.figure.id, set()))
                for other in cluster[:FEW]
            ):
                cluster.append(quantity)
                break
        else:
            of_value.append([quantity])
    return [cluster for found in clusters.values() for cluster in found]


def _value(quantity: Quantity) -> Value:
    return quantity.figure.low, quantity.figure.high


def _voice(quantity: Quantity, cluster: Sequence[Quantity], unit_of: Mapping[str, Unit]) -> Speaker:
    """Whose a number is: the speaker's of the words, unless these take up what another one gives."""
    own = unit_of[quantity.figure.id].speaker
    if not quantity.cited or same_voice(own.name, quantity.speaker):
        return own
    voices = [unit_of[other.figure.id].speaker for other in cluster if not other.cited]
    found = [voice for voice in voices if voice.key and same_voice(voice.name, quantity.speaker)]
    return found[0] if found else Speaker(fold(quantity.speaker), quantity.speaker, None, sure=False)


def _figure_unit(quantity: Quantity, unit: Unit, speaker: Speaker) -> Unit:
    figure: Figure = quantity.figure
    spans = (quantity.clause,) if quantity.inherited else _part(quantity, unit.article.text)
    words = tuple(c for c in quantity.concepts if any(s.start <= c.start < s.end for s in spans))
    return Unit(
        figure.id, "figure", unit.article, spans, words, speaker, (figure.id,), figures=(figure,),
        statement=unit.statement,
    )  # fmt: skip


def _part(quantity: Quantity, text: str) -> tuple[Span, ...]:
    """The part of a clause that tells a number: what else the sentence says is another claim.

    "The bank, founded in 1868, has 312,000 savers and 1,900 clerks": its first words, and those around the number.
    """
    clause = quantity.clause
    ends = [m.span() for m in PARTS.finditer(text, clause.start, clause.end)]
    starts = [clause.start, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), clause.end]
    parts = [Span(clause.article, a, b) for a, b in zip(starts, stops, strict=True) if a < b]
    own = next((part for part in parts if part.overlaps(quantity.figure.span)), clause)
    for spans in ((own,), (parts[0], own) if parts and parts[0] != own else (clause,)):
        inside = [c for c in quantity.concepts if any(s.start <= c.start < s.end for s in spans)]
        if len(inside) >= LEAST and all(s.end - s.start > 1 for s in spans):
            return spans
    return (clause,)
