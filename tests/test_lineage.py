"""Where the words of each article come from; coverages are written by hand, one article a line of facts."""

import datetime
import itertools
from dataclasses import replace

import pytest
from conftest import build_article
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.compare.lineage import infer_lineage, stemma
from wellsourced.compare.lineage.ancestors import MOST
from wellsourced.compare.passages import find_passages
from wellsourced.records import Credit, Dated, Link, Passage, Reading, Rewrite, Source, Span, Statement

SHARED = "The sluice at Tarn Weir held through the night although the river rose faster than anybody had expected."
OWN = {
    "Tarn Post": "Our reporter counted eleven boats on the meadow beside the chapel at dawn, all of them upside down.",
    "Weir Herald": "In the market the bakers gave away what the water had spoilt, and somebody played the accordion.",
    "Valley Times": "The chapel bell, cracked since the great frost, was rung for the first time in living memory.",
    "Hill Courier": "Insurance will not pay for the cellar walls, according to a letter which tenants received.",
}


def reading(outlet, *paragraphs, agency=None, names=None, quoted=None, told=False):
    """An article; `agency` is credited for all of it, `names` an outlet as source of the first paragraph, `quoted` the
    speaker of the first paragraph, `told` whether somebody spoke to the outlet itself in the last."""
    header = [f"dateline:: TARN ({agency}) –"] if agency else []
    source = [f"{names} reported it."] if names else []
    article = build_article(*header, *paragraphs, *source, outlet=outlet, address=f"{outlet}.txt")
    blocks = {article.text[b.start : b.end]: Span(article.id, b.start, b.end) for b in article.blocks}
    body = Span(article.id, blocks[paragraphs[0]].start, article.blocks[-1].end)
    credits, statements = [], []
    if agency:
        at = article.text.index(agency)
        credits.append(
            Credit(agency, Span(article.id, at, at + len(agency)), body, True, f"dateline names {agency}", True)
        )
    if names:
        at = article.text.index(names)
        credits.append(Credit(names, Span(article.id, at, at + len(names)), blocks[paragraphs[0]], False, "the source"))
    if quoted:
        statements.append(statement(article.id, blocks[paragraphs[0]], quoted, kind="direct"))
    if told:
        statements.append(statement(article.id, blocks[paragraphs[-1]], "Orla Venn", addressee=outlet))
    return Reading(article, credits=tuple(credits), statements=tuple(statements))


def statement(article, span, name, kind="indirect", addressee=None):
    source = Source(None, name, name)
    return Statement(f"s-{article}", article, kind, (span,), source, (), addressee, chain=(Link(name, "speaker"),))


def passage(words, *readings, bits=150.0):
    found = [(one.article.id, one.article.text.index(words)) for one in readings]
    return Passage(f"p-{words[:9]}", tuple(sorted(Span(a, at, at + len(words)) for a, at in found)), bits)


def unseen(lineage):
    return [node for node in lineage.nodes if node.kind == "unseen"]


@pytest.fixture
def siblings():
    """Three outlets that carry one agency report, two of which credit it; each has a paragraph of its own."""
    outlets = list(OWN)[:3]
    return [
        reading(outlet, SHARED, OWN[outlet], agency=None if outlet == "Valley Times" else "Reuters")
        for outlet in outlets
    ]


def test_three_siblings_share_an_agency_report_that_is_not_there(siblings):
    lineage = infer_lineage(siblings, [passage(SHARED, *siblings)])
    [node] = unseen(lineage)
    assert "Reuters" in node.name
    assert "not in this coverage" in node.name
    assert all(node.id in lineage.origins_of(one.article.id) for one in siblings)
    assert {edge.source for edge in lineage.edges if edge.target == node.id} == {one.article.id for one in siblings}


def test_siblings_without_a_credit_share_a_common_text():
    pair = [reading(outlet, SHARED) for outlet in ("Tarn Post", "Weir Herald")]
    lineage = infer_lineage(pair, [passage(SHARED, *pair)])
    [node] = unseen(lineage)
    assert "common text" in node.name
    assert (lineage.independent.low, lineage.independent.high) == (1, 1)


