"""Who names refer to over all articles of a story: what must merge, and what must not, whatever else is alike.

A name is written by hand: `Orla Venn (role)` is a person, others carry their kind before a colon.
"""

import itertools
import re
from dataclasses import replace
from datetime import date

import pytest

from wellsourced.compare.identities import proposals, resolve_identities
from wellsourced.compare.likeness import name_likeness
from wellsourced.records import (
    Alias,
    Article,
    Dated,
    Decision,
    Interval,
    Mention,
    Passage,
    Reading,
    Role,
    Span,
    Variant,
    VariantReading,
)

TITLED = re.compile(r"((?:Captain|Mrs|Father|Dr) )(?=[A-Z])")


def reading(number, *names, aliases=()):
    """An article that holds names, one a line: "Orla Venn", "place: Tarn", "Venn = Orla Venn" (its full form here),
    "place! Tarn" (its sentence uses it so), "Captain Venn" (a title before it)."""
    text, mentions = "", []
    for written in names:
        use, told, written = written.rpartition("! ")
        kind, mark, rest = written.rpartition(": ")
        name, _, full = rest.partition(" = ")
        title = TITLED.match(name)
        text, name = (text + title[1], name[title.end() :]) if title else (text, name)
        start = len(text)
        text += name + "\n"
        span = Span(f"a-{number}", start, start + len(name))
        kind = kind if mark else use if told and use != "agent" else "person"
        mentions.append(Mention(span, name, kind, full or name, use=use if told else None))
    stated = tuple(Alias(*pair, Span(f"a-{number}", 0, 1), "one stands in brackets") for pair in aliases)
    return Reading(Article(f"a-{number}", f"{number}.txt", text, ()), mentions=tuple(mentions), aliases=stated)


def readings(*articles):
    """Articles as strings: names parted by "; ", stated aliases as "TWA ~ Tarn Water Authority"."""
    found = []
    for number, written in enumerate(articles):
        names = [part for part in re.split(r";\s*", written) if " ~ " not in part]
        pairs = [tuple(part.split(" ~ ")) for part in re.split(r";\s*", written) if " ~ " in part]
        found.append(reading(number, *names, aliases=pairs))
    return found


def together(identities, left, right):
    return any({left, right} <= set(identity.forms) for identity in identities)


