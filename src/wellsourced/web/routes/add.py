"""Pages that are added: pasted, dropped, or the example; read one after another while all else goes on."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from ...acquire.bundles import pages_of_bundle
from ...acquire.kinds import BUNDLES, FORMATS, LINES, kind_of, pages_of_content
from ...archive import add
from ...engine.readings import reader
from ...records import Page, Unread
from ...tell.html.lookup import clean, count
from ..jobs import Job, State
from ..pages import page, shown_address
from ..told import NotThere
from .ask import Form, OpenJobs, text_of

router = APIRouter()
LONGEST_NAME = 120
MOST_ADDRESSES = 50
KINDS = (*FORMATS, LINES, *BUNDLES)
EXAMPLE = "tulvar-cableway"


@router.get("/add", include_in_schema=False)
def add_page(request: Request) -> Response:
    return _form_page(request, 200)


def _form_page(request: Request, status: int, **shown: Any) -> Response:
    state = request.app.state
    defaults = {"job": state.jobs.current(), "kinds": KINDS, "problem": "", "given": {}}
    return page(request, "add.html", status, lasting=state.lasting, fetching=state.fetching, **(defaults | shown))


@router.post("/add", include_in_schema=False)
async def add_given(request: Request, form: Form, jobs: OpenJobs) -> Response:
    found = await _given(form)
    addresses = text_of(form, "addresses").split()[:MOST_ADDRESSES] if request.app.state.fetching else []
    if not (found or addresses):
        given = {name: text_of(form, name) for name in ("title", "outlet", "date", "url", "text", "addresses")}
        return _form_page(request, 422, given=given, problem="Nothing was given: paste a text, or choose files.")
    app = request.app
    what = f"Reading {count(len(found) + len(addresses), 'page')}"
    job = jobs.start(what, lambda job: read(app, job, itertools.chain(found, _fetched(addresses))))
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.post("/add/example", include_in_schema=False)
def add_example(request: Request, form: Form, jobs: OpenJobs) -> Response:
    app = request.app
    job = jobs.start("Reading the example", lambda job: read(app, job, example()))
    return RedirectResponse(f"/jobs/{job.id}", 303)


def read(app: FastAPI, job: Job, found: Iterable[Page | Unread]) -> None:
    """Read pages into the archive, and tell the job what came of it."""
    added = add(app.state.archive, found, read_all=reader(app.state.processes), progress=job.progress)
    told = [count(added.pages, "new page"), f"{added.known} known already" if added.known else "",
            count(added.stories, "story compared", "stories compared") if added.stories else ""]  # fmt: skip
    job.told = ", ".join(filter(None, told)) + f". The archive holds {count(added.total, 'article')}."
    job.unread = [(clean(shown_address(one.address)), clean(one.error)) for one in added.unread]


def _fetched(addresses: Sequence[str]) -> Iterator[Page | Unread]:
    """The pages behind addresses, and those that feeds and sitemaps among them name. Only where it was allowed."""
    if not addresses:
        return
    from ...acquire.fetch import Fetcher
    from ...acquire.web import fetch_all, pages

    with Fetcher() as fetcher:
        for one in fetch_all(addresses, fetcher):
            if isinstance(one, Unread):
                yield one
            else:
                yield from pages(one)


async def _given(form: FormData) -> list[Page | Unread]:
    """The text that was pasted and the files that were dropped, as pages."""
    found: list[Page | Unread] = []
    if text_of(form, "text").strip():
        told = {name: " ".join(text_of(form, name).split()) or None for name in ("title", "outlet", "date", "url")}
        name = told["url"] or file_name(f"{told['outlet'] or told['title'] or 'pasted'}.txt")
        found.append(Page(name, text_of(form, "text").replace("\r\n", "\n"), "text", **told))
    for file in form.getlist("files"):
        if isinstance(file, UploadFile) and file.filename:
            found += pages_of(file_name(file.filename), await file.read())
    return found


def pages_of(name: str, content: bytes) -> Iterator[Page | Unread]:
    """A file -> its pages, read as `wellsourced report` reads it."""
    kind = kind_of(name)
    if kind in BUNDLES:
        yield from pages_of_bundle(name, io.BytesIO(content))
    elif kind in KINDS:
        yield from pages_of_content(name, name, content)
    else:
        yield Unread(name, f"not a kind of file that is read ({', '.join(KINDS)})")


def file_name(given: str) -> str:
    """The last part of a name that a browser tells, in visible characters and of bounded length."""
    last = clean(given.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    stem, dot, suffix = last.rpartition(".")
    kept = f"{stem[: LONGEST_NAME - len(suffix)]}{dot}{suffix}" if len(suffix) < 12 else last[:LONGEST_NAME]
    return kept or "page"


def example() -> Iterator[Page | Unread]:
    """The pages of the example that comes with the program."""
    package = files("wellsourced")
    installed, source = package / "example", Path(str(package)).parent.parent / "examples" / EXAMPLE
    folder = installed if installed.is_dir() else source
    if not folder.is_dir():
        raise NotThere("example")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if PurePosixPath(file.name).suffix in KINDS:
            yield from pages_of(f"{EXAMPLE}/{file.name}", file.read_bytes())


@dataclass(frozen=True, slots=True)
class JobTold:
    """A piece of work; what came of it is told in words, and under `then`."""

    id: int
    what: str
    state: State
    total: int
    done: int
    told: str
    then: str
    unread: list[tuple[str, str]]


@router.get("/jobs/{number}.json", summary="How far a piece of work is")
def job_json(number: int, jobs: OpenJobs) -> JobTold:
    job = jobs.get(number)
    if job is None:
        raise NotThere("piece of work")
    return JobTold(job.id, job.what, job.state, job.total, job.done, job.told, job.then, job.unread)


@router.get("/jobs/{number}", include_in_schema=False)
def job_page(request: Request, number: int, jobs: OpenJobs) -> Response:
    job = job_json(number, jobs)
    if job.state == "done" and job.then != "/":  # a decision is answered by the page that it changed
        return RedirectResponse(job.then, 303)
    return page(request, "job.html", job=job, is_over=job.state in ("done", "failed"), twin=f"/jobs/{number}.json")
