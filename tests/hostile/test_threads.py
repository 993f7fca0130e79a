"""The hostile folder's threads, each with the anomalies that its file lists."""

from __future__ import annotations

import contextlib
import email
import gzip
import json
import random
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.threads.strategies import make_tree

from blogcore import Author, Body, Comment, Thread, ValidationError
from blogcore.threads import reference_ids


def test_every_hostile_thread_is_repaired_as_listed(hostile: Path) -> None:
    files = sorted((hostile / "threads").glob("*.json"))
    assert files
    for file in files:
        case: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        _check_repairs(file.stem, case["comments"], case["expect"])


def _check_repairs(name: str, records: list[dict[str, Any]], expect: dict[str, Any]) -> None:
    comments, refused = [], 0
    for record in records:
        try:
            comments.append(_comment(record))
        except ValidationError as error:
            assert {fault.code for fault in error.faults} <= {
                "empty",
                "control_character",
                "surrogate",
            }, name
            refused += 1
    thread = Thread.from_comments(comments)
    assert thread == Thread.from_comments(reversed(comments)), name
    assert Counter(anomaly.kind for anomaly in thread.anomalies) == expect["repairs"], name
    assert _one_by_one(comments) == thread, name
    # comments with invalid ids are refused; in these files they have no replies
    assert len(thread) == expect["n_comments"] - refused, name
    assert thread.stats.roots == expect["n_roots"] - refused, name
    assert max(thread.depths, default=-1) == expect["max_depth"], name


def _one_by_one(comments: list[Comment]) -> Thread:
    """Return the thread of the shuffled comments, with the last hundred added one by one."""
    shuffled = random.Random(len(comments)).sample(comments, len(comments))
    thread = Thread.from_comments(shuffled[:-100])
    for comment in shuffled[-100:]:
        thread = thread.add(comment)
    return thread


def _comment(record: dict[str, Any]) -> Comment:
    """Return a comment whose ids are text, as readers make them: their hashes cannot collide."""
    parent = record["parent"]
    created = record.get("created")
    published = datetime.fromisoformat(created) if created else None
    if published is not None and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    return Comment(
        id=str(record["id"]),
        post_id=str(record["post"]),
        author=Author(name=""),
        body=Body(text=record.get("text", "")),
        published=published,
        in_reply_to=None if parent is None else str(parent),
    )


def test_every_hostile_thread_survives_removing_and_adding_any_comment(hostile: Path) -> None:
    for file in sorted((hostile / "threads").glob("*.json")):
        records = json.loads(file.read_text(encoding="utf-8"))["comments"]
        if len(records) > 100:
            continue
        thread = Thread.from_comments(_readable(records))
        for comment in thread.comments:
            without = [it for it in all_records(thread) if it.id != comment.id]
            if not thread[comment.id].children:
                assert thread.remove(comment.id) == Thread.from_comments(without), file.stem
            moved = evolve(comment, in_reply_to=None)
            assert thread.replace(moved) == Thread.from_comments([*without, moved]), file.stem
            assert thread.replace(moved).apply(thread.replace(moved).diff(thread)) == thread


def all_records(thread: Thread) -> list[Comment]:
    return [*thread.comments, *(anomaly.other for anomaly in thread.anomalies if anomaly.other)]


def _readable(records: list[dict[str, Any]]) -> list[Comment]:
    comments: list[Comment] = []
    for record in records:
        with contextlib.suppress(ValidationError):
            comments.append(_comment(record))
    return comments


def test_messages_with_cyclic_references_are_each_present_once(hostile: Path) -> None:
    raw = (hostile / "mbox" / "loops.mbox").read_text(encoding="utf-8")
    messages: list[tuple[Comment, tuple[str, ...]]] = []
    for text in re.split(r"^From .*\n", raw, flags=re.MULTILINE)[1:]:
        parsed = email.message_from_string(text)
        ids = reference_ids(parsed["Message-ID"]) or (f"generated-{len(messages)}",)
        comment = Comment(id=ids[0], post_id="list", author=Author(name=""), body=Body())
        messages.append((comment, reference_ids(parsed["References"], parsed["In-Reply-To"])))
    thread = Thread.from_references(messages)
    assert thread == Thread.from_references(reversed(messages))
    assert {node.comment.id for node in thread} == {comment.id for comment, _ in messages}
    kinds = Counter(anomaly.kind for anomaly in thread.anomalies)
    assert kinds["duplicate_identical"] == 1  # <a@x> came twice
    assert kinds["self_parent"] == 1  # <c@x> replies to itself
    # of the two records of <a@x> the one that replies to nothing is preferred, so there is no cycle
    assert thread["b@x"].parent == thread["a@x"]


def test_a_chain_of_100_000_replies_is_walked(hostile: Path) -> None:
    packed = (hostile / "threads" / "deep_100000.parents.json.gz").read_bytes()
    plain: Any = json.loads(gzip.decompress(packed))
    parents: list[int | None] = plain["parents"] if isinstance(plain, dict) else plain
    parents_or_none = [None if parent is None or parent < 0 else parent for parent in parents]
    thread = Thread.from_comments(make_tree(len(parents_or_none), parents_or_none.__getitem__))
    assert thread.stats.deepest == len(parents_or_none) - 1
    assert thread.anomalies == ()


@pytest.mark.parametrize("step", [2**61 - 1])
def test_ids_that_collide_as_integers_do_no_harm_as_text(step: int) -> None:
    comments = [
        Comment(id=str(1 + number * step), post_id="7", author=Author(name=""), body=Body())
        for number in range(3000)
    ]
    assert len({hash(comment.id) for comment in comments}) > 2900
    assert len(Thread.from_comments(comments)) == 3000
