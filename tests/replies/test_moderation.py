"""Moderation: each action changes the status, leaves a record, and can be undone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import START, make_comment

from blogcore import Thread, UnknownIdError, ValidationError
from blogcore.models import CommentStatus
from blogcore.moderation import AuditRecord, ModerationAction, moderate, moderate_many, pending

STATUSES = [status for status in get_args(CommentStatus) if status != "deleted"]
ACTIONS = [action for action in get_args(ModerationAction) if action != "restore"]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(
    ("action", "after"),
    [("approve", "approved"), ("hold", "held"), ("spam", "spam"), ("trash", "trash")],
)
def test_an_action_changes_only_the_status(
    status: CommentStatus, action: ModerationAction, after: CommentStatus
) -> None:
    before = make_comment(status=status)
    done = moderate(before, action, by="mo", at=START, reason="r")
    assert done.comment == evolve(before, status=after)
    if status == after:
        assert done.record is None
    else:
        assert done.record == AuditRecord(
            comment_id="c1",
            action=action,
            before=status,
            after=after,
            by="mo",
            at=START,
            reason="r",
        )


@given(start=st.sampled_from(STATUSES), actions=st.lists(st.sampled_from(ACTIONS), max_size=6))
def test_restoring_undoes_spam_and_trash(
    start: CommentStatus, actions: list[ModerationAction]
) -> None:
    now, history = make_comment(status=start), list[AuditRecord]()
    before: dict[str, CommentStatus] = {}
    for action in actions:
        done = moderate(now, action, by="mo", at=START)
        if done.record:
            before[done.comment.status] = now.status
            history.append(done.record)
        now = done.comment
    restored = moderate(now, "restore", by="mo", at=START, history=history).comment.status
    if now.status in ("spam", "trash"):
        assert restored == before.get(now.status, "held")
    else:
        assert restored == now.status


@pytest.mark.parametrize("action", ["burn", "", "approved", None])
def test_an_unknown_action_is_refused_and_the_known_ones_are_listed(action: Any) -> None:
    thread = Thread.from_comments([make_comment()])
    for call in (
        lambda: moderate(make_comment(), action, by="mo", at=START),
        lambda: moderate_many(thread, ["c1"], action, by="mo", at=START),
    ):
        with pytest.raises(ValidationError, match="action: must be one of approve, hold, spam"):
            call()


def test_a_deleted_comment_cannot_be_moderated() -> None:
    with pytest.raises(ValidationError, match="nothing left to approve"):
        moderate(make_comment(status="deleted"), "approve", by="mo", at=START)


def test_many_comments_are_moderated_or_none() -> None:
    thread = Thread.from_comments(
        [make_comment("c1", status="held"), make_comment("c2", status="held")]
    )
    done = moderate_many(thread, ["c2", "c1", "c2"], "approve", by="mo", at=START)
    assert [(each.comment.id, each.comment.status) for each in done] == [
        ("c2", "approved"),
        ("c1", "approved"),
    ]
    with pytest.raises(UnknownIdError):
        moderate_many(thread, ["c1", "c9"], "approve", by="mo", at=START)


def test_pending_returns_the_held_comments_oldest_first() -> None:
    comments = [
        make_comment("c1", status="held", published=None),
        make_comment("c2", status="held", published=START),
        make_comment("c3", status="held", published=START - timedelta(days=1)),
        make_comment("c4"),
        make_comment("c5", status="spam"),
        make_comment("c0", status="held", published=START),
    ]
    assert [comment.id for comment in pending(comments)] == ["c3", "c0", "c2", "c1"]
