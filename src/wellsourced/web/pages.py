"""Templates -> pages: those of the dossier, in the frame of this application."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup, escape

from .. import __version__
from ..tell.html import page as dossier
from ..tell.html.claims import STATUSES
from ..tell.html.lookup import clean, day_words, when_words
from .safety import POLICY

MARK_START, MARK_END = "\x02", "\x03"  # around the words of a search, in a snippet
STATIC = {  # name -> package, file and kind; nothing else is served
    "style.css": ("wellsourced.tell.html", "text/css"),
    "script.js": ("wellsourced.tell.html", "text/javascript"),
    "web.css": ("wellsourced.web", "text/css"),
    "web.js": ("wellsourced.web", "text/javascript"),
}


@cache
def static(name: str) -> tuple[bytes, str]:
    """The file's bytes and kind. Raises KeyError for anything but the files named above."""
    package, kind = STATIC[name]
    folder = files(package) if package.endswith("html") else files(package).joinpath("static")
    return folder.joinpath(name).read_bytes(), kind


@cache
def versioned(name: str) -> str:
    """The address of a file, another one when it changes: browsers may keep it for good."""
    return f"/static/{name}?v={hashlib.sha256(static(name)[0]).hexdigest()[:12]}"


def page(request: Request, template: str, status: int = 200, *, rules: str = "", **shown: Any) -> HTMLResponse:
    """A page of this application; `rules` are style rules that only this page needs (the lengths of its bars)."""
    text = render(template, request.app.state.guard.csrf, rules=rules, path=request.url.path, **shown)
    return html(text, rules, status)


def html(text: str, rules: str = "", status: int = 200) -> HTMLResponse:
    styles = f" 'sha256-{dossier.digest(rules)}'" if rules else ""
    return HTMLResponse(text, status, {"Content-Security-Policy": POLICY.format(styles=styles)})


class Links:
    """Where the records of a dossier have pages of their own."""

    claim = staticmethod(lambda record: f"/claims/{part(record)}")
    article = staticmethod(lambda record: f"/articles/{part(record)}")
    person = staticmethod(lambda record: f"/people/{part(record)}")


def render(template: str, csrf: str, *, rules: str, path: str, **shown: Any) -> str:
    environment = dossier.environment("wellsourced.web")
    environment.filters.update(days=days, snippet=snippet, day=day, when=when_words, clean=clean, part=part)
    environment.globals.update(static=versioned, version=__version__, links=Links)
    defaults = {"layout": "site.html", "twin": "", "asked": "", "statuses": STATUSES}
    return environment.get_template(template).render(
        defaults | {"rules": Markup(rules), "csrf": csrf, "path": path} | shown
    )


# ---- words of the templates -------------------------------------------------------------------


def days(row: Any) -> str:
    """From the first to the last day of a story, as people say it."""
    first, last = row.first_day or row.last_day, row.last_day or row.first_day
    return when_words({"earliest": first, "latest": last}) if first else "date unknown"


def day(told: str | None) -> str:
    return day_words(told) if told else "date unknown"


def snippet(text: str) -> Markup:
    """A snippet of the search with its marks as markup, everything else as words."""
    first, *rest = text.split(MARK_START)
    told = escape(clean(first)) + (" " if first[-1:].isspace() else "")
    for piece in rest:
        word, _, after = piece.partition(MARK_END)
        told += Markup("<mark>{}</mark>").format(clean(word)) + escape(_kept(after))
    return told


def _kept(text: str) -> str:
    """One line, with the space at its ends."""
    return " " * text[:1].isspace() + clean(text) + " " * (text[-1:].isspace() and bool(text.strip()))


def part(text: object) -> str:
    """Something as a part of an address."""
    return quote(str(text), safe="")


# Places of this machine may stand in the addresses of pages that were added by their files, and in what is named after
# them where nothing else names it.
_PLACE = re.compile(r"/|~[^\s/]*/|[A-Za-z]:[\\/]|\\\\|(?:.*[\\/])?\.\.[\\/]")


def shown_address(address: str) -> str:
    """An address as pages show it: one of the web, or a name of a file, as it is; of a place on this machine no more
    than the last name."""
    if not _PLACE.match(address):
        return address
    return address.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or "page"


def without_places(told: Mapping[str, Any]) -> dict[str, Any]:
    """The contract without places of this machine, wherever they stand."""
    addresses = {a for one in told["articles"] for a in (one["address"], *one.get("also_at", ()))}
    addresses |= {one["address"] for one in told["unread"]}
    hidden = {one: shown_address(one) for one in sorted(addresses, key=lambda one: (-len(one), one))}
    hidden = {one: shown for one, shown in hidden.items() if one != shown}
    return {name: _replaced(value, hidden) for name, value in told.items()} if hidden else dict(told)


def _replaced(value: Any, hidden: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for place, shown in hidden.items():
            value = value.replace(place, shown)
        return value
    if isinstance(value, list):
        return [_replaced(one, hidden) for one in value]
    if isinstance(value, dict):  # the text of an article stays what it is: spans point into it
        return {name: one if name == "text" else _replaced(one, hidden) for name, one in value.items()}
    return value
