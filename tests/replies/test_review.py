"""A reply is taken or refused as WordPress would, by each rule alone and by all at once."""

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
from tests.replies.cases import NOW, POLICY, POST, REPLY, codes, comment, reviewed

from blogcore import (
    Accepted,
    Author,
    Body,
    DiscussionPolicy,
    Refused,
    Reply,
    Thread,
    ValidationError,
    private_fields,
    review,
)
from blogcore.errors import Fault
from blogcore.i18n import LANGUAGES, get_words
from blogcore.replies import Finding, ReviewContext

POLICIES = evolve(POLICY, held_words=("casino",), disallowed_words=("poison",))


def test_a_quiet_reply_becomes_an_approved_comment_with_all_that_was_typed() -> None:
    answer = reviewed(
        url="example.org/ida", user_agent="Browser 1.0", in_reply_to="c1", comments=[comment()]
    )
    assert isinstance(answer, Accepted)
    said = answer.comment
    assert (said.status, said.post_id, said.in_reply_to, said.published) == (
        "approved",
        "7",
        "c1",
        NOW,
    )
    assert said.author == Author(
        name="Ida", email="ida@example.org", url="http://example.org/ida", kind="guest"
    )
    assert (said.body, said.ip, said.user_agent) == (
        Body(text="So do I."),
        "192.0.2.1",
        "Browser 1.0",
    )
    assert answer.reasons == ()


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
        {"in_reply_to": "c9", "other_comments": [comment("c9", post_id="8")]},
        ("in_reply_to", "parent_of_other_post"),
    ),
    (
        {"in_reply_to": "c1", "comments": [comment(status="held")]},
        ("in_reply_to", "parent_not_approved"),
    ),
    (
        {"in_reply_to": "c1", "comments": [comment(status="spam")]},
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
        {
            "comments": [
                comment(
                    author=Author(name="Ida", email="ida@example.org"), body=Body(text="So do I.")
                )
            ]
        },
        ("body", "duplicate"),
    ),
    (
        {"comments": [comment(ip="192.0.2.1", published=NOW - timedelta(seconds=14))]},
        ("", "flood"),
    ),
    (
        {
            "other_comments": [
                comment(
                    post_id="8", author=Author(name="I", email="IDA@example.org"), published=NOW
                )
            ]
        },
        ("", "flood"),
    ),
]


@pytest.mark.parametrize(("given", "found"), REFUSALS)
def test_what_the_rules_forbid_is_refused_by_field(
    given: dict[str, Any], found: tuple[str, str]
) -> None:
    answer = reviewed(**given)
    assert isinstance(answer, Refused)
    assert codes(answer) == {found}
    assert [(fault.path, fault.code) for fault in answer.faults] == [found]


TAKEN: list[dict[str, Any]] = [
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
    {"in_reply_to": "", "comments": [comment()]},
    {"comments": [comment(ip="192.0.2.1", published=NOW - timedelta(seconds=15))]},
    {"comments": [comment(ip="192.0.2.1", published=None)]},
    {"comments": [comment(ip=None, published=NOW)]},
    {
        "policy": evolve(POLICY, flood_seconds=0),
        "comments": [comment(ip="192.0.2.1", published=NOW)],
    },
    # The same words under another address, in another place, or thrown away, are no duplicate.
    {
        "comments": [
            comment(
                author=Author(name="Ida", email="other@example.org"), body=Body(text="So do I.")
            )
        ]
    },
    {
        "comments": [
            comment(
                author=Author(name="Ida", email="ida@example.org"),
                body=Body(text="So do I."),
                status="trash",
            )
        ]
    },
    {
        "comments": [
            comment(),
            comment(
                "c2", author=Author(name="Ida", email="ida@example.org"), body=Body(text="So do I.")
            ),
        ],
        "in_reply_to": "c1",
    },
    {
        "comments": [
            comment(author=Author(name="Ida", email="ida@example.org"), body=Body(text="So do I."))
        ],
        "policy": evolve(POLICY, refuse_duplicates=False),
    },
]


@pytest.mark.parametrize("given", TAKEN)
def test_what_the_rules_allow_is_taken(given: dict[str, Any]) -> None:
    answer = reviewed(**given)
    assert isinstance(answer, Accepted)
    assert answer.comment.status == "approved"


