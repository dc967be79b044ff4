"""Lines among an article's text that are none of it, by their words and by their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from wellsourced.read.blocks import measured
from wellsourced.read.strays import appeal_kind, strays
from wellsourced.records import BlockKind


def strays_of(lines: Sequence[str], listed: frozenset[int] = frozenset()) -> dict[int, BlockKind]:
    return strays([measured(line) for line in lines], listed)


APPEALS = [
    ("Know something about the weir? Write to us in confidence.", "other"),
    ("Seen a mistake? Let us know", "other"),
    ("Help us keep the valley informed: make a donation", "other"),
    ("Like this story? Share it with a friend!", "share"),
    ("Follow the Post on Instagram", "share"),
    ("Subscribe for 3 crowns a week", "newsletter"),
    ("Get our app and read the Post on your phone.", "other"),
    ("Please turn off your ad blocker to read this page.", "other"),
    ("Stay ahead of the news: the best of the Post in your inbox.", "newsletter"),
    ("Win a weekend in the hills", "advert"),
    ("Order now and pay in May: kettles from £19", "advert"),
    ("Join the discussion in the comments section", "comments"),
    ("You could hear the sluice from the road.", None),
    ("Do you remember the flood of 1953? Most of the valley does.", None),
    ("The owners of the weir did not care to speak to us.", None),
    ("Were you on the bridge? Ring the newsdesk on 555 0144", "other"),
    ("Help came at dawn, on two boats.", None),
    ("The county will pay £19 a head.", None),
    ("“Tell us when the wall goes,” a man shouted at the engineers.", None),
    ("The council asked readers to write to us, the paper said.", None),
    ("In this article I have defended the weir, and you may think me a fool for it.", None),
    ("Support for the weir fell to 40 per cent.", None),
    ("The keeper earns 900 crowns a month.", None),
]


@pytest.mark.parametrize(("line", "kind"), APPEALS)
def test_lines_that_speak_to_the_reader(line: str, kind: str | None) -> None:
    assert appeal_kind(line) == kind


PROSE = (
    "The sluice at Tarn Weir held through the night although the river rose faster than anybody had expected.",
    "The lock keeper said that two of the four gates had been opened by hand shortly after midnight.",
    "Engineers from the county will inspect the masonry on Friday, and the road below it stays closed.",
    "Some forty families spent the night in the school on Mill Lane, where the baker brought rolls at six.",
)
AMONG = [  # a line between the second and the third paragraph, and whether it belongs
    ("a heading in the text's own words", "Gates opened by hand", True),
    ("a heading in common words", "What comes next", True),
    ("a heading of one rare word", "Aftermath", True),
    ("a heading in capitals", "DISTANT THUNDER", True),
    ("a question as heading", "Who opened the gates?", True),
    ("an item of a list", "– Bramble Street kiosk shut", True),
    ("a numbered heading", "2. Bramble kiosk shutters", True),
    ("a line that announces a list", "Kiosks of Bramble Street shut:", True),
    ("a shop's slogan", "Bramble Upholstery: sofas mended while you nap", False),
    ("a shop with a price", "Bramble Upholstery, sofas from 90 crowns", False),
    ("a teaser of another story", "Kiosk owner Dorn wins tandem rally", False),
]


@pytest.mark.parametrize(("case", "line", "belongs"), AMONG, ids=[case for case, *_ in AMONG])
def test_lines_between_paragraphs(case: str, line: str, belongs: bool) -> None:
    assert (2 not in strays_of((*PROSE[:2], line, *PROSE[2:]))) == belongs


AFTER = [  # lines after the last paragraph, and how many of them belong
    ("links without a heading that is known", ("More farming", "Bramble harvest delayed", "Kiosk is sold"), 0),
    ("a question as link", ("Is tandem cycling still fashionable?",), 0),
    ("a last word in the text's own terms", ("Sluice gates, Mill Lane",), 1),
    ("who else worked on it", ("With reporting by Orla Venn", "(Editing by Ilko Dorn)"), 2),
    ("a last short paragraph", ("It did.",), 1),
]


@pytest.mark.parametrize(("case", "lines", "kept"), AFTER, ids=[case for case, *_ in AFTER])
def test_lines_after_the_last_paragraph(case: str, lines: tuple[str, ...], kept: int) -> None:
    found = [i for i in strays_of((*PROSE, *lines)) if i >= len(PROSE)]
    assert len(lines) - len(found) == kept


def test_what_a_text_does_throughout_is_its_own_manner() -> None:
    prices = tuple(
        f"Order now: kettle {name} from £{price}" for name, price in (("A", 9), ("B", 12), ("C", 15), ("D", 20))
    )
    assert strays_of((*PROSE[:2], *prices, *PROSE[2:])) == {}


def test_results_verse_and_other_languages_are_left_alone() -> None:
    results = ("Rovers 2 Harmon 1", "Tarn 0 Bramble 0", "Kiosk 4 Dorn 4")
    assert strays_of((PROSE[0], *results)) == {}
    foreign = ("Die Schleuse am alten Wehr hielt die ganze Nacht, obwohl der Fluss schneller stieg.",) * 3
    assert strays_of((*foreign, "Neues Leitmotiv Brombeere", foreign[0], "Noch eine Zeile")) == {}


def test_items_of_a_list_of_the_article_stay() -> None:
    lines = (*PROSE, "Bramble kiosk: shut", "Harmon depot: open")
    assert strays_of(lines, frozenset((4, 5))) == {}


@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_question_as_long_as_a_sentence_may_stand_anywhere(at: int) -> None:
    told = "The sluice at Tarn Weir held through the night although the river rose faster than anybody had expected."
    lines = [told] * 3
    lines.insert(at, "What are the best mortgage rates in May?")
    assert set(strays_of(lines)) <= {at}
