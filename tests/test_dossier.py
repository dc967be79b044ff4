"""The JSON contract: its keys, their order, what they hold, and that the text of it says the same."""

from __future__ import annotations

import json

import dossiers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.named import Names
from wellsourced.records import (
    Article,
    Comparison,
    Dossier,
    Figure,
    Identity,
    Lineage,
    Link,
    Mention,
    Range,
    Reading,
    Run,
    Source,
    Span,
    Statement,
    Story,
    Unread,
)
from wellsourced.tell.dossier import as_json, dumps, loads

CONTRACT = {
    "schema": "", "articles": "id address title outlet byline language published credits text blocks story origins",
    "unread": "address error", "stories": "id title articles origins outlets",
    "identities": "id name kind forms descriptions mentions proposals",
    "statements": "id article kind content source cue addressee medium uttered chain within denied",
    "passages": "id spans bits variants", "lineage": "nodes edges",
    "figures": "id span low high bound unit counted where when statement",
    "events": "id trigger kind participants place when modality condition statement",
    "positions": "id holder holder_text issue stance when rests_on",
    "claims": "id kind text supports outlets speakers channels origins status",
    "disagreements": "id kind about sides why", "compatible": "about claims why", "timeline": "when claim", "run": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def told():
    return as_json(dossiers.small())


def test_top_level_keys_are_the_contracts_in_its_order(told):
    assert [name for name in told if name in CONTRACT] == list(CONTRACT)


@pytest.mark.parametrize("name", [name for name, keys in CONTRACT.items() if keys])
def test_records_have_the_contracts_keys_first_and_in_its_order(told, name):
    records = told[name] if isinstance(told[name], list) else [told[name]]
    assert records
    for record in records:
        assert list(record)[: len(CONTRACT[name].split())] == CONTRACT[name].split()


FACTS = [
    ("days in pairs", lambda d: d["articles"][0]["published"], {"earliest": "2031-05-06", "latest": "2031-05-06",
     "precision": "day", "how": "the date beside the byline", "evidence": []}),
    ("an article knows its story", lambda d: d["articles"][0]["story"], "story-1"),
    ("and its origins", lambda d: [a["origins"] for a in d["articles"]], [["n-npa"], ["n-npa"], ["a-three"]]),
    ("and its credits", lambda d: d["articles"][1]["credits"], ["NPA"]),
    ("whole numbers are whole", lambda d: repr(d["figures"][0]["low"]), "210"),
    ("others are not", lambda d: repr(d["figures"][3]["low"]), "2.5"),
    ("an open side is null", lambda d: (d["figures"][2]["low"], d["figures"][2]["high"]), (240, None)),
    ("an open interval too", lambda d: d["timeline"][1]["when"], {"earliest": None, "latest": "2031-05-06"}),
    ("a planned moment says so", lambda d: [m["planned"] for m in d["timeline"]], [False, False, True]),
    ("strengths are rounded", lambda d: d["lineage"]["descents"][0]["strength"], 0.812),
    ("ranges", lambda d: d["stories"][0]["origins"], {"low": 2, "high": 3}),
    ("edges name both ends", lambda d: [(e["from"], e["to"]) for e in d["lineage"]["edges"]],
     [("a-one", "n-npa"), ("a-two", "n-npa")]),
    ("a chain, innermost first, with identities", lambda d: d["statements"][0]["chain"],
     [{"name": "Ana Ruiz", "identity": "i-ruiz", "role": "speaker"}, {"name": "NPA", "identity": "i-npa",
                                                                   "role": "relay"}]),
    ("a pronoun has the identity of whom it means", lambda d: d["statements"][1]["source"]["identity"], "i-ruiz"),
    ("an addressee that is known", lambda d: d["statements"][0]["addressee"], {"text": "NPA", "identity": "i-npa"}),
    ("one that is not", lambda d: d["statements"][4]["addressee"], {"text": "the Gazette", "identity": None}),
    ("no addressee", lambda d: d["statements"][1]["addressee"], None),
    ("an anonymous source has no identity", lambda d: (d["statements"][4]["source"]["anonymous"],
     d["statements"][4]["source"]["identity"]), (True, None)),
    ("candidates are kept", lambda d: d["statements"][5]["source"]["candidates"], ["a deckhand", "The owner"]),
    ("a denial", lambda d: [s["denied"] for s in d["statements"]], [False] * 5 + [True]),
    ("reasons and proposals", lambda d: (d["identities"][0]["reasons"], d["identities"][0]["proposals"]),
     (["the same name"], [{"identity": "i-npa", "score": 0.61, "why": "alike"}])),
    ("a condition is a span", lambda d: sorted(d["events"][0]["condition"]), ["article", "end", "start"]),
    ("nothing given is lost", lambda d: d["unread"], [{"address": "pages/broken.html", "error": "the file is empty"}]),
    ("how it was made", lambda d: d["run"], {"version": "0.1.0", "models": ["model 1.0"], "options": {"jobs": "1"},
     "seconds": {"read": 0.5, "compare": 2}}),
]  # fmt: skip


@pytest.mark.parametrize(("get", "expected"), [case[1:] for case in FACTS], ids=[case[0] for case in FACTS])
def test_what_the_keys_hold(told, get, expected):
    assert get(told) == expected


def test_every_span_lies_in_its_article(told):
    lengths = {a["id"]: len(a["text"]) for a in told["articles"]}

    def spans(value):
        if isinstance(value, dict):
            if {"article", "start", "end"} <= value.keys():
                yield value
            for inner in value.values():
                yield from spans(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from spans(inner)

    found = list(spans(told))
    assert len(found) > 40
    assert all(0 <= s["start"] < s["end"] <= lengths[s["article"]] for s in found)


@pytest.mark.parametrize(
    "dossier", [dossiers.small(), dossiers.hostile(), Dossier((), ())], ids=["small", "hostile", "empty"]
)
def test_round_trip(dossier):
    text = dumps(dossier)
    assert loads(text) == as_json(dossier)
    assert text.encode("utf-8")
    assert list(loads(text)) == list(as_json(dossier))


def test_a_record_a_line():
    lines = dumps(dossiers.small()).splitlines()
    assert sum('"medium"' in line for line in lines) == 6


def test_text_that_utf_8_cannot_carry_is_escaped():
    dossier = Dossier((Reading(Article("a", "x", "lone \ud800 surrogate", ())),), ())
    assert loads(dumps(dossier).encode().decode()) == as_json(dossier)


@pytest.mark.parametrize("text", ["[]", "{}", '{"schema": "other/1"}', "nothing"])
def test_what_is_no_dossier_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        loads(text)


# ---- which identity a name stands for ---------------------------------------------------------


def _identity(name: str, *forms: str, at: tuple[Span, ...]) -> Identity:
    return Identity(name, forms[0], "person", forms, (), at)


NAMES = Names(
    (
        _identity("i-1", "Radovan Hale", "Hale", at=(Span("a", 0, 5), Span("b", 0, 5))),
        _identity("i-2", "Ines Hale", "Hale", at=(Span("b", 20, 25),)),
        _identity("i-3", "Harbour Union", "HU", at=(Span("b", 40, 45),)),
        _identity("i-4", "João Pires", at=(Span("c", 7, 12),)),
    )
)
LOOK_UPS = [
    ("the only one with the form", "Ines Hale", "z", None, "i-2"),
    ("case and article do not count", "the harbour union", "z", None, "i-3"),
    ("marks do not count", "Joao Pires", "z", None, "i-4"),
    ("of two, the only one in the article", "Hale", "a", None, "i-1"),
    ("of two in the article, the one at the span", "Hale", "b", Span("b", 18, 25), "i-2"),
    ("of two in the article, none without a span", "Hale", "b", None, None),
    ("of two, none in an article without either", "Hale", "z", None, None),
    ("a name with its role, at a mention", "engineer João Pires of Vey", "c", Span("c", 7, 12), "i-4"),
    ("another first name, at a mention", "Rui Pires", "c", Span("c", 7, 12), None),
    ("a description, at a mention", "the man", "c", Span("c", 7, 12), None),
    ("a description that only overlaps one", "an aide to Pires", "c", Span("c", 0, 12), None),
    ("nobody", "Somebody Else", "a", None, None),
]


@pytest.mark.parametrize(
    ("name", "article", "span", "expected"), [case[1:] for case in LOOK_UPS], ids=[case[0] for case in LOOK_UPS]
)
def test_names(name, article, span, expected):
    assert NAMES.identity(name, article, span) == expected


# ---- properties -------------------------------------------------------------------------------

TEXT = st.text(min_size=1, max_size=12)
NUMBER = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))


