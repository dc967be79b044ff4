"""Stories of plain text -> where accounts part: positions that change, places that differ; and where they do not."""

from __future__ import annotations

import pytest
from plain_stories import Case, plain_stories

CASES = plain_stories("accounts.txt")
STATUSES = ("changed", "disputed", "single origin", "uncertain", "corroborated")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_accounts(case: Case) -> None:
    found = case.compared().disagreements
    for expected in case.expected:
        kind, _, words = (part.strip() for part in expected.partition("|"))
        if kind.startswith(("speakers:", "text:")):
            asked, _, value = (part.strip() for part in kind.partition(":"))
            told = [c for c in case.compared().claims if words in case.words(c)][:1]
            assert any(value in (c.text if asked == "text" else ", ".join(c.speakers)) for c in told), told
            continue
        if kind in STATUSES:
            assert [c.status for c in case.compared().claims if words in case.words(c)][:1] == [kind]
        elif kind == "nothing":
            assert found == ()
        else:
            assert [one.kind for one in found] == [kind]
            assert words in f"{found[0].about} {found[0].why}"
