"""What has been read so far, in one SQLite file or on a PostgreSQL server."""

from .add import Added, add
from .decide import Change, Decided, decide, decisions, undo
from .look import (
    KeptArticle,
    KeptClaim,
    OutletRow,
    Overview,
    StoryRow,
    count_stories,
    each_dossier,
    find_story,
    known_addresses,
    list_outlets,
    list_stories,
    list_unread,
    load_article,
    load_claim,
    load_dossier,
    overview,
)
from .people import Appearance, Person, PersonRow, Said, list_people, load_person, people_of
from .search import Hit, likest_articles, search
from .store import Archive, open_archive

__all__ = [
    "Added",
    "Appearance",
    "Archive",
    "Change",
    "Decided",
    "Hit",
    "KeptArticle",
    "KeptClaim",
    "OutletRow",
    "Overview",
    "Person",
    "PersonRow",
    "Said",
    "StoryRow",
    "add",
    "count_stories",
    "decide",
    "decisions",
    "each_dossier",
    "find_story",
    "known_addresses",
    "likest_articles",
    "list_outlets",
    "list_people",
    "list_stories",
    "list_unread",
    "load_article",
    "load_claim",
    "load_dossier",
    "load_person",
    "open_archive",
    "overview",
    "people_of",
    "search",
    "undo",
]