ORG = "organisation: "
ONE = [  # (case, articles, two forms that are one)
    ("the same name", ("Orla Venn", "Orla Venn"), "Orla Venn", "Orla Venn"),
    ("“al-”", ("Karim al-Nadri", "Karim Nadri"), "Karim al-Nadri", "Karim Nadri"),
    ("a hyphen for a blank", ("Karim al-Nadri", "Karim al Nadri"), "Karim al-Nadri", "Karim al Nadri"),
    ("marks", ("Radko Yelenić", "Radko Yelenic"), "Radko Yelenić", "Radko Yelenic"),
    ("letters that have no base letter", ("Bjørn Łukas", "Bjorn Lukas"), "Bjørn Łukas", "Bjorn Lukas"),
    ("a double surname", ("Ada Roth-Brandt", "Ada Roth Brandt"), "Ada Roth-Brandt", "Ada Roth Brandt"),
    ("case", ("ORLA VENN", "Orla Venn"), "ORLA VENN", "Orla Venn"),
    ("points in an acronym", (ORG + "T.W.A.", ORG + "TWA"), "T.W.A.", "TWA"),
    ("an alias that one article states",
     (ORG + "TWA; " + ORG + "Tarn Water Authority; TWA ~ Tarn Water Authority", ORG + "TWA"), "TWA",
     "Tarn Water Authority"),
    ("an alias stated elsewhere", (ORG + "TWA", ORG + "Tarn Water Authority",
     ORG + "TWA; " + ORG + "Tarn Water Authority; TWA ~ Tarn Water Authority"), "TWA", "Tarn Water Authority"),
    ("a chain of aliases",
     (ORG + "TWA; " + ORG + "Tarn Water; " + ORG + "Weir Trust; TWA ~ Tarn Water; Tarn Water ~ Weir Trust",), "TWA",
     "Weir Trust"),
    ("initials of the only such body", (ORG + "TWA", ORG + "Tarn Water Authority"), "TWA", "Tarn Water Authority"),
    ("initials and words in one article", (ORG + "Tarn Water Authority; " + ORG + "TWA",), "TWA",
     "Tarn Water Authority"),
    ("marks spelt out", ("Jürgen Möll", "Juergen Moell"), "Jürgen Möll", "Juergen Moell"),
    ("marks spelt out in one word", ("Jürgen Möll", "Jurgen Moell"), "Jürgen Möll", "Jurgen Moell"),
    ("marks of a place", ("place: Mölln", "place: Moelln"), "Mölln", "Moelln"),
    ("a given name in short", ("Tobias Venn", "Toby Venn"), "Tobias Venn", "Toby Venn"),
    ("an abbreviation", ("place: Mount Tarn", "place: Mt Tarn"), "Mount Tarn", "Mt Tarn"),
    ("a ministry's words turned", (ORG + "Ministry of Emergencies", ORG + "Emergency Ministry"),
     "Ministry of Emergencies", "Emergency Ministry"),
    ("a country's body and its adjective", (ORG + "Velkan Defence Ministry; place: Velka",
     ORG + "Defence Ministry of Velka"), "Velkan Defence Ministry", "Defence Ministry of Velka"),
    ("a body without its town behind", (ORG + "National Bank of Tarn", ORG + "National Bank"),
     "National Bank of Tarn", "National Bank"),
    ("a hospital without its head", ("facility: Tarn General Hospital", ORG + "Tarn General"),
     "Tarn General Hospital", "Tarn General"),
    ("works with a word between", ("facility: Tarn treatment works", "facility: Tarn works"),
     "Tarn treatment works", "Tarn works"),
    ("a surname before the full name, in one article", ("Dr Venn; Orla Venn",), "Dr Venn", "Orla Venn"),
    ("a first name among others of the family", ("Pavlo Venn; Orla Venn", "Pavlo; Orla Venn"), "Pavlo",
     "Pavlo Venn"),
    ("a wife and a husband", ("Father Piet Venn; Mrs Orla Venn", "Mrs Venn"), "Mrs Venn", "Orla Venn"),
    ("a label that another article mends", (ORG + "Bozhena Venn", "Božena Venn"), "Bozhena Venn", "Božena Venn"),
    ("a middle initial", ("Orla M. Venn", "Orla Venn"), "Orla M. Venn", "Orla Venn"),
    ("a middle name", ("Orla Marie Venn", "Orla Venn"), "Orla Marie Venn", "Orla Venn"),
    ("a surname with one bearer", ("Orla Venn", "Venn"), "Orla Venn", "Venn"),
    ("an initial with one bearer", ("Orla Venn", "O. Venn"), "Orla Venn", "O. Venn"),
    ("a surname of two words", ("Piet van der Berg", "Van der Berg"), "Piet van der Berg", "Van der Berg"),
    ("a surname with a hyphen", ("Ada Roth-Brandt", "Roth-Brandt"), "Ada Roth-Brandt", "Roth-Brandt"),
    ("an initial a", ("Ada Venn", "A. Venn"), "Ada Venn", "A. Venn"),
    ("a country's short names", ("place: US; place: United States", "place: America"), "US", "America"),
    ("a country's other name", ("place: Britain", "place: UK"), "Britain", "UK"),
    ("a body that every reader knows", (ORG + "UN", ORG + "United Nations"), "UN", "United Nations"),
    ("a region by its short name", ("place: Mideast", "place: Middle East"), "Mideast", "Middle East"),
    ("letters of another script's sounds", ("Daniyar Zhumaqalyev", "Daniyar Jumakaliev"), "Daniyar Zhumaqalyev",
     "Daniyar Jumakaliev"),
    ("a group's head left out", (ORG + "Torval Group", ORG + "Torval"), "Torval Group", "Torval"),
    ("a body's words turned", (ORG + "Tarn Health Authority", ORG + "Health Authority of Tarn"),
     "Tarn Health Authority", "Health Authority of Tarn"),
    ("a town's body without the town", (ORG + "Tarn Health Authority; place: Tarn", ORG + "Health Authority"),
     "Tarn Health Authority", "Health Authority"),
    ("a company whose head is no company's word", (ORG + "Torval Wings", "agent! Torval"), "Torval Wings", "Torval"),
    ("a company without its head", (ORG + "Torval Savings Bank", "organisation! Torval"), "Torval Savings Bank",
     "Torval"),
    ("a company that only speaks", (ORG + "Torval Savings Bank", "agent! Torval"), "Torval Savings Bank", "Torval"),
    ("a newspaper's last word", (ORG + "Tarn Ledger", ORG + "Ledger"), "Tarn Ledger", "Ledger"),
    ("a body in British and American", (ORG + "Defence Ministry", ORG + "Defense Ministry"), "Defence Ministry",
     "Defense Ministry"),
    ("a body in the plural", (ORG + "Emergency Ministry", ORG + "Emergencies Ministry"), "Emergency Ministry",
     "Emergencies Ministry"),
    ("a river's noun before and after", ("place: river Ombra", "place: Ombra River"), "river Ombra", "Ombra River"),
    ("a title that fits one of two", ("Captain Orla Venn", "Father Piet Venn", "Captain Venn"), "Orla Venn",
     "Captain Venn"),
    ("a full form inside its article", ("Venn = Orla Venn; Orla Venn", "Orla Venn"), "Venn", "Orla Venn"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "articles", "left", "right"), ONE, ids=[case for case, *_ in ONE])
