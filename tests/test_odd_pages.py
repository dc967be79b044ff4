"""Pages that are no news report -> no claims that nobody made: columns, match reports, lists, other languages."""

from __future__ import annotations

import dataclasses

import pytest
from plain_stories import Case, plain_stories

from wellsourced.pipeline import compare_story, read_here, report
from wellsourced.records import Article, Page
from wellsourced.tell.dossier import as_json
from wellsourced.tell.html.page import render
from wellsourced.tell.summary import summary

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


FRENCH = """<html lang=fr><head><title>Crue à Tarn : cinq blessés | Le Val</title></head><body><article>
<h1>Crue à Tarn : cinq blessés</h1><p>Par Claire Venn, avec Reuters</p>
<p>Cinq personnes ont été hospitalisées mardi à Tarn après la crue de la rivière, a annoncé la préfecture.</p>
<p>« Aucun ordre d’évacuation n’a été donné », a déclaré la maire, Ida Dorn, lors d’une conférence de presse.</p>
<p>Environ 900 foyers étaient privés d’électricité dans la soirée, selon l’entreprise Norburg Energy.</p>
</article></body></html>"""
ARABIC = (
    "صحيفة الوادي\n\nإصابة خمسة أشخاص في فيضانات تارن\n\n"
    "أعلنت السلطات المحلية يوم الثلاثاء إصابة خمسة أشخاص بعد أن تجاوز منسوب النهر أربعة أمتار في مدينة تارن.\n\n"
    "وقالت رئيسة البلدية إيدا دورن في مؤتمر صحفي: «لم يصدر أي أمر بالإخلاء». وأضافت أن المدارس ستبقى مفتوحة.\n\n"
    "وانقطعت الكهرباء عن نحو 900 منزل مساء الثلاثاء، بحسب شركة الكهرباء.\n"
)
LINKS = "<html><head><title>Links of the day | Tarn Post</title></head><body><h1>Links of the day</h1><ul>" + "".join(
    f"<li><a href=/{n}>{line}</a></li>"
    for n, line in enumerate(("Five in hospital after flood, says county", "Mayor denies order to leave was given",
                              "900 homes lose power as river rises", "Why the bees are back"))
) + "</ul></body></html>"  # fmt: skip


def test_what_was_not_done_is_said_in_the_terminal_and_on_the_page() -> None:
    dossier = report([Page("fr.html", FRENCH, "html"), Page("ar.txt", ARABIC, "text")])
    told = " ".join(summary(dossier).split())
    page = render(as_json(dossier))
    for language in ("fr", "ar"):
        assert f"NOT DONE 1 article in “{language}”" in told
        assert f"in “{language}”: its credits were read, nothing else" in page
    assert not any(reading.statements or reading.events or reading.figures for reading in dossier.readings)
    assert dossier.readings[0].article.byline != dossier.readings[1].article.byline
    assert "Par Claire Venn, avec Reuters" in {reading.article.byline for reading in dossier.readings}


def test_a_page_of_links_makes_no_claims() -> None:
    (reading,) = report([Page("links.html", LINKS, "html")]).readings
    assert reading.article.title == "Links of the day"
    assert (reading.statements, reading.events, reading.figures) == ((), (), ())
    assert any("no running text" in note for note in reading.article.notes)


def _case(text: str) -> Case:
    case = plain_stories("odd_pages.txt")[0]
    article = case.articles[0]
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(dataclasses.replace(article.blocks[0], start=at, end=at + len(line)))
        at += len(line) + 1
    blog: Article = dataclasses.replace(article, id="blog", text=text, blocks=tuple(blocks))
    return Case("a live blog", [blog])
