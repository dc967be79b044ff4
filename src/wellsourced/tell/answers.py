"""The three answers that a reader in a hurry wants of a story, chosen from its dossier: what is best corroborated, what
rests on one origin though many carry it, what is disputed. The command line and the page show the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .html.claims import KINDS, ClaimView, DisagreementView
from .html.lookup import Json, Lookup, shorten

SHOWN = 3  # claims of an answer: more are no answer but a list, and the lists follow
SAME = 0.5  # share of a claim's words that another has from which showing both would tell one thing twice
FEWEST_WORDS = 4
RELATIVE = frozenset(("which", "who", "whom", "whose", "where", "when", "that", "as", "including"))
OPEN = frozenset(("disputed", "changed"))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement in a line: the value where the sides are values, the words, who stands for them.
    `repeats`: its words are what the disagreement is about, and told already."""

    value: str
    claim: ClaimView
    denies: bool
    repeats: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disagreement in short; without sides where one claim parts its own carriers: then `why` tells how."""

    about: str
    kind: str
    why: str
    id: str
    sides: list[Side]


@dataclass(frozen=True, slots=True)
class Answers:
    """`corroborated` claims have two origins for certain; `nearest` may have, and fill up the answer."""

    corroborated: list[ClaimView]
    nearest: list[ClaimView]
    repeated: list[ClaimView]
    disputed: list[Dispute]
    further: tuple[int, int, int]  # how many more of each the dossier has


def find_answers(lookup: Lookup, views: Mapping[str, ClaimView], disagreements: Sequence[DisagreementView]) -> Answers:
    """The answers for one story. `views` are its claims by id."""
    carried = [
        lookup.claims[claim] for claim, view in views.items() if view.bearing.outlets > 1 or view.bearing.low > 1
    ]
    early = {claim["id"]: _place(lookup, claim) for claim in carried}
    settled = [claim for claim in carried if claim["status"] not in OPEN]
    best = [claim for claim in settled if claim["origins"]["high"] > 1]
    best.sort(
        key=lambda c: (
            -c["origins"]["low"],
            _is_scrap(c),
            -c["outlets"],
            -c["origins"]["high"],
            early[c["id"]],
            c["id"],
        )
    )
    corroborated = list(_apart(best, ()))
    alone = [claim for claim in settled if claim["origins"]["high"] == 1]
    alone.sort(key=lambda c: (_is_scrap(c), -c["outlets"], len(c["speakers"]) > 1, early[c["id"]], c["id"]))
    repeated = list(_apart(alone, corroborated[:SHOWN]))
    disputed = [_dispute(one) for one in sorted(disagreements, key=by_width)]
    shown = (corroborated, repeated, disputed)
    return Answers(
        [views[claim["id"]] for claim in corroborated[:SHOWN] if claim["origins"]["low"] > 1],
        [views[claim["id"]] for claim in corroborated[:SHOWN] if claim["origins"]["low"] == 1],
        [views[claim["id"]] for claim in repeated[:SHOWN]],
        disputed[:SHOWN],
        tuple(max(0, len(found) - SHOWN) for found in shown),  # type: ignore[arg-type]
    )


def _place(lookup: Lookup, claim: Json) -> float:
    """How far down its articles a claim stands (0 to 1): what matters most is told first."""
    places = [s["span"]["start"] / (len(lookup.articles[s["article"]]["text"]) + 1) for s in claim["supports"]]
    return float(round(sum(places) / len(places), 3))


def _is_scrap(claim: Json) -> bool:
    """Whether a claim's words say little by themselves: few, or a clause that hangs on words left out."""
    words = str(claim["text"]).split()
    first = words[0] if words else ""
    hangs = first in RELATIVE or (first.islower() and first.endswith("ing"))
    return len(words) < FEWEST_WORDS or hangs


def _apart(claims: Iterable[Json], shown: Sequence[Json]) -> Iterator[Json]:
    """The claims without those that stand in the words of one before: a figure and the statement it stands in."""
    kept = list(shown)
    for claim in claims:
        if not any(_same_words(claim, other) for other in kept):
            kept.append(claim)
            yield claim


def _same_words(claim: Json, other: Json) -> bool:
    """Whether most places where a claim stands are places of the other."""
    spans = [support["span"] for support in claim["supports"]]
    others = [support["span"] for support in other["supports"]]
    within = sum(
        any(s["article"] == o["article"] and s["start"] < o["end"] and o["start"] < s["end"] for o in others)
        for s in spans
    )
    return within >= SAME * len(spans)


# ---- disagreements ----------------------------------------------------------------------------


def by_width(one: DisagreementView) -> tuple[bool, int, str]:
    """Accounts that part before accounts that one source changed itself; among these the most widely carried first."""
    outlets = {outlet for side in one.sides for claim in side for outlet in claim.outlets}
    return one.kind == KINDS["position changed"], -len(outlets), one.id


def _dispute(one: DisagreementView) -> Dispute:
    about, values = _values(one)
    if one.is_within:  # its sides are one claim: what parts them is in the words of `why`
        return Dispute(about, one.kind, one.why, one.id, [])
    sides = [
        Side(values[i] if values else "", claim, "denied" in claim.tags, _same_text(about, claim.text))
        for i, side in enumerate(one.sides)
        if (claim := max(side, key=_weight(values[i] if values else ""), default=None))
    ]
    return Dispute(about, one.kind, one.why, one.id, sides)


def _same_text(about: str, words: str) -> bool:
    start = about.rstrip(" ….").casefold()
    return len(start) > 3 and words.casefold().startswith(start)


def _weight(value: str) -> Callable[[ClaimView], tuple[bool, int, int]]:
    """Rank of a claim as the words of its side: it names the value, is carried widely, and is told in a sentence."""
    return lambda claim: (value in claim.text, claim.bearing.outlets, -abs(80 - len(claim.text)))


def _values(one: DisagreementView) -> tuple[str, list[str]]:
    """ "people brought down: 148 or 163" -> ("people brought down", ["148", "163"]), where there is one a side."""
    about, _, values = one.about.rpartition(": ")
    found = values.split(" or ")
    told = len(found) == len(one.sides) > 1 and all(any(c.isdigit() for c in value) for value in found)
    return (about or one.about, found) if told else (one.about, [])


def around(text: str, value: str, length: int) -> str:
    """The text, or as many whole words of it as fit, so that a value in it is among them.

    >>> around("the gates were opened at noon, and at 2.12 they were shut", "2.12", 30)
    '… noon, and at 2.12 they were …'
    """
    at = text.find(value) if value else -1
    if len(text) <= length or at + len(value) <= length - 2:
        return shorten(text, length)
    start = text.find(" ", max(0, at - length // 2)) + 1
    return "… " + shorten(text[start:], length - 2)
