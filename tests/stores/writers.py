"""Programs that write into a store at the same time, each in a process of its own.

A writer prints each comment when it is stored, so a test that kills it knows what must be there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from blogcore import Accepted, DiscussionPolicy, Post, Reply
from blogcore.stores import CommentStore, SqliteStore

__all__ = ["POST", "Writer", "open_store", "start_writer"]

_START = datetime(2024, 5, 1, tzinfo=UTC)
POST = Post(id="1", published=_START)
#: Approved at once, so that replies can be answered. Each has another name and IP: no flood.
_POLICY = DiscussionPolicy(hold_first_time=False, hold_links=None)


class Writer:
    """A writing process and its output."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self._stdout = self._process.stdout
        self._lines: list[str] = []

    def wait_for(self, lines: int) -> None:
        """Wait until it has stored this many more comments."""
        self._lines += [self._stdout.readline() for _ in range(lines)]

    def kill(self) -> None:
        """Kill it, possibly in the middle of a transaction."""
        self._process.kill()

    def finish(self) -> tuple[int, dict[str, str]]:
        """Wait for its end; return its exit code and the names of stored comments by id.

        An incomplete last line is ignored.
        """
        with self._stdout:
            lines = "".join([*self._lines, self._stdout.read()]).split("\n")[:-1]
        return self._process.wait(timeout=60), dict(json.loads(line) for line in lines)


def start_writer(location: str, number: int, replies: int) -> Writer:
    """Start a process that submits replies, most of them to its previous one."""
    return Writer([sys.executable, __file__, location, str(number), str(replies)])


def open_store(location: str) -> CommentStore:
    """Open the store of a file or of a URL."""
    if "://" not in location:
        return SqliteStore(location)
    from blogcore.stores import SqlStore  # here, because not every writer needs SQLAlchemy

    return SqlStore(location)


def _write(location: str, writer: int, replies: int) -> None:
    last: str | None = None
    with open_store(location) as store:
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
            result = store.submit(reply, post=POST, policy=_POLICY, now=now)
            if isinstance(result, Accepted):
                last = result.comment.id
                print(json.dumps([last, name]), flush=True)


if __name__ == "__main__":
    _write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
