"""Words of very many articles -> the pairs of them that share enough wording to be compared.

>>> words = "the harbour board sold its oldest pilot boat to a museum of knots and rope in the north".split()
>>> with CandidateSearch() as search:
...     added = search.add([words, ["nothing", "else"], words[:-3]])
...     [(c.one, c.other) for c in search.candidates()]
[(0, 2)]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..errors import LibraryMissing
from .fingerprints import Hashes, winnow, word_hashes

if TYPE_CHECKING:
    import duckdb

CUT = 20  # articles of a fingerprint that are all paired: 190 pairs, a story's usual copies
MOST = 2_000  # articles of a fingerprint that is looked at: more are the foot of an outlet's pages
# Fingerprints in common at least: two chance ones among 200,000 articles are a set phrase; a shared sentence of twenty
# words has three or four
LEAST = 3
ROWS = 10_000  # pairs fetched at once


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two articles, by their numbers in the order they were added, and how many fingerprints they share."""

    one: int
    other: int
    fingerprints: int


class CandidateSearch:
    """A table of fingerprints in DuckDB, in memory up to `memory` and on disk beyond that, on `threads` threads.

    Raises `LibraryMissing` where DuckDB is not installed.
    """

    def __init__(self, memory: str = "1GB", threads: int = 1) -> None:
        try:
            import duckdb
        except ImportError as error:  # pragma: no cover: the tests have it
            raise LibraryMissing("duckdb", "pip install wellsourced[corpus]") from error
        settings: dict[str, str | bool | int | float | list[str]] = {"memory_limit": memory, "threads": threads}
        self._database: duckdb.DuckDBPyConnection = duckdb.connect(config=settings)
        self._database.execute("CREATE TABLE fingerprints (article INTEGER, hash UBIGINT)")
        self._added = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, articles: Sequence[Sequence[str]]) -> int:
        """Some articles, each as its words in order, as they are compared (folded) -> how many fingerprints."""
        return self.add_hashed([word_hashes(words) for words in articles])

    def add_hashed(self, articles: Sequence[Hashes]) -> int:
        """The same, each word as its hash (`fingerprints.word_hash`)."""
        article, hashes = winnow(articles, self._added)
        self._added += len(articles)
        if len(hashes):
            self._database.register("batch", {"article": article, "hash": hashes})
            self._database.execute("INSERT INTO fingerprints SELECT article, hash FROM batch")
            self._database.unregister("batch")
        return len(hashes)

    def candidates(self, least: int = LEAST, cut: int = CUT, most: int = MOST) -> Iterator[Candidate]:
        """The pairs that share `least` fingerprints or more, in order.

        Of more than `cut` articles with one fingerprint each is paired with the first only, of more than `most` none:
        copies of one text that so many have are found through each other, not all as pairs.
        """
        query = files(__package__).joinpath("candidates.sql").read_text(encoding="utf-8")
        found = self._database.execute(query, {"least": least, "cut": cut, "most": most})
        while rows := found.fetchmany(ROWS):
            yield from (Candidate(*row) for row in rows)
