"""The way of the data on one page: start reading here.

    pages -> articles -> readings -> stories -> comparisons -> a dossier

`read_pages` and `read_article` look at one article at a time and never at another; `compare_story` is the only place
where articles meet; `report` puts the two together. Stages do not know each other: each gets the records it needs.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .errors import ModelMissing, Unreadable, in_words
from .records import (
    Article,
    ArticleId,
    Comparison,
    Decision,
    Dossier,
    Lineage,
    Page,
    Passage,
    Reading,
    Rewrite,
    Run,
    Story,
    Unread,
    make_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

    from .compare.stories import Words

Progress = Callable[[int], None]  # called with the number of articles done since the last call
NOT_READ_FURTHER = "who says what in it could not be read"  # how the note of such an article begins
ReadAll = Callable[[Sequence[Article], Progress], Iterable[Reading]]


def report(
    pages: Iterable[Page | Unread],
    *,
    read_all: ReadAll | None = None,
    progress: Callable[[int], Progress] | None = None,
    version: str = "",
    options: tuple[tuple[str, str], ...] = (),
    decisions: Sequence[Decision] = (),
) -> Dossier:
    """Everything from pages to a dossier. The order of the pages does not matter.

    `read_all` is how readings are made (an engine; in this process if not given); `progress` is called with the
    number of articles to read and answers with what is told of each step; `decisions` are what people decided about
    names.
    """
    clock = Clock()
    with clock("pages"):
        articles, unread = read_pages(pages)
    with clock("read"):
        step = progress(len(articles)) if progress else lambda done: None
        readings = list((read_all or read_here)(articles, step))
    with clock("compare"):
        comparisons, readings = compare(readings, decisions)
    from .read.language import model_name

    models = (model_name(),) if articles else ()
    run = Run(version, models, options, tuple(clock.seconds))
    return Dossier(tuple(readings), tuple(comparisons), tuple(unread), run)


# ---- pages -> articles ------------------------------------------------------------------------


def read_pages(pages: Iterable[Page | Unread]) -> tuple[list[Article], list[Unread]]:
    """Pages -> articles, each once, and what gave none; both in an order that does not depend on the input's."""
    from .read.article import merge_same

    articles, unread = [], []
    for page in pages:
        if isinstance(page, Unread):
            unread.append(page)
            continue
        try:
            articles.append(read_one(page))
        except Unreadable as error:
            unread.append(Unread(error.address, error.reason))
    return sorted(merge_same(articles), key=in_order), sorted(set(unread), key=lambda u: (u.address, u.error))


def read_one(page: Page) -> Article:
    """One page -> its article; raises `Unreadable`."""
    from .read.article import read_page
    from .read.published import date_article, taken_on

    article, facts = read_page(page)
    return replace(article, published=taken_on(date_article(article, facts.dates), page.fetched))


def in_order(article: Article) -> tuple[str, str, str]:
    """What articles are sorted by: the day, or its first bound, then the outlet."""
    day = article.published.earliest or article.published.latest
    return (day.isoformat() if day else "9999", article.outlet or "~", article.id)


# ---- articles -> readings ---------------------------------------------------------------------


def read_here(articles: Sequence[Article], progress: Progress) -> Iterator[Reading]:
    """All readings, one after the other in this process. An article that a stage fails on costs itself and no other."""
    from .read.language import renewed_model

    for article in articles:
        try:
            reading = read_article(article, renewed_model())
        except ModelMissing:
            raise
        except Exception as error:
            reading = read_credits(article, in_words(error))
        yield reading
        progress(1)


def read_article(article: Article, model: Language) -> Reading:
    """One article -> all that it says. Articles in other languages than English are credited, not read further."""
    from .read.credits import find_credits
    from .read.events import find_events
    from .read.figures import find_figures, find_sums
    from .read.language import parse_article
    from .read.mentions import find_mentions
    from .read.statements import find_repairs, find_statements
    from .read.times import find_times

    if article.language != "en":
        return read_words(article)
    parse = parse_article(article, model)
    mentions, aliases = find_mentions(article, parse)
    times = find_times(article, parse)
    found = find_statements(article, parse, mentions, times)
    statements = tuple(statement for statement in found if statement.manner == "speech")
    attitudes = tuple(statement for statement in found if statement.manner == "attitude")
    figures = find_figures(article, parse, times, statements)
    events = find_events(article, parse, mentions, statements, times)
    credits = find_credits(article, statements)
    repairs = find_repairs(article)
    sums = find_sums(article, figures)
    return Reading(article, credits, mentions, aliases, times, figures, statements, events, attitudes, repairs, sums)


