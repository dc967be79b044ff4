"""What an archive keeps of who is near whom, one `add` after the other, is what all articles at once give."""

import importlib
import random
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from wellsourced.archive import add, list_stories, load_dossier, open_archive
from wellsourced.archive.neighbours import _pairs, _renew
from wellsourced.archive.schema import crowded, neighbourhoods
from wellsourced.compare.stories import Marked, find_pools, near_pairs
from wellsourced.pipeline import report
from wellsourced.records import Page
from wellsourced.tell.dossier import as_json

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation"))
POOLS = importlib.import_module("wellsourced.compare.stories.pools")


def told(dossier):
    found = as_json(dossier)
    del found["run"]
    return found


def generated(rng, count):
    return [
        Marked(
            f"a{number:03d}",
            rng.choice((None, *(rng.randrange(1, 100) for _ in range(9)))),
            tuple((word, rng.randrange(1, 400)) for word in sorted(rng.sample(WORDS, rng.randrange(16)))),
        )
        for number in rng.sample(range(1000), count)
    ]


WORDS = [f"w{n}" for n in range(40)]


@pytest.mark.parametrize("seed", range(6))
def test_near_pairs_kept_in_any_order_are_those_of_all_at_once(seed, monkeypatch, tmp_path):
    """Marks that become too common, days that change, and lists that are full."""
    rng = random.Random(seed)
    options = {
        "most": (3, 6, 15)[seed % 3],
        "near": 40_000,
        "neighbours": (1, 3, 12)[seed // 2],
        "days": (7, 30)[seed % 2],
    }
    for name, value in options.items():
        monkeypatch.setattr(POOLS, name.upper(), value)
    articles = generated(rng, 40)
    now = {}
    with open_archive(tmp_path / "near.archive", create=True) as archive:
        while articles:
            new = [articles.pop() for _ in range(min(len(articles), rng.choice((1, 5, 12))))]
            moved = [Marked(id, rng.randrange(1, 100), now[id].marks) for id in rng.sample(sorted(now), len(now) // 9)]
            now |= {one.id: one for one in (*new, *moved)}
            with archive.writing() as connection:
                for one in moved:
                    connection.execute(delete(neighbourhoods).where(neighbourhoods.c.article == one.id))
                _renew(connection, [*new, *moved])
            with archive.reading() as connection:
                kept = sorted({(*sorted((one, other)), weight) for one, other, weight in _pairs(connection)})
            assert kept == near_pairs(now.values(), **options)
        with archive.reading() as connection:
            assert bool(connection.execute(select(crowded)).all()) == (options["most"] < 15)


PLACES = (
    ("Halvik", "Jorn Aske", "bridge", "harbour board", "tolls"),
    ("Lusara", "Ines Rolo", "theatre", "city council", "velvet seats"),
    ("Nordmar", "Marit Lund", "tunnel", "road office", "drainage pumps"),
    ("Cabo Largo", "Otto Brand", "library", "school trust", "manuscripts"),
)
TELLING = (
    "The {thing} of {place} will open in June, the {body} said on Monday. “It took us nine years,” said {name}, who "
    "leads the {body}.",
    "{name} promised that the {thing} in {place} would need no more {matter}. The {body} had asked for them twice.",
    "In {place} the {thing} opens at last. “We had no {matter} for a year,” {name} told reporters of the {body}.",
)
PAGES = [
    Page(f"{place}-{n}.txt", text.format(place=place, name=name, thing=thing, body=body, matter=matter) + "\n", "text",
         date=f"2024-0{3 + number}-0{4 + n}", outlet=f"Outlet {n}")
    for number, (place, name, thing, body, matter) in enumerate(PLACES)
    for n, text in enumerate(TELLING)
]  # fmt: skip


@pytest.mark.parametrize("at_once", [1, 5])
def test_more_articles_than_a_pool_holds_give_what_one_report_gives(at_once, monkeypatch, tmp_path):
    monkeypatch.setattr("wellsourced.compare.stories.LARGEST", 4)
    compared = 0
    with open_archive(tmp_path / "pools.archive", create=True) as archive:
        for start in range(0, len(PAGES), at_once):
            compared += add(archive, PAGES[start : start + at_once]).stories
        assert told(load_dossier(archive)) == told(report(PAGES[::-1]))
        assert sorted(story.articles for story in list_stories(archive)) == [3, 3, 3, 3]
        assert add(archive, PAGES).stories == 0
    # a story is compared anew when one of its own comes; a few, when the first four articles no longer are one pool
    assert compared <= len(PAGES) + len(PLACES)


def test_pools_of_an_archive_change_only_where_something_comes(monkeypatch, tmp_path):
    monkeypatch.setattr("wellsourced.compare.stories.LARGEST", 3)
    grouped = []
    group_pool = importlib.import_module("wellsourced.archive.place").group_pool
    monkeypatch.setattr(
        "wellsourced.archive.place.group_pool", lambda found: grouped.append(len(found)) or group_pool(found)
    )
    with open_archive(tmp_path / "pools.archive", create=True) as archive:
        add(archive, PAGES[:-1])
        assert sorted(grouped) == [2, 3, 3, 3]
        grouped.clear()
        add(archive, PAGES[-1:])
        assert grouped == [3]


def test_a_short_soak(tmp_path, monkeypatch):
    soak = importlib.import_module("soak")
    monkeypatch.setattr("wellsourced.compare.stories.LARGEST", 15)
    memory = soak.soak(tmp_path / "soak.archive", 40, 5)
    assert len(memory) == 8
    assert soak.growth(memory) <= soak.GROWTH


def test_no_pairs_no_pools():
    assert find_pools([], []) == []
