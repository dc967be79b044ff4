"""Stories of plain text -> events that several articles share, however they tell them, and none that they do not."""

from __future__ import annotations

import pytest
from plain_stories import Case, plain_stories

CASES = plain_stories("shared_events.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_events_are_shared(case: Case) -> None:
    carried = [({s.span.article for s in claim.supports}, case.words(claim)) for claim in case.compared().claims]
    for expected in case.expected:
        kind, *rest = (part.strip() for part in expected.split("|"))
        if kind == "apart":
            assert [words for articles, words in carried if len(articles) > 1] == []
        else:
            assert any(articles == set(rest[0].split()) and rest[1] in words for articles, words in carried), carried


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_shared_event_proves_no_second_origin(case: Case) -> None:
    for claim in case.compared().claims:
        if any(why.startswith("one event: what happened") for why in claim.why):
            assert claim.origins.low == 1
