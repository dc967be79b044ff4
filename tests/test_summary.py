"""What the command line prints of a dossier, and that the page chooses the same answers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from dossiers import hostile, small

from wellsourced.records import Dossier
from wellsourced.tell.answers import find_answers
from wellsourced.tell.dossier import as_json
from wellsourced.tell.html.claims import view_claims, view_disagreements
from wellsourced.tell.html.lookup import Lookup
from wellsourced.tell.summary import NARROWEST, summary

ESCAPE = re.compile("\033\\[[0-9;]*m")


def answers_of(dossier: Dossier):
    lookup = Lookup(as_json(dossier))
    by_number = {view.number: view for view in view_claims(lookup, list(lookup.claims.values()))}
    views = {claim: by_number[lookup.claim_numbers[claim]] for claim in lookup.claims}
    return find_answers(lookup, views, view_disagreements(lookup, lookup.dossier["disagreements"], views))


def test_the_three_answers_stand_in_every_summary() -> None:
    told = summary(small())
    assert re.search(r"^BEST CORROBORATED", told, re.MULTILINE)
    assert re.search(r"^DISPUTED", told, re.MULTILINE)
    assert "independent origins" in told.splitlines()[1]


def test_what_could_not_be_read_or_done_is_said() -> None:
    dossier = small()
    first = dossier.readings[0]
    foreign = replace(first, article=replace(first.article, language="fr"))
    told = summary(replace(dossier, readings=(foreign, *dossier.readings[1:])))
    assert "NOT DONE  1 article in “fr”" in " ".join(told.split("\n"))
    assert "NOT READ" in told


@pytest.mark.parametrize("width", [20, 60, 80, 100, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    widest = max(len(line) for line in summary(small(), width).splitlines())
    assert widest <= max(NARROWEST, min(width, 120))


def test_colour_changes_no_word() -> None:
    plain, coloured = summary(small()), summary(small(), colour=True)
    assert "\033" not in plain
    assert "\033" in coloured
    assert ESCAPE.sub("", coloured) == plain


def test_nothing_of_a_page_reaches_the_terminal_as_a_control_character() -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", summary(hostile()))


def test_a_claim_stands_in_one_answer_only() -> None:
    answers = answers_of(small())
    shown = (*answers.corroborated, *answers.nearest, *answers.repeated)
    assert len({claim.number for claim in shown}) == len(shown)
    assert all(claim.status not in ("disputed", "changed") for claim in shown)
    assert all(claim.bearing.low > 1 for claim in answers.corroborated)
    assert all(claim.bearing.low == 1 < claim.bearing.high for claim in answers.nearest)
    assert all(claim.bearing.high == 1 < claim.bearing.outlets for claim in answers.repeated)
