"""What can go wrong, as one tree.

    WellsourcedError
    ├── Unreadable        one page could not be read; carries its address, ends up under `unread`
    ├── NothingRead       no page at all could be read
    ├── ModelMissing      the language model is not installed
    ├── WorkerLost        a process that was to read could not begin
    ├── LibraryMissing    a library that only one part needs is not installed
    ├── CorpusError       a corpus cannot be written or read where it should be
    └── ArchiveError      an archive cannot be opened, read or written
        └── NotKept       an archive has no such story, article, person or claim

Whatever concerns one page is caught by the pipeline and listed in the dossier: a bad page never ends a run.
"""

from __future__ import annotations


class WellsourcedError(Exception):
    """Anything this library raises on purpose."""


class Unreadable(WellsourcedError):
    """A page that gives no article. `reason` is a sentence for people: what was found and what would help."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason


class NothingRead(WellsourcedError):
    """None of the pages given could be read."""


class ModelMissing(WellsourcedError):
    """The language model is not installed; the message says how to get it."""


class WorkerLost(WellsourcedError):
    """A process that was to share the work ended before it had begun."""


class LibraryMissing(WellsourcedError):
    """A library that only one part of this one needs is not installed; the message says how to get it."""

    def __init__(self, library: str, command: str) -> None:
        super().__init__(f"{library} is not installed, and is needed here: {command}")
        self.library = library


class CorpusError(WellsourcedError):
    """A corpus that cannot be written into a folder, or is not there; the message says why and what would help."""


class ArchiveError(WellsourcedError):
    """An archive that cannot be opened, read or written; the message says what would help."""


class NotKept(ArchiveError):
    """Something asked for that an archive has not; `id` is what was asked for."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"no {kind} of this archive: {id}")
        self.id = id


def in_words(error: Exception) -> str:
    """Any error as one line of at most 300 characters: its kind and what it says."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]
