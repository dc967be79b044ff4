"""What has been read so far, in one SQLite file or on a PostgreSQL server."""

from .add import Added, add
from .decide import Change, Decided, decide, decisions, undo
from .look import StoryRow, known_addresses, list_stories, load_dossier
from .people import Appearance, Person, PersonRow, Said, list_people, load_person
from .search import Hit, search
from .store import Archive, open_archive

__all__ = [
    "Added",
    "Appearance",
    "Archive",
    "Change",
    "Decided",
    "Hit",
    "Person",
    "PersonRow",
    "Said",
    "StoryRow",
    "add",
    "decide",
    "decisions",
    "known_addresses",
    "list_people",
    "list_stories",
    "load_dossier",
    "load_person",
    "open_archive",
    "search",
    "undo",
]
