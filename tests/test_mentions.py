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
    ("what an acronym spells", "The Committee for Civilians in Orrin (CCO) left.",
     ["Committee for Civilians in Orrin", "CCO"]),
    ("an acronym of other words", "The Mill Union in Orrin (TWA) left.", ["Mill Union", "Orrin", "TWA"]),
    ("two bodies", "The Tarn Ministry and the Mill Union rejected it.", ["Tarn Ministry", "Mill Union"]),
    ("one of two trades", "The Weavers and Bakers Union rejected it.", ["Weavers and Bakers Union"]),
    ("two names joined by a small word", "Both Orla Venn and Piet Maas opened the gates.", ["Orla Venn", "Piet Maas"]),
    ("a place and its common noun", "They dammed the Velka river last year.", ["Velka river"]),
    ("a particle in lower case", "Reporters asked Karim al-Nadri and Piet van der Berg about it.",
     ["Karim al-Nadri", "Piet van der Berg"]),
    ("an adjective names nobody", "A French-led mission and Italian engineers inspected the wall.", []),
    ("a weekday and a month name nobody", "The council met on Friday and will meet again in May.", []),
    ("a first word names nobody", "Engineers inspected the wall. Nobody was hurt. Water rose.", []),
    ("an acronym", "The wall belongs to the TWA, she said.", ["TWA"]),
    ("marks", "The wall was inspected by Radko Yelenić and José Núñez.", ["Radko Yelenić", "José Núñez"]),
    ("a street's genitive", "She lives in Tanner’s Row and works in Miller's Square.",
     ["Tanner’s Row", "Miller's Square"]),
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
    ("what only places have", "The outskirts of Orrin were under water.", "Orrin", "place"),
    ("of what office", "The mayor of Orrin opened the gates.", "Orrin", "place"),
    ("an enumeration of towns", "Three villages – Tarn, Orrin and Sellow – were cut off.", "Sellow", "place"),
    ("a capital beside it", "He spoke in the Velkan capital, Orrin, on Friday.", "Orrin", "place"),
    ("a dateline", "ORRIN (Pelham) – The wall held, the council said.", "ORRIN", "place"),
    ("an agency in a dateline", "ORRIN (Pelham) – The wall held, the council said.", "Pelham", "organisation"),
    ("a country by its adjective", "Velkan guards left. Velka recalled its envoy.", "Velka", "place"),
    ("what only companies have", "Torval's shareholders met on Friday.", "Torval", "organisation"),
    ("shares in a company", "She sold her shares in Torval on Friday.", "Torval", "organisation"),
    ("an agency by its noun", "She told the Pelham news agency that it held.", "Pelham", "organisation"),
    ("a newspaper with the article", "She told the Lantern that it held.", "Lantern", "organisation"),
    ("an age", "Dervan, 34, opened the gates.", "Dervan", "person"),
    ("what only people have", "Dervan's widow opened the gates.", "Dervan", "person"),
    ("a ferry line by its head word", "The ferry belongs to Corvan Seaways.", "Corvan Seaways", "organisation"),
    ("a headland by its head word", "The ship ran aground off Corvan Point.", "Corvan Point", "place"),
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
    ("a first name", "Orla Venn opened the gates. Orla, 34, was tired.", "Orla", "Orla Venn"),
    ("a family name that comes first", "Dr Wen Liwei opened the gates. “It held,” Dr Wen said.", "Wen", "Wen Liwei"),
    ("a title that fits one of two", "Captain Orla Venn met Piet Venn, a passenger. Captain Venn was tired.", "Venn",
     "Orla Venn"),
    ("a title that fits nobody", "“He is tired,” said Orla Venn, the captain's wife. Captain Venn was asked.", "Venn",
     "Venn"),
    ("a title of the other gender", "Father Anselm Venn prayed. Mrs Venn was tired.", "Venn", "Venn"),
    ("the one introduced by then", "Orla Venn opened the gates. Ms Venn is no relation of Piet Venn.", "Venn",
     "Orla Venn"),
    ("a company without its head", "Torval Savings Bank lost money. Torval said it was safe.", "Torval",
     "Torval Savings Bank"),
    ("a body without its country", "The National Bank of Velka met. The National Bank was asked.", "National Bank",
     "National Bank of Velka"),
    ("a river without its noun", "The river Ombra rose. Boats left the Ombra.", "Ombra", "river Ombra"),
    ("a saint's hospital", "He lay in St Anne's Hospital. She left St Anne's on Friday.", "St Anne's",
     "St Anne's Hospital"),
    ("a town and its bank's customer", "In Tarn the Tarn Savings Bank closed. People in Tarn left.", "Tarn", "Tarn"),
    ("a town and a colonel", "Colonel Ada Tarn spoke. The wounded were brought to a hospital in Tarn.", "Tarn", "Tarn"),
    ("a town is not its namesake", "Tarn lies on the river. Mayor Ada Tarn spoke in Orrin.", "Ada Tarn", "Ada Tarn"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "short", "full"), FULL, ids=[case for case, *_ in FULL])
def test_full_names(case, text, short, full):
    assert {mention.name for mention in mentions_of(text)[0] if mention.text == short} == {full}


ALIASES = [
    ("an acronym in brackets", "The Tarn Water Authority (TWA) owns it.", {("Tarn Water Authority", "TWA")}),
    ("an acronym in square brackets", "The Tarn Water Authority [TWA] owns it.", {("Tarn Water Authority", "TWA")}),
    ("the long form in brackets", "The TWA (Tarn Water Authority) owns it.", {("TWA", "Tarn Water Authority")}),
    (
        "known as",
        "The Tarn Water Authority, also known as the Weir Trust, owns it.",
        {("Tarn Water Authority", "Weir Trust")},
    ),
    (
        "formerly",
        "The Weir Trust, formerly the Tarn Water Authority, owns it.",
        {("Weir Trust", "Tarn Water Authority")},
    ),
    (
        "renamed",
        "The Tarn Water Authority was renamed the Weir Trust in May.",
        {("Tarn Water Authority", "Weir Trust")},
    ),
    (
        "formerly in brackets",
        "The Weir Trust (formerly the Tarn Water Authority) owns it.",
        {("Weir Trust", "Tarn Water Authority")},
    ),
    ("formerly of a body is no alias", "Orla Venn, formerly of the Weir Trust, owns it.", set()),
    ("a person who once led a body is no alias", "Orla Venn, previously the Weir Trust chairwoman, owns it.", set()),
    ("an alternative is no alias", "Ask the Weir Trust, or the Tarn Water Authority if it rains.", set()),
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


def test_a_newspapers_own_name_is_its_outlets():
    article = build_article("“It held,” Orla Venn told the Packet.", outlet="The Tarn Packet")
    mentions, _ = find_mentions(article, parse_article(article, load_model()))
    assert [m.name for m in mentions if m.text == "Packet"] == ["The Tarn Packet"]


def test_capitals_that_shout_show_no_names():
    mentions, _ = mentions_of("GATES OPENED AT NIGHT BY VENN", "Orla Venn opened the gates. Venn was tired.")
    assert (mentions[0].text, mentions[0].name) == ("VENN", "Orla Venn")
    assert len(mentions) == 3
