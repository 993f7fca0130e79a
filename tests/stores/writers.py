"""Programs that write into a store at once, each a process of its own.

They tell on their output what they have been told is kept, line by line: whoever kills one in the
middle knows what must be there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from blogcore import Accepted, DiscussionPolicy, Post, Reply
from blogcore.stores import CommentStore, SqliteStore, SqlStore

__all__ = ["POST", "Writer", "opened", "started"]

_START = datetime(2024, 5, 1, tzinfo=UTC)
POST = Post(id="1", published=_START)
#: Every writer is somebody else each time, so that nobody floods; approved, so that all answer.
_POLICY = DiscussionPolicy(hold_first_time=False, hold_links=None)


class Writer:
    """A process, and what it tells."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self._told = self._process.stdout
        self._lines: list[str] = []

    def listen(self, lines: int) -> None:
        """Wait until it has told so many lines more."""
        self._lines += [self._told.readline() for _ in range(lines)]

    def kill(self) -> None:
        """End it where it stands."""
        self._process.kill()

    def end(self) -> tuple[int, dict[str, str]]:
        """Wait for its end: its exit code, and what it was told is kept, names by id.

        A line that was cut by its end says nothing.
        """
        with self._told:
            lines = "".join([*self._lines, self._told.read()]).split("\n")[:-1]
        return self._process.wait(timeout=60), dict(json.loads(line) for line in lines)


def started(where: str, writer: int, replies: int) -> Writer:
    """A process that submits so many replies, each to the last of its own or to the post."""
    command = [sys.executable, __file__, where, str(writer), str(replies)]
    return Writer(command)


def opened(where: str) -> CommentStore:
    """The store of a file, or of a URL."""
    return SqlStore(where) if "://" in where else SqliteStore(where)


def _write(where: str, writer: int, replies: int) -> None:
    last: str | None = None
    with opened(where) as store:
        for number in range(replies):
            name = f"writer {writer}, reply {number}"
            reply = Reply(
                name=name,
                email=f"{writer}.{number}@example.org",
                body=f"I am {name}. " * 5,
                in_reply_to=last if number % 10 else None,
                ip=f"192.0.{writer}.{number}",
            )
            now = _START + timedelta(seconds=number, milliseconds=writer)
            answer = store.submit(reply, post=POST, policy=_POLICY, now=now)
            if isinstance(answer, Accepted):
                last = answer.comment.id
                print(json.dumps([last, name]), flush=True)


if __name__ == "__main__":
    _write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
