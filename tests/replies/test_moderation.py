"""Moderation: every act is a pure step with a record, and can be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.replies.cases import NOW, comment

from blogcore import Thread, UnknownIdError, ValidationError
from blogcore.models import CommentStatus
from blogcore.moderation import AuditRecord, ModerationAction, moderate, moderate_many, pending

STATUSES = [status for status in get_args(CommentStatus) if status != "deleted"]
ACTS = [act for act in get_args(ModerationAction) if act != "restore"]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(
    ("act", "after"),
    [("approve", "approved"), ("hold", "held"), ("spam", "spam"), ("trash", "trash")],
)
def test_an_act_gives_the_status_and_nothing_else(
    status: CommentStatus, act: ModerationAction, after: CommentStatus
) -> None:
    before = comment(status=status)
    done = moderate(before, act, by="mo", at=NOW, reason="r")
    assert done.comment == evolve(before, status=after)
    if status == after:
        assert done.record is None
    else:
        assert done.record == AuditRecord(
            comment_id="c1", action=act, before=status, after=after, by="mo", at=NOW, reason="r"
        )


@given(start=st.sampled_from(STATUSES), acts=st.lists(st.sampled_from(ACTS), max_size=6))
def test_restoring_undoes_spam_and_trash(
    start: CommentStatus, acts: list[ModerationAction]
) -> None:
    now, history = comment(status=start), list[AuditRecord]()
    before: dict[str, CommentStatus] = {}
    for act in acts:
        done = moderate(now, act, by="mo", at=NOW)
        if done.record:
            before[done.comment.status] = now.status
            history.append(done.record)
        now = done.comment
    restored = moderate(now, "restore", by="mo", at=NOW, history=history).comment.status
    if now.status in ("spam", "trash"):
        assert restored == before.get(now.status, "held")
    else:
        assert restored == now.status


@pytest.mark.parametrize("act", ["burn", "", "approved", None])
def test_an_act_that_is_none_is_refused_with_those_that_are(act: Any) -> None:
    for ask in (
        lambda: moderate(comment(), act, by="mo", at=NOW),
        lambda: moderate_many(Thread.from_comments([comment()]), ["c1"], act, by="mo", at=NOW),
    ):
        with pytest.raises(ValidationError, match="action: must be one of approve, hold, spam"):
            ask()


def test_a_deleted_comment_cannot_be_moderated() -> None:
    with pytest.raises(ValidationError, match="nothing left to approve"):
        moderate(comment(status="deleted"), "approve", by="mo", at=NOW)


def test_several_are_moderated_or_none() -> None:
    thread = Thread.from_comments([comment("c1", status="held"), comment("c2", status="held")])
    done = moderate_many(thread, ["c2", "c1", "c2"], "approve", by="mo", at=NOW)
    assert [(each.comment.id, each.comment.status) for each in done] == [
        ("c2", "approved"),
        ("c1", "approved"),
    ]
    with pytest.raises(UnknownIdError):
        moderate_many(thread, ["c1", "c9"], "approve", by="mo", at=NOW)


def test_the_queue_holds_what_waits_longest_first() -> None:
    pile = [
        comment("c1", status="held", published=None),
        comment("c2", status="held", published=NOW),
        comment("c3", status="held", published=NOW - timedelta(days=1)),
        comment("c4"),
        comment("c5", status="spam"),
        comment("c0", status="held", published=NOW),
    ]
    assert [waiting.id for waiting in pending(pile)] == ["c3", "c0", "c2", "c1"]
