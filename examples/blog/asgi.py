"""What a blog needs of the web that Starlette leaves to a program."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Awaitable, Callable
from hmac import compare_digest

from jinja2 import pass_context
from jinja2.runtime import Context
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FORM_BYTES = 256 * 1024
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def with_form(
    answer: Callable[[Request, FormData], Response],
) -> Callable[..., Awaitable[Response]]:
    """The form is awaited; what is done with it may wait for the store, on a thread."""

    async def answered(request: Request) -> Response:
        length = request.headers.get("content-length", "")
        if request.method == "POST" and not (length.isdecimal() and int(length) <= FORM_BYTES):
            raise HTTPException(413)
        async with request.form(max_files=0) as form:
            return await run_in_threadpool(answer, request, form)

    return answered


async def guarded(request: Request, answer: Callable[..., Awaitable[Response]]) -> Response:
    """Every answer says what a browser may load for it."""
    response = await answer(request)
    response.headers.update(HEADERS)
    return response


def ask_for(password: str, request: Request) -> None:
    """Who has not sent the password, with any name, is asked for it (RFC 7617)."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    try:
        typed = b64decode(given).partition(b":")[2]
    except ValueError:
        typed = b""
    if scheme.lower() != "basic" or not compare_digest(typed, password.encode()):
        ask = {"WWW-Authenticate": 'Basic realm="Moderation", charset="UTF-8"'}
        raise HTTPException(401, headers=ask)


def page_number(request: Request) -> int | None:
    """The page that is asked for in the address, if it is a number."""
    number = request.query_params.get("page", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None


@pass_context
def url_for(context: Context, name: str, *, _anchor: str = "", **values: object) -> str:
    """For templates, as in Flask: what is no part of the path is asked for behind it."""
    path = {key: values.pop(key) for key in ("slug",) if key in values}
    url = context["request"].url_for(name, **path).include_query_params(**values)
    return str(url.replace(fragment=_anchor))
