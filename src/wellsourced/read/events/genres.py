"""What an article is beside a news report - a match report, a column, a list of links - and what it tells even so.

In a match report nobody is attacked and nobody sacked who "fires the winner"; a columnist's "we built it badly" and
"ask yourself" report nothing; the lines of a list of links are the headlines of other articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...records import BODY, Article, Block, Event, Mention, Span
from .words import words

READ = BODY | {"title", "subtitle"}
SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b")
SPORT = 5  # different words of sport beside a score; twice as many without one
QUOTED = re.compile(r"[“«\"][^”»\"\n]*(?:[”»\"]|$)", re.MULTILINE)
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
VOICE = frozenset(("i", "we", "us", "our", "my", "me", "you", "your", "yourself", "ourselves", "i'm", "i’m", "let's"))
# Words of the writer's own voice outside quotation marks: columns written for this project have 6 to 10 in a hundred,
# the news reports of its coverages less than 1, a local paper's "told us" and "our harbour" up to 2.3.
IN_OWN_VOICE, IN_A_HUNDRED = 5, 3.5
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
LINKS, LINK = 3, 15  # lines one after the other without a sentence's end, and words of the longest


class Genre:
    """An article's genre, asked for each event."""

    def __init__(self, article: Article) -> None:
        body = "\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind in READ)
        of_sport = set(re.findall(r"[a-z][a-z-]+", body.lower())) & words().classes["sport"]
        self.of_game = len(of_sport) >= (SPORT if SCORE.search(body) else 2 * SPORT)
        self.is_column = _is_column(body)
        self.links = frozenset(links_of(article))

    def tells(self, event: Event, mentions: Sequence[Mention]) -> bool:
        """Whether an event is told as news in a text of this genre."""
        if self.of_game:
            return event.kind in words().classes["serious"] and not _is_play(event)
        if self.is_column and event.statement is None:
            return event.modality in ("happened", "ongoing") and _names_somebody(event, mentions)
        return True


def _is_column(body: str) -> bool:
    """Whether a text speaks in its writer's own voice, to a reader."""
    found = [word.lower() for word in WORD.findall(QUOTED.sub(" ", body))]
    own = sum(word in VOICE for word in found)
    return own >= IN_OWN_VOICE and 100 * own >= IN_A_HUNDRED * len(found)


def _is_play(event: Event) -> bool:
    """ "Fired the winner", "killed the game": of the game itself."""
    classes = words().classes
    said = {word for participant in event.participants for word in WORD.findall(participant.text.lower())}
    return bool(said & (classes["sport"] | classes["game"]))


def _names_somebody(event: Event, mentions: Sequence[Mention]) -> bool:
    return any(mention.span.overlaps(participant.span) for participant in event.participants for mention in mentions)


def links_of(article: Article) -> list[Span]:
    """The lines of lists of links: three and more short ones in a row that end no sentence."""
    found: list[Span] = []
    run: list[Block] = []
    for block in (*article.blocks, Block("other", 0, 0)):
        text = article.text[block.start : block.end]
        short = block.kind in ("paragraph", "list") and len(text.split()) <= LINK
        if short and (text.rstrip().endswith("?") or not SENTENCE_END.search(text)):
            run.append(block)
            continue
        if len(run) >= LINKS:
            found += [Span(article.id, one.start, one.end) for one in run]
        run = []
    return found
