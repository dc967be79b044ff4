"""Whom the names of a story mean: the identities of a name, of a form, or of a place in an article.

Readings are made before identities are known; whatever shows, counts or joins them asks here. Nothing is decided
anew: an answer is an identity that has this very name, and None where that is not certain.
"""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .names import key, parts
from .records import Identity, Reading, Span


class Names:
    """The names of a story's identities, by place and by form; with readings, the words that tell times, and which
    names are of media, which relay and do not speak."""

    def __init__(self, identities: Iterable[Identity], readings: Sequence[Reading] = ()) -> None:
        self.at: dict[str, list[tuple[Span, Identity]]] = defaultdict(list)
        self.forms: dict[str, list[Identity]] = defaultdict(list)
        self._written: dict[str, list[Identity]] = defaultdict(list)
        self.kept: dict[object, object] = {}  # identity id or span -> what a stage made of it, so as to make it once
        self.media = frozenset(key(name) for reading in readings for name in _media(reading))
        for identity in identities:
            for span in identity.mentions:
                self.at[span.article].append((span, identity))
            forms = dict.fromkeys((identity.name, *identity.forms))
            for form in sorted({key(form) for form in forms}):
                self.forms[form].append(identity)
            for form in sorted({_plain(form) for form in forms}):
                self._written[form].append(identity)
        for found in self.at.values():
            found.sort(key=lambda pair: pair[0])
        self.times: dict[str, list[Span]] = {r.article.id: sorted(time.span for time in r.times) for r in readings}
        self._longest = {a: max(span.end - span.start for span, _ in found) for a, found in self.at.items()}
        self._longest_time = {a: max((s.end - s.start for s in spans), default=0) for a, spans in self.times.items()}

    def within(self, span: Span) -> list[tuple[Span, Identity]]:
        """The names that overlap a span, with whom they mean, in order of place."""
        found = self.at.get(span.article, [])
        from_here = span.start - self._longest.get(span.article, 0)
        first = bisect.bisect_left(found, from_here, key=lambda pair: pair[0].start)
        inside = itertools.takewhile(lambda pair: pair[0].start < span.end, itertools.islice(found, first, None))
        return [(place, identity) for place, identity in inside if span.start < place.end]

    def times_within(self, span: Span) -> list[Span]:
        """The words that tell a time and overlap a span."""
        found = self.times.get(span.article, [])
        from_here = span.start - self._longest_time.get(span.article, 0)
        first = bisect.bisect_left(found, from_here, key=lambda time: time.start)
        inside = itertools.takewhile(lambda time: time.start < span.end, itertools.islice(found, first, None))
        return [time for time in inside if span.start < time.end]

    def named(self, name: str) -> Identity | None:
        """The one identity of the story with this name; None where none or several have it."""
        found = self.forms.get(key(name), [])
        return found[0] if len({identity.id for identity in found}) == 1 else None

    def meant(self, name: str, article: str, span: Span | None = None) -> Identity | None:
        """The identity of `name`, which stands at `span` of an article or is the name that the words there refer to.

        1. the only one with that form in the story; of several the one mentioned at the span, or the only one
           mentioned in the article; 2. the same for spellings that differ in marks, titles or "al-" only; 3. the one
        whose mention is exactly the span, if all words of its name stand in `name`.
        """
        for found in (self._written.get(_plain(name), []), self.forms.get(key(name), [])):
            if found:
                return found[0] if len(found) == 1 else self._of_several(found, article, span)
        if span is None:
            return None
        words = set(parts(name))
        exact = (one for place, one in self.within(span) if place == span and words.issuperset(parts(one.name)))
        return next(exact, None)

    def _of_several(self, found: Sequence[Identity], article: str, span: Span | None) -> Identity | None:
        fitting = {identity.id: identity for identity in found}
        at_span = {one.id for _, one in self.within(span) if one.id in fitting} if span else set()
        for ids in (at_span, {one.id for _, one in self.at.get(article, ()) if one.id in fitting}):
            if len(ids) == 1:
                return fitting[ids.pop()]
        return None

    def identity(self, name: str, article: str, span: Span | None = None) -> str | None:
        """The id of whom a name means (`meant`)."""
        one = self.meant(name, article, span)
        return one.id if one is not None else None


def _media(reading: Reading) -> list[str]:
    names = [credit.name for credit in reading.credits] + [reading.article.outlet or ""]
    return [name for name in names if name]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
