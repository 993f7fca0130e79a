"""Text: ordinary, odd, and hostile."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = [
    "HOSTILE",
    "MARKS",
    "NAMES",
    "SENTENCES",
    "hostile_text",
    "ids",
    "names",
    "sentences",
    "texts",
]

#: All that a model takes: control characters and surrogates it does not, but tab, LF and CR.
_ANY = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n\r")
#: What formats and pages mark things up with, thick on the ground.
MARKS = "0 a\n&<>\"'[]()*_`#=+-@:/\\%{}|,;~é"

NAMES = (
    *("Ida", "Bo", "Cleo Marsh", "Jean-Luc", "O’Brien", "Ayşe Yılmaz", "Nguyễn Văn An", "李娜"),
    *("שירה כהן", "مريم", "Ana 👩‍👩‍👧", "X Æ 12", "ida@example.org"),
)
SENTENCES = (
    *("Yes.", "Which train?", "The very last.", "Thank you, Ida!", "I was there & saw <it>."),
    *("First line.\nSecond line.\n\nAnother paragraph.", "See https://example.org/a?b=1&c=2."),
    *("“Quoted” – and answered…", "אני מסכימה.", "نعم", "再見。", "👍🏽 👩‍👩‍👧", "> quoted\n\nno"),
)
_ODD = (
    *("null", "0", "\\u0000", '"}]', "]]>", "<b>", "&amp;", "&lt;", "\u2028", "\ufeff", "\ufffe"),
    *("e\u0301", "👩‍👩‍👧", "\u202e", "\u200b", " ", "\r\n", "𝔘", "ß", "İ"),
)

#: Texts that do harm where somebody forgets about them, by how they do it.
HOSTILE: dict[str, tuple[str, ...]] = {
    "mark": ("<", "&", '"', "'", ">", "`", "\\", "\n", "\r\n", "\u2028"),
    "calm": ("a", "word ", " "),
    "entity": ("&amp;", "&lt;b&gt;", "&#60;", "&#x9b;"),
    "markup": (
        *("<b>", "</p>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--"),
        *('" onmouseover="alert(1)', "]]>", "</textarea>", "[a](javascript:alert(1))"),
        *("javascript:alert(1)", "<svg onload=alert(1)>", "```", "# ", "- ", "> "),
    ),
    "bidi": ("\u202e", "\u2066", "\u2069", "\u200f", "שלום", "مرحبا"),
    "zero-width": ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u3164"),
    "confusable": ("раураl", "аdmin", "ⅼ", "ﬁ", "Ａ", "\u037e"),
    "grapheme": ("e" + "\u0301" * 40, "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇪🇸", "1️⃣", "Z͑ͫ̓ͪ̂ͫ̽"),
    "template": ("{{7*7}}", "${7*7}", "<%= 7*7 %>", "{% raw %}", "{0.__class__}", "%s", "%(a)s"),
    "formula": ("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(A1)", "\t=1+1"),
    "elsewhere": ("../../etc/passwd", "' OR '1'='1", "\r\nSet-Cookie: a=b", '","a":"', "--"),
}
_PIECES = [piece for pieces in HOSTILE.values() for piece in pieces]


def texts(*, min_size: int = 0, max_size: int = 12) -> st.SearchStrategy[str]:
    """Any text that a model takes: of the characters that mark things up, and of all others.

    Sizes are in code points. They shrink to the shortest text, of zeros where it may be.
    """

    marks = st.text(MARKS, min_size=min_size, max_size=max_size)
    odd = [text for text in _ODD if min_size <= len(text) <= max_size]
    others = st.text(_ANY, min_size=min_size, max_size=max_size)
    return st.one_of(marks, st.sampled_from(odd), others) if odd else marks | others


def names() -> st.SearchStrategy[str]:
    """What people sign with: names of several scripts and directions, and any text."""
    return texts() | st.sampled_from(NAMES)


def sentences() -> st.SearchStrategy[str]:
    """What people say: a few words or paragraphs of several scripts, and any text."""
    return texts(max_size=40) | st.sampled_from(SENTENCES)


def ids() -> st.SearchStrategy[str]:
    """Ids from a small pool, so that links often meet, and any other text that is not empty."""
    return st.sampled_from(["1", "2", "3", "c1", "c2", "01"]) | texts(min_size=1)


def hostile_text() -> st.SearchStrategy[str]:
    """Text that means harm: it gets out of what it stands in wherever somebody forgets about it.

    Markup and its characters, marks that turn or hide text, look-alikes, characters of many parts,
    and what templates, spreadsheets, queries and headers take for orders; several together. It
    shrinks to one piece, and that to a single character where one is enough.

    >>> from hypothesis import find
    >>> find(hostile_text(), lambda text: "&" in text)
    '&'
    """
    return st.lists(st.sampled_from(_PIECES), min_size=1, max_size=5).map("".join)
