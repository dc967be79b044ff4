"""Wellsourced: who said it, who merely repeated it, and how many independent origins stand behind it.

    find_pages(paths)   paths -> pages
    report(pages)       pages -> a dossier
    as_json(dossier)    a dossier -> the contract of dossier.json, as plain values

`wellsourced.tell.html.page.render` makes the page dossier.html of that. What a dossier holds is described in
`wellsourced.records`, the way from pages to it in `wellsourced.pipeline`.
"""

__version__ = "0.1.0"

from .acquire.files import find_pages
from .pipeline import report
from .records import Dossier
from .tell.dossier import as_json

__all__ = ["Dossier", "__version__", "as_json", "find_pages", "report"]
