"""Tokens prove to which visitor a form was shown, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import ValidationError
from blogcore.forms import issue_token, token_age
from blogcore.strategies import hostile_text

NOW = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
SECRETS = st.text(st.characters(codec="utf-8"), min_size=1)


@given(SECRETS, hostile_text(), st.integers(0, 10**6))
def test_a_token_has_the_age_of_the_form(secret: str, visitor: str, seconds: int) -> None:
    token = issue_token(secret, visitor, NOW)
    assert token_age(token, secret, visitor, NOW + timedelta(seconds=seconds)) == seconds


@given(SECRETS, SECRETS, st.text(), st.text())
def test_a_token_of_another_secret_visitor_or_later_time_has_no_age(
    secret: str, other: str, visitor: str, other_visitor: str
) -> None:
    token = issue_token(secret, visitor, NOW)
    if other != secret:
        assert token_age(token, other, visitor, NOW) is None
    if other_visitor != visitor:
        assert token_age(token, secret, other_visitor, NOW) is None
    assert token_age(token, secret, visitor, NOW - timedelta(seconds=1)) is None


@given(hostile_text() | st.text(), st.data())
def test_other_text_has_no_age(sent: str, data: st.DataObject) -> None:
    assert token_age(sent, "secret", "visitor", NOW) is None
    token = issue_token("secret", "visitor", NOW)
    index = data.draw(st.integers(0, len(token) - 1))
    changed = token[:index] + data.draw(st.characters()) + token[index + 1 :]
    assert (token_age(changed, "secret", "visitor", NOW) is not None) == (changed == token)


def test_an_empty_secret_and_a_naive_time_are_refused() -> None:
    for secret, now in (("", NOW), ("secret", NOW.replace(tzinfo=None))):
        with pytest.raises(ValidationError):
            issue_token(secret, "visitor", now)