def test_an_article_that_names_another_outlet_descends_from_it():
    giver = reading("Tarn Post", OWN["Tarn Post"], told=True)
    taker = reading("Weir Herald", "Eleven boats lay on the meadow at dawn beside the chapel.", names="Tarn Post")
    lineage = infer_lineage([giver, taker], ())
    [edge] = [edge for edge in lineage.edges if edge.source == taker.article.id]
    assert edge.target == giver.article.id
    assert "Tarn Post" in edge.why
    assert giver.article.id in lineage.origins_of(taker.article.id)
    assert unseen(lineage) == []


def test_a_body_that_is_named_as_having_counted_is_the_outlet_of_its_own_statement():
    giver = reading("Watch For Rivers", OWN["Tarn Post"])
    words = "The Watch for Rivers has documented eleven broken dykes."
    lineage = infer_lineage([giver, reading("Weir Herald", words)], ())
    assert [edge.target for edge in lineage.edges] == [giver.article.id]


@pytest.mark.parametrize(("day", "taken"), [(3, True), (4, True), (5, False)])
def test_what_came_out_later_is_not_what_an_article_names(day, taken):
    giver = dated(reading("Tarn Post", OWN["Tarn Post"], told=True), day)
    taker = dated(reading("Weir Herald", "Eleven boats lay on the meadow at dawn.", names="Tarn Post"), 4)
    targets = {edge.target for edge in infer_lineage([giver, taker], ()).edges}
    assert (giver.article.id in targets) is taken


def test_what_is_taken_over_two_steps_is_followed_to_its_root():
    first = reading("Tarn Post", SHARED, told=True)
    second = reading("Weir Herald", SHARED, names="Tarn Post")
    third = reading("Valley Times", SHARED, names="Weir Herald")
    lineage = infer_lineage([first, second, third], [passage(SHARED, first, second, third)])
    for one in (first, second, third):
        assert first.article.id in lineage.origins_of(one.article.id)
    assert second.article.id not in lineage.origins_of(third.article.id)


def test_two_that_name_each_other_end_somewhere():
    pair = [reading("Tarn Post", SHARED, names="Weir Herald"), reading("Weir Herald", SHARED, names="Tarn Post")]
    lineage = infer_lineage(pair, ())
    assert all(lineage.origins_of(one.article.id) for one in pair)


def test_an_agency_named_and_not_there_is_an_unseen_report():
    one = reading("Tarn Post", SHARED, agency="Reuters")
    lineage = infer_lineage([one], ())
    [node] = unseen(lineage)
    assert lineage.origins_of(one.article.id) == (node.id,)


def test_two_reports_of_one_agency_on_different_matters_are_not_one():
    matters = ["Sluices held through midnight while rivers climbed beyond markers.",
               "Ministers quarrelled about chapel insurance during breakfast yesterday."]  # fmt: skip
    pair = [
        reading(outlet, matter, OWN[outlet] * 3, names="Northern Gazette")
        for outlet, matter in zip(("Tarn Post", "Weir Herald"), matters, strict=True)
    ]
    assert len(unseen(infer_lineage(pair, ()))) == 2


def test_words_quoted_by_both_are_the_speakers_and_no_common_text():
    pair = [reading(outlet, SHARED, OWN[outlet] * 3, quoted="Orla Venn") for outlet in ("Tarn Post", "Weir Herald")]
    lineage = infer_lineage(pair, [passage(SHARED, *pair)])
    assert [node.kind for node in lineage.nodes if node.kind != "article"] == ["speaker"]
    assert any("Orla Venn" in node.name for node in lineage.nodes)


def test_independent_reports_count_each():
    pair = [reading(outlet, OWN[outlet], told=True) for outlet in ("Tarn Post", "Weir Herald")]
    lineage = infer_lineage(pair, ())
    assert lineage.edges == ()
    assert [lineage.origins_of(one.article.id) for one in pair] == [(one.article.id,) for one in pair]
    assert (lineage.independent.low, lineage.independent.high) == (2, 2)


