"""Readings and identities -> positions: what somebody holds on an issue.

Only where a verb says so: "would welcome", "fully supports", "called for", "rejected", "refused to". The holder is the
one who does it, or the speaker where the words are "we" or "I"; the issue is told in the text's own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from ..names import key
from ..records import Article, Event, Identity, Interval, Position, Reading, Stance, Statement, make_id

STANCE_OF_KIND: dict[str, Stance] = {"SUPPORT": "support", "REJECT": "oppose", "REQUEST": "support"}
OPPOSITE: dict[Stance, Stance] = {"support": "oppose", "oppose": "support"}
FIRST_PERSON = frozenset(("we", "i"))
PRONOUNS = frozenset(("he", "she", "it", "they", "who", "which", "that"))
LONGEST = 90  # characters of an issue


def find_positions(readings: Sequence[Reading], identities: Sequence[Identity]) -> tuple[Position, ...]:
    """The positions of a story, in order of article and place."""
    by_form: dict[str, list[str]] = {}
    for identity in identities:
        for form in {key(name) for name in (identity.name, *identity.forms)}:
            by_form.setdefault(form, []).append(identity.id)
    found = [position for reading in readings for position in _of_reading(reading, by_form)]
    return tuple(sorted(found, key=lambda position: (position.span, position.id)))


def _of_reading(reading: Reading, by_form: dict[str, list[str]]) -> Iterator[Position]:
    statements = {statement.id: statement for statement in reading.statements}
    for event in reading.events:
        stance = _stance(event, reading.article.words(event.trigger).lower())
        statement = statements.get(event.statement or "")
        holder = _holder(event, statement)
        issue = _issue(reading.article, event)
        if stance is None or holder is None or issue is None:
            continue
        ids = by_form.get(key(holder), [])
        yield Position(
            id=make_id("o", event.id, stance), holder=ids[0] if len(ids) == 1 else None, holder_text=holder,
            issue=issue, stance=stance, when=_when(reading.article, event, statement),
            rests_on=statement.id if statement else event.id, span=event.trigger,
        )  # fmt: skip


@lru_cache(maxsize=1)
def _stance_words() -> dict[str, Stance]:
    lines = files("wellsourced.lexicons").joinpath("positions_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: "support" if stance == "support" else "oppose" for word, stance in rows}


def _stance(event: Event, trigger: str) -> Stance | None:
    stance = STANCE_OF_KIND.get(event.kind) or _stance_words().get(trigger)
    if stance is None or event.modality in ("predicted", "possible", "requested", "offered"):
        return None
    if event.modality == "conditional":
        return "conditional"
    if event.modality in ("not happened", "denied"):
        return OPPOSITE[stance] if event.kind != "REQUEST" else None  # not having asked is no position
    return stance


def _holder(event: Event, statement: Statement | None) -> str | None:
    actor = next((p for p in event.participants if p.role == "actor"), None)
    if actor is None:
        return None
    word = actor.name.lower()
    if word in FIRST_PERSON or word in PRONOUNS:
        return statement.source.name if statement is not None and not statement.source.candidates else None
    return actor.name


def _issue(article: Article, event: Event) -> str | None:
    """The words of what is supported or opposed: the target, or what follows the trigger in its sentence."""
    target = next((p for p in event.participants if p.role == "target"), None)
    if target is None:
        return None
    words = " ".join(target.text.split())
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def _when(article: Article, event: Event, statement: Statement | None) -> Interval | None:
    if statement is not None and statement.uttered is not None:
        return statement.uttered
    if event.when is not None:
        return event.when
    published = article.published
    return Interval(None, published.latest) if published.latest else None
