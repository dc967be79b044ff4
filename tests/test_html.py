"""An HTML page -> text, blocks, and what the page says of itself. Pages are built from the parts that a case names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.read import html
from wellsourced.read.html import read_html, visible_text

PROSE = [
    "The sluice at Tarn Weir held through the night although the river rose faster than anybody had expected it to.",
    "The lock keeper, Orla Venn, said that two of the four gates had been opened by hand shortly after midnight.",
    "Engineers from the county will inspect the wall on Friday, and the road below it stays closed until then.",
    "Nobody was hurt, the county said, but some forty families spent the night in the school on Mill Lane.",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)


def page(head: str = "", top: str = "<h1>Weir holds through the night</h1>", after: str = "", body: str = BODY) -> str:
    return (
        f"<!doctype html><html lang=en><head>{head}</head><body><header><nav><a href=/>Home</a> <a href=/n>News</a>"
        f"</nav></header><article>{top}{body}</article>{after}"
        "<footer>© 2024 Tarn Post. All rights reserved.</footer></body></html>"
    )


def read(**parts: str):
    found = read_html(page(**parts))
    assert found is not None
    return found


def words(found, kind: str) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.kind == kind]


def linked(**data: str) -> str:
    fields = ", ".join(f'"{name}": {value}' for name, value in data.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


TITLES = [
    ("the heading", {}, "Weir holds through the night", None),
    ("a title with no heading to hold it against", {"head": "<title>Weir holds - Tarn Post</title>", "top": ""},
     "Weir holds - Tarn Post", None),
    ("the outlet from the title's end", {"head": "<title>Weir holds through the night | Tarn Post</title>"},
     "Weir holds through the night", "Tarn Post"),
    ("the outlet from the title's start", {"head": "<title>Tarn Post: home » Weir holds through the night</title>"},
     "Weir holds through the night", "Tarn Post: home"),
    ("a hyphen inside a title", {"head": "<title>Weir holds - for now | Tarn Post</title>",
                                "top": "<h1>Weir holds - for now</h1>"}, "Weir holds - for now", "Tarn Post"),
    ("Open Graph", {"head": '<meta property="og:title" content="The weir held"><meta property="og:site_name" '
                            'content="Tarn Post">', "top": ""}, "The weir held", "Tarn Post"),
    ("linked data", {"head": linked(headline='"The weir has held"', publisher='{"name": "Tarn Post"}')},
     "The weir has held", "Tarn Post"),
    ("linked data in a graph", {"head": '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, '
                                        '{"headline": "The weir has held"}]}</script>'}, "The weir has held", None),
    ("broken linked data", {"head": '<script type="application/ld+json">{"headline": "The weir</script>'},
     "Weir holds through the night", None),
    ("linked data of the wrong kind", {"head": linked(headline="7", publisher='["Tarn Post"]', author="{}")},
     "Weir holds through the night", None),
    ("markup in a title", {"top": "<h1>Weir <em>holds</em> &lt;b&gt; the <br>night &amp; day</h1>"},
     "Weir holds <b> the night & day", None),
    ("a script in a title", {"head": '<meta property="og:title" content="&lt;script&gt;go()&lt;/script&gt; Weir">'},
     "<script>go()</script> Weir", None),
    ("line breaks in a title", {"top": "<h1>\n  Weir holds\n  through the night </h1>"},
     "Weir holds through the night", None),
]  # fmt: skip


@pytest.mark.parametrize(("case", "parts", "title", "outlet"), TITLES, ids=[case for case, *_ in TITLES])
def test_titles_and_outlets(case, parts, title, outlet):
    found = read(**parts)
    assert (found.title, found.outlet) == (title, outlet)
    assert words(found, "title") == [title]


BYLINES = [
    ("marked as byline", {"top": '<h1>Weir holds</h1><p class="byline">By Orla Venn</p>'}, "By Orla Venn"),
    ("marked as author", {"top": '<h1>Weir holds</h1><span class="article-author">Orla Venn</span>'}, "Orla Venn"),
    ("an agency", {"top": '<h1>Weir holds</h1><div class="source">Reuters</div>'}, "Reuters"),
    ("metadata alone", {"head": '<meta name="author" content="Orla Venn">'}, "Orla Venn"),
    ("linked data alone", {"head": linked(headline='"Weir holds"', author='[{"name": "Orla Venn"}]')}, "Orla Venn"),
    ("none", {}, None),
]


@pytest.mark.parametrize(("case", "parts", "byline"), BYLINES, ids=[case for case, *_ in BYLINES])
def test_bylines(case, parts, byline):
    assert read(**parts).byline == byline


DATES = [
    ("linked data", {"head": linked(datePublished='"2024-05-02T06:00:00Z"')},
     ("JSON-LD datePublished", "2024-05-02T06:00:00Z")),
    ("metadata", {"head": '<meta property="article:published_time" content="2024-05-02">'},
     ("meta article:published_time", "2024-05-02")),
    ("a time element", {"top": '<h1>Weir holds</h1><time datetime="2024-05-02">yesterday</time>'},
     ("time element", "2024-05-02")),
    ("a line marked as date", {"top": '<h1>Weir holds</h1><div class="pub-date">2 May 2024</div>'},
     ("a date line", "2 May 2024")),
]  # fmt: skip


@pytest.mark.parametrize(("case", "parts", "date"), DATES, ids=[case for case, *_ in DATES])
def test_dates_are_given_with_their_place(case, parts, date):
    assert read(**parts).dates == (date,)


def test_the_most_trusted_date_comes_first_and_margins_give_none():
    found = read(
        head='<meta name="date" content="2024-05-03">' + linked(datePublished='"2024-05-02"'),
        after='<aside><time datetime="2019-01-01">1 January 2019</time></aside>',
    )
    assert [value for _, value in found.dates] == ["2024-05-02", "2024-05-03"]


def test_the_text_is_in_reading_order_without_menus_and_legal_lines():
    found = read()
    assert words(found, "paragraph") == PROSE
    assert "Home" not in found.text
    assert "All rights" not in found.text


KINDS = [
    ("a heading", "<h2>What comes next</h2>", "heading", "What comes next"),
    ("a quotation", "<blockquote>“We were lucky, and we know it very well,” she told the council in the evening."
     "</blockquote>", "blockquote",
     "“We were lucky, and we know it very well,” she told the council in the evening."),
    ("list items", "<ul><li>The upper gate stays open until Friday at the earliest</li></ul>", "list",
     "The upper gate stays open until Friday at the earliest"),
    ("a dateline", f"<p>TARN WEIR, May 2 (Reuters) – {PROSE[0]}</p>", "dateline", "TARN WEIR, May 2 (Reuters) –"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "markup", "kind", "text"), KINDS, ids=[case for case, *_ in KINDS])
def test_kinds_of_blocks(case, markup, kind, text):
    body = markup + BODY if kind == "dateline" else BODY + markup + f"<p>{PROSE[0][:-1]} at all.</p>"
    assert text in words(read(body=body), kind)


def test_markup_that_a_writer_shows_stays_text():
    found = read(body=BODY + "<p>The note read &lt;script&gt;alert('wet')&lt;/script&gt; and nothing else at all.</p>")
    assert "<script>alert('wet')</script>" in found.text


def test_no_article_is_made_out_of_nothing():
    assert read_html("") is None
    assert read_html("<html><body></body></html>") is None
    assert read_html("<div>" * 5_000 + PROSE[0]) is None


def test_what_was_left_out_is_told(monkeypatch):
    monkeypatch.setattr(html, "MOST_TAGS", 50)
    found = read_html(BODY + "<p>x</p>" * 100)
    assert found is not None
    assert "only the first" in found.notes[0]


VISIBLE = [
    ("blocks are lines", "<div>One</div><div>Two</div>", "One\n\nTwo"),
    ("marked words stay in their line", "<p>One <b>and</b> <a href=x>two</a></p>", "One and two"),
    ("entities", "<p>A &amp; B &lt;c&gt;</p>", "A & B <c>"),
    ("hidden elements", "<head><title>t</title></head>One<script>go()</script><STYLE>x</STYLE >Two", "One\n\nTwo"),
    ("a script with markup in it", "One<script>'<p>no</p>'</script>", "One"),
    ("comments", "One<!-- <p>no</p> --> two", "One two"),
    ("a comment that never ends", "One <!-- two", "One <!-- two"),
    ("names that only begin like hidden ones", "<header>One</header><selection>Two</selection>", "One\n\nTwo"),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("case", "markup", "text"), VISIBLE, ids=[case for case, *_ in VISIBLE])
def test_visible_text(case, markup, text):
    assert visible_text(markup) == text


TAGS = st.sampled_from(
    ["<p>", "</p>", "<h1>", "</h1>", "<blockquote>", "</blockquote>", "<ul>", "<li>", "</ul>", "<table>", "<tr>",
     "<td>", "</table>", "<b>", "</b>", "<br>", "<article>", "<div class='byline date'>", "</div>", "<title>",
     "</title>", "<!--", "-->", "<script>", "</script>", "<svg>",
      "<meta name=date content=>", "&amp;", "&#x110000;",
     *PROSE]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS | st.text(max_size=5), max_size=30).map("".join))
def test_any_markup_gives_blocks_in_order_or_nothing(markup):
    assert isinstance(visible_text(markup), str)
    found = read_html(markup)
    at = 0
    for block in found.blocks if found else ():
        assert at <= block.start < block.end <= len(found.text)
        at = block.end


BOXES = [
    ("an advert in the text", "promo", "Bramble Upholstery mends sofas while the customer naps upstairs.", "advert"),
    ("named in two words", "article-newsletter", "Letters from the valley, every second Friday of the month.",
     "newsletter"),
    ("named in camel case", "relatedStories", "The wall that never was, and the men who did not build it.", "teaser"),
    ("a name that only begins alike", "advance", "The gates will be tested again before the autumn, it said.",
     "paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "name", "line", "kind"), BOXES, ids=[case for case, *_ in BOXES])
def test_boxes_that_say_what_they_are(case, name, line, kind):
    found = read(body=BODY.replace("</p>", f"</p><div class='{name}'><p>{line}</p></div>", 1))
    assert line in words(found, kind) or (kind != "paragraph" and line not in found.text)
    assert all(paragraph in words(found, "paragraph") for paragraph in PROSE)


def test_a_box_that_holds_the_article_is_the_article_whatever_its_name():
    found = read(top="<h1>Weir holds through the night</h1><div class='social tools'>", body=BODY + "</div>")
    assert words(found, "paragraph") == PROSE


TABLES = [
    ("paragraphs", BODY),
    ("line breaks", "<br><br>".join(PROSE) + "<br><br>" + "<br><br>".join(line.replace("T", "Y") for line in PROSE)),
]


@pytest.mark.parametrize(("case", "cell"), TABLES, ids=[case for case, _ in TABLES])
def test_a_table_that_lays_out_the_page_is_no_list(case, cell):
    found = read_html(
        "<html><head><title>Tarn Post : Weir holds</title><meta property='og:site_name' content='Tarn Post'></head>"
        "<body><table><tr><td><a href=/a>Hills</a><br><a href=/b>Rivers</a></td>"
        f"<td><h2>Weir holds</h2><div class=who>Orla Venn</div>{cell}</td>"
        "<td><div>Bazaar</div><div>Brambles, kilo: 31 crowns</div></td></tr></table></body></html>"
    )
    assert found is not None
    assert found.title == "Weir holds"
    assert words(found, "paragraph")[-4:] == PROSE or words(found, "paragraph")[:4] == PROSE
    assert "Brambles" not in "".join(words(found, "paragraph"))


def test_a_table_of_figures_stays_one():
    rows = "".join(f"<tr><td>Gate {n}</td><td>{n * 10} cm</td></tr>" for n in range(1, 5))
    found = read(body=BODY + f"<table>{rows}</table><p>{PROSE[0][:-1]} at all.</p>")
    assert words(found, "paragraph")[:4] == PROSE


def test_a_line_that_is_a_link_and_nothing_else_leads_away():
    link = "<p><a href=/x>Ferry contract goes to Harmouth after all, council says</a></p>"
    inline = "<p>The lock keeper told <a href=/y>the county paper</a> that she had opened both gates by hand.</p>"
    found = read(body=BODY + link + inline + BODY.replace("T", "Y"))
    assert "Ferry contract" not in "".join(words(found, "paragraph"))
    assert any("the county paper" in line for line in words(found, "paragraph"))


def test_what_a_page_without_an_article_calls_itself():
    markup = (
        "<html><head><title>Links of the day | Tarn Post</title></head><body><h1>Links of the day</h1></body></html>"
    )
    assert html.title_and_outlet(markup) == ("Links of the day", "Tarn Post")
    assert html.title_and_outlet("") == (None, None)


OLD = (
    "<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY><CENTER><FONT SIZE=6>The Tarn Packet</FONT><BR>"
    "<FONT SIZE=2>Est. 1884 Thursdays</FONT></CENTER><HR><TABLE><TR><TD><A HREF=t>Tides</A><BR><A HREF=g>Guests"
    " (4,118)</A></TD><TD><FONT SIZE=5><B>The night the sluice held</B></FONT><BR><FONT SIZE=2>Thursday, May 2nd, 2024."
    " By Orla Venn.</FONT>{body}<P><FONT SIZE=2><I>Fete put off to June 5th. Lost: a tabby.</I></FONT><HR>"
    "<FONT SIZE=1>Best viewed at 800 x 600.</FONT></TD></TR></TABLE></BODY></HTML>"
)


@pytest.mark.parametrize("title", ["The Tarn Packet", "The Tarn Packet - Thursday, May 2nd, 2024",
                                   "Tarn Packet: The night the sluice held"])  # fmt: skip
def test_an_old_page_is_read_as_it_looks(title):
    found = read_html(OLD.format(title=title, body="".join(f"<P>{paragraph}" for paragraph in PROSE)))
    assert found is not None
    assert found.title == "The night the sluice held"
    assert found.outlet in ("The Tarn Packet", "Tarn Packet")
    assert words(found, "paragraph") == PROSE
    assert any("May 2nd, 2024" in line for _, line in found.dates)
    assert not any("June" in line for _, line in found.dates)


def test_a_list_above_the_text_is_a_subtitle():
    found = read(body="<ul><li>Two gates were opened by hand after midnight</li></ul>" + BODY)
    assert words(found, "list") == []
    assert words(found, "paragraph") == PROSE