def test_what_is_one(case, articles, left, right):
    identities = resolve_identities(readings(*articles))
    assert together(identities, left, right)
    assert all(identity.reasons for identity in identities if len(identity.mentions) > 1 and len(articles) > 1)


TWO = [  # (case, articles, two forms that are not one)
    ("two given names", ("Orla Venn", "Olga Venn"), "Orla Venn", "Olga Venn"),
    ("two given names that begin alike", ("Radko Nadri", "Radomir Nadri"), "Radko Nadri", "Radomir Nadri"),
    ("father and son in one article", ("Piet Maas; Pieter Maas", "Piet Maas"), "Piet Maas", "Pieter Maas"),
    ("a surname with two bearers", ("Orla Venn", "Piet Venn", "Venn"), "Orla Venn", "Venn"),
    ("an initial with two bearers", ("Orla Venn", "Otto Venn", "O. Venn"), "Orla Venn", "O. Venn"),
    ("an initial that does not fit", ("Orla Venn", "P. Venn"), "Orla Venn", "P. Venn"),
    ("an initial that looks like an article", ("Orla Venn", "A. Venn"), "Orla Venn", "A. Venn"),
    ("a longer name that ends like a whole name", ("Maria Elena Costa",
     "Elena Costa"), "Maria Elena Costa",
     "Elena Costa"),
    ("a long surname with two bearers", ("Piet van der Berg", "Ada van der Berg", "Van der Berg"), "Piet van der Berg",
     "Van der Berg"),
    ("a middle initial that does not fit", ("Orla J. Venn", "Orla Marie Venn"), "Orla J. Venn", "Orla Marie Venn"),
    ("many names between", ("Orla Venn", "Orla Ada Marie Ines Venn"), "Orla Venn", "Orla Ada Marie Ines Venn"),
    ("the same letters turned", ("organisation: A.B.C. Company", "organisation: C.B.A. Company"), "A.B.C. Company",
     "C.B.A. Company"),
    ("two middle names", ("Orla Marie Venn", "Orla Jane Venn"), "Orla Marie Venn", "Orla Jane Venn"),
    ("a town and a person", ("place: Tarn", "Ada Tarn; place: Tarn"), "Tarn", "Ada Tarn"),
    ("a town and its district", ("place: Tarn", "place: Tarn district"), "Tarn", "Tarn district"),
    ("a body and its like with a word more", (ORG + "Water Authority", ORG + "Free Water Authority"),
     "Water Authority", "Free Water Authority"),
    ("initials of two bodies", (ORG + "TWA", ORG + "Tarn Water Authority", ORG + "Trade Weights Agency"), "TWA",
     "Tarn Water Authority"),
    ("two initials", (ORG + "TW", ORG + "Tarn Water"), "TW", "Tarn Water"),
    ("initials that an article explains otherwise", (ORG + "Tarn Water Authority", ORG + "TWA; " + ORG +
     "Trust for Western Arts; TWA ~ Trust for Western Arts"), "TWA", "Tarn Water Authority"),
    ("initials that every reader knows", (ORG + "UN", ORG + "Union of Nurses"), "UN", "Union of Nurses"),
    ("a given name in short, of two", ("Edward Venn", "Edwin Venn", "Ed Venn"), "Edward Venn", "Ed Venn"),
    ("a given name in short beside the long one", ("Tobias Venn; Toby Venn", "Toby Venn"), "Tobias Venn", "Toby Venn"),
    ("a given name that only begins so", ("Radko Venn", "Rad Venn"), "Radko Venn", "Rad Venn"),
    ("other letters than the marks'", ("Jürgen Möll", "Jorgen Moell"), "Jürgen Möll", "Jorgen Moell"),
    ("two countries' ministries, both named", (ORG + "Velkan Defence Ministry; place: Velka", ORG +
     "Defence Ministry of Tarsk; place: Tarsk", ORG + "Defence Ministry"), "Defence Ministry",
     "Velkan Defence Ministry"),
    ("two banks", (ORG + "National Bank of Tarn", ORG + "National Bank of Orrin", ORG + "National Bank"),
     "National Bank", "National Bank of Tarn"),
    ("a bank and its town's bank", (ORG + "Bank of Tarn", ORG + "Tarn Bank"), "Bank of Tarn", "Tarn Bank"),
    ("a first name in an article without the family", ("Pavlo Venn", "Pavlo"), "Pavlo", "Pavlo Venn"),
    ("Miss and a man", ("Father Piet Venn; Mrs Orla Venn", "Mrs Venn"), "Mrs Venn", "Piet Venn"),
    ("short names that sound alike", ("Mei Zhang", "Mei Jang"), "Mei Zhang", "Mei Jang"),
    ("short vowels", ("Hui Lee", "Hui Li"), "Hui Lee", "Hui Li"),
    ("a capital and its country", ("place: Lima", "place: Peru"), "Lima", "Peru"),
    ("two groups of one name", (ORG + "Torval Group", ORG + "Torval Holdings", ORG + "Torval"), "Torval Group",
     "Torval"),
    ("a group and a place", (ORG + "Tarn Group", "place: Tarn"), "Tarn Group", "Tarn"),
    ("a group and a person", (ORG + "Tarn Group; Ada Tarn", ORG + "Tarn"), "Tarn Group", "Tarn"),
    ("a body of several countries", (ORG + "Peruvian Air Force", ORG + "Air Force"), "Peruvian Air Force", "Air Force"),
    ("a town and a person of its name", ("Piers Tarn; place! Tarn", "place! Tarn", "agent! Tarn"), "Tarn",
     "Piers Tarn"),
    ("a town that nothing but another article shows", ("Giorg Tarn = Giorg Tarn", "place! Tarn", "Tarn"), "Tarn",
     "Giorg Tarn"),
    ("a town of two spellings of a person", ("Giorg Tarn", "Georg Tarn", "place! Tarn"), "Tarn", "Georg Tarn"),
    ("a town and its bank", (ORG + "Tarn Savings Bank", "place! Tarn"), "Tarn", "Tarn Savings Bank"),
    ("a newspaper's town", (ORG + "Tarn Ledger", "place! Tarn"), "Tarn", "Tarn Ledger"),
    ("a title that does not fit", ("Captain Orla Venn; Mirte Venn", "Captain Venn", "Father Mirte Venn"), "Venn",
     "Mirte Venn"),
    ("titles of two genders", ("Father Anselm Venn", "Mrs Venn"), "Venn", "Anselm Venn"),
    ("two countries' ministries", (ORG + "Velkan Defence Ministry", ORG + "Defence Ministry"), "Defence Ministry",
     "Velkan Defence Ministry"),
    ("two companies of one name", (ORG + "Torval Bank", ORG + "Torval Lines", "organisation! Torval"), "Torval",
     "Torval Bank"),
    ("a town that speaks and its council", (ORG + "Tarn Council", "agent! Tarn"), "Tarn", "Tarn Council"),
    ("two towns' bodies", (ORG + "Tarn Health Authority; place: Tarn", ORG + "Orrin Health Authority; place: Orrin",
     ORG + "Health Authority"), "Tarn Health Authority", "Health Authority"),
    ("spellings that are only alike", ("Karim Nadri", "Karim Nadiri"), "Karim Nadri", "Karim Nadiri"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "articles", "left", "right"), TWO, ids=[case for case, *_ in TWO])
