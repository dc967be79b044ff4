"""What the routes share: the parts of the application as arguments, the usual bounds, a form that may change things."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from starlette.datastructures import FormData

from ...archive import Archive
from ..jobs import Jobs
from ..safety import MOST_FILES, Refused
from ..told import Stories

LARGEST_FIELD = 8 * 1024 * 1024  # bytes of one form field, such as a text that was pasted
MOST_FIELDS = 50


def _archive(request: Request) -> Archive:
    archive: Archive = request.app.state.archive
    return archive


def _stories(request: Request) -> Stories:
    stories: Stories = request.app.state.stories
    return stories


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


async def _form(request: Request) -> AsyncIterator[FormData]:
    """The form of a change. Raises `Refused` where it does not come from a page of ours."""
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD) as form:
        token = form.get("csrf")
        if not isinstance(token, str) or not request.app.state.guard.is_change_of_ours(token):
            raise Refused(403, "The form is no longer valid: go back, load the page again, and repeat it.")
        yield form


OpenArchive = Annotated[Archive, Depends(_archive)]
OpenStories = Annotated[Stories, Depends(_stories)]
OpenJobs = Annotated[Jobs, Depends(_jobs)]
Form = Annotated[FormData, Depends(_form)]
Id = Annotated[str, Path(pattern=r"^[A-Za-z]+-[0-9a-f]{12}$", examples=["story-0123456789ab"])]
Words = Annotated[str, Query(max_length=400)]
Name = Annotated[str, Query(max_length=200)]
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="2015-10-05, or nothing")]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]


def text_of(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