def test_weak_evidence_gives_an_interval(siblings):
    """Three carry one report beside paragraphs of their own that name nobody: one origin is sure, more may be."""
    lineage = infer_lineage(siblings, [passage(SHARED, *siblings)])
    assert lineage.independent.low == 1
    assert lineage.independent.high > 1


def test_ten_outlets_with_one_report_are_one_origin():
    ten = [reading(f"Outlet {number}", SHARED, agency="Reuters") for number in range(10)]
    lineage = infer_lineage(ten, [passage(SHARED, *ten)])
    assert (lineage.independent.low, lineage.independent.high) == (1, 1)


@pytest.mark.parametrize(("bits", "least", "most"), [(60.0, 0.7, 0.8), (200.0, 0.9, 0.95), (2000.0, 0.98, 1.0)])
def test_strength_grows_with_shared_wording(bits, least, most):
    pair = [reading(outlet, SHARED) for outlet in ("Tarn Post", "Weir Herald")]
    lineage = infer_lineage(pair, [passage(SHARED, *pair, bits=bits)])
    assert all(least <= edge.strength <= most for edge in lineage.edges)


def test_no_articles_have_no_origins():
    lineage = infer_lineage((), ())
    assert (lineage.nodes, lineage.independent.high) == ((), 0)


def mixed():
    four = [
        reading("Tarn Post", SHARED, OWN["Tarn Post"], agency="Reuters"),
        reading("Weir Herald", SHARED, agency="Reuters"),
        reading("Valley Times", SHARED, OWN["Valley Times"], told=True),
        reading("Hill Courier", OWN["Hill Courier"], names="Valley Times"),
    ]
    return four, [passage(SHARED, *four[:3])]


def test_the_order_of_readings_and_passages_does_not_matter():
    readings, passages = mixed()
    whole = infer_lineage(readings, passages)
    for order in itertools.permutations(readings):
        assert infer_lineage(order, passages) == whole


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_coverage_holds_together(data):
    """Every origin is a node, every edge has its reason and evidence inside its article, the count has room for one."""
    readings = []
    for outlet in data.draw(st.lists(st.sampled_from(list(OWN)), min_size=1, max_size=4, unique=True)):
        others = st.sampled_from([other for other in OWN if other != outlet])
        readings.append(
            reading(outlet, SHARED, OWN[outlet], agency=data.draw(st.sampled_from([None, "Reuters", "MNA"])),
                    names=data.draw(st.none() | others), told=data.draw(st.booleans()))
        )  # fmt: skip
    passages = [passage(SHARED, *readings)] if len(readings) > 1 and data.draw(st.booleans()) else []
    lineage = infer_lineage(readings, passages)
    assert infer_lineage(list(reversed(readings)), passages) == lineage
    nodes = {node.id for node in lineage.nodes}
    lengths = {one.article.id: len(one.article.text) for one in readings}
    assert len(nodes) == len(lineage.nodes)
    for one in readings:
        roots = lineage.origins_of(one.article.id)
        assert roots
        assert set(roots) <= nodes
    for edge in lineage.edges:
        assert {edge.source, edge.target} <= nodes
        assert edge.why
        assert 0 < edge.strength <= 1
        assert all(span.end <= lengths[span.article] for span in edge.evidence)
    assert 1 <= lineage.independent.low <= lineage.independent.high <= len(nodes)


# ---- what the wording tells: real passages, found in texts ------------------------------------

