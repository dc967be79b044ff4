"""What has been read so far, in one SQLite file or on a PostgreSQL server."""

from .add import Added, add
from .look import StoryRow, list_stories, load_dossier
from .search import Hit, search
from .store import Archive, open_archive

__all__ = ["Added", "Archive", "Hit", "StoryRow", "add", "list_stories", "load_dossier", "open_archive", "search"]