def test_what_is_not_one(case, articles, left, right):
    for order in itertools.permutations(readings(*articles)):
        assert not together(resolve_identities(order), left, right)


PROPOSED = [
    ("alike in spelling", ("Karim Nadri", "Karim Nadiri"), "Karim Nadri", "Karim Nadiri", True),
    ("a surname with two bearers", ("Orla Venn", "Piet Venn", "Venn"), "Orla Venn", "Venn", True),
    ("nothing alike", ("Orla Venn", "Karim Nadri"), "Orla Venn", "Karim Nadri", False),
    ("two given names", ("Orla Venn", "Piet Venn"), "Orla Venn", "Piet Venn", False),
]


@pytest.mark.parametrize(("case", "articles", "left", "right", "expected"), PROPOSED, ids=[c for c, *_ in PROPOSED])
def test_what_is_proposed_to_people(case, articles, left, right, expected):
    at = {identity.name: identity for identity in resolve_identities(readings(*articles))}
    proposals = [proposal.identity for proposal in at[left].proposals]
    assert (at[right].id in proposals) == expected


def passage_of(articles, *names):
    """A passage that the articles carry, whose wording differs in the names given, one an article."""
    spans = []
    for one, name in zip(articles, names, strict=True):
        mention = next(mention for mention in one.mentions if mention.text == name)
        spans.append(mention.span)
    variants = tuple(VariantReading(name, (span.article,), (span,)) for name, span in zip(names, spans, strict=True))
    whole = tuple(Span(one.article.id, 0, len(one.article.text)) for one in articles)
    return Passage("p-1", whole, 120.0, (Variant("spelling", variants),))


