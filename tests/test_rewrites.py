"""Articles of one story -> what two of them tell alike in other words, apart from what they carry word for word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.compare.passages import find_passages, find_rewrites
from wellsourced.compare.passages.rewrites import Model, information
from wellsourced.records import Article, Block, make_id

# One report of a lighthouse sale, the same put into other words, and a reporter who went there alone.
REPORT = """The lighthouse on Skerrow Point was sold at auction on Tuesday for 412,000 crowns, three times its estimate.
Bidding lasted eleven minutes and ended when a retired dentist from Maldon raised his paddle for the last time.
The tower, built of granite in 1871, has had no keeper since an automatic lamp was installed in 1988.
Its spiral stair of 163 steps is closed to visitors because the handrail has rusted through.
The harbour board said the proceeds would pay for a new pilot boat and for dredging the eastern channel.
Neighbours had collected 90,000 crowns to turn the building into a museum of knots and rope."""
RETOLD = """A former dentist from Maldon has bought Skerrow Point lighthouse.
He paid 412,000 crowns when it came under the hammer, which is treble what the auctioneers had estimated, after some
eleven minutes of bids. The granite tower dates from 1871 and lost its keeper in 1988, the year the lamp became
automatic. Nobody may climb the 163 steps of the spiral stair at present, as rust has eaten the handrail.
With the proceeds, the board of the harbour intends to buy a pilot boat and dredge the channel in the east.
A group of neighbours wanted a museum about rope and knots there, but had only collected 90,000 crowns."""
ALONE = """Skerrow Point woke to fog, and to a new owner of its lighthouse.
At the Anchor tea room nobody had met him. "I hope he likes gulls," said Berit Holm, who fills the urn.
Children had painted a banner asking him to leave the lamp on. It hung from the sea wall in the rain.
The auction made people here angry, she said, because the tower is on every postcard the village has ever sold.
A clerk of the harbour board drove up at noon, changed the padlock and would not talk."""


def article(name: str, text: str) -> Article:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    return Article(make_id("a", name, text), name, text, tuple(blocks))


def linked(texts: dict[str, str]) -> list[tuple[str, ...]]:
    articles = [article(name, text) for name, text in texts.items()]
    name = {a.id: a.address for a in articles}
    return [tuple(sorted(name[s.article] for s in r.spans)) for r in find_rewrites(articles, find_passages(articles))]


def test_the_same_in_other_words_is_a_rewrite_and_no_passage() -> None:
    texts = {"report": REPORT, "retold": RETOLD, "alone": ALONE}
    assert find_passages([article(name, text) for name, text in texts.items()]) == ()
    assert linked(texts) == [("report", "retold")]


def test_a_rewrite_spans_what_is_retold() -> None:
    own = "Sheep prices fell again in the hills above Orrest, where shearing begins late this year."
    articles = [article("report", REPORT), article("retold", f"{own}\n{own}\n{own}\n{RETOLD}\n{own}")]
    (rewrite,) = find_rewrites(articles, ())
    spans = {span.article: span for span in rewrite.spans}
    words = articles[1].words(spans[articles[1].id])
    assert words.startswith("A former dentist")
    assert words.endswith("90,000 crowns")


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({"report": REPORT, "alone": ALONE}, "one event, two reporters"),
        ({"report": REPORT, "copy": REPORT}, "a copy explains it all"),
        ({"report": REPORT, "copy": REPORT.split("\n", 2)[2]}, "a copy of a part"),
        ({"report": REPORT, "empty": ""}, "nothing to compare"),
        ({"dots": "… … …", "more": "… … …"}, "no words at all"),
        ({"one": "no comment " * 5_000, "two": "no comment " * 5_000}, "a text that repeats itself"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_rewrite(texts: dict[str, str], why: str) -> None:
    assert linked(texts) == []


def test_one_speaker_quoted_by_two_is_no_rewrite() -> None:
    said = REPORT.replace("\n", " ")
    left = f"Asked about the sale, the mayor spoke for a while. “{said}”"
    right = f"“{RETOLD}” was how the mayor's deputy put it."
    assert linked({"left": left, "right": right.replace("\n", " ")}) == []


def test_common_words_tell_nothing_and_rare_ones_much() -> None:
    one, other = frozenset(("granite", "lamp", "said")), frozenset(("granite", "lamp", "said", "keeper"))
    assert information(one, other, Model(lambda word: 0.0001)) > 29
    assert information(one, other, Model(lambda word: 0.2)) == 0
    assert information(one, frozenset(("gull", "fog", "urn")), Model(lambda word: 0.0001)) < 0


@given(st.permutations(("report", "retold", "alone")))
@settings(max_examples=6, deadline=None)
def test_the_order_of_the_articles_does_not_matter(order: list[str]) -> None:
    texts = {"report": REPORT, "retold": RETOLD, "alone": ALONE}
    articles = [article(name, texts[name]) for name in order]
    assert find_rewrites(articles, ()) == find_rewrites(sorted(articles, key=lambda a: a.id), ())


WORDS = st.sampled_from([*REPORT.split(), *RETOLD.split(), "“", "”", "\n", "…", "é"])


@given(st.lists(st.lists(WORDS, max_size=80), min_size=2, max_size=3))
@settings(max_examples=40, deadline=None)
def test_a_rewrite_has_a_stretch_of_each_of_two_articles(texts: list[list[str]]) -> None:
    articles = [article(str(number), " ".join(words)) for number, words in enumerate(texts)]
    at = {a.id: a for a in articles}
    for rewrite in find_rewrites(articles, find_passages(articles)):
        left, right = rewrite.spans
        assert left.article != right.article
        assert all(at[span.article].words(span).strip() for span in rewrite.spans)
