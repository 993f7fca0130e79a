"""Strategies for text: what people write, what formats use as markup, and what does harm."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

__all__ = [
    "HOSTILE",
    "MARKUP_CHARACTERS",
    "hostile_text",
    "ids",
    "links",
    "names",
    "sentences",
    "short_names",
    "short_sentences",
    "texts",
    "texts_or",
]

#: What formats and pages use as markup, with a few ordinary characters. The simplest is "0".
MARKUP_CHARACTERS = "0 a\n&<>\"'[]()*_`#=+-@/\\%{}|,~é"
#: Every character that a model takes: of the control characters only tab, LF and CR.
_ANY = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n\r")

_NAMES = (
    *("Ida", "Bo", "Cleo Marsh", "Jean-Luc", "O’Brien", "Ayşe Yılmaz", "Nguyễn Văn An", "李娜"),
    *("שירה כהן", "مريم", "Ana 👩‍👩‍👧", "X Æ 12", "ida@example.org"),
)
#: Sentences with markup are short, so that failing examples are short.
_SENTENCES = (
    *("Yes.", "Which train?", "The very last.", "Thank you, Ida!", "So <b> & c"),
    *("First line.\nSecond line.\n\nAnother paragraph.", "See https://example.org/a?b=1."),
    *("“Quoted” – and answered…", "אני מסכימה.", "نعم", "再見。", "👍🏽 👩‍👩‍👧", "> Why?\nNo."),
)
#: Values, escapes, marks and characters that programs often handle wrongly.
_UNUSUAL = (
    *("0", " ", ":", "ß", "İ", "𝔘", "0;", "]]>", "<b>", "\u2028", "\ufeff", "\ufffe", "\u202e"),
    *("\u200b", "\r\n", "e\u0301", "null", '"}]', "&lt;", "a: b", "&amp;", "👩‍👩‍👧", "\\u0000"),
)
_LINKS = (
    *("https://example.org/", "http://example.org/a?b=1&c=2#d", "https://example.org/ü"),
    *("//example.org", "/a", "mailto:ida@example.org", "javascript:alert(1)", "http://[::1", "#"),
)
_IDS = ("1", "2", "3", "c1", "c2", "01")

#: Text that does harm where a program forgets to escape or check it, by kind of attack.
HOSTILE: dict[str, tuple[str, ...]] = {
    "ordinary": ("a", "word ", " "),
    "markup character": ("<", "&", '"', "'", ">", "`", "=", "\\", "\n", "\r\n", "\u2028"),
    "entity": ("&amp;", "&lt;b&gt;", "&#60;", "&#x9b;"),
    "markup": (
        *("<b>", "</p>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--"),
        *('" onmouseover="alert(1)', "]]>", "</textarea>", "[a](javascript:alert(1))"),
        *("javascript:alert(1)", "<svg onload=alert(1)>", "```", "# ", "- ", "> "),
    ),
    "bidirectional": ("\u202e", "\u2066", "\u2069", "\u200f", "שלום", "مرحبا"),
    "zero-width": ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u3164"),
    "confusable": ("раураl", "аdmin", "ⅼ", "ﬁ", "Ａ", "\u037e"),
    "grapheme": ("e" + "\u0301" * 40, "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇪🇸", "1️⃣", "Z͑ͫ̓ͪ̂ͫ̽"),
    "template": ("{{7*7}}", "${7*7}", "<%= 7*7 %>", "{% raw %}", "{0.__class__}", "%s", "%(a)s"),
    "formula": ("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(A1)", "\t=1+1"),
    "path, query or header": (
        *("../../etc/passwd", "' OR '1'='1", "\r\nSet-Cookie: a=b", '","a":"', "--"),
    ),
}
_HOSTILE_PIECES = st.lists(
    st.sampled_from([piece for pieces in HOSTILE.values() for piece in pieces]),
    min_size=1,
    max_size=5,
)


def texts(*, min_size: int = 0, max_size: int = 12) -> st.SearchStrategy[str]:
    """Return a strategy for any text that a model takes, rich in markup and unusual characters.

    Examples shrink to the shortest text, of zeros where possible.

    Args:
        min_size: Least number of code points.
        max_size: Greatest number of code points.
    """
    known = [text for text in _UNUSUAL if min_size <= len(text) <= max_size]
    return _texts(known, min_size=min_size, max_size=max_size)


def texts_or(*values: str) -> st.SearchStrategy[str]:
    """Return a strategy that gives one of these values or, about as often, any text."""
    return st.one_of(texts(), st.sampled_from(values))


def names() -> st.SearchStrategy[str]:
    """Return a strategy for names of several scripts and directions, and any text."""
    return _texts((*_UNUSUAL, *_NAMES))


def sentences() -> st.SearchStrategy[str]:
    """Return a strategy for a few words or paragraphs of several scripts, and any text."""
    return _texts((*_UNUSUAL, *_SENTENCES), max_size=40)


def short_names() -> st.SearchStrategy[str]:
    """Return a strategy for names that is cheap to draw from."""
    return st.one_of(st.text(MARKUP_CHARACTERS, max_size=12), st.sampled_from(_NAMES))


def short_sentences() -> st.SearchStrategy[str]:
    """Return a strategy for comment texts that is cheap to draw from."""
    return st.one_of(st.text(MARKUP_CHARACTERS, max_size=20), st.sampled_from(_SENTENCES))


def links() -> st.SearchStrategy[str]:
    """Return a strategy for what people enter as a link: web addresses, other schemes, any text."""
    return texts_or(*_LINKS)


def ids() -> st.SearchStrategy[str]:
    """Return a strategy for ids: half from a small pool, so that links often meet, half any text.

    An id is never empty.
    """
    return st.one_of(st.sampled_from(_IDS), texts(min_size=1))


def _texts(
    known: Sequence[str], *, min_size: int = 0, max_size: int = 12
) -> st.SearchStrategy[str]:
    """Return a strategy for known texts, the simplest first, and others."""
    others = [
        st.text(chars, min_size=min_size, max_size=max_size) for chars in (MARKUP_CHARACTERS, _ANY)
    ]
    return st.one_of(*others, st.sampled_from(known)) if known else st.one_of(*others)


@st.composite
def hostile_text(draw: st.DrawFn) -> str:
    """Return a strategy for text that breaks out wherever a program forgets to escape or check it.

    It has markup and its characters, characters that reverse or hide text, look-alikes, characters
    of many code points, and injections into templates, spreadsheets, queries and headers; several
    together. Examples shrink to the fewest pieces that are enough.
    """
    return "".join(draw(_HOSTILE_PIECES))
