"""Who else an article says its words come from, outside the running text and in it."""

import pytest
from conftest import build_article

from wellsourced.read.credits import canonical, find_credits, is_news_source, is_outlet
from wellsourced.read.language import parse_article
from wellsourced.read.mentions import find_mentions
from wellsourced.read.statements import find_statements
from wellsourced.records import BODY

TEXT = ("The weir held through the night, the county said.", "Two gates were opened by hand.")


def credits_of(article, model):
    parse = parse_article(article, model)
    mentions, _ = find_mentions(article, parse)
    return find_credits(article, find_statements(article, parse, mentions))


HEADERS = [  # (case, header or credit line, [(name, whether it stands for the whole article)])
    ("a byline of an agency", "byline:: Reuters", [("Reuters", True)]),
    ("an agency by another form", "byline:: By The Associated Press", [("Associated Press", True)]),
    ("a person of an agency", "byline:: By Orla Venn, Reuters", [("Reuters", False)]),
    ("a person and agencies", "byline:: By Orla Venn and agencies", [("news agencies", False)]),
    ("staff and agencies", "byline:: Tarn Post staff and agencies", [("news agencies", False)]),
    ("wire reports", "byline:: Wire reports", [("news agencies", True)]),
    ("two agencies", "byline:: AFP, Reuters", [("Agence France-Presse", True), ("Reuters", True)]),
    ("an unknown agency", "byline:: NVPA", [("NVPA", True)]),
    ("a person alone", "byline:: By Orla Venn", []),
    ("a person with initials", "byline:: By J.P. Orr", []),
    ("a dateline's brackets", "dateline:: TARN WEIR, May 2 (Reuters) –", [("Reuters", True)]),
    ("a dateline's unnamed agencies", "dateline:: TARN WEIR, May 2, (Agencies):", [("news agencies", True)]),
    ("a dateline's unknown agency", "dateline:: TARN WEIR (Northmark Wire) –", [("Northmark Wire", True)]),
    ("a dateline alone", "dateline:: TARN WEIR, May 2 –", []),
    ("a town in capitals is no agency", "dateline:: TARN –", []),
    ("a closing credit", "credit:: (MNA, Reuters)", [("Reuters", True)]),
    ("a closing credit of an unknown agency", "credit:: MNA", [("MNA", True)]),
    ("a closing credit of an unknown agency by its name", "credit:: (Halden)", [("Halden", True)]),
    ("a byline of one word", "byline:: By Halden", [("Halden", True)]),
    ("a byline of a named wire", "byline:: Corbel News Agency", [("Corbel News Agency", True)]),
    ("one agency and others", "byline:: Halden and agencies", [("Halden", True), ("news agencies", True)]),
    ("a photo credit is none", "caption:: The upper gate on Thursday. (Reuters)", []),
]


@pytest.mark.parametrize(("case", "line", "expected"), HEADERS, ids=[case for case, *_ in HEADERS])
def test_credits_outside_the_text(case, line, expected):
    blocks = [*TEXT, line] if line.startswith("credit") else [line, *TEXT]
    article = build_article(*blocks, outlet="Tarn Post")
    found = find_credits(article, ())
    assert [(credit.name, credit.whole) for credit in found] == expected
    body = [block for block in article.blocks if block.kind in BODY]
    for credit in found:
        assert (credit.scope.start, credit.scope.end) == (body[0].start, body[-1].end)
        assert article.words(credit.span) in line
        assert credit.agency


def test_an_agency_does_not_credit_itself():
    assert find_credits(build_article("dateline:: TARN (Reuters) –", *TEXT, outlet="Reuters"), ()) == ()


def test_an_article_without_a_body_has_no_credits():
    assert find_credits(build_article("byline:: Reuters"), ()) == ()


SENTENCES = [  # (case, sentence, [(name, whether it is a news agency)])
    ("told an agency", "“The gates held,” Orla Venn told Reuters.", [("Reuters", True)]),
    ("an outlet reported", "The Weir Herald reported that two gates had failed.", [("Weir Herald", False)]),
    ("according to a newspaper", "Two gates had failed, according to the Valley Times.", [("Valley Times", False)]),
    ("an agency by its apposition", "Two gates had failed, the news agency MNA reported on Friday.", [("MNA", True)]),
    ("told the outlet itself", "“The gates held,” Orla Venn told the Tarn Post.", []),
    ("told the outlet by a short name", "“The gates held,” Orla Venn told the Post.", []),
    ("nobody but a person", "“The gates held,” Orla Venn said.", []),
    ("an office is no outlet", "Two gates had failed, the county office said.", []),
]


