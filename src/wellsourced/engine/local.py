"""Readings on several processes of this machine.

Every process loads the model once (about 1.5 s and 400 MB), so a few articles are read faster in one. The readings
are the same either way: an article is parsed by itself, whatever is read beside it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from ..pipeline import Progress, ReadAll, read_article, read_here
from ..records import Article, Reading

CHUNK = 4  # articles sent to a process at a time: few, since one long article should not hold up many


def reader(processes: int) -> ReadAll:
    """How to read articles on so many processes (one: in this process)."""
    return read_here if processes <= 1 else _on_processes(processes)


def _on_processes(processes: int) -> Callable[[Sequence[Article], Progress], Iterator[Reading]]:
    def read_all(articles: Sequence[Article], progress: Progress) -> Iterator[Reading]:
        if len(articles) < 2:
            yield from read_here(articles, progress)
            return
        # "spawn" starts clean processes: a forked copy of a process with threads may hang
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(min(processes, len(articles)), mp_context=context, initializer=_start) as pool:
            for reading in pool.map(_read, articles, chunksize=CHUNK):
                yield reading
                progress(1)

    return read_all


def _start() -> None:
    from ..read.language import load_model

    load_model()


def _read(article: Article) -> Reading:
    from ..read.language import load_model

    return read_article(article, load_model())
