"""How fast the web application answers: every view over an archive of 1,000 articles, one story of 100 among them.

    python evaluation/web.py [--articles N] [--archive FILE] [--rounds N]

The articles are grown from the reports of invented events by the edits of `grow.py`: 100 of one event, the others of
as many others as there are. They are read into an archive first (minutes; `--archive` keeps it), which is
not timed. Then a real server on loopback is asked for each view, each time for another record where there are several,
as a browser asks; printed are the median, the slowest of all, and the size. The promise is 200 ms at the median, and
500 ms for the story of 100 articles, whose first answer is told apart: it is made then, and kept while nothing changes.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import grow
import httpx

from wellsourced.archive import add, open_archive
from wellsourced.engine.readings import reader
from wellsourced.records import Page
from wellsourced.web.app import create_app
from wellsourced.web.server import running

LARGE, EVENT = 100, "ferry"  # articles of the largest story, and its event


def pages(count: int) -> Iterator[Page]:
    """So many pages; the same for the same number."""
    seeds = grow.read_seeds()
    others = sorted(set(seeds) - {EVENT})
    sizes = {EVENT: min(count, LARGE)}
    sizes |= {event: (count - sizes[EVENT] + n) // len(others) for n, event in enumerate(others)}
    for event, size in sizes.items():
        rng = random.Random(f"web {event} {size}")
        tree = {root.name: root for root in map(grow._root, seeds[event])}
        for number in range(size - len(tree)):
            child = grow._derive(rng, tree, f"{rng.choice(grow.OUTLETS)} {number // len(grow.OUTLETS) + 1}")
            tree[child.name] = child
        articles = {article.text: article for article in (grow.as_article(rng, tree[name]) for name in sorted(tree))}
        while len(articles) < size:  # some copies are copies in every word: an archive keeps them as one article
            child = grow._derive(rng, tree, f"{rng.choice(grow.OUTLETS)} {len(articles)}")
            tree[child.name] = child
            article = grow.as_article(rng, child)
            articles[article.text] = article
        for article in list(articles.values())[:size]:
            day = article.published.earliest
            yield Page(f"{event}/{article.address}", article.text, "text", title=article.title, outlet=article.outlet,
                       date=day.isoformat() if day else None)  # fmt: skip


@contextmanager
def serving(archive: Path) -> Iterator[str]:
    """The address of a server over an archive."""
    with open_archive(archive) as opened, running(create_app(opened)) as address:
        yield address


def views(client: httpx.Client) -> dict[str, list[str]]:
    """Each view with addresses of it: the same order each time."""
    rng = random.Random("views")
    stories = client.get("/stories.json").json()["stories"]
    large = max(stories, key=lambda story: story["articles"])
    some = [client.get(f"/stories/{story['id']}.json").json() for story in stories if story is not large][:3]
    articles = [one["id"] for story in some for one in rng.sample(story["articles"], min(8, len(story["articles"])))]
    claims = [one["id"] for story in some for one in rng.sample(story["claims"], min(8, len(story["claims"])))]
    people = client.get("/people.json").json()["people"]
    words = [
        "ferry",
        "police said",
        "council",
        '"the company"',
        "minister",
        "vote",
        "rescue",
        "water",
        "union",
        "court",
    ]
    pairs = [rng.sample([one["id"] for one in story["articles"]], 3) for story in some * 4]
    return {
        "stories": ["/"],
        f"a story of {large['articles']} articles": [f"/stories/{large['id']}"],
        "other stories": [f"/stories/{one['stories'][0]['id']}" for one in some],
        "an article": [f"/articles/{one}" for one in articles],
        "a claim": [f"/claims/{one}" for one in claims],
        "three articles side by side": ["/compare?" + "&".join(f"article={one}" for one in three) for three in pairs],
        "people": ["/people", "/people?page=2", "/people?q=a", "/people?kind=organisation"],
        "a person": [f"/people/{one['id']}" for one in people[:12]],
        "search": [f"/search?q={one}" for one in words],
        "search for quotes": [f"/search?q={one}&kind=quote" for one in words],
        "what was not read": ["/unread"],
        "add": ["/add"],
        "decisions": ["/decisions"],
        "a story as JSON": [f"/stories/{one['stories'][0]['id']}.json" for one in some],
        "a story as one file": [f"/stories/{large['id']}/dossier.html"],
    }


def measure(client: httpx.Client, addresses: list[str], rounds: int) -> tuple[float, float, float, int]:
    """Milliseconds: the first, the median, the slowest; and the largest answer in kB."""
    times, largest = [], 0
    for n in range(max(rounds, len(addresses))):
        start = time.perf_counter()
        answer = client.get(addresses[n % len(addresses)])
        times.append(1000 * (time.perf_counter() - start))
        answer.raise_for_status()
        largest = max(largest, len(answer.content))
    return times[0], statistics.median(times), max(times), largest // 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.archive or Path(folder) / "web.archive"
        with open_archive(place, create=True) as opened:
            add(opened, pages(options.articles), read_all=reader(2))
        figures = {}
        with serving(place) as where, httpx.Client(base_url=where, timeout=120) as client:
            told = client.get("/stories.json").json()["archive"]
            print(f"{told['articles']:,} articles, {told['stories']} stories, {told['statements']:,} statements")
            print(f"{'milliseconds':34}{'median':>8}{'first':>8}{'slowest':>9}{'kB':>8}")
            for name, addresses in views(client).items():
                first, median, slowest, size = measure(client, addresses, options.rounds)
                figures[name] = round(median)
                print(f"{name:34}{median:8.0f}{first:8.0f}{slowest:9.0f}{size:8,}", flush=True)
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
