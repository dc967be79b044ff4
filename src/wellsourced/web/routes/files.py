"""The application's own files, and the door where a token is asked for."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ..pages import page, static
from ..safety import COOKIE, ENTER
from ..told import NotThere
from .ask import Form, text_of

router = APIRouter(include_in_schema=False)


@router.get("/static/{name}")
def file(name: str) -> Response:
    try:
        content, kind = static(name)
    except KeyError:
        raise NotThere("file") from None
    return Response(content, media_type=kind, headers={"Cache-Control": "public, max-age=31536000, immutable"})


@router.get("/favicon.ico")
def icon() -> Response:
    return Response(status_code=204)


@router.get(ENTER)
def door(request: Request, token: str = "") -> Response:
    guard = request.app.state.guard
    if guard.opens(token):
        return _let_in(token)
    return page(request, "enter.html", bare=True, wrong=bool(token))


@router.post(ENTER)
def enter(request: Request, form: Form) -> Response:
    token = text_of(form, "token")
    if request.app.state.guard.opens(token):
        return _let_in(token)
    return page(request, "enter.html", 403, bare=True, wrong=True)


def _let_in(token: str) -> Response:
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", max_age=30 * 24 * 3600)
    return answer