def read_words(article: Article) -> Reading:
    """One article -> what can be told without a language model: its words, and whom it credits."""
    from .read.credits import find_credits

    return Reading(article, credits=find_credits(article, ()))


def read_credits(article: Article, why: str) -> Reading:
    """What is left of an article that could not be read as it should: its words, its credits, and a note that says why.

    Its words still tell what was copied from whom, and its credits whose report it is: without them a copy would count
    as a witness of its own."""
    reading = unread_further(article, why)
    try:
        return read_words(reading.article)
    except Exception:
        return reading


def unread_further(article: Article, why: str) -> Reading:
    """An article of which nothing but its words is known."""
    return Reading(replace(article, notes=(*article.notes, f"{NOT_READ_FURTHER}: {why}")))


# ---- readings -> comparisons ------------------------------------------------------------------


def compare(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> tuple[list[Comparison], list[Reading]]:
    """Readings -> stories and what each says; the readings come back with dates bounded by their story."""
    at = {reading.article.id: reading for reading in readings}
    comparisons = []
    for story in group([reading.article for reading in readings]):
        comparison = compare_story([at[article] for article in story.articles], decisions)
        comparisons.append(replace(comparison, story=replace(comparison.story, topic=story.topic)))
        at |= {r.article.id: r for r in bound_by_story([at[a] for a in story.articles], comparison.lineage)}
    return comparisons, list(at.values())


@dataclass(frozen=True, slots=True)
class Group:
    """A story before its articles are compared."""

    id: str
    topic: str
    articles: tuple[ArticleId, ...]


def group(articles: Sequence[Article], largest: int | None = None) -> list[Group]:
    """Articles -> stories, those of one topic together. Of more articles than a pool holds (`largest`, LARGEST if not
    given), each pool by itself."""
    from .compare.stories import LARGEST, find_pools, mark, near_pairs

    most = LARGEST if largest is None else largest
    if len(articles) <= most:
        return group_pool(articles)
    at = {article.id: article for article in articles}
    found = [group_pool([at[id] for id in pool]) for pool in find_pools(at, near_pairs(map(mark, articles)), most)]
    topics: dict[str, list[Group]] = {}
    for one in (one for pool in found for one in pool):
        topics.setdefault(one.topic, []).append(one)
    return [one for topic in sorted(topics.values(), key=_first_article) for one in topic]


def _first_article(topic: Sequence[Group]) -> ArticleId:
    return min(article for story in topic for article in story.articles)


def group_pool(articles: Sequence[Article]) -> list[Group]:
    """The articles of one pool -> its stories, those of one topic together, in the order of their first ids."""
    from .compare.stories import words_of

    return group_words([(article.id, words_of(article)) for article in articles])


def group_words(pool: Iterable[tuple[ArticleId, Words]]) -> list[Group]:
    """The same of their ids and words."""
    from .compare.stories import group_stories

    ordered = sorted(pool)
    ids = [id for id, _ in ordered]
    groups = []
    for topic in group_stories([words for _, words in ordered]):
        topic_id = make_id("topic", *sorted(ids[number] for story in topic for number in story))
        for story in topic:
            told = tuple(ids[number] for number in story)
            groups.append(Group(make_id("story", *told), topic_id, told))
    return groups


def bound_by_story(readings: Sequence[Reading], lineage: Lineage) -> Iterator[Reading]:
    """Articles without a day get the bounds that their story proves: nobody relays what is not yet published."""
    from .read.published import bound_by_story as bound

    days = {r.article.id: r.article.published.earliest for r in readings if r.article.published.precision == "day"}
    for reading in readings:
        if reading.article.id in days:
            continue
        sources = [
            (day, edge.why)
            for edge in lineage.edges
            if edge.source == reading.article.id and (day := days.get(edge.target)) is not None
        ]
        dated = bound(reading.article, sources, sorted(day for day in days.values() if day is not None))
        yield replace(reading, article=replace(reading.article, published=dated))


def compare_story(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> Comparison:
    """The readings of one story -> everything that only shows where articles meet."""
    from .compare.claims import find_claims
    from .compare.disagreements import find_disagreements
    from .compare.identities import resolve_identities
    from .compare.lineage import infer_lineage
    from .compare.omissions import find_omissions
    from .compare.passages import find_passages, find_rewrites
    from .compare.positions import find_positions
    from .compare.quotations import find_quotations
    from .compare.timeline import build_timeline
    from .compare.units import cut_units

    articles = [reading.article for reading in readings]
    passages = find_passages(articles)
    rewrites = find_rewrites(articles, passages)
    identities = resolve_identities(readings, passages, decisions)
    lineage = infer_lineage(readings, passages, rewrites)
    positions = find_positions(readings, identities)
    quotations = find_quotations(readings, identities)
    units = cut_units(readings, identities)
    claims = find_claims(readings, passages, identities, lineage, positions, units)
    claims, disagreements, compatible = find_disagreements(readings, identities, claims, positions, quotations, units)
    timeline = build_timeline(readings, claims)
    story = _story(readings, lineage)
    return Comparison(
        story,
        identities,
        passages,
        lineage,
        positions,
        claims,
        disagreements,
        compatible,
        timeline,
        quotations,
        rewrites,
        find_omissions(passages, rewrites, lineage, claims, disagreements),
    )


def compare_words(readings: Sequence[Reading]) -> Comparison:
    """The same of readings made by `read_words`: the passages that articles share, and where their words come from."""
    from .compare.lineage import infer_lineage
    from .compare.passages import find_passages

    passages = find_passages([reading.article for reading in readings])
    lineage = infer_lineage(readings, passages, ())
    return Comparison(_story(readings, lineage), (), passages, lineage, (), (), (), (), ())


TRACED = 60  # articles that a text is compared with word by word: those that share most with it


def trace(text: Article, articles: Sequence[Article]) -> tuple[Sequence[Passage], Sequence[Rewrite]]:
    """What one text has in common with any number of articles: the passages and rewrites that it takes part in.

    Only the articles that share most runs of four words with it, or else most of its rarer words, are compared word by
    word. No language model is needed.
    """
    from .compare.passages import find_passages, find_rewrites

    wanted = _runs(text)
    scores = {a.id: sum(len(run) for run in wanted & _runs(a)) for a in articles if a.id != text.id}
    likest = sorted((a for a in articles if scores.get(a.id)), key=lambda a: (-scores[a.id], a.id))[:TRACED]
    passages = find_passages([text, *likest])
    rewrites = find_rewrites([text, *likest], passages)
    mine = [p for p in passages if any(span.article == text.id for span in p.spans)]
    return mine, [r for r in rewrites if any(span.article == text.id for span in r.spans)]


def _runs(article: Article) -> set[tuple[str, ...]]:
    """The words of five letters and more of an article, and its runs of four words, all in lower case."""
    words = [word.strip(".,;:!?\"'“”‘’()[]").lower() for word in article.text.split()]
    return {(word,) for word in words if len(word) > 4} | set(zip(*(words[n:] for n in range(4)), strict=False))


def _story(readings: Sequence[Reading], lineage: Lineage) -> Story:
    """The story's record; its title is the one that shares most words with the others, the earliest of equals."""
    articles = sorted((reading.article for reading in readings), key=in_order)
    ids = tuple(sorted(article.id for article in articles))
    titles = [article.title for article in articles if article.title]
    words = {title: {word for word in title.lower().split() if len(word) > 3} for title in titles}
    common = Counter(word for title in titles for word in words[title])
    shared = {title: sum(common[word] for word in words[title]) / (len(words[title]) or 1) for title in titles}
    title = max(titles, key=lambda title: shared[title], default=articles[0].address)
    outlets = len({article.outlet or article.id for article in articles})
    return Story(make_id("story", *ids), title, ids, lineage.independent, outlets)


class Clock:
    """Seconds a stage takes, for `run` (the only part of a dossier that may differ between two runs)."""

    def __init__(self) -> None:
        self.seconds: list[tuple[str, float]] = []

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds.append((stage, round(time.perf_counter() - start, 3)))