PLACES = [
    ("two spellings at one place", "Muhsin Kazemi", "Mohsen Kazimi", True),
    ("another name at that place", "Muhsin Kazemi", "Orla Venn", False),
    ("another given name at that place", "Orla Venn", "Piet Venn", False),
]


@pytest.mark.parametrize(("case", "left", "right", "expected"), PLACES, ids=[case for case, *_ in PLACES])
def test_spellings_at_the_same_place_of_a_passage(case, left, right, expected):
    articles = [reading(0, left), reading(1, right)]
    identities = resolve_identities(articles, [passage_of(articles, left, right)])
    assert together(identities, left, right) == expected
    assert not together(resolve_identities(articles), left, right)


def test_what_an_article_tells_apart_no_passage_puts_together():
    articles = [reading(0, "Muhsin Kazemi", "Mohsen Kazimi"), reading(1, "Mohsen Kazimi")]
    passage = passage_of(articles, "Muhsin Kazemi", "Mohsen Kazimi")
    assert not together(resolve_identities(articles, [passage]), "Muhsin Kazemi", "Mohsen Kazimi")


def test_a_capital_is_its_country_where_it_stands_for_the_government():
    one, two = reading(0, "place: Lima", "place: Peru"), reading(1, "place: Lima")
    for_government = tuple(replace(m, stands_for="Peru") if m.text == "Lima" else m for m in one.mentions)
    identities = resolve_identities([replace(one, mentions=for_government), two])
    at = {identity.name: identity for identity in identities}
    assert at["Peru"].forms == ("Lima", "Peru")
    assert "stands for the government" in at["Peru"].reasons[-1]
    assert at["Lima"].mentions == tuple(m.span for m in two.mentions)
    [alone] = resolve_identities([replace(two, mentions=(replace(two.mentions[0], stands_for="Peru"),))])
    assert alone.name == "Lima", "where the story never names the country, the name is left as it is"


