"""Every language is complete, and its plurals, dates and relative times equal those of CLDR."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import get_args

import attrs
import pytest
from babel import Locale
from babel.dates import format_date, format_timedelta, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from blogcore.errors import Fault, UnknownNameError
from blogcore.i18n import (
    LANGUAGES,
    ErrorMessages,
    ModerationLabels,
    Plural,
    PluralCategory,
    ReasonMessages,
    RelativeTimes,
    Words,
    get_words,
)
from blogcore.moderation import ModerationAction
from blogcore.strategies import dates

OTHERS = [tag for tag in LANGUAGES if tag != "en"]
#: Numbers that plural rules distinguish: below 1200, and multiples of powers of ten.
COUNTS = [*range(1200), *(step * 10**power for power in range(4, 8) for step in range(1, 10))]
NOW = datetime(2024, 5, 15, 12, tzinfo=UTC)
MARKS = {"ar": "«»", "de": "„“", "en": "“”", "es": "«»", "fr": "«»", "ja": "「」", "ru": "«»"}


def plurals(of: Words) -> Iterator[tuple[str, Plural, range | list[int]]]:
    """Yield each plural text with its name and the numbers that it is used for."""
    for field in attrs.fields(Words):
        value = getattr(of, field.name)
        if isinstance(value, Plural):
            yield field.name, value, COUNTS
        elif isinstance(value, RelativeTimes):
            yield from ((f"{field.name}.{unit}", p, range(1, 1200)) for unit, p in units(value))


def units(times: RelativeTimes) -> list[tuple[str, Plural]]:
    return [(field.name, getattr(times, field.name)) for field in attrs.fields(RelativeTimes)]


def texts(of: Words) -> Iterator[tuple[str, str]]:
    """Yield every text with its name."""
    for field in attrs.fields(Words):
        value = getattr(of, field.name)
        if isinstance(value, str):
            yield field.name, value
        elif attrs.has(type(value)) and not isinstance(value, (Plural, RelativeTimes)):
            yield from ((f"{field.name}.{k}", v) for k, v in attrs.asdict(value).items())
    for name, plural, _ in plurals(of):
        yield from ((f"{name}.{k}", v) for k, v in attrs.asdict(plural).items() if v is not None)


# --- complete --------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_sets_every_text(tag: str) -> None:
    module = import_module(f"blogcore.i18n.{tag}")
    assert module.__file__
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    given_: dict[str, set[str | None]] = {}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Name):
            given_.setdefault(call.func.id, set()).update(word.arg for word in call.keywords)
    for kind in (Words, ErrorMessages, ReasonMessages, ModerationLabels):
        assert given_[kind.__name__] == {field.name for field in attrs.fields(kind)}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_has_exactly_the_plural_forms_of_its_rule(tag: str) -> None:
    catalogue = get_words(tag)
    for name, plural, counts in plurals(catalogue):
        asked = {catalogue.plural_rule(count) for count in counts}
        has = {field.name for field in attrs.fields(Plural) if getattr(plural, field.name)}
        assert asked <= has, name
        assert has - asked <= {"other", "zero"}, name


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_translation_fills_in_the_same_names_as_english(tag: str) -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    english = {name: names(text) for name, text in texts(Words())}
    for name, text in texts(get_words(tag)):
        forms, _, _ = name.rpartition(".")
        wanted = english.get(f"{forms}.other", english.get(name, set()))
        assert wanted - {"count"} <= names(text) <= wanted, name
        assert text.strip(), name


@pytest.mark.parametrize("tag", LANGUAGES)
def test_different_numbers_give_different_texts(tag: str) -> None:
    catalogue = get_words(tag)
    for name, plural, counts in plurals(catalogue):
        shown = [catalogue.format_plural(plural, count, title="T") for count in counts]
        assert len(set(shown)) == len(shown), name


# --- compared with CLDR --------------------------------------------------------------------------


@pytest.mark.parametrize("tag", LANGUAGES)
def test_plural_categories_equal_those_of_cldr(tag: str) -> None:
    rule, ours = Locale.parse(tag).plural_form, get_words(tag).plural_rule
    assert [ours(count) for count in COUNTS] == [rule(count) for count in COUNTS]


@given(st.integers(0, 10**18))
def test_plural_categories_of_large_numbers_equal_those_of_cldr(count: int) -> None:
    for tag in LANGUAGES:
        assert get_words(tag).plural_rule(count) == Locale.parse(tag).plural_form(count)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_month_names_equal_those_of_cldr(tag: str) -> None:
    assert list(get_words(tag).months) == list(get_month_names("wide", locale=tag).values())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_dates_equal_those_of_cldr(tag: str) -> None:
    # Babel's plain "en" is American, and its French does not say "1er".
    locale = "en_GB" if tag == "en" else tag
    for when in (NOW, NOW.replace(day=1, month=8), NOW.replace(day=31, month=12, year=987)):
        theirs = format_date(when, "long", locale=locale)
        ours = get_words(tag).day(when).replace("1er ", "1 ")
        assert _plain(ours) == _plain(theirs)


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("unit", ["year", "month", "week", "day", "hour", "minute"])
def test_relative_times_equal_those_of_cldr(tag: str, unit: str) -> None:
    catalogue = get_words(tag)
    seconds = {"year": 31536000, "month": 2592000, "week": 604800, "day": 86400, "hour": 3600}
    for count in (1, 2, 3, 5, 11, 21, 22, 25, 100, 101, 111):
        for times, sign in ((catalogue.ago, -1), (catalogue.ahead, 1)):
            length = timedelta(seconds=sign * count * seconds.get(unit, 60))
            theirs = format_timedelta(
                length,
                granularity=unit,  # type: ignore[arg-type]
                threshold=10**6,
                add_direction=True,
                locale=tag,
            )
            ours = catalogue.format_plural(dict(units(times))[unit], count)
            # CLDR says "within", where Arabic sites say "after".
            assert _plain(ours.replace("بعد ", "خلال ")) == _plain(theirs)


def _plain(text: str) -> str:
    """Remove white space: CLDR has some in Japanese, and no-break spaces elsewhere."""
    return re.sub(r"[\s\u200f]", "", text)


# --- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "date"),
    [
        ("ar", "1 مايو 2024 في 09:05"),
        ("de", "1. Mai 2024 um 09:05 Uhr"),
        ("en", "1 May 2024 at 09:05"),
        ("es", "1 de mayo de 2024, 09:05"),
        ("fr", "1er mai 2024 à 09:05"),
        ("ja", "2024年5月1日 09:05"),
        ("ru", "1 мая 2024 г. в 09:05"),
    ],
)
def test_date_with_time_of_each_language(tag: str, date: str) -> None:
    assert get_words(tag).date(datetime(2024, 5, 1, 9, 5)) == date


@pytest.mark.parametrize(
    ("ahead", "shown"),
    [
        (timedelta(days=-1096), "3 years ago"),
        (timedelta(days=-366), "1 year ago"),
        (timedelta(days=-365), "11 months ago"),
        (timedelta(days=-29), "4 weeks ago"),
        (timedelta(days=-7), "1 week ago"),
        (timedelta(days=-6, hours=-23), "6 days ago"),
        (timedelta(hours=-25), "1 day ago"),
        (timedelta(minutes=-119), "1 hour ago"),
        (timedelta(seconds=-119), "1 minute ago"),
        (timedelta(seconds=-59), "just now"),
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "in 1 minute"),
        (timedelta(hours=30), "in 1 day"),
        (timedelta(days=800), "in 2 years"),
    ],
)
def test_relative_time_uses_the_largest_unit_that_fits(ahead: timedelta, shown: str) -> None:
    assert Words().relative(NOW + ahead, NOW) == shown


@given(dates(), dates())
def test_past_and_future_use_the_same_unit_and_count(a: datetime, b: datetime) -> None:
    there, back = Words().relative(a, b), Words().relative(b, a)
    assert there.removesuffix(" ago") == back.removeprefix("in ") or (
        back.removesuffix(" ago") == there.removeprefix("in ")
    )


@given(dates(), dates())
def test_every_language_has_a_relative_time_for_any_two_times(a: datetime, b: datetime) -> None:
    for tag in LANGUAGES:
        assert get_words(tag).relative(a, b)


# --- messages -------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", LANGUAGES)
def test_headline_quotes_the_title_as_the_language_does(tag: str) -> None:
    opening, closing = tuple(MARKS[tag])
    for count in range(1, 13):
        assert re.search(f"{opening}\u00a0?T\u00a0?{closing}", get_words(tag).headline(count, "T"))
        assert not re.search(f"[{opening}{closing}]", get_words(tag).headline(count, ""))


def test_only_arabic_is_written_from_right_to_left() -> None:
    assert [tag for tag in LANGUAGES if get_words(tag).direction == "rtl"] == ["ar"]


def test_braces_in_a_title_are_not_filled_in() -> None:
    assert Words().headline(2, "{count} {0.__class__}") == "2 thoughts on “{count} {0.__class__}”"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_error_message_is_found_by_code_else_the_faults_own(tag: str) -> None:
    catalogue = get_words(tag)
    assert catalogue.error(Fault("email", "invalid_email", "?")) == catalogue.errors.invalid_email
    assert catalogue.error(Fault("", "no_poetry", "no poems, please")) == "no poems, please"
    assert catalogue.error(Fault("", "no_poetry", "")) == catalogue.errors.refused


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("closed_by_age", "Comments are closed."),
        ("post_in_trash", "There is nothing to reply to here."),
        ("parent_not_approved", "The comment that you answer is no longer there."),
    ],
)
def test_messages_do_not_reveal_hidden_posts_and_comments(code: str, shown: str) -> None:
    assert Words().error(Fault("", code, "the moderator trashed it on Monday")) == shown


@pytest.mark.parametrize("tag", LANGUAGES)
def test_reason_is_found_by_code_else_the_code_itself(tag: str) -> None:
    assert get_words(tag).reason("first_time") == get_words(tag).reasons.first_time
    assert get_words(tag).reason("no_poetry") == "no_poetry"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_action_and_open_status_has_a_label(tag: str) -> None:
    names = {*get_args(ModerationAction), "held"}
    shown = {get_words(tag).moderation.get(name) for name in names}
    assert len(shown) == len(names)
    assert not shown & names
    assert get_words(tag).moderation.get("burn") == "burn"


# --- found by tag ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE-ch-1996", "de"),
        ("ar-EG", "ar"),
        ("en-GB-oxendict", "en"),
    ],
)
def test_a_tag_finds_the_nearest_wider_language(tag: str, language: str) -> None:
    assert get_words(tag).language == language


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (("pl", "de-AT", "en"), "de"),
        (("pl", None, "en"), "en"),
        ((None, "", "fr-CA"), "fr"),
        (("ar", "de"), "ar"),
    ],
)
def test_the_first_tag_with_a_catalogue_wins(tags: tuple[str | None, ...], language: str) -> None:
    assert get_words(*tags).language == language
    with pytest.raises(UnknownNameError, match="'pl, tlh'"):
        get_words("pl", None, "tlh")


@pytest.mark.parametrize("tag", ["", "tlh", "d", "den", "de_AT", "x-de", "../de", "find"])
def test_unknown_language_is_an_error_that_lists_the_known_ones(tag: str) -> None:
    with pytest.raises(UnknownNameError, match="known are: ar, de, en, es, fr, ja, ru"):
        get_words(tag)


def test_a_language_can_be_defined_by_the_user() -> None:
    def polish(count: int) -> PluralCategory:
        few = 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14
        return "one" if count == 1 else "few" if few else "many"

    mine = Words(
        language="pl",
        plural_rule=polish,
        thoughts=Plural(one="{count} myśl", few="{count} myśli", many="{count} myśli", other="?"),
    )
    assert [mine.headline(count, "") for count in (1, 3, 5)] == ["1 myśl", "3 myśli", "5 myśli"]


def test_plural_has_a_field_for_each_category() -> None:
    assert [field.name for field in attrs.fields(Plural)] == list(get_args(PluralCategory))
