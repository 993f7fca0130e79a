"""Plain text: forbidden characters, one line, short representations, excerpts."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.markup import any_text, calls, payloads

from blogcore._text import plain
from blogcore._text.plain import excerpt, find_forbidden, one_line, scrub, short_repr

any_value: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.binary() | any_text(),
    lambda inner: st.lists(inner) | st.dictionaries(any_text(), inner) | st.tuples(inner, inner),
    max_leaves=12,
)


def is_forbidden(character: str) -> bool:
    """Return whether it is a surrogate, or a control character other than tab, LF and CR."""
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r"


# --- forbidden characters --------------------------------------------------------------------


def test_exactly_these_characters_are_forbidden() -> None:
    for number in range(0x110000):
        character = chr(number)
        assert (find_forbidden(character) == 0) is is_forbidden(character), hex(number)


@given(any_text())
def test_the_first_forbidden_character_is_found(text: str) -> None:
    indexes = [index for index, character in enumerate(text) if is_forbidden(character)]
    assert find_forbidden(text) == (indexes[0] if indexes else None)


@given(any_text())
def test_scrub_removes_exactly_the_forbidden_characters(text: str) -> None:
    clean, dropped = scrub(text)
    assert clean == "".join(character for character in text if not is_forbidden(character))
    assert dropped == len(text) - len(clean)
    assert scrub(clean) == (clean, 0)
    clean.encode("utf-8")


# --- one line --------------------------------------------------------------------------------


@given(any_value, st.integers(8, 60))
def test_short_repr_is_one_short_line_for_any_value(value: object, limit: int) -> None:
    shown = short_repr(value, limit)
    assert len(shown) <= max(limit, len("an integer of 12345 bits"))
    assert shown.isprintable()
    assert shown


@given(any_text())
def test_shortened_text_ends_with_an_ellipsis(text: str) -> None:
    shown = short_repr(text)
    assert shown == repr(text) or "…" in shown
    assert shown[0] == shown[-1]


class _WithoutRepr:
    def __repr__(self) -> str:
        raise RuntimeError("no")

    def __len__(self) -> int:
        raise RuntimeError("no")


class _Lines:
    def __repr__(self) -> str:
        return "a\nb\x1b[0m\ud800\u2028c"


class _TextWithoutRepr(str):
    __slots__ = ()

    def __repr__(self) -> str:
        raise RuntimeError("no")

    def __len__(self) -> int:
        raise RuntimeError("no")


def _ring() -> list[object]:
    ring: list[object] = []
    ring.append(ring)
    return ring


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("text", "'text'"),
        ("a\nb", r"'a\nb'"),
        ("\ud800\x1b", r"'\ud800\x1b'"),
        ("it's", '"it\'s"'),
        ("x" * 100, "'" + "x" * 37 + "…'"),
        (None, "None"),
        (7, "7"),
        (10**5000, "an integer of 16610 bits"),
        (-(2**64), "an integer of 65 bits"),
        (True, "True"),
        (range(10**9), "range of length 1000000000"),
        (["a"] * 9, "list of length 9"),
        (["a"], "['a']"),
        (b"x" * 100, "bytes of length 100"),
        (_ring(), "[[...]]"),
        (_WithoutRepr(), "a _WithoutRepr"),
        (_Lines(), r"a b\u001b[0m\ud800 c"),
        (_TextWithoutRepr("a"), "'a'"),
    ],
    ids=lambda value: type(value).__name__,  # some have no repr
)
def test_short_repr_of_a_value(value: object, shown: str) -> None:
    assert short_repr(value) == shown


def test_short_repr_does_not_build_the_repr_of_long_collections() -> None:
    def show(text: str) -> str:
        return short_repr([text] * len(text))

    assert calls(show, "x" * 100_000) < 50


@given(any_text())
def test_one_line_removes_line_breaks_and_bidi_controls(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert not any(unicodedata.bidirectional(it) in _TURNING for it in line)
    assert one_line(line) == line
    assert line.split() == "".join(it for it in text if it not in _MARKS).split()


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        (" \n\t", ""),
        ("a\r\n\r\nb\u2028c\u2029d\x85e", "a b c d e"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("a \u200e b", "a b"),
        ("👩\u200d👩\u200d👧 e\u0301", "👩\u200d👩\u200d👧 e\u0301"),
        ("שלום عالم", "שלום عالم"),
    ],
)
def test_one_line_of_a_name(text: str, line: str) -> None:
    assert one_line(text) == line


# --- excerpts --------------------------------------------------------------------------------


@given(any_text(), st.integers(-1, 5))
def test_excerpts_have_the_first_words_and_an_ellipsis(text: str, words: int) -> None:
    parts = text.split()
    cut = excerpt(text, words)
    kept = " ".join(parts[: max(words, 0)])
    if len(parts) <= max(words, 0):
        assert cut == kept
    else:
        assert cut.endswith("…")
        assert kept.startswith(cut[:-1])
        assert set(kept[len(cut) - 1 :]) <= set(" .,;:…،؛۔、。，；：")
        assert not cut.endswith((".…", ",…", "……", " …"))


@pytest.mark.parametrize(
    ("text", "words", "cut"),
    [
        ("", 2, ""),
        (" a\n b ", 2, "a b"),
        ("a b c", 2, "a b…"),
        ("a b ", 2, "a b"),
        ("a b", 0, "…"),
        ("a b", -1, "…"),
        ("", 0, ""),
        ("It rained. We left.", 2, "It rained…"),
        ("It rained; we left.", 2, "It rained…"),
        ("It rained ... we left.", 3, "It rained…"),
        ("It rained… We left.", 2, "It rained…"),
        ("It rained! We left.", 2, "It rained!…"),
        ("نزل المطر، ثم رحلنا.", 2, "نزل المطر…"),
        ("It rained.", 2, "It rained."),
    ],
)
def test_excerpt_of_a_text(text: str, words: int, cut: str) -> None:
    assert excerpt(text, words) == cut


# --- hostile ---------------------------------------------------------------------------------


def test_hostile_text_becomes_one_line(hostile: Path) -> None:
    for payload in payloads(hostile):
        clean, _ = scrub(payload)
        clean.encode("utf-8")
        assert find_forbidden(clean) is None
        assert short_repr(payload).isprintable()
        assert len(one_line(payload).splitlines()) <= 1
        assert len(excerpt(payload, 3).split()) <= 3


def test_every_character_is_either_allowed_or_forbidden() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    fine = plain._FORBIDDEN.sub("", every)
    assert plain._ALLOWED.fullmatch(fine)
    odd = set(every) - set(fine)
    assert odd
    assert not any(plain._ALLOWED.fullmatch(character) for character in odd)
