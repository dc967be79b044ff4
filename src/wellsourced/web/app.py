"""An archive -> the application: its routes, its errors as pages, its safety around everything."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from .. import __version__
from ..archive import Archive
from ..errors import ArchiveError, NotKept
from .jobs import Jobs
from .pages import page
from .routes import add, articles, claims, compare, files, people, search, stories
from .safety import Guard, Refused, Safety
from .told import NotThere, Stories

TITLES = {
    400: "This request cannot be understood",
    403: "This change was not made",
    404: "Nothing is here",
    405: "This cannot be asked of this address",
    413: "This is too much at once",
    422: "This address asks for something that cannot be",
    500: "Something went wrong that should not",
    503: "The archive cannot be read just now",
}


def create_app(
    archive: Archive, guard: Guard | None = None, *, processes: int = 2, lasting: bool = True, fetching: bool = False
) -> FastAPI:
    """The application over an open archive. `processes` read what is added; `lasting`: the archive outlives
    the server; `fetching`: it may take pages from the web."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        state = app.state
        stopping = threading.Event()
        wanted = (state.archive, state.stories, state.guard.csrf, stopping.is_set)
        preparing = threading.Thread(target=stories.prepare, args=wanted)
        preparing.start()
        yield
        stopping.set()
        state.jobs.close()
        preparing.join()

    app = FastAPI(
        title="Wellsourced", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan,
        description="What an archive holds, as JSON. Every page of the application has such a twin.",
    )  # fmt: skip
    app.state.guard = guard or Guard()
    app.state.archive = archive
    app.state.stories = Stories(archive)
    app.state.jobs = Jobs()
    app.state.processes = processes
    app.state.lasting = lasting
    app.state.fetching = fetching
    for part in (stories, search, articles, compare, claims, people, add, files):
        app.include_router(part.router)
    app.add_middleware(Safety, guard=app.state.guard)
    _tell_errors(app)
    return app


def _tell_errors(app: FastAPI) -> None:
    """Each kind of error, once: as a page, or as JSON where JSON was asked for."""

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        told = error.detail if error.detail and error.status_code not in (404, 405) else ""
        return _answer(request, error.status_code, told)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
        return _answer(request, 422, told)

    @app.exception_handler(NotThere)
    def absent(request: Request, error: NotThere) -> Response:
        return _answer(request, 404, str(error))

    @app.exception_handler(Refused)
    def refused(request: Request, error: Refused) -> Response:
        return _answer(request, error.status, error.reason)

    @app.exception_handler(NotKept)
    def not_kept(request: Request, error: NotKept) -> Response:
        return _answer(request, 404, "This archive holds nothing under that id; it may have been compared anew since.")

    @app.exception_handler(ArchiveError)
    def closed(request: Request, error: ArchiveError) -> Response:
        address = request.app.state.archive.address
        return _answer(request, 503, str(error).replace(address, "the archive"))

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> Response:
        return _answer(request, 500, "The terminal that the server runs in tells more.")


def _answer(request: Request, status: int, told: str) -> Response:
    title = TITLES.get(status, "This does not work")
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": told or title}, status)
    return page(request, "error.html", status, title=title, told=told, number=status)
