"""The whole way over the example: the same dossier in any order and on any number of processes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellsourced import as_json, find_pages, report
from wellsourced.engine.readings import reader
from wellsourced.pipeline import compare
from wellsourced.records import Dossier, Page, Run
from wellsourced.tell.dossier import dumps

EXAMPLE = Path(__file__).parent.parent / "examples" / "tulvar-cableway"
CONTRACT = ["schema", "articles", "unread", "stories", "identities", "statements", "passages", "lineage", "figures",
            "events", "positions", "claims", "disagreements", "timeline", "run"]  # fmt: skip


@pytest.fixture(scope="module")
def pages():
    paths = sorted(str(path) for path in EXAMPLE.iterdir() if path.suffix in (".txt", ".html", ".jsonl"))
    return list(find_pages(paths))


@pytest.fixture(scope="module")
def dossier(pages):
    return report(pages)


def without_run(dossier):
    return dumps(replace(dossier, run=Run("")))


def test_every_key_of_the_contract_is_there_in_its_order(dossier):
    keys = list(as_json(dossier))
    assert [key for key in keys if key in CONTRACT] == CONTRACT


def test_the_order_of_pages_does_not_matter(pages, dossier):
    assert without_run(report(list(reversed(pages)))) == without_run(dossier)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_order_of_readings_changes_what_is_compared(dossier, data):
    shuffled = data.draw(st.permutations(dossier.readings))
    comparisons, readings = compare(shuffled)
    ordered = tuple(sorted(readings, key=lambda r: dossier.readings.index(r)))
    assert dumps(Dossier(ordered, tuple(comparisons))) == dumps(Dossier(dossier.readings, dossier.comparisons))


WORDS = st.sampled_from(["“", "”", "‘", "’", '"', "said", "Mayor Lena Orlop", "on Monday", "12 people", "the ministry",
                         "according to", "\n\n", ".", ",", "SOLVAR (MNA) –", "denied", "that", "he", "Read next", "<b>",
                         "\u202e", "\u200b", "東京", "5 May 2024", "at least $3m"])  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS | st.text(max_size=8), max_size=60).map(" ".join))
def test_any_text_gives_a_dossier_whose_spans_lie_in_it(text):
    made = report([Page("any.txt", text, "text")])
    assert len(made.readings) + len(made.unread) == 1
    spans_lie_in_their_texts(as_json(made))


def test_two_processes_give_the_same_dossier(pages, dossier):
    assert without_run(report(pages[3:] + pages[:3], read_all=reader(2))) == without_run(dossier)


def spans_lie_in_their_texts(data):
    """How many spans a dossier holds, each of which lies in its article's text."""
    texts = {article["id"]: article["text"] for article in data["articles"]}
    found = 0

    def look(value):
        nonlocal found
        if isinstance(value, dict):
            if set(value) == {"article", "start", "end"}:
                found += 1
                assert 0 <= value["start"] < value["end"] <= len(texts[value["article"]])
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look({key: value for key, value in data.items() if key != "articles"})
    return found


def test_every_span_lies_in_its_text(dossier):
    assert spans_lie_in_their_texts(as_json(dossier)) > 200


def test_nothing_rests_on_furniture(dossier):
    for reading in dossier.readings:
        furniture = [
            b for b in reading.article.blocks if b.kind in ("teaser", "advert", "comments", "navigation", "tags")
        ]
        spans = [m.span for m in reading.mentions] + [f.span for f in reading.figures]
        spans += [span for s in reading.statements for span in s.content] + [e.trigger for e in reading.events]
        for span in spans:
            assert not any(block.start < span.end and span.start < block.end for block in furniture)


def test_what_is_referred_to_is_there(dossier):
    data = as_json(dossier)
    nodes = {node["id"] for node in data["lineage"]["nodes"]}
    claims = {claim["id"] for claim in data["claims"]}
    statements = {statement["id"] for statement in data["statements"]}
    assert all(origin in nodes for article in data["articles"] for origin in article["origins"])
    assert all(support["origin"] in nodes for claim in data["claims"] for support in claim["supports"])
    assert all(edge[end] in nodes for edge in data["lineage"]["edges"] for end in ("from", "to"))
    assert all(claim in claims for d in data["disagreements"] for side in d["sides"] for claim in side)
    assert all(moment["claim"] in claims for moment in data["timeline"])
    assert all(s["within"] is None or s["within"] in statements for s in data["statements"])


def test_three_siblings_share_an_agency_report_that_is_not_there(dossier):
    lineage = dossier.comparisons[0].lineage
    outlets = {reading.article.id: reading.article.outlet for reading in dossier.readings}
    carried = {
        node.id: sorted(outlets[edge.source] for edge in lineage.edges if edge.target == node.id)
        for node in lineage.nodes
        if node.kind == "unseen"
    }
    assert ["Lake Corrin Star", "Merrin Mercury", "Penharrow Sentinel"] in carried.values()


def test_nothing_to_read_gives_an_empty_dossier():
    empty = report([])
    assert empty.readings == empty.comparisons == empty.unread == ()
    assert json.loads(dumps(empty))["articles"] == []


def test_one_article_is_a_story_of_one_outlet(pages):
    single = report(pages[:1])
    story = single.comparisons[0].story
    assert len(story.articles) == story.outlets == 1
    assert single.comparisons[0].disagreements == () or story.outlets == 1
