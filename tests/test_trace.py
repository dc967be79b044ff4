"""Where the passages of a text occur among other articles."""

import json

import pytest
from conftest import build_article
from test_cli import run

from wellsourced.pipeline import trace
from wellsourced.records import BODY
from wellsourced.tell.trace import as_json, lay_out, render

SLUICE = (
    "The upper sluice at Tarn Weir gave way shortly before midnight, and eleven boats that had been moored below the "
    "chapel were carried over the meadow as far as the mill, the warden said."
)
EDITED = (
    "The upper sluice at Tarn Weir gave way shortly before midnight on Friday, and eleven boats which had been moored "
    "below the chapel were carried over the meadow as far as the old mill, the warden said."
)
OWN = "In the market the bakers gave away what the water had spoilt, and somebody played the accordion until dawn."
OTHER = "Insurance will not pay for the cellar walls, according to a letter which tenants found on their doormats."


def traced(*articles, text=(OWN, SLUICE)):
    mine = build_article(*text, address="mine.txt")
    return lay_out(mine, articles, *trace(mine, articles))


@pytest.fixture
def found():
    return traced(
        build_article(OTHER, EDITED, outlet="Weir Herald"), build_article(OTHER, outlet="Hill Courier")
    )  # fmt: skip


def test_a_copied_sentence_is_found_with_its_differences(found):
    [stretch] = found.stretches
    assert found.text.words(stretch.span) == SLUICE.rstrip(".")
    [carrier] = stretch.carriers
    assert carrier.article.outlet == "Weir Herald"
    assert carrier.article.words(carrier.span) == EDITED.rstrip(".")
    assert carrier.differs == 3


def test_the_rest_is_its_own(found):
    shown = render(found, lambda words, number: words)
    assert f"\n{OWN}\n" in shown
    assert f"[1: {SLUICE[:-1]}]." in shown
    assert shown.startswith("53 words: 34 also stand in other articles (64%), 19 are its own; searched: 2 articles")
    assert "[1] 34 words, also in 1 article\n    Weir Herald — 3 differences: “on Friday” added" in shown
    assert "“which” for “that”" in shown
    assert "Hill Courier" not in shown


def test_nothing_in_common_is_said():
    found = traced(build_article(OTHER))
    assert found.stretches == ()
    assert "None of it was found" in render(found, lambda words, number: words)


def test_a_text_is_not_found_in_itself():
    mine = build_article(SLUICE)
    assert trace(mine, [mine]) == ([], [])


def test_stretches_are_in_order_and_apart():
    text = (SLUICE, OWN, OTHER)
    articles = [build_article(SLUICE, OWN, outlet="A Post"), build_article(OWN, OTHER, outlet="B Post"),
                build_article(EDITED, OTHER, outlet="C Post")]  # fmt: skip
    found = traced(*articles, text=text)
    ends = [0, *(stretch.span.end for stretch in found.stretches)]
    assert all(end <= stretch.span.start for end, stretch in zip(ends, found.stretches, strict=False))
    assert {c.article.outlet for s in found.stretches for c in s.carriers} == {"A Post", "B Post", "C Post"}


def test_a_page_cannot_move_the_cursor():
    hostile = build_article(SLUICE, outlet="Red\x1b[31m Post\u202e")
    shown = render(traced(hostile, text=(SLUICE + " \x1b]0;title\x07",)), lambda words, number: words)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_json_has_the_words_and_places(found):
    [stretch] = as_json(found)["stretches"]
    text = found.text.text
    assert text[stretch["start"] : stretch["end"]] == stretch["text"]
    assert all(block.kind in BODY for block in found.text.blocks)
    assert stretch["carriers"][0]["differs"] == 3


# ---- the command ------------------------------------------------------------------------------

PAGE = f"Weir Herald\n\nSluice gives way\n\n4 March 2031\n\n{OTHER}\n\n{EDITED}\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "herald.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_words_on_the_command_line(folder):
    done = run("trace", f"{OWN} {SLUICE}", "--in", folder)
    assert done.returncode == 0, done.stderr
    assert b"[1: The upper sluice" in done.stdout
    assert b"\x1b" not in done.stdout, "no colours where it is no terminal"


def test_a_file_among_others(folder):
    (folder / "mine.txt").write_text(f"{OWN}\n\n{SLUICE}\n", encoding="utf-8")
    done = run("trace", folder / "mine.txt", "--json", "--in", folder / "herald.txt", folder / "mine.txt")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["searched"] == 1
    assert [one["outlet"] for stretch in told["stretches"] for one in stretch["carriers"]] == ["Weir Herald"]


def test_standard_input(folder):
    done = run("trace", "-", "--in", folder, stdin=SLUICE.encode())
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("text", "code"), [("Nothing of this is there.", 1), ("missing.txt", 1), (" ", 1)], ids=["own", "no file", "blank"]
)
def test_what_is_not_found(text, code, folder):
    done = run("trace", text, "--in", folder)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
