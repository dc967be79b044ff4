"""Text that a page holds and no reader sees: told, shown as furniture, and never read further."""

import pytest

from wellsourced.pipeline import read_one, report
from wellsourced.read.article import read_page
from wellsourced.read.hidden import take_out_hidden
from wellsourced.read.html import parse_html
from wellsourced.records import FURNITURE, Page

SECRET = "The dam had been empty since March, the minister admitted on 9 May 2027."
BODY = """<p>The dam above Orrin held through the night, the water board said on Tuesday.</p>
<p>“We lost nothing,” its head, Ilse Brandt, told reporters at the weir.</p>
<p>Some 40 families had left their homes in the lower town, and most were back by noon.</p>"""
PAGE = """<html><head><title>Dam at Orrin holds</title>{head}</head>
<body>{top}<h1>Dam at Orrin holds</h1>{body}</body></html>"""


def page(hidden: str, head: str = "") -> str:
    return PAGE.format(head=head, top="", body=BODY + hidden)


def ruled(rules: str, classes: str = "x") -> str:
    """A page with a style sheet, and a paragraph of these classes at its end."""
    return page(f'<p class="{classes}">{SECRET}</p>', f"<style>{rules}</style>")


STYLES = ["display:none", "DISPLAY : NONE !important", "visibility: hidden", "opacity:0", "opacity: .0", "font-size:0",
          "font-size: 1px", "color: transparent", "position:absolute; left:-9999px", "position:fixed;top:-100em",
          "text-indent:-9999px", "position:absolute;clip:rect(0 0 0 0)", "position:absolute;clip:rect(1px,1px,1px,1px)",
          "clip-path: inset(50%)", "height:0;overflow:hidden", "max-height:0px; overflow:hidden", "color:#fff",
          "color: white", "color:#333;background-color:#333333", "color:rgb(255, 255, 255)"]  # fmt: skip
WAYS = [(f"by style: {style}", page(f'<p style="{style}">{SECRET}</p>')) for style in STYLES] + [
    ("by an attribute", page(f"<p hidden>{SECRET}</p>")),
    ("in a box", page(f"<div style='display:none'><div><p>{SECRET}</p></div></div>")),
    ("by a class", ruled("p{margin:0} .x{display:none}", "a x b")),
    ("by an id", page(f'<p id="x">{SECRET}</p>', "<style>@media screen{ #x , h2 {opacity:0} }</style>")),
    ("by a class of one element", ruled("/* {x} */p.x{left:-999px;position:fixed}")),
    ("by a rule in two parts", ruled(".x{height:0}.x{overflow:hidden}")),
    ("by old letters", page(f'<font color="white">{SECRET}</font>').replace("<body>", "<body bgcolor=#FFFFFF>")),
    ("in a template", page(f"<template><p>{SECRET}</p></template>")),
    ("without scripts only", page(f"<noscript><p>{SECRET}</p></noscript>")),
    ("in a dialog that is not open", page(f"<dialog><p>{SECRET}</p></dialog>")),
    ("in a comment", page(f"<!-- {SECRET} -->")),
]  # fmt: skip


@pytest.mark.parametrize(("case", "markup"), WAYS, ids=[case for case, _ in WAYS])
def test_what_no_reader_sees_is_not_read_and_told(case, markup):
    article = read_one(Page("x.html", markup, "html"))
    read = " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind not in FURNITURE)
    assert "Ilse Brandt" in read
    assert "lower town" in read
    assert "minister" not in read
    if case not in ("in a comment", "in a template", "without scripts only"):
        assert f"{len(SECRET)} characters that a reader does not see" in " ".join(article.notes)
        [end] = [b for b in article.blocks if SECRET in article.text[b.start : b.end]]
        assert end.kind == "other"


SEEN = [
    ("by a style that shows", page(f'<p style="display:block;opacity:1;font-size:12px">{SECRET}</p>')),
    ("by its own style", ruled(".x{display:none}", 'x" style="display:block')),
    ("by a later rule", ruled(".x{display:none}.x{display:block}")),
    ("by a rule for some state", ruled(".x{display:none}.x.on{display:block}", "x on")),
    ("hidden in print", ruled("@media print{.x{display:none}}")),
    ("hidden on small screens", ruled("@media (max-width:9px){.x{display:none}}")),
    ("hidden where there are scripts", ruled(".js .x{display:none}")),
    ("white on blue", page(f'<div style="background:#00f"><p style="color:#fff">{SECRET}</p></div>')),
    ("white on what a style sheet says", page(f'<p style="color:#fff">{SECRET}</p>', "<link rel=stylesheet href=x>")),
    ("white on a picture", page(f'<div style="background-image:url(x)"><p style="color:#fff">{SECRET}</p></div>')),
    ("folded", page(f"<details><summary>More</summary><p>{SECRET}</p></details>")),
]  # fmt: skip


