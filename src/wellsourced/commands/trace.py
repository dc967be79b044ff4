"""The command that shows where the words of a text stand elsewhere."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .archive import is_archive
from .terminal import errors_as_one_line, tell_unread

if TYPE_CHECKING:
    from ..records import Article, Unread

COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red")  # of stretches that other articles have


@click.command()
@click.argument("text", metavar="FILE|TEXT")
@click.option("--in", "places", multiple=True, required=True, metavar="PATH...", help="Where to look.")
@click.argument("more", nargs=-1, metavar="")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def trace(text: str, places: tuple[str, ...], more: tuple[str, ...], as_json: bool) -> None:
    """Show which passages of a text occur in other articles, and what is its own.

    FILE is a page (.txt, .html, .jsonl) or - for plain text on standard input; anything that is no file is taken for
    the TEXT itself. PATH is a file, a folder or a pattern, as for report, or an archive. What others carry is marked
    and numbered, in colours at a terminal; below stands who carries it, and at how many places the wording differs.

    Exit code 0 when something was found, 1 when nothing was or nothing could be read, 2 for wrong usage.

    Example: wellsourced trace draft.txt --in coverage/*.html
    """
    import json

    from ..pipeline import trace as compare
    from ..tell import trace as telling

    with errors_as_one_line():
        mine = _text_to_trace(text)
        articles, unread = _searched(mine, [*places, *more])
        articles = [article for article in articles if article.address != mine.address and article.text != mine.text]
        found = telling.lay_out(mine, articles, *compare(mine, articles))
    for one in unread:
        tell_unread(one.address, one.error)
    if as_json:
        click.echo(json.dumps(telling.as_json(found), ensure_ascii=False, indent=1))
    else:
        click.echo(telling.render(found, lambda words, number: click.style(words, fg=COLOURS[number % len(COLOURS)])))
    sys.exit(not found.stretches)


def _searched(text: Article, places: Sequence[str]) -> tuple[list[Article], list[Unread]]:
    """The articles to look in: those of pages, and those of archives that may share words with the text."""
    from ..acquire.files import find_pages
    from ..archive import likest_articles, open_archive
    from ..pipeline import read_pages

    paths = [place for place in places if not is_archive(place)]
    articles, unread = read_pages(find_pages(paths)) if paths else ([], [])
    for place in places:
        if place not in paths:
            with open_archive(place) as archive:
                articles += likest_articles(archive, text)
    return list({article.id: article for article in articles}.values()), unread


def _text_to_trace(text: str) -> Article:
    """The article in a file, on standard input, or in the words given themselves."""
    from ..acquire.files import find_pages
    from ..errors import Unreadable
    from ..pipeline import read_pages
    from ..records import Article, Block, make_id

    if text != "-" and (os.path.exists(text) or (" " not in text and Path(text).suffix)):  # no error for a long text
        articles, unread = read_pages(find_pages([text]))
        if not articles:
            raise Unreadable(text, unread[0].error if unread else "there is no article in it")
        return articles[0]
    words = sys.stdin.buffer.read().decode("utf-8", "replace").strip() if text == "-" else text.strip()
    if not words:
        raise Unreadable(text, "there are no words in it")
    lines = tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]*\S", words))
    return Article(make_id("a", words), "the text given", words, lines)
