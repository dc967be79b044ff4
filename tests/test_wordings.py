"""The first of many patterns that a line matches: by exclusion, as by asking each."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.read.blocks import wordings_of
from wellsourced.read.wordings import Sought, Wordings, is_opening, needed

LEXICONS = ("furniture.tsv", "furniture_sections.tsv", "furniture_appeals.tsv")
PATTERNS = [one for lexicon in LEXICONS for one in wordings_of(lexicon)]
# What the patterns' words are made of, and what stands between them
PIECES = sorted({word for _, pattern in PATTERNS for word in re.findall(r"[a-z]{2,}", pattern)})
PIECES += [
    "©",
    "“",
    "£9",
    "10 %",
    "| ",
    "» ",
    ": ",
    ". ",
    "...",
    "7",
    "*",
    "…",
    "https://a",
    "a@b.example",
    "?",
    "weir",
]
LINES = st.lists(st.sampled_from(PIECES), max_size=8).flatmap(
    lambda pieces: st.sampled_from((" ".join(pieces), "".join(pieces), ", ".join(pieces)))
)


def kinds_of(lexicon: str) -> list[tuple[list[tuple[str, str]], Wordings[str]]]:
    """The patterns of a lexicon, all of them and each kind's by themselves."""
    patterns = wordings_of(lexicon)
    each = [[(k, pattern) for k, pattern in patterns if k == kind] for kind in dict.fromkeys(k for k, _ in patterns)]
    return [(asked, Wordings(asked)) for asked in (patterns, *each)]


EACH = {lexicon: kinds_of(lexicon) for lexicon in LEXICONS}


def by_asking(patterns: list[tuple[str, str]], line: str) -> str | None:
    return next((kind for kind, pattern in patterns if re.search(pattern, line)), None)


@pytest.mark.parametrize("lexicon", LEXICONS)
@settings(deadline=None)  # the first line may meet patterns that are not yet compiled
@given(line=LINES)
def test_the_first_wording_is_the_first_that_a_search_finds(lexicon: str, line: str) -> None:
    for asked, wordings in EACH[lexicon]:
        assert wordings.first(line) == by_asking(asked, line)


def test_the_first_in_order_decides_wherever_it_stands() -> None:
    patterns = [("elsewhere", r"gate\b"), ("opening", r"^the"), ("late", r"weir"), ("also opening", r"^the weir")]
    wordings = Wordings(patterns)
    assert wordings.first("the weir gate") == "elsewhere"
    assert wordings.first("the weir") == "opening"
    assert wordings.first("a weir") == "late"
    assert wordings.first("a lock") is None


@pytest.mark.parametrize(("kind", "pattern"), PATTERNS)
def test_patterns_of_lexicons_are_in_lower_case_and_hold_no_groups(kind: str, pattern: str) -> None:
    assert not re.search(r"(?<!\\)[A-Z]", pattern), kind
    assert not re.compile(pattern).groups


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        (r"gates?", ("gate",)),
        (r"(?:lock|weir) keeper", (" keeper",)),
        (r"(?:weir)? gate|sluice", (" gate", "sluice")),
        (r"\d+|sluice", ("",)),  # digits are no string
        (r"(?=sluice)\w+", ("",)),
        (r"[£$]\d", ("$", "£")),
        (r"(?:sluice){0,2}", ("",)),
        (r"(?i:sluice)", ("",)),  # may be in capitals
    ],
)
def test_strings_that_a_pattern_cannot_do_without(pattern: str, strings: tuple[str, ...]) -> None:
    assert needed(pattern) == strings


@pytest.mark.parametrize(
    ("pattern", "opens"),
    [(r"^a|^b", True), (r"^(?:a|b)", True), (r"^a|b", False), (r"a^", False), (r"[\^|]^", False), (r"(?:^)a", True)],
)
def test_patterns_that_match_at_the_beginning_only(pattern: str, opens: bool) -> None:
    assert is_opening(pattern) is opens


def test_a_pattern_is_sought_only_in_a_stretch_that_holds_its_strings() -> None:
    sought, text = Sought(r"(\w+) gate"), "the weir gate and the lock gate"
    assert [match[1] for match in sought.finditer(text)] == ["weir", "lock"]
    assert [match[1] for match in sought.finditer(text, 5)] == ["eir", "lock"]
    assert [match[1] for match in sought.finditer(text, 5, 28)] == ["eir"]
    assert not list(sought.finditer("the weir"))