@pytest.mark.parametrize(("case", "markup"), SEEN, ids=[case for case, _ in SEEN])
def test_what_a_reader_sees_is_read(case, markup):
    article = read_one(Page("x.html", markup, "html"))
    read = " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind not in FURNITURE)
    assert SECRET in read
    assert not any("does not see" in note for note in article.notes)


@pytest.mark.parametrize("how", ["opacity:0", "visibility:hidden", "display:none"])
@pytest.mark.parametrize("element", ["body", "div"])
def test_a_page_that_its_scripts_will_show_is_read(element, how):
    styled = f'<{element} style="{how}">'
    markup = page("").replace("<body>", styled if element == "body" else f"<body>{styled}")
    article = read_one(Page("x.html", markup, "html"))
    assert "lower town" in article.text
    assert any("until its scripts run" in note for note in article.notes)


HEADS = [
    ("a headline", "<h1 style='display:none'>Dam at Orrin has burst</h1>"),
    ("a date", "<time style='display:none' datetime='1999-01-01'>1 January 1999</time>"),
    ("a date line", "<p class='date' hidden>1 January 1999</p>"),
    ("a byline", "<p class='byline' style='opacity:0'>By Nobody Atall</p>"),
]


@pytest.mark.parametrize(("case", "hidden"), HEADS, ids=[case for case, _ in HEADS])
def test_no_title_date_or_byline_comes_from_it(case, hidden):
    seen = read_one(Page("x.html", page(""), "html"))
    article = read_one(Page("x.html", PAGE.format(head="", top=hidden, body=BODY), "html"))
    assert (article.title, article.byline, article.published) == (seen.title, seen.byline, seen.published)


def test_it_makes_no_statements_and_no_claims():
    found = report([Page("x.html", page(f'<p style="display:none">{SECRET}</p>'), "html")])
    assert not any("minister" in claim.text for comparison in found.comparisons for claim in comparison.claims)
    [reading] = found.readings
    told = [reading.article.text[s.start : s.end] for one in reading.statements for s in one.content]
    assert told
    assert not any("empty" in words for words in told)


def test_a_page_in_which_no_article_is_made_out_hides_nothing_either():
    article, _ = read_page(Page("x.html", f"<b>Held.</b><p style='display:none'>{SECRET}</p>", "html"))
    assert "minister" not in article.text


def test_where_nothing_is_left_to_see_nothing_is_read():
    tree = parse_html(f"<body><p hidden>{SECRET}</p> after</body>")
    found = take_out_hidden(tree)
    assert found.paragraphs == (SECRET,)
    assert "".join(tree.itertext()).strip() == "after"


DEEP = [
    ("hidden boxes in hidden boxes", "<div hidden>" * 1900 + SECRET),
    ("boxes that could be the page", "<div style='opacity:0'>" * 900 + BODY * 20),
    ("letters as white as the page", "<p style='color:white'>" * 5_000),
    ("rules without end", "<style>" + ".a{display:none}" * 20_000 + "</style>" + BODY),
    ("rules that never close", "<style>" + ".a{" * 100_000 + "</style>" + BODY),
    ("at-rules without end", "<style>" + "@media x{" * 40_000 + "</style>" + BODY),
    ("comments that never close", "<style>" + "/*" * 100_000 + "</style>" + BODY),
    ("selectors without end", "<style>" + ".a," * 100_000 + "{display:none}</style>" + BODY),
    ("declarations without end", "<p style='" + "display:none;" * 100_000 + "'>" + BODY),
    ("classes without end", "<style>.x{display:none}</style><p class='" + "y " * 100_000 + "'>" + BODY),
]  # fmt: skip


@pytest.mark.parametrize(("case", "markup"), DEEP, ids=[case for case, _ in DEEP])
def test_hostile_styles_take_time_by_their_length(case, markup):
    import time

    tree = parse_html(markup)
    start = time.process_time()
    take_out_hidden(tree)
    assert time.process_time() - start < 3
