"""Pages that are no news report -> no claims that nobody made: columns, match reports, lists, other languages."""

from __future__ import annotations

import dataclasses

import pytest
from plain_stories import Case, plain_stories

from wellsourced.pipeline import compare_story, read_here
from wellsourced.records import Article

CASES = plain_stories("odd_pages.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_invented(case: Case) -> None:
    comparison = case.compared()
    shared = [case.words(claim) for claim in comparison.claims if len({s.span.article for s in claim.supports}) > 1]
    assert (shared, comparison.disagreements) == ([], ())
    assert not any(claim.status == "corroborated" for claim in comparison.claims)
    if "no positions" in case.expected:
        assert comparison.positions == ()


def test_every_claim_is_in_the_words_of_an_article() -> None:
    for case in CASES:
        for claim in case.compared().claims:
            assert any(claim.text.split(" … ")[0] in article.text for article in case.articles)


def test_a_live_blog_of_forty_datelines_gives_one_claim_an_entry() -> None:
    places = ("TARN", "NORBURG", "HARMOUTH", "ASHBY")
    deeds = ("closed the school", "opened a shelter", "sent two buses", "cut the power", "called in the reserves")
    entries = [
        f"{hour:02}:{minute:02} {places[(hour + minute) % 4]} - The council {deeds[(hour * 2 + minute // 30) % 5]}."
        for hour in range(20)
        for minute in (0, 30)
    ]
    case = _case("\n".join(entries))
    comparison = compare_story(case.readings())
    assert comparison.disagreements == ()
    assert not any(claim.status == "corroborated" for claim in comparison.claims)
    assert all(claim.origins.high == 1 for claim in comparison.claims)


def test_an_article_in_another_language_is_compared_by_its_words_only() -> None:
    case = next(case for case in CASES if case.name == "A page in another language")
    both = zip(case.articles, ("de", "fr"), strict=True)
    articles = [dataclasses.replace(article, language=language) for article, language in both]
    comparison = compare_story(list(read_here(articles, lambda done: None)))
    assert all(len({s.span.article for s in claim.supports}) == 1 for claim in comparison.claims)
    assert (comparison.positions, comparison.quotations, comparison.disagreements) == ((), (), ())


def _case(text: str) -> Case:
    case = plain_stories("odd_pages.txt")[0]
    article = case.articles[0]
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(dataclasses.replace(article.blocks[0], start=at, end=at + len(line)))
        at += len(line) + 1
    blog: Article = dataclasses.replace(article, id="blog", text=text, blocks=tuple(blocks))
    return Case("a live blog", [blog])
