"""Pages that were turned to text -> labelled lines; the cases are pages with the kind of every line (dumps.txt)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.read.blocks import (
    dateline_length,
    ends_like_a_sentence,
    furniture_kind,
    is_byline,
    is_caption,
    is_comment_head,
    is_date_line,
    section_kind,
    word_count,
)
from wellsourced.read.dump import label_dump


@dataclass
class Case:
    name: str
    told: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[str, str]] = field(default_factory=list)


def cases() -> list[Case]:
    found: list[Case] = []
    for line in (Path(__file__).parent / "cases" / "dumps.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found.append(Case(line[3:]))
        elif labelled := re.match(r"(\w+)> (.*)", line):
            found[-1].lines.append((labelled[1], labelled[2]))
        elif told := re.match(r"(\w+): (.*)", line):
            found[-1].told[told[1]] = told[2]
    return found


CASES = cases()


@pytest.mark.parametrize("blank", ["\n", "\n\n", "\n  \n"], ids=["tight", "spaced", "blanks"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_line_gets_its_kind(case: Case, blank: str) -> None:
    text = blank.join(line.replace(" ¦ ", " ") for _, line in case.lines)
    expected = []
    for kind, line in case.lines:
        dateline, mark, rest = line.partition(" ¦ ")
        expected += [("dateline", dateline), (kind, rest)] if mark else [(kind, line)]
    assert [(b.kind, text[b.start : b.end].strip()) for b in label_dump(text).blocks] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_the_header_tells(case: Case) -> None:
    dump = label_dump("\n".join(line.replace(" ¦ ", " ") for _, line in case.lines))
    assert dump.title == case.told["title"]
    assert dump.byline == case.told.get("byline")
    assert dump.outlet == case.told.get("outlet")
    if "date" in case.told:
        assert dump.dates[0] == tuple(case.told["date"].split("=", 1))


def test_the_address_of_the_page_is_told() -> None:
    text = "\n".join(line for _, line in CASES[-1].lines)
    assert label_dump(text).address == "https://www.tarnpost.example/2024/05/02/weir-holds"


def test_a_live_blog_keeps_its_entries_and_sheds_its_foot() -> None:
    entries = [
        ("21:40", "The sluice at Tarn Weir is holding, the county says, though the river is still rising."),
        ("20:15", "Forty families have been taken to the school on Mill Lane by two buses of the county."),
        ("19:05", "The lock keeper has opened two of the four gates by hand, her deputy tells us on the bridge."),
    ]
    head = (
        "Tarn Post\nListen again - Schedule - Roads: A7 shut\nTarn Weir: Thursday's flood as it happened\n2 May 2024\n"
    )
    text = (
        head
        + "\n".join(f"{clock}\n{words}" for clock, words in entries)
        + "\nTarn Mornings: 9,000 of you can't be wrong"
    )
    dump = label_dump(text)
    assert (dump.title, dump.outlet) == ("Tarn Weir: Thursday's flood as it happened", "Tarn Post")
    kinds = ["other", "navigation", "title", *["dateline"] * 2, "paragraph", *["dateline", "paragraph"] * 2, "teaser"]
    assert [block.kind for block in dump.blocks] == kinds


def test_a_masthead_in_capitals_is_written_as_elsewhere() -> None:
    dump = label_dump(
        "WATCH FOR THE RIVERS\n\nDykes broke in eleven places\n\nEleven dykes broke on Monday, it said.\n"
    )
    assert dump.outlet == "Watch for the Rivers"


def test_a_title_that_is_known_is_the_only_one() -> None:
    text = "Translated from the German by the editors\n" + "The sluice at Tarn Weir held through the night.\n" * 3
    dump = label_dump(text, "Weir holds through the night")
    assert "title" not in {block.kind for block in dump.blocks}


def test_links_without_a_text_have_no_headline() -> None:
    dump = label_dump("Weir holds through the night\nFerry contract goes to Harmouth\nWhy the bees are back")
    assert dump.title is None
    assert {block.kind for block in dump.blocks} == {"other"}


@pytest.mark.parametrize("text", ["", "\n\n", "x", "Home | News | Sport"])
def test_too_little_to_tell_anything(text: str) -> None:
    assert not any(block.kind == "paragraph" for block in label_dump(text).blocks)


def test_a_lone_sentence_is_read() -> None:
    assert [block.kind for block in label_dump("The weir held through the night.").blocks] == ["paragraph"]


FURNITURE = [
    ("This post has been read 812 times!", "counter"),
    ("14 comments", "counter"),
    ("5 min read", "counter"),
    ("Advertisement", "advert"),
    ("Story continues below", "advert"),
    ("Leave a reply", "comments"),
    ("Email *", "comments"),
    ("Log in to comment", "comments"),
    ("Share via WhatsApp", "share"),
    ("Follow us on Instagram", "share"),
    ("Subscribe now", "newsletter"),
    ("Get the best of the valley in your inbox", "newsletter"),
    ("Home » News » Valley", "navigation"),
    ("Load more", "navigation"),
    ("© Tarn Post 2024", "legal"),
    ("We use cookies to make this site work", "legal"),
    ("Filed under: weirs", "tags"),
    ("Related: The wall that never was", "teaser"),
    ("The wall that never was ... read more", "teaser"),
    ("Photo credit: Orla Venn", "other"),
    ("Subscribers to the weir fund were told that it had held.", None),
    ("The minister shared the news at home.", None),
    ("“Print the plans,” the engineer said, “and open the gates.”", None),
    ("Related families were told to leave the valley before noon.", None),
    ("She said the advertisement had been a mistake.", None),
]


@pytest.mark.parametrize(("line", "kind"), FURNITURE)
def test_wordings_of_furniture(line: str, kind: str | None) -> None:
    assert furniture_kind(line) == kind


SECTIONS = [
    ("Read next", "teaser"),
    ("Most viewed", "teaser"),
    ("Check Also", "teaser"),
    ("More from the valley", "teaser"),
    ("Comments (3)", "comments"),
    ("What comes next", None),
    ("The night", None),
]


@pytest.mark.parametrize(("line", "kind"), SECTIONS)
def test_headings_of_closing_sections(line: str, kind: str | None) -> None:
    assert section_kind(line) == kind


BYLINES = [
    ("By Orla Venn", True),
    ("BY ORLA VENN", True),
    ("Written by Orla van der Venn in Tarn", True),
    ("By Orla Venn and agencies | 2 May 2024", True),
    ("From our correspondent", True),
    ("By our farming desk", True),
    ("Par Claire Venn, avec Reuters", True),
    ("Von Ilko Dorn und Orla Venn", True),
    ("Staff and wire reports", True),
    ("By the time the gates opened, the road was gone.", False),
    ("By Friday the road had gone.", False),
    ("Orla Venn opened the gates", False),
]


@pytest.mark.parametrize(("line", "expected"), BYLINES)
def test_bylines(line: str, expected: bool) -> None:
    assert is_byline(line) == expected


DATE_LINES = [
    ("2 May 2024", True),
    ("Thursday, May 2, 2024, 18:30 GMT", True),
    ("Published: 2024-05-02 | Updated: 2024-05-03", True),
    ("Orla Venn, 2 May 2024", True),
    ("Thursday 2 May 2024. Report: Orla Venn. Picture: the upper gate.", True),
    ("The weir was finished on 2 May 1911.", False),
    ("May holds", False),
]


@pytest.mark.parametrize(("line", "expected"), DATE_LINES)
def test_date_lines(line: str, expected: bool) -> None:
    assert is_date_line(line) == expected


DATELINES = [
    ("TARN WEIR — The sluice held.", "TARN WEIR — "),
    ("TARN WEIR, May 2 (MNA) – The sluice held.", "TARN WEIR, May 2 (MNA) – "),
    ("TARN WEIR, Northmark (Reuters) - The sluice held.", "TARN WEIR, Northmark (Reuters) - "),
    ("Tarn Weir (AFP) – The sluice held.", "Tarn Weir (AFP) – "),
    ("(Reuters) - The sluice held.", "(Reuters) - "),
    ("TARN WEIR, May 2, (Agencies): The sluice held.", "TARN WEIR, May 2, (Agencies): "),
    ("Tarn Weir – which held – is old.", ""),
    ("The sluice (which held) – an old one – is closed.", ""),
    ("NATO said the sluice held.", ""),
    ("TARN ROVERS (2-0): Venn scored twice.", ""),
]


@pytest.mark.parametrize(("paragraph", "dateline"), DATELINES)
def test_datelines(paragraph: str, dateline: str) -> None:
    assert paragraph[: dateline_length(paragraph)] == dateline


CAPTIONS = [
    ("Photo: Orla Venn", True),
    ("The upper gate on Thursday. (Reuters)", True),
    ("FILE - The upper gate in a dry year.", True),
    ("The upper gate at dusk / AP", True),
    ("The picture is not yet clear, the county said.", False),
]


@pytest.mark.parametrize(("line", "expected"), CAPTIONS)
def test_captions(line: str, expected: bool) -> None:
    assert is_caption(line) == expected


COMMENT_HEADS = [
    ("Orla V on May 2, 2024 at 6:34 am said:", True),
    ("May 2, 2024 at 18.34", True),
    ("The county met on May 2, 2024 to hear what the engineers had seen at 6:34.", False),
    ("May 2, 2024", False),
]


@pytest.mark.parametrize(("line", "expected"), COMMENT_HEADS)
def test_heads_of_comments(line: str, expected: bool) -> None:
    assert is_comment_head(line) == expected


def test_comments_without_a_heading_are_told_by_their_heads() -> None:
    prose = "The sluice at Tarn Weir held through the night although the river rose fast.\n"
    text = (
        prose * 4
        + "Orla V on May 2, 2024 at 6:34 am said:\n"
        + "The county should have seen it coming, as we did.\n" * 3
    )
    assert [block.kind for block in label_dump(text).blocks] == ["paragraph"] * 4 + ["comments"] * 4


@pytest.mark.parametrize(
    ("line", "words", "ends"),
    [("水門は一晩中持ちこたえた。", 6, True), ("صمد السد طوال الليل؟", 4, True), ("The weir held", 3, False)],
)
def test_words_and_sentences_of_other_scripts(line: str, words: int, ends: bool) -> None:
    assert (word_count(line), ends_like_a_sentence(line)) == (words, ends)


LINES = st.sampled_from([line for case in CASES for _, line in case.lines] + ["", " ", "\t", "\u2028", "* * *", "###"])


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES | st.text(max_size=20), max_size=40).map("\n".join))
def test_every_line_with_words_is_labelled_once_and_in_order(text: str) -> None:
    at, kept = 0, []
    for block in label_dump(text).blocks:
        assert at <= block.start < block.end <= len(text)
        kept.append(text[block.start : block.end])
        at = block.end
    assert "".join("".join(kept).split()) == "".join(text.split())