SOURCE = (
    "The upper sluice at Tarn Weir gave way shortly before midnight on Monday, and eleven boats which had been moored "
    "below the chapel were carried over the meadow as far as the old mill, the warden said.",
    "Nobody was hurt, although two families who live beside the mill had to leave their houses on Tuesday morning "
    "while firefighters, some of them from the neighbouring valley, pumped the water out of the cellars.",
    "The county had planned to replace the sluice on Thursday, and engineers who examined the rest of the weir found "
    "cracks in both of the remaining gates, one of them as wide as a hand.",
    "A meeting on Wednesday, to which the mayor has invited all tenants, is to decide who pays for the boats, which "
    "were not insured, and whether the mill, which has stood there since the great frost, can be saved.",
)
COPY = (  # dates made absolute, clauses left out, a bracket put in
    "The upper sluice at Tarn Weir gave way shortly before midnight on March 3, and eleven boats were carried over the "
    "meadow as far as the old mill, the warden said.",
    "Nobody was hurt, although two families (seven people) had to leave their houses on March 4 while firefighters "
    "pumped the water out of the cellars.",
    "The county had planned to replace the sluice on March 6, and engineers found cracks in both of the remaining "
    "gates.",
    "A meeting on March 5 is to decide who pays for the boats, and whether the mill can be saved.",
)  # fmt: skip
SWAPPED = tuple(
    line.replace("gave way", "broke").replace("carried", "swept").replace("leave", "flee").replace("replace", "renew")
    for line in SOURCE
)
SECOND = (
    "Two lawyers from the provincial capital have offered to sue the waterworks without a fee, since its annual report "
    "had described the gates as sound in nine years out of ten.",
    "A museum of the valley's fisheries lost its only steam engine, which was torn from its bed and came to rest "
    "upside down in a vineyard whose owner wants to keep it there.",
)


def dated(one, day):
    when = Dated(datetime.date(2031, 3, day), datetime.date(2031, 3, day), "day", "the page says so")
    return replace(one, article=replace(one.article, published=when))


def inferred(*readings):
    return infer_lineage(readings, find_passages([one.article for one in readings]))


def test_a_copy_with_an_editors_marks_descends_from_the_text_without():
    source = dated(reading("Tarn Post", *SOURCE, OWN["Tarn Post"] * 2), 4)
    copy = dated(reading("Weir Herald", *COPY), 5)
    third = dated(reading("Hill Courier", *SWAPPED), 5)
    lineage = inferred(source, copy, third)
    [edge] = [edge for edge in lineage.edges if edge.source == copy.article.id]
    assert (edge.target, edge.kind) == (source.article.id, "copies")
    assert "a date for a weekday" in edge.why
    assert "stands alone" in edge.why
    assert (lineage.independent.low, lineage.independent.high) == (1, 1)


def test_words_exchanged_for_others_do_not_tell_the_direction():
    lineage = inferred(reading("Tarn Post", *SOURCE), reading("Weir Herald", *SWAPPED))
    [node] = unseen(lineage)
    assert len(node.may_be) == 2
    assert {(edge.source, edge.target) for edge in lineage.possible} == {
        (a, b) for a, b in itertools.permutations(node.may_be)
    }
    assert (lineage.independent.low, lineage.independent.high) == (1, 1)


def test_the_report_of_an_agency_that_is_there_is_what_its_credit_means():
    wire = reading("Halden", *SOURCE)
    takers = [reading("Tarn Post", *SWAPPED, agency="Halden"), reading("Weir Herald", *SWAPPED)]
    lineage = inferred(wire, *takers)
    assert unseen(lineage) == []
    assert {lineage.origins_of(one.article.id) for one in takers} == {(wire.article.id,)}


def test_a_splice_of_two_reports_has_both_as_origins():
    one = [reading(outlet, *SOURCE, OWN[outlet]) for outlet in ("Tarn Post", "Weir Herald")]
    two = [reading(outlet, *SECOND, OWN[outlet]) for outlet in ("Valley Times", "Hill Courier")]
    splice = reading("Mill Mercury", *SOURCE, *SECOND)
    lineage = inferred(*one, *two, splice)
    roots = set(lineage.origins_of(splice.article.id))
    assert roots & set(lineage.origins_of(one[0].article.id))
    assert roots & set(lineage.origins_of(two[0].article.id))
    assert not set(lineage.origins_of(one[0].article.id)) & set(lineage.origins_of(two[0].article.id))


