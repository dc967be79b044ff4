"""An archive of many stories, and how long each question to it takes.

    python evaluation/archive.py [--articles N] [--large N] [--jobs N] [--keep FILE]

The articles are grown from the reports of `seeds/` by the edits of `grow.py`, eight on average for an event; each event
gets names, numbers, rarer words and a week of its own, so that it is another one, if a senseless one. One story is
large. Prints the median time of
every question that the commands and the web application ask, in milliseconds of the clock and of the processor, for
ids, names and words drawn from the archive. With `--keep` the archive is made once and asked again.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import grow
from sqlalchemy import select

from wellsourced.archive import (
    Archive,
    add,
    count_stories,
    decide,
    list_outlets,
    list_people,
    list_stories,
    load_article,
    load_claim,
    load_dossier,
    load_person,
    open_archive,
    overview,
    search,
    undo,
)
from wellsourced.archive.schema import articles, words
from wellsourced.engine.readings import reader
from wellsourced.frequency import RAREST, share, shares
from wellsourced.records import Decision, Page
from wellsourced.tell.dossier import as_json

AN_EVENT = 8  # articles, on average
LONGEST = 7  # paragraphs of a report that are taken: about 200 words
ASKED = 15  # times that each question is asked, about something else each time
START, DAYS = datetime.date(2023, 1, 2), 700
HEADS = ("Bar", "Cor", "Dal", "Fen", "Gar", "Hal", "Jor", "Kel", "Lor", "Mar", "Nor", "Or", "Pel", "Ras", "Sel", "Tar",
         "Ul", "Ven", "Wes", "Yar")  # fmt: skip
TAILS = ("den", "brick", "combe", "dorn", "field", "gate", "holm", "ick", "low", "mere", "nick", "ov", "ric", "sey",
         "tova", "ulm", "vale", "win", "yard")  # fmt: skip
CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b")
NUMBER = re.compile(r"\b[1-9]\d{1,2}\b")
SMALL = re.compile(r"\b[a-z]{4,}(?<!ed)(?<!ing)(?<!ly)\b")
RARE = (1e-6, 1.5e-4)  # shares of the words of English that are exchanged: what a text is about
EXCHANGED = 0.9  # of these words


def pages(count: int, large: int) -> Iterator[Page]:
    """So many pages, `large` of them of one event; the same for the same numbers."""
    made = 0
    while made < count:
        rng = random.Random(f"archive {made}")
        wanted = large if not made else min(count - made, rng.randrange(2, 2 * AN_EVENT - 1))
        yield from event(rng, made, wanted)
        made += wanted


def event(rng: random.Random, number: int, count: int) -> Iterator[Page]:
    """The coverage of one event: its reports under other names, and what houses made of them."""
    seeds = _seeds()
    reports = seeds[rng.choice(sorted(seeds))][: rng.choice((1, 2, 2, 3))]
    renamed = Renamer(rng)
    shift = datetime.timedelta(days=(START - reports[0].day).days + 7 * rng.randrange(DAYS // 7))
    tree = {}
    for seed in reports:
        seed = replace(seed, day=seed.day + shift, headline=renamed(seed.headline), town=renamed(seed.town),
                       paragraphs=tuple(map(renamed, seed.paragraphs[:LONGEST])))  # fmt: skip
        root = grow._root(seed)
        tree[root.name] = root
    for n in range(count):
        outlet = grow.OUTLETS[n] if n < len(grow.OUTLETS) else f"{HEADS[n % 20]}{TAILS[n // 20 % 19]} Post"
        tree[f"child {n}"] = replace(grow._derive(rng, tree, outlet), name=f"child {n}")
    for n in range(count):
        text = tree[f"child {n}"]
        article = grow.as_article(rng, text)
        address = f"https://{outlet_address(text.outlet)}/{number}-{n}"
        date = text.day.isoformat() if rng.random() < 0.9 else None
        yield Page(address, article.text, "text", url=address, title=text.headline, date=date, outlet=text.outlet)


def outlet_address(outlet: str) -> str:
    return f"{outlet.lower().replace(' ', '-')}.example"


@cache
def _seeds() -> dict[str, list[grow.Seed]]:
    return grow.read_seeds()


@cache
def _rare_words() -> list[str]:
    return sorted(word for word, of in shares().items() if RARE[0] < of < RARE[1] and SMALL.fullmatch(word))


class Renamer:
    """Other names for those of a report, the same for the same ones; other numbers, and other rare words."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.names: dict[str, str] = {}

    def __call__(self, words: str) -> str:
        return NUMBER.sub(self._number, CAPITAL.sub(self._name, SMALL.sub(self._word, words)))

    def _word(self, match: re.Match[str]) -> str:
        word = match.group()
        if word not in self.names:
            rare = RARE[0] < share(word) < RARE[1] and self.rng.random() < EXCHANGED
            self.names[word] = self.rng.choice(_rare_words()) if rare else word
        return self.names[word]

    def _name(self, match: re.Match[str]) -> str:
        word = match.group()
        if share(word.lower()) > RAREST:
            return word  # a word of the language, at the beginning of a sentence
        made = self.rng.choice(HEADS) + self.rng.choice(TAILS)
        return self.names.setdefault(word, made)

    def _number(self, match: re.Match[str]) -> str:
        return self.names.setdefault(match.group(), str(int(match.group()) + self.rng.randrange(1, 9)))


