"""How fast native JSON is read into checked models and written, beside what a user would use.

10⁵ comments of one blog. The promise: with msgspec, reading takes at most 1.8 times `orjson.loads`
and less than Pydantic 2 with the same constraints; writing takes at most twice what `orjson.dumps`
takes for plain objects that are there already, which is not kept: to read the fields of the models
takes as long as that. Without msgspec, reading takes at most 1.3 times the standard library's
parser and a plain cattrs converter.

Each of ours runs beside its rival in one process, by turns, in CPU time; what is compared is the
median of the ratios of the turns, so that a machine that is busy for a while is so for both. The
collector of circles is off for all: what it takes depends on what else is alive, and blogcore's
fast road does without it anyway. Where a process has no memory to write into that it had before,
the kernel's work for new pages is a third of what `orjson.dumps` takes, and the ratio of writing is
2.3; here there is such memory, and it is 3.0.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, get_origin

import cattrs
import orjson
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from blogcore import Author, Blog, Body, Comment, Extra
from blogcore.formats._json import STDLIB
from blogcore.formats.native.documents import from_json, read_document, to_json

SIZE = 100_000
ROUNDS = 11
READ_AT_MOST = 1.8
WRITE_AT_MOST = 2.0
PLAIN_AT_MOST = 1.3


def blog(size: int) -> Blog:
    """A blog whose discussion is so long."""
    start = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
    text = "We took the night train & slept well, all in all; “quite” an ado. " * 2
    body = Body(text=text, media_type="text/html")
    return Blog(
        comments=[
            Comment(
                id=f"c{n}",
                post_id=f"p{n % 1000}",
                author=Author(name=f"Tom {n % 77}", email="tom@example.org", kind="guest"),
                body=body,
                published=start + timedelta(seconds=n),
                in_reply_to=f"c{n - 1}" if n % 3 else None,
                ip="192.0.2.1",
            )
            for n in range(size)
        ]
    )


# --- the same constraints in Pydantic ----------------------------------------------------------

_PATTERN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"
Text = Annotated[str, Field(pattern=_PATTERN)]
Name = Annotated[str, Field(pattern=_PATTERN, min_length=1)]
Count = Annotated[int, Field(ge=0, lt=2**63)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Body(_Model):
    text: Text = ""
    media_type: Literal["text/plain", "text/html", "text/markdown"] = "text/plain"


class _Author(_Model):
    name: Text
    id: Name | None = None
    email: Text | None = None
    url: Text | None = None
    avatar_url: Text | None = None
    bio: Text = ""
    slug: Text | None = None
    kind: Literal["person", "organization", "bot", "guest"] = "person"
    extra: dict[Name, Text | tuple[Text, ...]] = {}


class _Comment(_Model):
    id: Name
    post_id: Name
    author: _Author
    body: _Body
    published: AwareDatetime | None = None
    updated: AwareDatetime | None = None
    in_reply_to: Name | None = None
    status: Literal["approved", "held", "spam", "trash", "deleted"] = "approved"
    kind: Literal["comment", "pingback", "trackback", "webmention"] = "comment"
    likes: Count = 0
    dislikes: Count = 0
    url: Text | None = None
    ip: Text | None = None
    user_agent: Text | None = None
    extra: dict[Name, Text | tuple[Text, ...]] = {}


class _Blog(_Model):
    comments: tuple[_Comment, ...]


class _Document(_Model):
    blogcore: Literal[1]
    blog: _Blog


# --- the run -----------------------------------------------------------------------------------


_Run = Callable[[], object]


def _plain_cattrs() -> Callable[[bytes], object]:
    """The standard library's parser, and a converter that is told only what it cannot know."""
    converter = cattrs.Converter()
    converter.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
    converter.register_structure_hook(Extra, lambda value, _: Extra(value))
    converter.register_structure_hook_func(
        lambda kind: "Literal" in str(get_origin(kind)), lambda value, _: value
    )
    return lambda data: converter.structure(json.loads(data)["blog"], Blog)


def _dumped(document: _Document) -> str:
    return document.model_dump_json(exclude_defaults=True)


def main() -> int:
    """Print the table; 1 where a promise is broken, else 0."""
    model = blog(SIZE)
    data = to_json(model, private=True)
    plain: Any = orjson.loads(data)
    plain_cattrs = _plain_cattrs()
    checked = _Document.model_validate_json(data)

    def read() -> object:
        return from_json(data)

    def written() -> object:
        return to_json(model, private=True)

    pairs: list[tuple[str, _Run, str, _Run, float]] = [
        ("read", read, "orjson.loads", lambda: orjson.loads(data), READ_AT_MOST),
        ("read", read, "pydantic", lambda: _Document.model_validate_json(data), 1.0),
        ("written", written, "orjson.dumps", lambda: orjson.dumps(plain), WRITE_AT_MOST),
        ("written", written, "pydantic", lambda: _dumped(checked), 1.0),
        (
            *("read without msgspec", lambda: read_document(data, codec=STDLIB)),
            *("plain cattrs", lambda: plain_cattrs(data), PLAIN_AT_MOST),
        ),
    ]
    print(f"{SIZE} comments, {len(data) / 1_000_000:.0f} MB")
    gc.disable()
    kept = [_compare(*pair) for pair in pairs]
    return 0 if all(kept) else 1


def _compare(name: str, ours: _Run, rival_name: str, rival: _Run, at_most: float) -> bool:
    """Print how two runs compare; whether ours takes at most so many times as long."""
    turns = [(_seconds(ours), _seconds(rival)) for _ in range(ROUNDS)]
    own, other = (statistics.median(seconds) for seconds in zip(*turns, strict=True))
    low, ratio, high = statistics.quantiles(mine / theirs for mine, theirs in turns)
    print(
        f"{f'{name} / {rival_name}':36} {own:6.3f} s / {other:6.3f} s = {ratio:5.2f}"
        f"  (half of the turns: {low:.2f} to {high:.2f}; promise: at most {at_most})"
    )
    return ratio <= at_most


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    made = run()
    seconds = time.process_time() - start
    del made
    return seconds


if __name__ == "__main__":
    sys.exit(main())