def test_takers_of_one_article_that_share_other_words_than_its_own_have_these_from_elsewhere():
    giver = reading("Tarn Post", OWN["Tarn Post"], OWN["Valley Times"], told=True)
    takers = [reading(outlet, *SOURCE, names="Tarn Post") for outlet in ("Weir Herald", "Hill Courier")]
    lineage = inferred(giver, *takers)
    [text] = unseen(lineage)
    assert all(set(lineage.origins_of(one.article.id)) >= {giver.article.id, text.id} for one in takers)
    assert "names Tarn Post as its source" in lineage.doubts[-1].why + lineage.doubts[0].why
    assert lineage.independent.low == 1


def test_the_same_told_in_other_words_is_a_doubt_and_lowers_the_count():
    pair = [reading(outlet, OWN[outlet], told=True) for outlet in ("Tarn Post", "Weir Herald")]
    spans = tuple(sorted(Span(one.article.id, 0, 40) for one in pair))
    lineage = infer_lineage(pair, (), [Rewrite("r-1", spans, 90.0)])
    [doubt] = lineage.doubts
    assert {doubt.left, doubt.right} == {one.article.id for one in pair}
    assert "in other words" in doubt.why
    assert (lineage.independent.low, lineage.independent.high) == (1, 2)


def test_an_article_that_appeared_earlier_is_no_copy():
    early, late = dated(reading("Weir Herald", *COPY), 3), dated(reading("Tarn Post", *SOURCE), 9)
    lineage = inferred(early, late)
    assert not [edge for edge in lineage.edges if edge.target == late.article.id]


def test_many_carriers_of_one_text_cost_little(monkeypatch):
    """The bound of `ancestors.MOST` holds: a family of 500 articles, a place of variation in each."""
    lines = [" ".join(SOURCE).replace("midnight", f"midnight{n}") for n in range(500)]
    readings = [reading(f"Outlet {n}", line) for n, line in enumerate(lines)]
    starts = [one.article.text.index("The upper") for one in readings]
    spans = tuple(
        sorted(Span(one.article.id, at, len(one.article.text)) for one, at in zip(readings, starts, strict=True))
    )
    compared = []
    kinship = stemma.Stemma.kinship
    monkeypatch.setattr(stemma.Stemma, "kinship", lambda self, *pair: compared.append(pair) or kinship(self, *pair))
    lineage = infer_lineage(readings, [Passage("p-1", spans, 300.0)])
    assert len(compared) == MOST * (MOST - 1) // 2
    assert lineage.independent.high == 1


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("The Tarn Packet - Thursday, May 1st", True),
        ("TARN PACKET (English page)", True),
        ("Boats on the meadow | The Tarn Packet", True),
        ("Tarn Packet readers count their boats", False),
        ("Who listens to a sluice?", False),
    ],
)
def test_a_page_without_an_outlet_is_known_by_its_masthead(title, named):
    giver = reading(None, OWN["Tarn Post"])
    giver = replace(giver, article=replace(giver.article, title=title))
    taker = reading("Weir Herald", OWN["Weir Herald"], names="Tarn Packet")
    lineage = inferred(giver, taker)
    assert (giver.article.id in lineage.origins_of(taker.article.id)) == named


def test_what_an_agency_is_named_for_is_its_report_that_others_carry():
    carriers = [reading(outlet, *SOURCE, agency="Halden") for outlet in ("Tarn Post", "Weir Herald")]
    line = "Firefighters from a neighbouring valley pumped out cellars, Halden reported it."
    other = reading("Hill Courier", line, OWN["Hill Courier"])
    at = other.article.text.index("Halden")
    scope = Span(other.article.id, 0, len(line))
    credit = Credit("Halden", Span(other.article.id, at, at + 6), scope, True, "“Halden” is named as the relay")
    lineage = inferred(*carriers, replace(other, credits=(credit,)))
    [text] = unseen(lineage)
    assert text.id in lineage.origins_of(other.article.id)
    [edge] = [edge for edge in lineage.edges if edge.source == other.article.id]
    assert edge.why.startswith("Hill Courier names “Halden” as the source of what it says here")