SUSPICIOUS: list[tuple[dict[str, Any], str, tuple[str, str]]] = [
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
    ({"policy": POLICIES, "body": "My CASINO."}, "held", ("body", "held_word")),
    ({"policy": POLICIES, "name": "Casinova"}, "held", ("name", "held_word")),
    ({"policy": POLICIES, "email": "casino@example.org"}, "held", ("email", "held_word")),
    ({"policy": POLICIES, "url": "casino.example"}, "held", ("url", "held_word")),
    ({"policy": POLICIES, "user_agent": "casino/1"}, "held", ("user_agent", "held_word")),
    ({"policy": evolve(POLICY, held_words=("192.0.2.",))}, "held", ("ip", "held_word")),
    (
        {"policy": evolve(POLICY, held_words=("Ärger",)), "body": "so viel ÄRGER"},
        "held",
        ("body", "held_word"),
    ),
    ({"policy": POLICIES, "body": "poi<b></b>son"}, "trash", ("body", "disallowed_word")),
    ({"policy": evolve(POLICY, honeypot="website2"), "trap": "x"}, "spam", ("", "honeypot")),
    ({"policy": evolve(POLICY, fill_seconds=3), "seconds": 2}, "held", ("", "too_fast")),
    (
        {
            "policy": evolve(POLICY, max_depth=2),
            "comments": [comment(), comment("c2", in_reply_to="c1")],
            "in_reply_to": "c2",
        },
        "approved",
        ("in_reply_to", "beyond_depth"),
    ),
]


def codes_in_the_rules() -> set[str]:
    """Every code that a rule of ours gives, as its source says."""
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
def test_every_rule_is_tried_here_and_told_in_every_language(tag: str) -> None:
    refused = {code for _, (_, code) in REFUSALS}
    taken = {code for _, _, (_, code) in SUSPICIOUS}
    assert codes_in_the_rules() == refused | taken
    said = get_words(tag)
    for code in refused:
        assert said.error(Fault("", code, "")) != said.errors.refused
    for code in taken:
        assert said.reason(code) != code


@pytest.mark.parametrize(("given", "status", "found"), SUSPICIOUS)
def test_what_is_suspicious_is_taken_with_a_status_and_a_reason(
    given: dict[str, Any], status: str, found: tuple[str, str]
) -> None:
    answer = reviewed(**given)
    assert isinstance(answer, Accepted)
    assert answer.comment.status == status
    assert codes(answer) == {found}
    if found == ("in_reply_to", "beyond_depth"):
        assert answer.comment.in_reply_to == "c2"


@pytest.mark.parametrize(
    ("earlier", "status"),
    [
        ({"author": Author(name="Ida", email="ida@example.org")}, "approved"),
        ({"author": Author(name="Ida", email="ida@example.org"), "post_id": "8"}, "approved"),
        ({"author": Author(name="Ida", email="ida@example.org"), "status": "held"}, "held"),
        ({"author": Author(name="Ida", email="ida@example.org"), "kind": "pingback"}, "held"),
        ({"author": Author(name="Ida", email="other@example.org")}, "held"),
        ({"author": Author(name="Eda", email="ida@example.org")}, "held"),
    ],
)
def test_a_writer_is_known_by_name_and_address_of_an_approved_comment(
    earlier: dict[str, Any], status: str
) -> None:
    answer = reviewed(
        policy=evolve(POLICY, hold_first_time=True), other_comments=[comment(**earlier)]
    )
    assert isinstance(answer, Accepted)
    assert answer.comment.status == status


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
    hard = evolve(POLICIES, hold_all=True, hold_first_time=True, hold_links=1)
    answer = reviewed(
        policy=hard,
        body="casino poison http://a.org",
        comments=[comment(ip="192.0.2.1", published=NOW)],
        **trusted,
    )
    assert isinstance(answer, Accepted)
    assert (answer.comment.status, answer.reasons) == ("approved", ())


def test_who_is_logged_in_is_who_the_account_says() -> None:
    account = Author(name="Ida Real", id="u2", email="real@example.org", url="https://ida.example")
    answer = reviewed(
        account=account, role="member", name="Somebody", email="no", url="javascript:x"
    )
    assert isinstance(answer, Accepted)
    assert answer.comment.author == account


