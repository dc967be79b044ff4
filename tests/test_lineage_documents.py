"""Documents that several articles rest on: found by who published them, told apart from what agencies report."""

import pytest
from conftest import build_article

from wellsourced.compare.lineage import infer_lineage
from wellsourced.compare.lineage.documents import find_citations
from wellsourced.compare.lineage.texts import as_text
from wellsourced.compare.passages import find_passages
from wellsourced.records import Mention, Reading, Source, Span, Statement

OFFICE = "Dyke Inspection Board"
CASES = [  # (case, sentence, noun of the document that the board has published, or None)
    ("published its", f"The {OFFICE} published its first findings on Friday.", "findings"),
    ("has released", f"The {OFFICE} has since released the minutes of its meeting.", "minutes"),
    ("said in a report", f"The clay was dry, the {OFFICE} said on Friday in a report.", "report"),
    ("found in its audit", f"The {OFFICE} found in its audit that nobody had looked.", "audit"),
    ("a report by", f"According to a report by the {OFFICE}, the clay was dry.", "report"),
    ("minutes released by", f"Minutes released by the {OFFICE} show nobody had looked.", "minutes"),
    ("its report says", f"The {OFFICE}’s annual report says nobody had looked.", "report"),
    ("not yet", f"The {OFFICE} is to publish its first findings on Friday.", None),
    ("asked for", f"Farmers asked for a report by the {OFFICE} before the spring.", None),
    ("a statement is somebody speaking", f"The {OFFICE} said in a statement that the clay was dry.", None),
    ("it only says so", f"The {OFFICE} said the clay was dry.", None),
    ("minutes of time", f"The {OFFICE} waited for ten minutes.", None),
]


def reading(outlet, *paragraphs, names=(OFFICE,), quoted=None):
    """An article with a mention at the first place of each name; `quoted`: (words, speaker, "it")."""
    article = build_article(*paragraphs, outlet=outlet, address=f"{outlet}.txt")
    places = [(article.text.find(name), name) for name in names]
    mentions = tuple(
        Mention(Span(article.id, at, at + len(name)), name, "organisation", name) for at, name in places if at >= 0
    )
    statements = ()
    if quoted:
        words, speaker, pronoun = quoted
        at = article.text.index(words)
        source = Source(None, pronoun, speaker)
        statements = (
            Statement(f"s-{outlet}", article.id, "direct", (Span(article.id, at, at + len(words)),), source, ()),
        )
    return Reading(article, mentions=mentions, statements=statements)


@pytest.mark.parametrize(("case", "sentence", "noun"), CASES, ids=[case for case, *_ in CASES])
def test_a_document_is_known_by_who_published_it(case, sentence, noun):
    one = reading("Tarn Post", "Sheep stood on the dyke.", f"It rained. {sentence} It rained again.")
    found = find_citations({one.article.id: as_text(one)})
    assert [citation.noun for citation in found] == ([noun] if noun else [])
    for citation in found:
        assert one.article.words(citation.sentence) == sentence
        assert citation.publisher == OFFICE


def test_what_an_outlet_of_the_story_publishes_is_no_document():
    giver = reading("Hill Courier", "A gate was open, a farmer told the Courier.", names=())
    taker = reading("Tarn Post", "According to a report by the Hill Courier, a gate was open.", names=("Hill Courier",))
    assert find_citations({one.article.id: as_text(one) for one in (giver, taker)}) == ()


def test_two_that_rest_on_one_document_have_an_origin_in_common_without_a_word_in_common():
    one = reading("Tarn Post", f"The clay had dried out, the {OFFICE} said on Friday in a report.", "Geese came back.")
    two = reading("Weir Herald", f"Now that the {OFFICE} has published the minutes, we know who slept.", "Tea is dear.")
    other = reading("Hill Courier", f"Nobody at the {OFFICE} picked up the telephone.", "Bells rang.")
    lineage = infer_lineage([one, two, other], ())
    [node] = [node for node in lineage.nodes if node.kind == "document"]
    assert node.name == f"what {OFFICE} has published"
    assert [node.id in lineage.origins_of(r.article.id) for r in (one, two, other)] == [True, True, False]
    edge = next(edge for edge in lineage.edges if edge.source == one.article.id)
    assert edge.why == f"Tarn Post rests here on what {OFFICE} has published (“report”), as Weir Herald does"


def test_words_quoted_beside_the_name_of_a_document_are_from_it():
    words = "the outer slope had not been walked by any inspector for nineteen months"
    one = reading(
        "Tarn Post", f"The {OFFICE} published its findings on Friday. It said “{words}” before.", "Geese came back.",
        quoted=(words, "County Council", "It"),
    )  # fmt: skip
    two = reading("Weir Herald", f"Since “{words}”, as we now know, there was no warning.", "Tea is dear.", names=())
    readings = [one, two]
    lineage = infer_lineage(readings, find_passages([r.article for r in readings]))
    assert {node.kind for node in lineage.nodes} == {"article", "document"}


def test_one_article_alone_makes_no_document():
    one = reading("Tarn Post", f"The {OFFICE} published its first findings on Friday.")
    assert {node.kind for node in infer_lineage([one], ()).nodes} == {"article"}