def test_titles_of_courtesy_are_kept_with_the_form():
    text = "Ms Venn met Dr. Venn and the Venn sisters"
    spans = [match.start() for match in re.finditer("Venn", text)]
    mentions = tuple(Mention(Span("a-0", at, at + 4), "Venn", "person", "Venn") for at in spans)
    [identity] = resolve_identities([Reading(Article("a-0", "0.txt", text, ()), mentions=mentions)])
    assert identity.forms == ("Venn", "Dr. Venn", "Ms Venn")


DECIDED = [  # (case, articles, decision, left, right, whether they are one then)
    ("put together", ("Karim Nadri", "Karim Nadiri"), Decision("same", "Karim Nadri", "Karim Nadiri"), True),
    ("kept apart", ("Orla Venn", "O. Venn"), Decision("apart", "Orla Venn", "O. Venn"), False),
    ("kept apart inside an article", ("Orla Venn; Venn = Orla Venn",), Decision("apart", "Orla Venn", "Venn"), False),
    ("put together what an article has side by side", ("Karim Nadri; Karim Nadiri",),
     Decision("same", "Karim Nadri", "Karim Nadiri"), True),
    ("names that nobody uses", ("Orla Venn", "O. Venn"), Decision("apart", "Piet Maas", "P. Maas"), True),
]  # fmt: skip


@pytest.mark.parametrize(("case", "articles", "decision", "one"), DECIDED, ids=[case for case, *_ in DECIDED])
def test_decisions_come_before_all_else(case, articles, decision, one):
    identities = resolve_identities(readings(*articles), decisions=[decision])
    names = list(dict.fromkeys(m.text for r in readings(*articles) for m in r.mentions))
    assert together(identities, *names[:2]) == one


def test_one_name_can_be_split_into_a_bearer_for_each_article():
    articles = readings("Orla Venn", "Orla Venn")
    assert len(resolve_identities(articles)) == 1
    assert len(resolve_identities(articles, decisions=[Decision("split", "Orla Venn")])) == 2


def test_what_was_decided_to_be_apart_is_proposed_no_more():
    articles = readings("Karim Nadri", "Karim Nadiri")
    assert all(identity.proposals for identity in resolve_identities(articles))
    decided = resolve_identities(articles, decisions=[Decision("apart", "Karim Nadri", "Karim Nadiri")])
    assert not any(identity.proposals for identity in decided)


def test_a_merge_gives_its_reason_in_words():
    [identity] = resolve_identities(readings("Karim al-Nadri", "Karim Nadri"))
    assert "“al-”" in identity.reasons[0]


def test_the_kind_is_that_of_most_mentions_and_the_name_is_the_fullest():
    [identity] = resolve_identities(readings("organisation: Venn = Orla Venn; Orla Venn; Orla Venn", "Venn"))
    assert (identity.kind, identity.name) == ("person", "Orla Venn")
    assert identity.forms == ("Orla Venn", "Venn")


def test_neither_the_order_of_articles_nor_of_mentions_matters():
    articles = readings("Orla Venn; Piet Maas", "Venn; " + ORG + "TWA", "O. Venn; Karim Nadri",
                        "Karim al-Nadri; Piet Venn", ORG + "TWA; " + ORG + "Tarn Water; TWA ~ Tarn Water")  # fmt: skip
    whole = resolve_identities(articles)
    assert {resolve_identities(order) for order in itertools.permutations(articles)} == {whole}


