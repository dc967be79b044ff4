"""People and bodies over all stories: what they said, and decisions about which names are theirs, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import select

from ...archive import Archive, Change, Decided, PersonRow, decide, decisions, list_people, load_person, undo
from ...archive.people import Person
from ...archive.schema import said
from ...decisions import about
from ...errors import NotKept
from ...names import key
from ...records import Decision, Span, Statement
from ..jobs import Job
from ..pages import page, part, shown_address
from ..safety import Refused
from ..told import NotThere
from .ask import Form, Id, Name, OpenArchive, OpenJobs, PageNumber, text_of

router = APIRouter()
AT_ONCE = 50
WAITED = 1.5  # seconds that a decision may take before its progress is shown
LONGEST = 300  # characters of a name or note
Kind = Literal["", "person", "organisation", "group"]
KINDS = {"person": "People", "organisation": "Organisations", "group": "Groups"}


@dataclass(frozen=True, slots=True)
class People:
    page: int
    more: bool
    people: Sequence[PersonRow]


@dataclass(frozen=True, slots=True)
class StatementPlace:
    """A statement, and the address of its words in their article."""

    statement: Statement
    href: str


@router.get("/people.json", summary="People and bodies, those heard most first")
def people_json(archive: OpenArchive, q: Name = "", kind: Kind = "", page: PageNumber = 1) -> People:
    found = list_people(archive, query=q, kinds=(kind,) if kind else tuple(KINDS), limit=AT_ONCE + 1,
                        offset=(page - 1) * AT_ONCE)  # fmt: skip
    return People(page, len(found) > AT_ONCE, found[:AT_ONCE])


@router.get("/people", include_in_schema=False)
def people_page(
    request: Request, archive: OpenArchive, q: Name = "", kind: Kind = "",
    number: Annotated[PageNumber, Query(alias="page")] = 1,
) -> Response:  # fmt: skip
    found = people_json(archive, q, kind, number)
    further = f"q={part(q)}&kind={kind}&page="
    twin = f"/people.json?{further}{number}"
    return page(request, "people.html", found=found, q=q, kind=kind, kinds=KINDS, further=further,
                decided=len(decisions(archive)), twin=twin)  # fmt: skip


@router.get("/people/{person}.json", summary="A person or body over all stories, the newest statements first")
def person_json(person: Id, archive: OpenArchive, page: PageNumber = 1) -> Person:
    found = load_person(archive, person, limit=AT_ONCE, offset=(page - 1) * AT_ONCE)
    told = tuple(replace(one, story_title=shown_address(one.story_title)) for one in found.said)
    appearances = tuple(replace(one, title=shown_address(one.title)) for one in found.appearances)
    return replace(found, said=told, appearances=appearances)


@router.get("/people/{person}", include_in_schema=False)
def person_page(
    request: Request, person: Id, archive: OpenArchive, number: Annotated[PageNumber, Query(alias="page")] = 1
) -> Response:
    found = person_json(person, archive, number)
    kept = decisions(archive)
    decided = [one for one in reversed(kept) if _concerns(one, found)]
    return page(
        request, "person_page.html", title=found.name, person=found, number=number,
        pages=max(1, -(-found.statements // AT_ONCE)), proposals=_proposals(found, kept),
        decided=decided, hrefs=[place(one.statement) for one in found.said],
        twin=f"/people/{found.id}.json",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposed:
    """Another name that may be the same one's, with why and where, not yet decided."""

    id: str
    name: str
    whys: tuple[str, ...]
    score: float
    story: str


def _proposals(person: Person, kept: Sequence[Decided]) -> list[Proposed]:
    """Each other name once, the likeliest first."""
    known = {about(one.decision) for one in kept}
    found: dict[str, Proposed] = {}
    for appearance in person.appearances:
        for proposal, name in appearance.proposals:
            if about(Decision("same", person.name, name)) in known or key(name) == key(person.name):
                continue
            before = found.get(name)
            whys = tuple(dict.fromkeys((*(before.whys if before else ()), proposal.why)))
            score = max(proposal.score, before.score if before else 0.0)
            found[name] = Proposed(proposal.identity, name, whys, score, appearance.story)
    return sorted(found.values(), key=lambda one: (-one.score, one.name))


