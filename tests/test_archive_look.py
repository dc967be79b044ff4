"""What a web page needs of an archive: lists with filters and pages, and one record of each kind by its id."""

from dataclasses import replace

import pytest

from wellsourced.archive import (
    add,
    count_stories,
    find_story,
    likest_articles,
    list_outlets,
    list_stories,
    list_unread,
    load_article,
    load_claim,
    load_dossier,
    open_archive,
    overview,
    search,
)
from wellsourced.errors import ArchiveError, NotKept
from wellsourced.records import Page

FIRE = (
    "Two barges burned in Port Ormel on Monday and six sailors were hurt, the harbour office said. "
    "“We saw flames on both decks,” said the harbour master, Ines Karvel.",
    "Eight sailors were hurt when two barges burned in Port Ormel on Monday, a union said. "
    "Ines Karvel, the harbour master of Port Ormel, denied that the barges had carried fuel.",
)
VOTE = "The council of Lindmar voted on Tuesday to close the north school. “There are too few pupils,” said Otto Brand."
PAGES = (
    Page("fire-0.txt", f"{FIRE[0]}\n", "text", date="2024-03-04", outlet="Ormel Gazette", title="Barges burn"),
    Page("fire-1.txt", f"{FIRE[1]}\n", "text", outlet="100% News"),
    Page("vote.txt", f"{VOTE}\n", "text", date="2024-05-07", outlet="Lindmar Echo"),
    Page("empty.txt", " ", "text"),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with open_archive(tmp_path_factory.mktemp("look") / "a.archive", create=True) as opened:
        add(opened, PAGES)
        yield opened


FILTERS = [  # (filter, days of the stories found)
    ({}, ["2024-05-07", "2024-03-04"]),
    ({"since": "2024-03-05"}, ["2024-05-07"]),
    ({"until": "2024-03-04"}, ["2024-03-04"]),
    ({"since": "2024-03-05", "until": "2024-05-06"}, []),
    ({"outlet": "GAZETTE"}, ["2024-03-04"]),
    ({"outlet": "100%"}, ["2024-03-04"]),
    ({"outlet": "%"}, ["2024-03-04"]),
    ({"disputed": True}, ["2024-03-04"]),
]


@pytest.mark.parametrize(("wanted", "days"), FILTERS)
def test_stories_by_day_outlet_and_dispute(archive, wanted, days):
    assert [story.first_day for story in list_stories(archive, **wanted)] == days
    assert count_stories(archive, **wanted) == len(days)


def test_pages_of_lists(archive):
    second = list_stories(archive)[1]
    assert list_stories(archive, limit=1, offset=1) == [second]
    assert list_stories(archive, limit=1, offset=2) == []
    hits = search(archive, "the")
    assert search(archive, "the", limit=2) + search(archive, "the", limit=50, offset=2) == hits
    assert [(row.name, row.articles, row.stories) for row in list_outlets(archive)] == [
        ("100% News", 1, 1), ("Lindmar Echo", 1, 1), ("Ormel Gazette", 1, 1),
    ]  # fmt: skip
    assert [one.address for one in list_unread(archive)] == ["empty.txt"]
    assert list_unread(archive, offset=1) == []


def test_an_archive_in_numbers(archive, tmp_path):
    found = overview(archive)
    assert (found.articles, found.stories, found.outlets, found.unread) == (3, 2, 3, 1)
    assert (found.first_day, found.last_day) == ("2024-03-04", "2024-05-07")
    assert found.people == 2
    assert found.statements == len({s.id for r in load_dossier(archive).readings for s in r.statements})
    with open_archive(tmp_path / "new.archive", create=True) as new:
        found = overview(new)
        assert (found.articles, found.stories, found.disagreements, found.first_day) == (0, 0, 0, None)
        assert list_stories(new) == list_outlets(new) == search(new, "the") == []


def test_everything_is_found_by_its_id(archive):
    for comparison in load_dossier(archive).comparisons:
        story = comparison.story.id
        dossier = load_dossier(archive, story)
        ids = [story, *comparison.story.articles, *(one.id for one in (*comparison.claims, *comparison.identities))]
        ids += [statement.id for reading in dossier.readings for statement in reading.statements]
        assert {find_story(archive, one) for one in ids} == {story}
        for reading in dossier.readings:
            kept = load_article(archive, reading.article.id)
            assert (kept.reading, kept.story.id) == (reading, story)
        for claim in comparison.claims:
            found = load_claim(archive, claim.id)
            assert (found.claim, found.story.id, found.dossier) == (claim, story, dossier)


def test_an_article_without_a_day_has_the_bounds_of_its_story(archive):
    (name,) = {hit.article for hit in search(archive, "union") if hit.article}
    assert load_article(archive, name).reading in load_dossier(archive).readings


def test_the_likest_articles_of_a_text_are_found_by_its_rare_words(archive):
    every = [reading.article for reading in load_dossier(archive).readings]
    assert sorted(one.id for one in likest_articles(archive, every[0])) == sorted(one.id for one in every)
    for article in every:
        assert likest_articles(archive, article, most=1) == [article]
    assert likest_articles(archive, replace(every[0], text="“” OR - *", blocks=()), most=1) == []


@pytest.mark.parametrize("load", [load_article, load_claim, find_story, load_dossier])
def test_what_is_not_there_is_said(archive, load):
    for wrong in ("a-000000000000", "story-", "%", "'"):
        with pytest.raises(ArchiveError) as said:
            load(archive, wrong)
        assert isinstance(said.value, NotKept) == (load is not load_dossier or wrong != "story-")
