"""`review`: each rule alone and all together, as WordPress applies them."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.replies.cases import NOW, POLICY, POST, REPLY, codes, review_reply

from blogcore import (
    Accepted,
    Author,
    Body,
    DiscussionPolicy,
    Refused,
    Reply,
    Thread,
    ValidationError,
    review,
)
from blogcore.errors import Fault
from blogcore.i18n import LANGUAGES, get_words
from blogcore.models import private_fields
from blogcore.replies import Finding, ReviewContext

#: The author of `REPLY`.
IDA = Author(name="Ida", email="ida@example.org")
WORD_LISTS = evolve(POLICY, held_words=("casino",), disallowed_words=("poison",))


def test_a_reply_without_findings_becomes_an_approved_comment_with_all_fields() -> None:
    result = review_reply(
        url="example.org/ida", user_agent="Browser 1.0", in_reply_to="c1", comments=[make_comment()]
    )
    assert isinstance(result, Accepted)
    comment = result.comment
    assert (comment.status, comment.post_id, comment.in_reply_to, comment.published) == (
        "approved",
        "7",
        "c1",
        NOW,
    )
    assert comment.author == Author(
        name="Ida", email="ida@example.org", url="http://example.org/ida", kind="guest"
    )
    assert (comment.body, comment.ip, comment.user_agent) == (
        Body(text="So do I."),
        "192.0.2.1",
        "Browser 1.0",
    )
    assert result.findings == ()


REFUSALS: list[tuple[dict[str, Any], tuple[str, str]]] = [
    ({"post": None}, ("", "unknown_post")),
    ({"post": evolve(POST, status="private")}, ("", "unknown_post")),
    ({"post": evolve(POST, status="trash")}, ("", "post_in_trash")),
    ({"post": evolve(POST, status="draft")}, ("", "post_not_published")),
    ({"post": evolve(POST, status="pending")}, ("", "post_not_published")),
    ({"post": evolve(POST, status="scheduled")}, ("", "post_not_published")),
    ({"post": evolve(POST, protected=True)}, ("", "post_protected")),
    ({"post": evolve(POST, comments_open=False)}, ("", "closed")),
    ({"policy": evolve(POLICY, close_after_days=2)}, ("", "closed_by_age")),
    ({"in_reply_to": "c9"}, ("in_reply_to", "unknown_parent")),
    (
        {"in_reply_to": "c9", "other_comments": [make_comment("c9", post_id="8")]},
        ("in_reply_to", "parent_of_other_post"),
    ),
    (
        {"in_reply_to": "c1", "comments": [make_comment(status="held")]},
        ("in_reply_to", "parent_not_approved"),
    ),
    (
        {"in_reply_to": "c1", "comments": [make_comment(status="spam")]},
        ("in_reply_to", "parent_not_approved"),
    ),
    ({"name": " "}, ("name", "required")),
    ({"name": "\u200b" * 15}, ("name", "required")),
    ({"name": "<b></b>"}, ("name", "required")),
    ({"name": "Ida\u202e"}, ("name", "bidi_control")),
    ({"name": "I\x00da"}, ("name", "control_character")),
    ({"email": ""}, ("email", "required")),
    ({"email": "ida"}, ("email", "invalid_email")),
    ({"email": "ida@example"}, ("email", "invalid_email")),
    ({"email": "ida@exa_mple.org"}, ("email", "invalid_email")),
    ({"email": "a@b@example.org"}, ("email", "invalid_email")),
    ({"url": "javascript:alert(1)"}, ("url", "invalid_url")),
    ({"url": "https://example.org/a b"}, ("url", "invalid_url")),
    ({"url": "https://user:word@example.org/"}, ("url", "invalid_url")),
    ({"url": "http://[::1"}, ("url", "invalid_url")),
    ({"body": " \n\u200b"}, ("body", "empty")),
    ({"body": "<p> </p>", "media_type": "text/html"}, ("body", "empty")),
    ({"body": "a\ud800"}, ("body", "control_character")),
    ({"name": "n" * 246}, ("name", "too_long")),
    ({"name": "é" * 123}, ("name", "too_long")),
    ({"email": f"{'a' * 89}@example.org"}, ("email", "too_long")),
    ({"url": f"https://example.org/{'a' * 181}"}, ("url", "too_long")),
    ({"body": "b" * 65_526}, ("body", "too_long")),
    (
        {"comments": [make_comment(author=IDA, body="So do I.")]},
        ("body", "duplicate"),
    ),
    (
        {"comments": [make_comment(ip="192.0.2.1", published=NOW - timedelta(seconds=14))]},
        ("", "flood"),
    ),
    (
        {
            "other_comments": [
                make_comment(
                    post_id="8", author=Author(name="I", email="IDA@example.org"), published=NOW
                )
            ]
        },
        ("", "flood"),
    ),
]


@pytest.mark.parametrize(("changes", "finding"), REFUSALS)
def test_a_refusal_names_field_and_code(changes: dict[str, Any], finding: tuple[str, str]) -> None:
    result = review_reply(**changes)
    assert isinstance(result, Refused)
    assert codes(result) == {finding}
    assert [(fault.path, fault.code) for fault in result.faults] == [finding]


ACCEPTED: list[dict[str, Any]] = [
    {"policy": evolve(POLICY, close_after_days=3)},
    {"policy": evolve(POLICY, close_after_days=2), "post": evolve(POST, kind="page")},
    {"policy": evolve(POLICY, close_after_days=2), "post": evolve(POST, published=None)},
    {"policy": evolve(POLICY, close_after_days=2**62)},
    {"policy": evolve(POLICY, require_name_and_email=False), "name": "", "email": ""},
    {"name": "n" * 245},
    {"name": "Zoë 👩‍👩‍👧"},
    {"email": f"{'a' * 88}@example.org"},
    {"url": f"https://example.org/{'a' * 180}"},
    {"url": "example.org:8080/me"},
    {"body": "b" * 65_525},
    {"body": r"\\ and \' and C:\new"},
    {"body": "<p>fine</p>"},
    {"in_reply_to": "", "comments": [make_comment()]},
    {"comments": [make_comment(ip="192.0.2.1", published=NOW - timedelta(seconds=15))]},
    {"comments": [make_comment(ip="192.0.2.1", published=None)]},
    {"comments": [make_comment(ip=None, published=NOW)]},
    {
        "policy": evolve(POLICY, flood_seconds=0),
        "comments": [make_comment(ip="192.0.2.1", published=NOW)],
    },
    # Not a duplicate: another e-mail, another parent, or in the trash.
    {
        "comments": [
            make_comment(author=Author(name="Ida", email="other@example.org"), body="So do I.")
        ]
    },
    {
        "comments": [
            make_comment(
                author=IDA,
                body="So do I.",
                status="trash",
            )
        ]
    },
    {
        "comments": [
            make_comment(),
            make_comment("c2", author=IDA, body="So do I."),
        ],
        "in_reply_to": "c1",
    },
    {
        "comments": [make_comment(author=IDA, body="So do I.")],
        "policy": evolve(POLICY, refuse_duplicates=False),
    },
]


@pytest.mark.parametrize("changes", ACCEPTED)
def test_a_reply_within_the_rules_is_approved(changes: dict[str, Any]) -> None:
    result = review_reply(**changes)
    assert isinstance(result, Accepted)
    assert result.comment.status == "approved"


MODERATED: list[tuple[dict[str, Any], str, tuple[str, str]]] = [
    ({"policy": evolve(POLICY, hold_all=True)}, "held", ("", "all_held")),
    ({"policy": evolve(POLICY, hold_first_time=True)}, "held", ("", "first_time")),
    (
        {"policy": evolve(POLICY, hold_links=2), "body": "http://a.org https://b.org"},
        "held",
        ("body", "links"),
    ),
    (
        {"policy": evolve(POLICY, hold_links=1), "body": "<a rel=x HREF='/y'>"},
        "held",
        ("body", "links"),
    ),
    ({"policy": WORD_LISTS, "body": "My CASINO."}, "held", ("body", "held_word")),
    ({"policy": WORD_LISTS, "name": "Casinova"}, "held", ("name", "held_word")),
    ({"policy": WORD_LISTS, "email": "casino@example.org"}, "held", ("email", "held_word")),
    ({"policy": WORD_LISTS, "url": "casino.example"}, "held", ("url", "held_word")),
    ({"policy": WORD_LISTS, "user_agent": "casino/1"}, "held", ("user_agent", "held_word")),
    ({"policy": evolve(POLICY, held_words=("192.0.2.",))}, "held", ("ip", "held_word")),
    (
        {"policy": evolve(POLICY, held_words=("Ärger",)), "body": "so viel ÄRGER"},
        "held",
        ("body", "held_word"),
    ),
    ({"policy": WORD_LISTS, "body": "poi<b></b>son"}, "trash", ("body", "disallowed_word")),
    ({"policy": evolve(POLICY, honeypot="website2"), "trap": "x"}, "spam", ("", "honeypot")),
    ({"policy": evolve(POLICY, fill_seconds=3), "seconds": 2}, "held", ("", "too_fast")),
    (
        {
            "policy": evolve(POLICY, max_depth=2),
            "comments": [make_comment(), make_comment("c2", in_reply_to="c1")],
            "in_reply_to": "c2",
        },
        "approved",
        ("in_reply_to", "beyond_depth"),
    ),
]


def codes_in_source() -> set[str]:
    """Return every code in the source of the rules."""
    found: set[str] = set()
    for path in Path(inspect.getfile(review)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                found |= {str(ast.literal_eval(it)) for it in node.args[1:2] if is_text(it)}
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
                found |= {str(ast.literal_eval(it)) for it in ast.walk(node.value) if is_text(it)}
    return found


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_code_is_tested_here_and_has_a_message_in_every_language(tag: str) -> None:
    refused = {code for _, (_, code) in REFUSALS}
    moderated = {code for _, _, (_, code) in MODERATED}
    assert codes_in_source() == refused | moderated
    words = get_words(tag)
    for code in refused:
        assert words.error(Fault("", code, "")) != words.errors.refused
    for code in moderated:
        assert words.reason(code) != code


@pytest.mark.parametrize(("changes", "status", "finding"), MODERATED)
def test_a_suspicious_reply_gets_a_status_and_a_reason(
    changes: dict[str, Any], status: str, finding: tuple[str, str]
) -> None:
    result = review_reply(**changes)
    assert isinstance(result, Accepted)
    assert result.comment.status == status
    assert codes(result) == {finding}
    if finding == ("in_reply_to", "beyond_depth"):
        assert result.comment.in_reply_to == "c2"


@pytest.mark.parametrize(
    ("earlier", "status"),
    [
        ({"author": IDA}, "approved"),
        ({"author": IDA, "post_id": "8"}, "approved"),
        ({"author": IDA, "status": "held"}, "held"),
        ({"author": IDA, "kind": "pingback"}, "held"),
        ({"author": Author(name="Ida", email="other@example.org")}, "held"),
        ({"author": Author(name="Eda", email="ida@example.org")}, "held"),
    ],
)
def test_a_writer_is_known_by_name_and_email_of_an_approved_comment(
    earlier: dict[str, Any], status: str
) -> None:
    result = review_reply(
        policy=evolve(POLICY, hold_first_time=True), other_comments=[make_comment(**earlier)]
    )
    assert isinstance(result, Accepted)
    assert result.comment.status == status


@pytest.mark.parametrize(
    "trusted",
    [
        {"role": "moderator"},
        {
            "account": Author(name="Ida", id="u1"),
            "post": evolve(POST, authors=[Author(name="I", id="u1")]),
        },
    ],
)
def test_moderators_and_the_author_of_the_post_are_approved_at_once(
    trusted: dict[str, Any],
) -> None:
    hard = evolve(WORD_LISTS, hold_all=True, hold_first_time=True, hold_links=1)
    result = review_reply(
        policy=hard,
        body="casino poison http://a.org",
        comments=[make_comment(ip="192.0.2.1", published=NOW)],
        **trusted,
    )
    assert isinstance(result, Accepted)
    assert (result.comment.status, result.findings) == ("approved", ())


def test_a_logged_in_writer_is_the_author_of_the_account() -> None:
    account = Author(name="Ida Real", id="u2", email="real@example.org", url="https://ida.example")
    result = review_reply(
        account=account, role="member", name="Another", email="no", url="javascript:x"
    )
    assert isinstance(result, Accepted)
    assert result.comment.author == account


def test_all_refusals_are_reported_together() -> None:
    result = review_reply(
        post=evolve(POST, status="draft", comments_open=False),
        name="",
        email="no",
        url="x:y",
        body="",
    )
    assert codes(result) == {
        ("", "post_not_published"),
        ("", "closed"),
        ("name", "required"),
        ("email", "invalid_email"),
        ("url", "invalid_url"),
        ("body", "empty"),
    }


def test_a_private_post_is_reported_like_an_unknown_one() -> None:
    private = evolve(POST, status="private", comments_open=False)
    assert review_reply(post=private, name="", body="") == review_reply(post=None)


def test_the_strongest_finding_decides() -> None:
    policy = evolve(WORD_LISTS, hold_all=True, honeypot="trap")
    result = review_reply(policy=policy, body="casino poison", trap="x")
    assert isinstance(result, Accepted)
    assert result.comment.status == "trash"
    assert ("", "honeypot") in codes(result)


def test_a_custom_rule_sets_a_status() -> None:
    def shouting(context: ReviewContext) -> Iterator[Finding]:
        if context.reply.body.isupper():
            yield Finding("spam", "shouting", "body")

    loud = review_reply(body="HELLO", rules=(shouting,))
    assert isinstance(loud, Accepted)
    assert (loud.comment.status, codes(loud)) == ("spam", {("body", "shouting")})
    assert codes(review_reply(rules=(shouting,))) == set()


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="now"):
        review(
            REPLY,
            post=POST,
            thread=Thread.from_comments([]),
            policy=POLICY,
            now=datetime(2024, 5, 1),
        )


def test_the_id_argument_becomes_the_id_of_the_comment() -> None:
    result = review(
        REPLY, post=POST, thread=Thread.from_comments([]), policy=POLICY, now=NOW, id="41"
    )
    assert isinstance(result, Accepted)
    assert result.comment.id == "41"


def test_the_default_id_does_not_depend_on_private_fields() -> None:
    one = review_reply(email="one@example.org", ip="192.0.2.7", user_agent="x")
    two = review_reply(email="two@example.org", ip="192.0.2.8", user_agent="y")
    assert isinstance(one, Accepted)
    assert isinstance(two, Accepted)
    assert one.comment.id == two.comment.id


def test_repr_of_a_reply_hides_private_fields() -> None:
    canary = "canary@example.org"
    text = repr(
        Reply(
            email=canary,
            trap=canary,
            ip=canary,
            user_agent=canary,
            account=Author(name="", email=canary),
        )
    )
    assert canary not in text
    assert private_fields(Reply) == {"email", "ip", "user_agent", "trap"}


any_text = st.text(st.characters(), max_size=20)


@given(
    fields=st.fixed_dictionaries(
        {
            "name": any_text,
            "email": any_text,
            "url": any_text,
            "body": any_text,
            "user_agent": any_text,
        },
        optional={
            "in_reply_to": st.sampled_from(["c1", "c2", "c9", ""]),
            "media_type": st.sampled_from(["text/plain", "text/html", "text/markdown"]),
        },
    )
)
def test_any_reply_is_reviewed_and_the_order_of_comments_does_not_matter(
    fields: dict[str, Any],
) -> None:
    comments = [make_comment(), make_comment("c2", status="held")]
    policy = DiscussionPolicy(
        require_name_and_email=False, held_words=("a",), disallowed_words=("(",)
    )
    result = review_reply(comments=comments, policy=policy, **fields)
    assert result == review_reply(comments=reversed(comments), policy=policy, **fields)
    if isinstance(result, Accepted):
        thread = Thread.from_comments([*comments, result.comment])
        assert thread.anomalies == ()


@given(seconds=st.integers(0, 60), limit=st.integers(0, 60))
def test_a_second_comment_is_a_flood_for_exactly_flood_seconds(seconds: int, limit: int) -> None:
    earlier = make_comment(ip=REPLY.ip, published=NOW - timedelta(seconds=seconds))
    result = review_reply(policy=evolve(POLICY, flood_seconds=limit), comments=[earlier])
    assert isinstance(result, Refused) == (seconds < limit)


@given(
    text=st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=80).filter(
        str.strip
    )
)
def test_a_body_is_kept_except_for_surrounding_space(text: str) -> None:
    result = review_reply(body=text)
    if isinstance(result, Accepted):
        assert result.comment.body.text == text.strip()


@pytest.mark.parametrize(
    ("earlier", "ip", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:DB8:0:1:0:0:0:1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
    ],
)
def test_floods_are_counted_by_network(earlier: str, ip: str, same: bool) -> None:
    comment = make_comment("c1", published=NOW - timedelta(seconds=1), ip=earlier)
    result = review_reply(ip=ip, policy=evolve(POLICY, flood_seconds=15), comments=[comment])
    assert (("", "flood") in codes(result)) == same


def test_a_comment_dated_in_the_future_is_a_flood() -> None:
    comment = make_comment("c1", published=NOW + timedelta(hours=1), ip=REPLY.ip)
    result = review_reply(policy=evolve(POLICY, flood_seconds=15), comments=[comment])
    assert ("", "flood") in codes(result)


def test_invisible_characters_do_not_hide_a_duplicate() -> None:
    comment = make_comment(
        "c1", author=Author(name=REPLY.name, email=REPLY.email), body="the same\u200b words"
    )
    result = review_reply(body="the  same words\u3164", comments=[comment])
    assert ("body", "duplicate") in codes(result)