def test_every_mention_belongs_to_exactly_one_identity():
    articles = readings("Orla Venn; Venn; Piet Venn", "Venn; place: Tarn", "Ada Tarn; Tarn")
    spans = [span for identity in resolve_identities(articles) for span in identity.mentions]
    assert sorted(spans) == sorted(mention.span for one in articles for mention in one.mentions)


def test_many_names_are_compared_in_work_that_grows_with_their_number(monkeypatch):
    compared = []

    def counting(a, b):
        compared.append((a, b))
        return name_likeness(a, b)

    def comparisons(count):
        names = [f"{'Karim' if n % 2 else 'Olga'} N{chr(97 + n % 26)}dr{n}" for n in range(count)]
        compared.clear()
        resolve_identities([reading(0, *names[::2]), reading(1, *names[1::2])])
        return len(compared)

    monkeypatch.setattr(proposals, "name_likeness", counting)
    few = comparisons(500)
    assert few > 0
    assert comparisons(1_000) < 3 * few


def test_no_names_give_no_identities():
    assert resolve_identities([reading(0)]) == ()
    assert resolve_identities([]) == ()


def test_a_word_without_a_namesake_stays_one_place_even_where_it_acts():
    [identity] = resolve_identities(readings("place! Tarn", "agent! Tarn"))
    assert (identity.kind, identity.forms) == ("place", ("Tarn",))


def test_an_ambiguous_surname_is_one_unresolved_bearer_an_article():
    articles = readings("Orla Venn", "Piet Venn", "person! Venn; agent! Venn; Venn")
    assert [len(one.mentions) for one in resolve_identities(articles) if one.name == "Venn"] == [3]


CITIES = [  # (case, names of two articles, name of the place, country chosen, countries of that name at least)
    ("its country is named", ("place: Tripoli; place: Libya", "place: Tripoli"), "Tripoli", "Libya",
     {"Libya", "Lebanon"}),
    ("two of its countries are named", ("place: Tripoli; place: Libya", "place: Tripoli; place: Lebanon"), "Tripoli",
     None, {"Libya", "Lebanon"}),
    ("nothing tells", ("place: Tripoli",), "Tripoli", None, {"Libya", "Lebanon"}),
    ("one city of the name, its country not named", ("place: Mosul",), "Mosul", None, {"Iraq"}),
    ("another spelling", ("place: Falluja; place: Iraq",), "Falluja", "Iraq", {"Iraq"}),
    ("an unknown town", ("place: Tarnwick-under-Weir; place: Iraq",), "Tarnwick-under-Weir", None, set()),
]  # fmt: skip


@pytest.mark.parametrize(("case", "articles", "name", "chosen", "countries"), CITIES, ids=[c for c, *_ in CITIES])
def test_cities_of_a_places_name(case, articles, name, chosen, countries):
    place = next(one for one in resolve_identities(readings(*articles)) if one.name == name)
    assert countries <= {city.country for city in place.cities}
    assert [city.country for city in place.cities if city.why] == ([chosen] if chosen else [])


def test_people_and_countries_have_no_cities():
    assert not any(one.cities for one in resolve_identities(readings("Ada Paris; place: Iraq; organisation: Mosul")))


def test_the_people_of_a_country_name_it():
    text = "Iraqi troops left Mosul."
    mention = Mention(Span("a-0", 18, 23), "Mosul", "place", "Mosul")
    [place] = resolve_identities([Reading(Article("a-0", "0.txt", text, ()), mentions=(mention,))])
    assert [city.country for city in place.cities if city.why] == ["Iraq"]


def test_what_somebody_is_called_is_kept_with_where_and_when():
    text = "Mayor Orla Venn left."
    span = Span("a-0", 0, 5)
    mention = Mention(Span("a-0", 6, 15), "Orla Venn", "person", "Orla Venn", "Mayor", span)
    day = date(2024, 3, 4)
    article = Article("a-0", "0.txt", text, (), published=Dated(day, day, "day", "the page says so"))
    [identity] = resolve_identities([Reading(article, mentions=(mention,))])
    assert identity.roles == (Role("Mayor", span, Interval(day, day)),)
