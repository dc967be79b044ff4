"""Stories of the archive as the contract tells them, kept as long as the archive tells them so."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from ..archive import Archive, find_story, load_dossier
from ..archive.schema import stories
from ..errors import WellsourcedError
from ..records import Dossier
from ..tell.dossier import as_json
from ..tell.html.lookup import Json
from .pages import without_places

KEPT = 24  # stories kept in memory; one of ten articles takes about a megabyte


class NotThere(WellsourcedError):
    """Something asked for by its id that the archive does not hold."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what} in this archive.")
        self.what = what


@dataclass(slots=True)
class Told:
    """A story: its records, their contract, and pages already made of it, by name."""

    id: str
    dossier: Dossier
    data: Json
    pages: dict[str, Any] = field(default_factory=dict)


class Stories:
    """The stories of an archive by their ids."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._kept: OrderedDict[str, tuple[str, Told]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, story: str) -> Told:
        """Raises `NotThere`."""
        with self.archive.reading() as connection:
            digest = connection.execute(select(stories.c.digest).where(stories.c.id == story)).scalar()
        if digest is None:
            raise NotThere("story")
        with self._lock:
            known = self._kept.get(story)
            if known and known[0] == digest:
                self._kept.move_to_end(story)
                return known[1]
        dossier = load_dossier(self.archive, story)
        told = Told(story, dossier, without_places(as_json(dossier)))
        with self._lock:
            self._kept[story] = (digest, told)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return told

    def of(self, record: str) -> Told:
        """The story that an article or a claim belongs to. Raises `NotKept`."""
        return self.get(find_story(self.archive, record))
