"""Readings on several processes of this machine.

The readings are the same on any number: an article is parsed by itself, whatever is read beside it. One that makes the
language model slow or crash costs what would be found in that article, and no other; its words and credits stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from ..pipeline import Progress, ReadAll, read_article, read_credits, read_here, unread_further
from ..records import Article, Reading
from .workers import Failed, Limits, run, start_server

PRELOAD = ("wellsourced.engine.nursery",)
# 1,000 characters take a fiftieth of a second to read on the two cores this was measured on. A machine a hundred times
# slower, or as busy, still reads all that this one does
SECONDS, SECONDS_PER_CHARACTER = 60, 0.002

_encoder = msgspec.msgpack.Encoder()  # records in a third of the time that pickle takes, on both sides
_decoder = msgspec.msgpack.Decoder(Reading)


def reader(processes: int) -> ReadAll:
    """How to read articles on so many processes (one: in this process)."""
    if processes <= 1:
        return read_here
    start_server(PRELOAD)
    return _on_processes(processes)


def _on_processes(processes: int) -> Callable[[Sequence[Article], Progress], Iterator[Reading]]:
    def read_all(articles: Sequence[Article], progress: Progress) -> Iterator[Reading]:
        limits = Limits(seconds=_seconds)
        for article, found in run(_read, articles, processes, start=_start, preload=PRELOAD, limits=limits):
            yield _credits(article, found.why) if isinstance(found, Failed) else _decoded(found)
            progress(1)

    return read_all


def _seconds(article: Article) -> float:
    return SECONDS + len(article.text) * SECONDS_PER_CHARACTER


def _start() -> None:
    from ..read.language import load_model

    load_model()


def _read(article: Article) -> bytes | Reading:
    from ..read.language import load_model

    reading = read_article(article, load_model())
    try:
        return _encoder.encode(reading)
    except UnicodeEncodeError:  # an article built by hand may hold half a character, which no page gives
        return reading


def _decoded(found: bytes | Reading) -> Reading:
    return found if isinstance(found, Reading) else _decoder.decode(found)


def _credits(article: Article, why: str) -> Reading:
    """What can be read without the model, in a process of its own: who knows what ended the other one."""
    ((_, found),) = run(_read_credits, [(article, why)], 1, preload=PRELOAD, limits=Limits(lambda task: SECONDS))
    return unread_further(article, why) if isinstance(found, Failed) else found


def _read_credits(task: tuple[Article, str]) -> Reading:
    return read_credits(*task)