# ---- asking -----------------------------------------------------------------------------------

Question = Callable[[], object]


def questions(archive: Archive) -> dict[str, list[Question]]:
    """What is asked, each about several stories, names and words of the archive."""
    rng = random.Random("questions")
    stories = list_stories(archive, limit=10_000)
    largest = max(stories, key=lambda story: story.articles)
    some = rng.sample(stories, min(ASKED, len(stories)))
    people = list_people(archive, limit=ASKED)
    with archive.reading() as connection:
        ids = rng.sample(connection.execute(select(articles.c.id)).scalars().all(), ASKED)
        claims = connection.execute(select(words.c.record).where(words.c.kind == "claim")).scalars().all()
        texts = connection.execute(select(words.c.words).where(words.c.kind == "paragraph")).scalars().all()
    asked = [rng.choice(rng.choice(texts).split()).strip('.,"“”') for _ in range(ASKED)]
    outlets = list_outlets(archive)
    pairs = [Decision("apart", one.name, other.name) for one, other in itertools.pairwise(people)]
    return {
        "numbers of the archive": [lambda: overview(archive)],
        "first page of stories": [lambda: (list_stories(archive, limit=25), count_stories(archive))],
        "last page of stories": [lambda: list_stories(archive, limit=25, offset=max(0, len(stories) - 25))],
        "stories of an outlet": [lambda o=o: list_stories(archive, outlet=o.name, limit=25) for o in outlets[:ASKED]],
        "disputed stories of a month": [
            lambda s=s: list_stories(archive, since=s.first_day, until=s.last_day, disputed=True, limit=25)
            for s in some
        ],
        "outlets": [lambda: list_outlets(archive)],
        "search: a word": [lambda w=w: search(archive, w, limit=25) for w in asked],
        'search: "the"': [lambda: search(archive, "the", limit=25)],
        "search: quotes of an outlet": [
            lambda w=w: search(archive, w, kinds=["quote"], outlet=outlets[0].name, limit=25) for w in asked
        ],
        "search: claims by status": [
            lambda w=w: search(archive, w, kinds=["claim"], status="single origin", limit=25) for w in asked
        ],
        "people": [lambda: list_people(archive, limit=50)],
        "people by a part of the name": [lambda p=p: list_people(archive, query=p.name[:4]) for p in people],
        "a person": [lambda p=p: load_person(archive, p.id, limit=50) for p in people],
        "an article": [lambda a=a: load_article(archive, a) for a in ids],
        "a claim": [lambda c=c: load_claim(archive, c) for c in rng.sample(claims, ASKED)],
        "a story": [lambda s=s: load_dossier(archive, s.id) for s in some],
        f"the story of {largest.articles} articles": [lambda: load_dossier(archive, largest.id)],
        "its dossier.json": [lambda: as_json(load_dossier(archive, largest.id))],
        "a decision and its way back": [lambda d=d: (decide(archive, d), undo(archive)) for d in pairs[:3]],
    }


def ask(asked: Sequence[Question]) -> tuple[float, float]:
    """The medians of asking each, in milliseconds of the clock and of the processor."""
    asked[0]()  # the first one opens files and builds decoders
    wall, cpu = [], []
    for question in itertools.islice(itertools.cycle(asked), max(len(asked), 5)):
        start, used = time.perf_counter(), time.process_time()
        question()
        wall.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.process_time() - used))
    return statistics.median(wall), statistics.median(cpu)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--large", type=int, default=100, help="articles of the largest event")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="where the archive is kept, and found again")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = wanted.keep or Path(folder) / "measured.archive"
        found = place.exists()
        start = time.perf_counter()
        with open_archive(place, create=True) as archive:
            if not found:
                add(archive, pages(wanted.articles, wanted.large), read_all=reader(wanted.jobs))
                print(f"made in {time.perf_counter() - start:.0f} s", flush=True)
            held = overview(archive)
            megabytes = place.stat().st_size / 1e6
            print(f"{held.articles} articles, {held.stories} stories, {held.statements} statements, {megabytes:.0f} MB")
            medians = {}
            for name, asked in questions(archive).items():
                wall, cpu = ask(asked)
                medians[name] = round(wall, 1)
                print(f"{name:<34} {wall:8.1f} ms   processor {cpu:8.1f} ms", flush=True)
    print(json.dumps(medians))


if __name__ == "__main__":
    main()
