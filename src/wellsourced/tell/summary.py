"""Dossier -> the few lines that the command line prints."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Claim, Dossier, Range

SHOWN = 3  # claims and disagreements of each kind in the summary; the dossier has them all
WIDTH = 96


def summary(dossier: Dossier) -> str:
    """Articles, outlets and origins; the best and the worst sourced claims; disagreements; what was not read."""
    return "\n".join(_lines(dossier))


def _lines(dossier: Dossier) -> Iterator[str]:
    for comparison in dossier.comparisons:
        story = comparison.story
        yield _short(story.title)
        yield "  " + " · ".join(
            (
                _count(Range(len(story.articles), len(story.articles)), "article"),
                _count(Range(story.outlets, story.outlets), "outlet"),
                _count(story.origins, "independent origin"),
            )
        )
        best = sorted(comparison.claims, key=lambda c: (-c.origins.low, -c.origins.high, -c.outlets, c.id))
        yield from _claims("best sourced", [c for c in best if c.origins.low > 1 or c.outlets > 1])
        worst = sorted(comparison.claims, key=lambda c: (c.origins.high, -c.outlets, c.id))
        yield from _claims("many outlets, one origin", [c for c in worst if c.outlets > 1 and c.origins.high == 1])
        if comparison.disagreements:
            yield "  disagreements"
            for disagreement in comparison.disagreements[:SHOWN]:
                yield _short(f"    {disagreement.kind}: {disagreement.about}")
            yield from _more(len(comparison.disagreements))
    if dossier.unread:
        yield f"not read: {len(dossier.unread)}"
        for unread in dossier.unread[:SHOWN]:
            yield f"    {unread.address}: {unread.error}"
        yield from _more(len(dossier.unread))


def _claims(heading: str, claims: list[Claim]) -> Iterator[str]:
    if claims:
        yield f"  {heading}"
    for claim in claims[:SHOWN]:
        outlets = _count(Range(claim.outlets, claim.outlets), "outlet")
        yield _short(f"    {outlets} → {_count(claim.origins, 'origin')}: {claim.text}")


def _more(total: int) -> Iterator[str]:
    if total > SHOWN:
        yield f"    and {total - SHOWN} more in the dossier"


def _count(number: Range, noun: str) -> str:
    return f"{number} {noun}" + ("" if number.low == number.high == 1 else "s")


def _short(line: str) -> str:
    flat = line[: len(line) - len(line.lstrip())] + " ".join(line.split())
    return flat if len(flat) <= WIDTH else flat[: WIDTH - 1].rstrip() + "…"
