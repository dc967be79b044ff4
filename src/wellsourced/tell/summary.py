"""Dossier -> the lines that the command line prints: three answers, each with who says so and where it comes from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from ..records import Dossier
from .answers import Answers, Dispute, Side, around, find_answers
from .dossier import as_json
from .html.claims import ClaimView, FromOrigin, shared_text, view_claims, view_disagreements
from .html.lookup import Json, Lookup, amount_range, clean, count, listed, shorten, when_words

WIDTH = 100  # columns where nothing tells the width
NARROWEST, WIDEST = 50, 120  # columns that a line can use: longer ones are hard to read
STORIES = 5  # stories told in full; of the further ones only the figures
UNREAD = 3
UNSEEN = ", not in this coverage"  # how the lineage calls a text that articles go back to and that was not given
LEFT = 26  # columns for the numbers before a claim

BOLD, DIM, RED, GREEN, YELLOW, CYAN = "1", "2", "31", "32", "33", "36"


class Printer:
    """How lines are set: how wide, and whether in colour (ANSI escapes)."""

    def __init__(self, width: int = WIDTH, colour: bool = False) -> None:
        self.width = max(NARROWEST, min(width, WIDEST))
        self.left = LEFT if self.width >= 76 else 4
        self.colour = colour

    def paint(self, text: str, *codes: str) -> str:
        return f"\033[{';'.join(codes)}m{text}\033[0m" if self.colour and codes and text else text

    def wrap(self, text: str, indent: int, *codes: str, lines: int = 2, hang: int = 0) -> list[str]:
        """The text in at most `lines` lines, indented (all but the first by `hang` more) and painted."""
        wrapped = textwrap.wrap(
            text, self.width - indent, max_lines=lines, placeholder=" …", break_on_hyphens=False,
            subsequent_indent=" " * hang,
        )  # fmt: skip
        return [" " * indent + self.paint(line, *codes) for line in wrapped]


def summary(dossier: Dossier, width: int = WIDTH, colour: bool = False) -> str:
    """For each story what is best corroborated, what rests on one origin, what is disputed; then what was not read.

    `width` in columns; `colour` for a terminal that shows it.
    """
    data = as_json(dossier)
    return "\n".join(_lines(data, Printer(width, colour)))


def _lines(data: Json, out: Printer) -> Iterator[str]:
    lookup = Lookup(data)
    stories = data["stories"]
    if len(stories) > 1:
        yield out.paint(f"{len(stories)} stories", BOLD)
        yield ""
    for story in stories[:STORIES]:
        yield from _story(lookup, story, out)
        yield ""
    for story in stories[STORIES:]:
        title = shorten(clean(story["title"]), out.width - 40)
        yield f"{title} ({count(len(story['articles']), 'article')}, {_origins(story)})"
    yield from _left_out(data, out)


def _story(lookup: Lookup, story: Json, out: Printer) -> Iterator[str]:
    here = set(story["articles"])
    raw = [claim for claim in lookup.claims.values() if claim["supports"][0]["article"] in here]
    by_number = {view.number: view for view in view_claims(lookup, raw)}
    views = {claim["id"]: by_number[lookup.claim_numbers[claim["id"]]] for claim in raw}
    mine = [d for d in lookup.dossier["disagreements"] if any(c in views for side in d["sides"] for c in side)]
    answers = find_answers(lookup, views, view_disagreements(lookup, mine, views))
    yield from out.wrap(clean(story["title"]), 0, BOLD)
    figures = [count(len(here), "article"), count(story["outlets"], "outlet")]
    told = " · ".join([*figures, _origins(story), *_published(lookup, story)])
    for line in out.wrap(told, 0):
        yield line.replace(_origins(story), out.paint(_origins(story), BOLD, CYAN))
    if shared := shared_text(lookup, story):
        behind = shared.behind.removesuffix(UNSEEN) + " (unseen: it is not among these pages)"
        told = f"One text: {listed(shared.outlets)} carry {behind if shared.behind.endswith(UNSEEN) else shared.behind}"
        yield from out.wrap(told, 0, DIM)
    if not raw:
        yield "    no claims: no statement, event or figure could be read here"
        return
    if len(here) == 1:
        told = f"One article: nothing to compare it with. It makes {count(len(raw), 'claim')}; they are in the dossier."
        yield from out.wrap(told, 4)
    yield from _best(answers, out)
    yield from _repeated(answers, out)
    yield from _disputed(answers, out)


def _origins(story: Json) -> str:
    low, high = story["origins"]["low"], story["origins"]["high"]
    return f"{amount_range(low, high)} independent {'origin' if low == high == 1 else 'origins'}"


def _published(lookup: Lookup, story: Json) -> list[str]:
    published = [lookup.articles[article]["published"] for article in story["articles"]]
    days = sorted(one["earliest"] for one in published if one["earliest"] and one["earliest"] == one["latest"])
    return [when_words({"earliest": days[0], "latest": days[-1]})] if days else []


# ---- the three answers ------------------------------------------------------------------------


def _best(answers: Answers, out: Printer) -> Iterator[str]:
    if not answers.corroborated:
        nearest = "nothing has two origins for certain; nearest to it:"
        note = nearest if answers.nearest else "nothing: no claim has a second origin"
        yield from _heading("BEST CORROBORATED", note, GREEN, out)
    else:
        yield from _heading("BEST CORROBORATED", "two independent origins or more", GREEN, out)
    for claim in answers.corroborated:
        yield from _claim(claim, out, GREEN, _by_origin(claim))
    if answers.corroborated and answers.nearest:
        yield out.paint("  perhaps:", DIM)
    for claim in answers.nearest:
        yield from _claim(claim, out, YELLOW, _by_origin(claim))
    yield from _more(answers.further[0], out)


def _by_origin(claim: ClaimView) -> str:
    """Who says it, and the origins that it comes through."""
    said = f"{listed(claim.speakers)}; " if claim.speakers else ""
    return f"{said}origins: {' | '.join(_named(one) for one in claim.origins)}"


def _named(origin: FromOrigin) -> str:
    """ "a Corvane report, not in this coverage" -> "a Corvane report (unseen)" """
    return origin.name.removesuffix(UNSEEN) + " (unseen)" if origin.name.endswith(UNSEEN) else origin.name


def _repeated(answers: Answers, out: Printer) -> Iterator[str]:
    if not answers.repeated:
        return
    yield from _heading("ONE ORIGIN, MANY CARRIERS", "counts once, however often it is printed", YELLOW, out)
    for claim in answers.repeated:
        through = [f"all from {_named(one)}:" for one in claim.origins if one.kind != "article"]
        through = through or [f"all from {one.name}:" for one in claim.origins[:1]]
        speakers = [speaker for speaker in claim.speakers if f"all from {speaker}:" not in through]
        said = [f"{listed(speakers)};"] if speakers else []
        yield from _claim(claim, out, YELLOW, " ".join((*said, *through[:1], listed(claim.outlets))))
    yield from _more(answers.further[1], out)


def _claim(claim: ClaimView, out: Printer, code: str, behind: str) -> Iterator[str]:
    """The numbers on the left, the words on the right, and below them what stands behind them."""
    origins = f"{claim.bearing.origins} {'origin' if claim.bearing.high == 1 else 'origins'}"
    outlets = count(claim.bearing.outlets, "outlet")
    words = out.wrap(_words(claim), out.left)
    if out.left == LEFT:
        plain = f"  {origins} · {outlets}"
        numbers = f"  {out.paint(origins, BOLD, code)} · {outlets}" + " " * max(1, LEFT - len(plain))
        yield numbers + words[0].lstrip()
        yield from words[1:]
    else:
        yield f"  {out.paint(origins, BOLD, code)} · {outlets}"
        yield from words
    yield from out.wrap(behind, out.left, DIM)


def _words(claim: ClaimView) -> str:
    said = f"“{claim.text}”" if claim.quoted else claim.text
    tags = [tag for tag in claim.tags if tag != "denied"]
    return f"[{', '.join(tags)}] {said}" if tags else said


def _disputed(answers: Answers, out: Printer) -> Iterator[str]:
    if not answers.disputed:
        yield from _heading("DISPUTED", "nothing: no account contradicts another", GREEN, out)
        return
    yield from _heading("DISPUTED", "", RED, out)
    for dispute in answers.disputed:
        yield from _dispute(dispute, out)
    yield from _more(answers.further[2], out)


def _dispute(dispute: Dispute, out: Printer) -> Iterator[str]:
    kind = dispute.kind.lower()
    about = shorten(dispute.about, out.width - len(kind) - 7)
    yield f"  {out.paint(about, BOLD)} {out.paint(f'({kind})', RED)}"
    for side in dispute.sides:
        yield from _side(side, out)
    if not dispute.sides:
        yield from out.wrap(f"– {dispute.why}", 4, hang=2)


def _side(side: Side, out: Printer) -> Iterator[str]:
    who, outlets = listed(side.claim.speakers, 2), listed(side.claim.outlets, 3)
    if side.repeats and not side.value:
        by = "denied by " if side.denies else "said by "
        yield from out.wrap(f"– {by}{who}, in {outlets}" if who else f"– reported by {outlets}", 4, hang=2)
        return
    stands = f"{who}{' (denying it)' if side.denies else ''}, in {outlets}" if who else outlets
    words = _words(side.claim)
    if side.value:
        yield f"    {out.paint(side.value, BOLD, RED)}  {shorten(stands, out.width - len(side.value) - 8)}"
        yield from out.wrap(around(words, side.value, out.width - 6), 6, DIM, lines=1) if words != side.value else ()
    else:
        yield from out.wrap(f"– {words}", 4, hang=2)
        yield from out.wrap(stands, 6, DIM)


def _heading(title: str, note: str, code: str, out: Printer) -> Iterator[str]:
    yield ""
    room = len(title) + 2 + len(note) <= out.width
    yield out.paint(title, BOLD, code) + (f"  {out.paint(note, DIM)}" if note and room else "")
    if note and not room:
        yield from out.wrap(note, 2, DIM)


def _more(number: int, out: Printer) -> Iterator[str]:
    if number:
        yield out.paint(f"  and {number} more in the dossier", DIM)


# ---- what is missing --------------------------------------------------------------------------


def _left_out(data: Json, out: Printer) -> Iterator[str]:
    """What a reader would else take for nothing found: other languages, doubts, what could not be read."""
    foreign: dict[str, list[str]] = {}
    for article in data["articles"]:
        if article["language"] != "en":
            foreign.setdefault(article["language"], []).append(clean(article["outlet"] or article["address"]))
    for language, names in foreign.items():
        told = (
            f"NOT DONE  {count(len(names), 'article')} in “{language}” ({listed(names)}): compared by words, credits"
            " and passages; statements, events and figures are read in English only"
        )
        yield from out.wrap(told, 0, lines=4)
    _unread: Sequence[Json] = data["unread"]
    if _unread:
        yield out.paint(f"NOT READ  {len(_unread)}", BOLD)
        for one in _unread[:UNREAD]:
            yield from out.wrap(f"{clean(one['address'])}: {clean(one['error'])}", 2)
        yield from _more(len(_unread) - UNREAD if len(_unread) > UNREAD else 0, out)
