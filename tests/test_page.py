"""The page: it says what the JSON says, points at the very words, loads nothing, and no markup of a page ever runs."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from collections import Counter
from importlib.resources import files

import dossiers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markupsafe import Markup

from wellsourced.records import Article, Comparison, Dossier, Edge, Lineage, Node, Range, Reading, Story, Unread
from wellsourced.tell.dossier import as_json, dumps, loads
from wellsourced.tell.html.articles import figure_words
from wellsourced.tell.html.lookup import clean, shorten, visible, web_address, when_words
from wellsourced.tell.html.marks import Mark, marked, merged
from wellsourced.tell.html.page import render

SMALL, HOSTILE = dossiers.small(), dossiers.hostile()
BOTH = Dossier(SMALL.readings + HOSTILE.readings, SMALL.comparisons + HOSTILE.comparisons)
EMPTY = Dossier((), (), (Unread("x.html", "the file is empty"),))
UNCOMPARED = Dossier((Reading(Article("a", "x.txt", "Nothing was compared.", ())),), ())
DOSSIERS = {"small": SMALL, "hostile": HOSTILE, "two stories": BOTH, "empty": EMPTY, "uncompared": UNCOMPARED}


def parse(text):
    return lxml_html.document_fromstring(text)


def squeezed(text):
    return " ".join(text.split())


@pytest.fixture(scope="module", params=DOSSIERS.values(), ids=DOSSIERS.keys())
def page(request):
    data = as_json(request.param)
    return data, parse(render(data))


@pytest.fixture(scope="module")
def small():
    data = as_json(SMALL)
    return data, parse(render(data))


# ---- it stands alone, and nothing in it runs ---------------------------------------------------


def test_it_loads_nothing(page):
    _, tree = page
    assert not tree.xpath("//link | //img | //iframe | //object | //embed | //base | //form | //video | //audio")
    assert not tree.xpath("//@src | //@srcset | //@action | //@formaction | //@background | //@poster | //@ping")
    for style in tree.xpath("//style/text()"):
        assert "url(" not in style
        assert "@import" not in style
    for link in tree.xpath("//*[@href]"):
        assert link.tag == "a"
        assert link.get("href").startswith(("#", "https://", "http://"))


def test_its_policy_allows_its_own_script_and_no_other(page):
    _, tree = page
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (script,) = tree.xpath("//script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}';" in policy


def test_no_markup_of_a_page_becomes_markup(page):
    _, tree = page
    known = (  # every element that the templates use
        "html head meta title style body a header p span button nav ul li i main section h1 h2 h3 h4 b fieldset legend "
        "label input div select option ol q details summary article table caption thead tbody tr th td svg defs marker "
        "path g rect circle line text desc time dl dt dd code small blockquote sup footer script"
    )
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= set(known.split())
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert not tree.xpath("//comment()")


def test_only_web_addresses_are_links(page):
    data, tree = page
    outside = [href for href in tree.xpath("//a/@href") if not href.startswith("#")]
    assert outside == [a["address"] for a in data["articles"] if web_address(a["address"])]


def test_hostile_words_are_shown_as_they_are():
    tree = parse(render(as_json(HOSTILE)))
    for words in dossiers.HOSTILE:
        assert squeezed(visible(words)) in squeezed(tree.find(".//article[@class='source']").text_content())
    assert tree.findtext(".//title").startswith("</title></style>")
    assert "{{ 7 * 7 }}" in tree.text_content()


TEXT = st.text(alphabet="<>&\"'/= scriptonx\u202e\n-![]", min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(TEXT, TEXT, TEXT)
def test_any_words_stay_words(title, outlet, text):
    article = Article("a", text, text + ".", (), title, outlet, byline=title, notes=(text,))
    tree = parse(render(as_json(Dossier((Reading(article),), (), (Unread(title, outlet),)))))
    assert Counter(e.tag for e in tree.iter() if e.tag in ("script", "style", "title", "img", "h1")) == {
        "script": 1, "style": 1, "title": 1, "h1": 1,
    }  # fmt: skip
    assert clean(title) in squeezed(tree.text_content())


# ---- links lead to the very words --------------------------------------------------------------


def test_ids_are_unique_and_every_link_inside_has_its_target(page):
    _, tree = page
    ids = Counter(tree.xpath("//@id"))
    assert not [name for name, number in ids.items() if number > 1]
    assert not [href for href in tree.xpath("//a/@href") if href.startswith("#") and href[1:] not in ids]


def test_evidence_links_lead_to_exactly_the_words(page):
    data, tree = page
    texts = [article["text"] for article in data["articles"]]
    for ref in tree.xpath("//div[@class='text']//a[@class='ref'] | //div[@class='text']//small"):
        ref.drop_tag() if not ref.text else ref.clear(keep_tail=True)
    links = {href[1:] for href in tree.xpath("//a/@href") if re.match(r"#t\d+-", href)}
    for anchor in links:
        number, start, end = (int(part) for part in re.findall(r"\d+", anchor))
        pieces = tree.xpath(f"//*[@id='{anchor}' or @data-m='{anchor}']")
        words = "".join("".join(piece.itertext()) for piece in pieces).replace("\u2060", "")
        assert "".join(words.split()) == "".join(visible(texts[number - 1][start:end]).split())


def test_every_support_of_every_claim_is_linked(small):
    data, tree = small
    for claim in data["claims"]:
        (row,) = [row for row in tree.xpath("//li[contains(@class, 'claim')]") if row.get("id") == claim["id"]]
        numbers = {article["id"]: n for n, article in enumerate(data["articles"], 1)}
        wanted = {f"#t{numbers[s['article']]}-{s['span']['start']}-{s['span']['end']}" for s in claim["supports"]}
        assert set(row.xpath(".//a/@href")) == wanted


def test_the_words_lead_back_to_the_claim(small):
    data, tree = small
    back = tree.xpath("//div[@class='text']//a[@class='ref']/@href")
    assert Counter(back) == Counter(
        ["#" + c["id"] for c in data["claims"] for _ in c["supports"]]
        + ["#" + p["id"] for p in data["passages"] for _ in p["spans"]]
    )


def test_articles_are_shown_whole(page):
    data, tree = page
    for article, shown in zip(data["articles"], tree.xpath("//div[@class='text']"), strict=True):
        for ref in shown.xpath(".//a[@class='ref'] | .//small | .//summary"):
            ref.clear(keep_tail=True)
        words = "".join(shown.itertext()).replace("\u2060", "")
        assert "".join(words.split()) == "".join(visible(article["text"]).split())


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=10)


@given(st.text(alphabet="ab <&\n", min_size=42, max_size=42), SPANS)
def test_marks_may_overlap_in_any_way(text, spans):
    marks = [Mark(s, s + length, ["x"], f"m{s}-{s + length}", refs=[Markup("<b>!</b>")]) for s, length in spans]
    tree = lxml_html.fragment_fromstring(f"<div>{marked(text, 0, len(text), merged(marks))}</div>")
    assert len(tree.xpath("//b")) == len(set(spans))
    for ref in tree.xpath("//b"):
        ref.clear(keep_tail=True)
    assert tree.text_content() == text
    for start, length in set(spans):
        pieces = tree.xpath(f"//*[@id='m{start}-{start + length}' or @data-m='m{start}-{start + length}']")
        assert "".join(piece.text_content() for piece in pieces) == text[start : start + length]
        assert len(tree.xpath(f"//*[@id='m{start}-{start + length}']")) == 1


# ---- it says what the JSON says ----------------------------------------------------------------


def test_headline_figures(small):
    _, tree = small
    (figures,) = tree.xpath("//p[@class='figures']")
    assert squeezed(figures.text_content()) == "3 articles 3 outlets 2–3 independent origins"


def test_claims_and_their_numbers(page):
    data, tree = page
    assert sorted(tree.xpath("//li[@class='claim']/@data-status")) == sorted(c["status"] for c in data["claims"])
    shown = {squeezed(ratio.text_content()) for ratio in tree.xpath("//li[@class='claim']//span[@class='ratio']")}
    for claim in data["claims"]:
        low, high, outlets = claim["origins"]["low"], claim["origins"]["high"], claim["outlets"]
        origins = f"{low}–{high}" if low != high else str(low)
        plural = "" if outlets == 1 else "s"
        assert f"{outlets} outlet{plural} → from {origins} origin{'' if high == 1 else 's'}" in shown


FOUND = [
    ("an answer to what is best corroborated", "//section[@class='answer-best']", "1 outlet → from 2 origins"),
    ("an answer to what has one origin", "//section[@class='answer-one']", "Counts once, however often it is printed."),
    ("an answer to what is disputed", "//section[@class='answer-open']", "figures differ"),
    ("a disagreement with its reason", "//article[@class='disagreement']", "210 is not more than 240"),
    ("what is compatible and why", "//table[@class='compatible']", "said at different times"),
    ("a chain, innermost speaker first", "//p[@class='path']", "indirect Ana Ruiz → NPA → Morning Post"),
    ("direct speech", "//p[@class='path']", "direct Ana Ruiz"),
    ("an unnamed source", "//article[@class='voice']", "a deckhand unnamed"),
    ("an unresolved one", "//article[@class='voice']", "unresolved a deckhand or The owner"),
    ("a denial", "//p[@class='path']", "denied"),
    ("a position", "//ul[@class='positions']", "support the ferry"),
    ("an unseen ancestor", "//svg", "An NPA report not in this coverage"),
    ("the reason of an edge", "//div[@class='edges']", "Morning Post shares a text. Strength 0.81."),
    ("variants side by side", "//table[@class='collation']", "1 substitution Nobody No one"),
    ("an omission", "//table[@class='collation']", "2 insertion nothing some"),
    ("a planned moment", "//ol[@class='moments']", "not yet happened"),
    ("an interval in time", "//ol[@class='moments']", "until 6 May 2031 day not known"),
    ("a person with description", "//table[@class='names']", "Ana Ruiz harbour master"),
    ("a proposal that was not followed", "//table[@class='names']", "May be NPA (0.61): alike. Not put together."),
    ("the reason of a merge", "//table[@class='names']", "the same name"),
    ("furniture, labelled", "//div[@class='furniture']", "advert Advert"),
    ("how the date is known", "//article[@class='source']", "6 May 2031 (the date beside the byline)"),
    ("what could not be read", "//section[@id='open']", "pages/broken.html the file is empty"),
    ("how it was made", "//dl[@class='run']", "Version 0.1.0"),
]


@pytest.mark.parametrize(("where", "words"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND])
def test_every_part_shows_its_record(small, where, words):
    _, tree = small
    assert any(words in squeezed(" ".join(element.itertext())) for element in tree.xpath(where))


def test_everything_found_is_marked(small):
    _, tree = small
    article = tree.xpath("//article[@class='source']")[0]
    marked_words = {
        layer: article.xpath(f".//span[contains(concat(' ', @class, ' '), ' {layer} ')]") for layer in "sfnp"
    }
    assert {layer: len(found) for layer, found in marked_words.items()} == {
        "s": 2,
        "f": 1,
        "n": 2,
        "p": 2,
    }  # the passage begins inside a claim
    assert marked_words["f"][0].get("title") == "210 people on the ferry"
    assert "d" in marked_words["s"][1].get("class").split()


def test_empty_parts_say_so():
    data = as_json(SMALL)
    empty = {**data, "claims": [], "disagreements": [], "compatible": [], "statements": [], "passages": [],
             "timeline": [], "identities": [], "unread": [], "positions": [], "figures": [], "events": [],
             "lineage": {"nodes": [], "edges": []}}  # fmt: skip
    told = squeezed(parse(render(empty)).text_content())
    for sentence in ("No claims were found", "No disagreements were found", "No statements were found",
                     "No passage is shared", "could be set in time", "No names were found",
                     "Everything that was given could be read", "No article was found to take its words"):  # fmt: skip
        assert sentence in told


def test_articles_that_name_each_other_in_circles_are_drawn():
    articles = [Article(f"a{n}", f"{n}.txt", "Words.", (), f"Title {n}", f"Outlet {n}") for n in range(40)]
    edges = tuple(
        Edge(one.id, other.id, "credits", 0.5, (), "named") for one in articles for other in articles if one != other
    )
    nodes = tuple(Node(a.id, "article", a.title) for a in articles)
    lineage = Lineage(nodes, edges, (), (), Range(1, 40))
    story = Story("s", "Circles", tuple(a.id for a in articles), Range(1, 40), 40)
    comparison = Comparison(story, (), (), lineage, (), (), (), (), ())
    tree = parse(render(as_json(Dossier(tuple(map(Reading, articles)), (comparison,)))))
    assert {f"#a{n}" for n in range(40)} <= set(tree.xpath("//svg//a/@href"))


def test_nothing_read_is_said():
    assert "No article was read" in parse(render(as_json(EMPTY))).text_content()


def test_it_is_made_from_the_contract_alone():
    assert render(loads(dumps(BOTH))) == render(as_json(BOTH))
    bare = json.loads(dumps(SMALL))
    for added in ("compatible", "times", "run"):
        del bare[added]
    for record, keys in {"claims": ("members", "why"), "statements": ("denied",), "identities": ("reasons",),
                         "articles": ("notes", "also_at", "credited"), "positions": ("span",)}.items():  # fmt: skip
        for one in bare[record]:
            for name in keys:
                del one[name]
    assert "Ferry runs aground" in render(bare)


# ---- it can be read by anybody -----------------------------------------------------------------


def test_headings_go_down_one_level_at_a_time(page):
    _, tree = page
    levels = [int(h.tag[1]) for h in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_landmarks_labels_and_captions(page):
    _, tree = page
    assert [len(tree.xpath(f"//{tag}")) for tag in ("main", "nav", "footer")] == [1, 1, 1]
    assert tree.xpath("//body/*[1][@class='skip']/@href") == ["#main"]
    assert tree.get("lang") == "en"
    for table in tree.xpath("//table"):
        assert squeezed(table.findtext("caption"))
        assert all(th.get("scope") for th in table.xpath(".//th"))
    for svg in tree.xpath("//svg"):
        assert svg.get("role") == ("group" if svg.xpath(".//a") else "img")
        assert svg.get("aria-label")
    assert all(field.xpath("ancestor::label") for field in tree.xpath("//input | //select"))
    assert all(fieldset.findtext("legend") for fieldset in tree.xpath("//fieldset"))
    ids = set(tree.xpath("//@id"))
    assert all(name in ids for name in tree.xpath("//@aria-labelledby"))


def _colours(scheme):
    style = files("wellsourced.tell.html").joinpath("style.css").read_text(encoding="utf-8")
    (block,) = re.findall(rf'^(?::root, )?:root\[data-theme="{scheme}"\] {{([^}}]*--paper[^}}]*)}}', style, re.M)
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6})", block))


def _luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised", "sunk", "wash", "pass", "lit"])
def test_contrast_is_enough_for_text(scheme, ground):
    """WCAG 2.2 AA: 4.5 to 1 for text."""
    colours = _colours(scheme)
    inks = ["ink"] if ground == "lit" else ["ink", "accent"] if ground in ("wash", "pass") else [
        "ink", "muted", "accent", "good", "bad", "turn"]  # fmt: skip
    for ink in inks:
        lighter, darker = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (ink, ground)


def test_a_hundred_articles_stay_lean():
    data = as_json(SMALL)
    text = json.dumps(data)
    many = json.loads(text)
    for n in range(33):
        more = json.loads(re.sub(r'"(a-one|a-two|a-three|c-\w+|s-[\w-]+|f-[\w-]+|p-1|d-1|pos-1|i-\w+|n-npa|e-visit)"',
                                 rf'"\1-{n}"', text))  # fmt: skip
        many["stories"][0]["articles"] += more["stories"][0]["articles"]
        for name, value in more.items():
            if isinstance(value, list) and name != "stories":
                many[name] += value
        for name, value in more["lineage"].items():
            many["lineage"][name] += value
    assert len(many["articles"]) == 102
    shown = render(many)
    assert len(shown) < 1_500_000
    assert not [i for i, n in Counter(parse(shown).xpath("//@id")).items() if n > 1]


# ---- words -------------------------------------------------------------------------------------

WHEN = [
    ("a day", "2024-03-12", "2024-03-12", "12 March 2024"),
    ("days of a month", "2024-03-12", "2024-03-15", "12 – 15 March 2024"),
    ("days of a year", "2024-03-12", "2024-04-02", "12 March – 2 April 2024"),
    ("years", "2021-01-01", "2024-03-13", "1 January 2021 – 13 March 2024"),
    ("a month", "2023-11-01", "2023-11-30", "November 2023"),
    ("a February", "2023-02-01", "2023-02-28", "February 2023"),
    ("no whole month", "2023-01-01", "2023-01-30", "1 – 30 January 2023"),
    ("a year", "2019-01-01", "2019-12-31", "2019"),
    ("open end", "2024-03-12", None, "from 12 March 2024 on"),
    ("open beginning", None, "2024-03-12", "until 12 March 2024"),
    ("nothing", None, None, "date unknown"),
]


@pytest.mark.parametrize(("first", "last", "words"), [case[1:] for case in WHEN], ids=[case[0] for case in WHEN])
def test_days_in_words(first, last, words):
    assert when_words({"earliest": first, "latest": last}) == words


ADDRESSES = [
    ("https://example.org/a?b=1#c", True), ("http://example.org", True), ("HTTPS://EXAMPLE.ORG/", True),
    ("javascript:alert(1)", False), ("data:text/html,<script>", False), ("//example.org", False), ("https://", False),
    ("file:///etc/passwd", False), ("java\nscript:alert(1)", False), ("https://exam\u202eple.org", False),
    ("pages/one.html", False), ("https://[", False), (" https://example.org", False), ("", False),
]  # fmt: skip


@pytest.mark.parametrize(("address", "live"), ADDRESSES)
def test_addresses_that_may_be_links(address, live):
    assert web_address(address) == (address if live else None)


FIGURES = [
    (43, None, "at least", "at least 43 dead"), (None, 700, "at most", "at most 700 dead"), (9, 9, "exact", "9 dead"),
    (1900, 1900, "about", "about 1,900 dead"), (6, 7, "exact", "6–7 dead"), (2.5, 2.5, "exact", "2.5 dead"),
]  # fmt: skip


@pytest.mark.parametrize(("low", "high", "bound", "words"), FIGURES)
def test_figures_in_words(low, high, bound, words):
    assert figure_words({"low": low, "high": high, "bound": bound, "counted": "dead"}) == words


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [("one two", 7, "one two"), ("one two three", 8, "one two …"), ("one, two", 5, "one …"), ("oneword", 3, "one …")],
)
def test_shortening_keeps_whole_words(text, length, short):
    assert shorten(text, length) == short