def test_all_refusals_are_told_at_once() -> None:
    answer = reviewed(
        post=evolve(POST, status="draft", comments_open=False),
        name="",
        email="no",
        url="x:y",
        body="",
    )
    assert codes(answer) == {
        ("", "post_not_published"),
        ("", "closed"),
        ("name", "required"),
        ("email", "invalid_email"),
        ("url", "invalid_url"),
        ("body", "empty"),
    }


def test_nothing_is_told_of_a_private_post() -> None:
    private = evolve(POST, status="private", comments_open=False)
    assert reviewed(post=private, name="", body="") == reviewed(post=None)


def test_the_worst_finding_decides() -> None:
    policy = evolve(POLICIES, hold_all=True, honeypot="trap")
    answer = reviewed(policy=policy, body="casino poison", trap="x")
    assert isinstance(answer, Accepted)
    assert answer.comment.status == "trash"
    assert ("", "honeypot") in codes(answer)


def test_a_check_of_ones_own_may_do_all_that_ours_may() -> None:
    def shouting(context: ReviewContext) -> Iterator[Finding]:
        if context.reply.body.isupper():
            yield Finding("spam", "shouting", "body")

    loud = reviewed(body="HELLO", rules=(shouting,))
    assert isinstance(loud, Accepted)
    assert (loud.comment.status, codes(loud)) == ("spam", {("body", "shouting")})
    assert codes(reviewed(rules=(shouting,))) == set()


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="now"):
        review(
            REPLY,
            post=POST,
            thread=Thread.from_comments([]),
            policy=POLICY,
            now=datetime(2024, 5, 1),
        )


def test_an_id_may_be_given() -> None:
    answer = review(
        REPLY, post=POST, thread=Thread.from_comments([]), policy=POLICY, now=NOW, id="41"
    )
    assert isinstance(answer, Accepted)
    assert answer.comment.id == "41"


def test_the_id_is_made_of_nothing_private() -> None:
    one = reviewed(email="one@example.org", ip="192.0.2.7", user_agent="x")
    two = reviewed(email="two@example.org", ip="192.0.2.8", user_agent="y")
    assert isinstance(one, Accepted)
    assert isinstance(two, Accepted)
    assert one.comment.id == two.comment.id


def test_what_is_private_in_a_reply_is_not_shown() -> None:
    canary = "canary@example.org"
    shown = repr(
        Reply(
            email=canary,
            trap=canary,
            ip=canary,
            user_agent=canary,
            account=Author(name="", email=canary),
        )
    )
    assert canary not in shown
    assert private_fields(Reply) == {"email", "ip", "user_agent", "trap"}


anything = st.text(st.characters(), max_size=20)


@given(
    typed=st.fixed_dictionaries(
        {
            "name": anything,
            "email": anything,
            "url": anything,
            "body": anything,
            "user_agent": anything,
        },
        optional={
            "in_reply_to": st.sampled_from(["c1", "c2", "c9", ""]),
            "media_type": st.sampled_from(["text/plain", "text/html", "text/markdown"]),
        },
    )
)
def test_no_reply_makes_review_fail_and_the_same_one_is_answered_alike(
    typed: dict[str, Any],
) -> None:
    pile = [comment(), comment("c2", status="held")]
    policy = DiscussionPolicy(
        require_name_and_email=False, held_words=("a",), disallowed_words=("(",)
    )
    answer = reviewed(comments=pile, policy=policy, **typed)
    assert answer == reviewed(comments=reversed(pile), policy=policy, **typed)
    if isinstance(answer, Accepted):
        grown = Thread.from_comments([*pile, answer.comment])
        assert grown.anomalies == ()


@given(seconds=st.integers(0, 60), limit=st.integers(0, 60))
def test_a_second_comment_waits_just_as_long_as_the_rule_says(seconds: int, limit: int) -> None:
    before = comment(ip=REPLY.ip, published=NOW - timedelta(seconds=seconds))
    answer = reviewed(policy=evolve(POLICY, flood_seconds=limit), comments=[before])
    assert isinstance(answer, Refused) == (seconds < limit)


@given(
    text=st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=80).filter(
        str.strip
    )
)
def test_a_body_is_kept_to_the_letter_but_for_blanks_around_it(text: str) -> None:
    answer = reviewed(body=text)
    if isinstance(answer, Accepted):
        assert answer.comment.body.text == text.strip()