@st.composite
def any_dossier(draw):
    readings = []
    for n in range(draw(st.integers(0, 3))):
        text = draw(st.text(min_size=2, max_size=60))
        start = draw(st.integers(0, len(text) - 2))
        span = Span(f"a{n}", start, draw(st.integers(start + 1, len(text))))
        article = Article(f"a{n}", draw(TEXT), text, (), draw(st.none() | TEXT), draw(st.none() | TEXT))
        source = Source(span, draw(TEXT), draw(TEXT), draw(st.booleans()))
        chain = tuple(Link(name, "speaker", span) for name in draw(st.lists(TEXT, max_size=2)))
        readings.append(
            Reading(
                article,
                mentions=(Mention(span, draw(TEXT), "other", draw(TEXT)),),
                figures=(Figure("f", span, draw(NUMBER), draw(NUMBER), "exact", None, draw(TEXT)),),
                statements=(Statement(draw(TEXT), article.id, "mixed", (span,), source, (), chain=chain),),
            )
        )
    ids = tuple(reading.article.id for reading in readings)
    story = Story("s", draw(TEXT), ids, Range(0, len(ids)), len(ids))
    identities = tuple(
        Identity(f"i{n}", form, "other", (form,), (), (reading.mentions[0].span,))
        for n, (form, reading) in enumerate(zip(draw(st.lists(TEXT, max_size=3)), readings, strict=False))
    )
    comparison = Comparison(story, identities, (), Lineage((), (), (), (), Range(0, 0)), (), (), (), (), ())
    unread = tuple(Unread(address, draw(TEXT)) for address in draw(st.lists(TEXT, max_size=2)))
    return Dossier(tuple(readings), (comparison,), unread, Run(draw(TEXT)))


@given(any_dossier())
def test_the_text_says_what_the_records_say(dossier):
    text = dumps(dossier)
    assert json.loads(text) == as_json(dossier)
    assert text == dumps(dossier)