@pytest.mark.parametrize(("case", "sentence", "expected"), SENTENCES, ids=[case for case, *_ in SENTENCES])
def test_credits_in_the_text(case, sentence, expected, model):
    article = build_article(TEXT[0], sentence, outlet="Tarn Post")
    found = credits_of(article, model)
    assert [(credit.name, credit.agency) for credit in found] == expected
    for credit in found:
        assert article.text.index(sentence) <= credit.scope.start
        assert not credit.whole
        assert credit.why


REPORTS = [  # (case, sentence, [(name, whether the lead is covered, too)])
    ("first reported by", "The leak was first reported by the Weir Herald.", [("Weir Herald", True)]),
    ("as first reported by", "Two gates had failed, as first reported by Hill and Dale.", [("Hill and Dale", True)]),
    ("first to report, citing", "The Gatekeeper was first to report it, citing an engineer.", [("Gatekeeper", True)]),
    ("which broke the story", "The Gatekeeper, which broke the story, named no one.", [("Gatekeeper", True)]),
    ("which first revealed", "The Gatekeeper, which first revealed the leak, named no one.", [("Gatekeeper", True)]),
    ("reported it first", "The Gatekeeper reported the leak first.", [("Gatekeeper", True)]),
    ("came to light through", "It came to light through a report by Hill and Dale.", [("Hill and Dale", True)]),
    ("a report in a paper", "A report in the Valley Times put the cost at nine million.", [("Valley Times", False)]),
    ("an interview with", "She denied it in an interview with the Valley Times.", [("Valley Times", False)]),
    ("a paper revealed", "Last week the Valley Times revealed that two gates had failed.", [("Valley Times", False)]),
    ("a paper's report", "The Valley Times’ report named nobody; the Weir Herald's report did.",
     [("Weir Herald", False)]),
    ("a report by a commission", "A report by the Weir Commission is due.", []),
    ("an interview with a person", "In an interview with Orla Venn it came up.", []),
    ("the police were first", "Police first reported the leak.", []),
    ("a company revealed", "TML revealed that two gates had failed.", []),
    ("the outlet itself", "The leak was first reported by the Tarn Post.", []),
]  # fmt: skip


@pytest.mark.parametrize(("case", "sentence", "expected"), REPORTS, ids=[case for case, *_ in REPORTS])
def test_reports_named_in_the_text(case, sentence, expected):
    article = build_article(TEXT[0], sentence, TEXT[1], outlet="Tarn Post")
    found = find_credits(article, ())
    lead = article.blocks[0]
    covers_lead = {credit.name for credit in found if credit.scope.start == lead.start}
    assert [(name, name in covers_lead) for name in dict.fromkeys(credit.name for credit in found)] == expected
    assert any(article.words(credit.scope) == sentence for credit in found) == bool(expected)


NAMES = [
    ("RTRS", "Reuters", True),
    ("the Associated Press", "Associated Press", True),
    ("Northmark News Agency", "Northmark News Agency", False),
    ("the MNA news agency", "MNA", True),
    ("the Valley Times", "Valley Times", False),
    ("the AFP news agency", "Agence France-Presse", True),
]


@pytest.mark.parametrize(("written", "name", "agency"), NAMES)
def test_canonical_names(written, name, agency):
    assert canonical(written)[0] == name
    assert canonical(written)[1] or not agency


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Valley Times", True), ("Reuters", True), ("MNA", True), ("Orla Venn", False), ("the ministry", False),
     ("Radio Tarn", False), ("Tarn Radio", True)],
)  # fmt: skip
def test_news_sources(name, expected):
    assert is_news_source(name) == expected


@pytest.mark.parametrize(
    ("name", "outlet", "expected"),
    [("the Post", "Tarn Post", True), ("Tarn Post", "The Tarn Post", True), ("Weir Post", "Tarn Post", False),
     ("the Post", None, False), ("", "Tarn Post", False)],
)  # fmt: skip
def test_the_outlet_itself(name, outlet, expected):
    assert is_outlet(name, outlet) == expected


@pytest.mark.parametrize(
    "name", ["U.S. intelligence agencies", "the aid agency Relief Bridge", "law enforcement agencies", "UN agencies"]
)
def test_an_agency_that_deals_in_no_news_is_no_news_source(name):
    assert not is_news_source(name)


def test_the_name_of_an_aid_agency_is_no_credit(model):
    article = build_article("The aid agency Relief Bridge said on Monday that two gates were opened by hand.")
    assert credits_of(article, model) == ()


def test_an_agency_is_named_in_either_order(model):
    lines = ("The news agency Halden says two gates were opened.", "Two were opened, the Halden news agency said.")
    for line in lines:
        assert [(c.name, c.agency) for c in credits_of(build_article(line), model)] == [("Halden", True)]
