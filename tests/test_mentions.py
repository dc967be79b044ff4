"""Names: where they stand, of what kind, with what description, and which form of the article is the fullest."""

import pytest
from conftest import build_article
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.read.language import load_model, parse_article
from wellsourced.read.mentions import find_mentions


def mentions_of(*blocks):
    article = build_article(*blocks)
    return find_mentions(article, parse_article(article, load_model()))


FOUND = [  # (case, text, [names in order])
    ("a person", "The gates were opened by Orla Venn after midnight.", ["Orla Venn"]),
    ("a possessive", "Critics read Orla Venn's letter and Piet Maas’ answer.", ["Orla Venn", "Piet Maas"]),
    ("a role is no part of the name", "On Friday Deputy Minister Orla Venn left.", ["Orla Venn"]),
    ("a title is no part of the name", "On Friday Dr. Orla Venn met Mrs Maas.", ["Orla Venn", "Maas"]),
    ("a body's name with small words", "She leads the Union of Harbour and Lock Workers in the valley.",
     ["Union of Harbour and Lock Workers"]),
    ("a ministry", "The Ministry of Water and Forests denied it.", ["Ministry of Water and Forests"]),
    ("two names joined by a small word", "Both Orla Venn and Piet Maas opened the gates.", ["Orla Venn", "Piet Maas"]),
    ("a place and its common noun", "They dammed the Velka river last year.", ["Velka river"]),
    ("a particle in lower case", "Reporters asked Karim al-Nadri and Piet van der Berg about it.",
     ["Karim al-Nadri", "Piet van der Berg"]),
    ("an adjective names nobody", "A French-led mission and Italian engineers inspected the wall.", []),
    ("a weekday and a month name nobody", "The council met on Friday and will meet again in May.", []),
    ("a first word names nobody", "Engineers inspected the wall. Nobody was hurt. Water rose.", []),
    ("an acronym", "The wall belongs to the TWA, she said.", ["TWA"]),
    ("marks", "The wall was inspected by Radko Yelenić and José Núñez.", ["Radko Yelenić", "José Núñez"]),
    ("no names", "the gates were opened by hand after midnight.", []),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "names"), FOUND, ids=[case for case, *_ in FOUND])
def test_names(case, text, names):
    assert [mention.text for mention in mentions_of(text)[0]] == names


KINDS = [
    ("a role before", "Mayor Orla Venn opened the gates.", "Orla Venn", "person"),
    ("a speaker", "“It held,” Dervan said.", "Dervan", "person"),
    ("a head word of a body", "The Tarn Water Authority opened the gates.", "Tarn Water Authority", "organisation"),
    ("an acronym", "The TWA opened the gates.", "TWA", "organisation"),
    ("where something happened", "The wall broke in Marnik on Friday.", "Marnik", "place"),
    ("a description of a body", "They asked Solvane, the company that owns the wall.", "Solvane", "organisation"),
]


@pytest.mark.parametrize(("case", "text", "name", "kind"), KINDS, ids=[case for case, *_ in KINDS])
def test_kinds(case, text, name, kind):
    assert [mention.kind for mention in mentions_of(text)[0] if mention.text == name] == [kind]


DESCRIBED = [
    ("a role before", "On Friday Deputy Minister Orla Venn left.", "Deputy Minister"),
    ("a role in lower case before", "It held, county spokeswoman Orla Venn said.", "county spokeswoman"),
    ("an apposition", "Orla Venn, a spokeswoman for the county, said it had held.", "a spokeswoman for the county"),
    ("a relative clause", "Orla Venn, who worked as an engineer at the dam, said it had held.",
     "worked as an engineer at the dam"),
    ("a title tells no role", "Mrs Orla Venn said it had held.", None),
    ("a speech tag is no description", "The friend of Orla Venn, the ministry said, had left.", None),
    ("none", "They asked Orla Venn about it.", None),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "description"), DESCRIBED, ids=[case for case, *_ in DESCRIBED])
def test_descriptions(case, text, description):
    mention = next(mention for mention in mentions_of(text)[0] if mention.text == "Orla Venn")
    assert mention.description == description
    if mention.description_span is not None:
        assert text[mention.description_span.start : mention.description_span.end] == description


FULL = [  # (case, text, short form, its full name in this article)
    ("a surname", "Orla Venn opened the gates. “It held,” Venn said.", "Venn", "Orla Venn"),
    ("a surname before the full name", "“It held,” Venn said. The gates were opened by Orla Venn.", "Venn",
     "Orla Venn"),
    ("two bearers of a surname", "Orla Venn met Piet Venn at the gates. “It held,” Venn said.", "Venn", "Venn"),
    ("a body's last word", "The Tarn Water Authority met. The Authority met again.", "Authority",
     "Tarn Water Authority"),
    ("a town is not its namesake", "Tarn lies on the river. Mayor Ada Tarn spoke in Orrin.", "Ada Tarn", "Ada Tarn"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "short", "full"), FULL, ids=[case for case, *_ in FULL])
def test_full_names(case, text, short, full):
    assert {mention.name for mention in mentions_of(text)[0] if mention.text == short} == {full}


ALIASES = [
    ("an acronym in brackets", "The Tarn Water Authority (TWA) owns it.", {("Tarn Water Authority", "TWA")}),
    ("an acronym in square brackets", "The Tarn Water Authority [TWA] owns it.", {("Tarn Water Authority", "TWA")}),
    ("the long form in brackets", "The TWA (Tarn Water Authority) owns it.", {("TWA", "Tarn Water Authority")}),
    ("a place in brackets is no alias", "Orla Venn (Marnik) opened the gates in Marnik.", set()),
    ("none", "The Tarn Water Authority owns it.", set()),
]


@pytest.mark.parametrize(("case", "text", "aliases"), ALIASES, ids=[case for case, *_ in ALIASES])
def test_aliases(case, text, aliases):
    _, found = mentions_of(text)
    assert {(alias.left, alias.right) for alias in found} == aliases
    for alias in found:
        assert alias.right in text[alias.evidence.start : alias.evidence.end]


def test_a_title_shows_only_names_that_the_body_has():
    mentions, _ = mentions_of("title:: Weir Holds As Venn Opens Gates", "Orla Venn opened the gates. Venn was tired.")
    assert [mention.text for mention in mentions] == ["Venn", "Orla Venn", "Venn"]


def test_furniture_is_not_read():
    mentions, _ = mentions_of("Orla Venn opened the gates.", "teaser:: Piet Maas elected mayor of Marnik")
    assert [mention.text for mention in mentions] == ["Orla Venn"]


PIECES = st.sampled_from(
    ["Orla", "Venn", "al-", "van der", "the", "Mr.", "Minister", "of", "and", "&", "(TWA)", "[", ")", "’s", "'", "said",
     ",", ".", "“", "USA", "Union", "river", "É", "\u00a0", "-", "東京"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), min_size=1, max_size=25).map(" ".join))
def test_any_text_gives_names_that_stand_in_it(text):
    if not text.strip():
        return
    article = build_article(text)
    mentions, aliases = find_mentions(article, parse_article(article, load_model()))
    assert list(mentions) == sorted(mentions, key=lambda mention: mention.span)
    for mention in mentions:
        assert mention.span.end <= len(article.text)
        assert mention.name
        assert mention.text.split() == article.words(mention.span).split()
    assert all(alias.evidence.end <= len(article.text) for alias in aliases)