def test_an_interview_added_to_an_agencys_report_makes_no_second_report():
    carriers = [reading(outlet, *SOURCE, agency="Halden") for outlet in ("Tarn Post", "Weir Herald")]
    with_interview = reading("Hill Courier", *SOURCE, OWN["Hill Courier"], agency="Halden", told=True)
    own = reading("Valley Times", OWN["Valley Times"], told=True)
    lineage = inferred(*carriers, with_interview, own)
    assert (lineage.independent.low, lineage.independent.high) == (2, 2)


def test_the_words_that_say_whose_report_it_is_are_no_report_of_ones_own():
    giver = reading("Tarn Post", *OWN.values())
    relayed = ("the keeper had slept through it", "the key was found in a boot")
    lines = [
        f"According to the morning edition of the paper called the Tarn Post on its page three, {r}." for r in relayed
    ]
    taker = reading("Weir Herald", *lines, f"{SHARED} Nobody in the street had slept.", told=True)
    text = taker.article.text
    credits = []
    for line, words in zip(lines, relayed, strict=True):
        at, start = text.index(line) + line.index("Tarn Post"), text.index(words)
        scope = Span(taker.article.id, start, start + len(words))
        credits.append(Credit("Tarn Post", Span(taker.article.id, at, at + 9), scope, False, "the source"))
    lineage = inferred(giver, replace(taker, credits=tuple(credits)))
    assert taker.article.id in lineage.origins_of(taker.article.id)
    assert (lineage.independent.low, lineage.independent.high) == (1, 2)


def test_one_sentence_in_common_is_a_doubt_and_no_origin():
    carriers = [reading(outlet, *SOURCE) for outlet in ("Tarn Post", "Weir Herald")]
    words = "two families who live beside the mill had to leave their houses"
    other = reading("Hill Courier", f"On Tuesday {words}.", *OWN.values(), *SECOND, *OWN.values())
    long = [passage(line, *carriers) for line in SOURCE]
    readings = [*carriers, other]
    lineage = infer_lineage(readings, [*long, passage(words, *readings, bits=80.0)])
    [text] = unseen(lineage)
    assert lineage.origins_of(other.article.id) == (other.article.id,)
    assert {text.id, other.article.id} in [{doubt.left, doubt.right} for doubt in lineage.doubts]
    assert (lineage.independent.low, lineage.independent.high) == (1, 2)


def test_a_report_of_its_own_that_a_carrier_of_agency_text_also_took_from_is_no_agency_text():
    words = "nobody warned us and nobody has been to see the cellar since"
    wire = [reading(outlet, *SOURCE, agency="Halden") for outlet in ("Tarn Post", "Weir Herald")]
    local = reading("Valley Times", f"A widow said that {words}.", *OWN.values(), *OWN.values())
    both = reading("Hill Courier", *SOURCE, f"We hear that {words}.")
    readings = [*wire, local, both]
    lineage = infer_lineage(readings, [passage(line, *wire, both) for line in SOURCE] + [passage(words, local, both)])
    agency = next(node.id for node in unseen(lineage) if "Halden" in node.name)
    assert [agency in lineage.origins_of(one.article.id) for one in readings] == [True, True, False, True]


def test_a_word_in_small_letters_is_no_outlet():
    giver = reading("Tarn Post", OWN["Tarn Post"])
    taker = reading("Weir Herald", OWN["Weir Herald"])
    scope = Span(taker.article.id, 0, 20)
    source = Source(Span(taker.article.id, 0, 2), "that", "post")
    said = Statement("s-1", taker.article.id, "indirect", (scope,), source, (), chain=())
    lineage = inferred(giver, replace(taker, statements=(said,)))
    assert lineage.edges == ()


def test_pages_without_a_word_are_no_origins():
    empty = [reading(outlet, "… !!! —") for outlet in ("Tarn Post", "Weir Herald")]
    lineage = inferred(*empty)
    assert (lineage.independent.low, lineage.independent.high) == (0, 0)
    lineage = inferred(*empty, reading("Hill Courier", OWN["Hill Courier"]))
    assert (lineage.independent.low, lineage.independent.high) == (1, 1)