def _concerns(one: Decided, person: Person) -> bool:
    names = {key(name) for name in person.names}
    return bool(names & {key(one.decision.left), key(one.decision.right or one.decision.left)})


# ---- a statement's words ----------------------------------------------------------------------


@router.get("/statements/{statement}.json", summary="A statement, and where its words stand")
def statement_json(statement: Id, archive: OpenArchive) -> StatementPlace:
    from ...archive.codec import decode

    with archive.reading() as connection:
        kept = connection.execute(select(said.c.statement).where(said.c.id == statement)).scalar()
    if kept is None:
        raise NotThere("statement")
    found = decode(Statement, kept)
    return StatementPlace(found, place(found))


@router.get("/statements/{statement}", include_in_schema=False)
def statement_place(statement: Id, archive: OpenArchive) -> Response:
    return RedirectResponse(statement_json(statement, archive).href, 303)


def place(statement: Statement) -> str:
    """Where the words of a statement stand."""
    span: Span = statement.content[0]
    return f"/articles/{span.article}#t0-{span.start}-{span.end}"


# ---- decisions --------------------------------------------------------------------------------


@router.get("/decisions.json", summary="What was decided about names, in the order of deciding")
def decisions_json(archive: OpenArchive) -> list[Decided]:
    return decisions(archive)


@router.get("/decisions", include_in_schema=False)
def decisions_page(request: Request, archive: OpenArchive) -> Response:
    return page(request, "decisions.html", decided=decisions(archive)[::-1], twin="/decisions.json")


@router.post("/people/decide", include_in_schema=False)
def decide_names(archive: OpenArchive, form: Form, jobs: OpenJobs) -> Response:
    """Put two names together, keep two apart, or take one name for another bearer in each article."""
    verdict, left, right, note = (
        text_of(form, name).strip()[:LONGEST] for name in ("verdict", "left", "right", "note")
    )
    if verdict not in ("same", "apart", "split") or not key(left) or (verdict != "split" and not key(right)):
        raise Refused(422, "A decision needs two names with letters in them, or one that is to be split.")
    if verdict != "split" and key(left) == key(right):
        raise Refused(422, f"“{left}” and “{right}” are one spelling: there is nothing to decide.")
    wanted = Decision(verdict, left, "" if verdict == "split" else right, note)  # type: ignore[arg-type]
    return _changed(jobs, archive, "Comparing anew what this name touches", left, lambda: decide(archive, wanted))


@router.post("/people/undo", include_in_schema=False)
def undo_decision(archive: OpenArchive, form: Form, jobs: OpenJobs) -> Response:
    number = text_of(form, "decision")
    if not number.isascii() or not number.isdigit() or len(number) > 12:
        raise Refused(422, "Say which decision is taken back.")
    name = text_of(form, "name").strip()[:LONGEST]
    return _changed(jobs, archive, "Taking a decision back", name, lambda: undo(archive, int(number)))


def _changed(jobs: OpenJobs, archive: Archive, what: str, name: str, change: Callable[[], Change]) -> Response:
    """Do it, one after another; then back to the name it was about."""

    def work(job: Job) -> None:
        made = change()
        stories = len(made.stories)
        job.told = f"Done. {stories or 'No'} {'story was' if stories == 1 else 'stories were'} compared anew."
        job.then = _page_of(archive, name)

    job = jobs.start(what, work)
    if job.wait(WAITED) and job.state == "done":
        return RedirectResponse(job.then, 303)
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _page_of(archive: Archive, name: str) -> str:
    """The page of whoever has a name now, or the list of decisions."""
    if not key(name):
        return "/decisions"
    found = [one for one in list_people(archive, query=name, limit=20)]
    for one in found:
        try:
            if key(name) in {key(form) for form in load_person(archive, one.id, limit=1).names}:
                return f"/people/{one.id}"
        except NotKept:
            continue
    return "/decisions"
