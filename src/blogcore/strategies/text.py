"""Text: ordinary, odd, and hostile."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from blogcore.strategies._choices import Choices, IntervalSet, Luck, Told, one_of

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
    "texts_or",
    "typed",
]

#: All that a model takes: control characters and surrogates it does not, but tab, LF and CR.
_ANY = IntervalSet(((9, 10), (13, 13), (32, 126), (160, 0xD7FF), (0xE000, 0x10FFFF)))
#: What formats and pages mark things up with, thick on the ground. Hypothesis takes "<" for the
#: simplest but "0", for which none may stand between them; so ":" and ";" are elsewhere.
MARKS = "0 a\n&<>\"'[]()*_`#=+-@/\\%{}|,~é"
_MARKS = IntervalSet.from_string(MARKS)

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
    *("null", "0", "\\u0000", '"}]', "]]>", "<b>", "&amp;", "&lt;", "\u2028", "\ufeff"),
    *(
        ":",
        "a: b",
        "0;",
        "\ufffe",
        "e\u0301",
        "👩‍👩‍👧",
        "\u202e",
        "\u200b",
        " ",
        "\r\n",
        "𝔘",
        "ß",
        "İ",
    ),
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


def texts(*, min_size: int = 0, max_size: int = 12) -> Told[str]:
    """Any text that a model takes: of the characters that mark things up, and of all others.

    Sizes are in code points. They shrink to the shortest text, of zeros where it may be.
    """
    odd = [text for text in _ODD if min_size <= len(text) <= max_size]
    return typed(odd, min_size=min_size, max_size=max_size)


def texts_or(*known: str) -> Told[str]:
    """Any text that a model takes, and as often as odd ones these."""
    return typed((*_ODD, *known * (len(_ODD) // len(known))))


def names() -> st.SearchStrategy[str]:
    """What people sign with: names of several scripts and directions, and any text."""
    return typed((*_ODD, *NAMES))


def sentences() -> st.SearchStrategy[str]:
    """What people say: a few words or paragraphs of several scripts, and any text."""
    return typed((*_ODD, *SENTENCES), max_size=40)


def ids() -> st.SearchStrategy[str]:
    """Ids from a small pool, so that links often meet, and any other text that is not empty."""
    others = texts(min_size=1)

    def id(choices: Choices, luck: Luck) -> str:
        return one_of(choices, _IDS, luck) or others.tell(choices, luck)

    return Told(id)


_IDS = ("1", "2", "3", "c1", "c2", "01", *[""] * 6)


def typed(
    known: Sequence[str], *, min_size: int = 0, max_size: int = 12, often: int = 2
) -> Told[str]:
    """Texts that are known, and others; of ``often`` texts one is known.

    Each is drawn as one that was typed, and shrinks to fewer and simpler characters.
    """
    longest = max([max_size, *map(len, known)])

    def told(luck: Random) -> str | None:
        if known and luck.random() * often < 1:
            return luck.choice(known)
        if luck.random() < _BY_CHANCE:
            return None
        size = min(longest, min_size + int(luck.expovariate(1 / _USUAL)))
        if luck.random() < 0.5:
            return "".join(luck.choices(MARKS, k=size))
        return "".join(chr(_ANY[luck.randrange(luck.choice(_FIRST))]) for _ in range(size))

    def text(choices: Choices, luck: Luck) -> str:
        forced = told(luck) if luck.tells else None
        return _string(choices, luck, min_size, longest, forced)

    return Told(text)


def _string(choices: Choices, luck: Luck, least: int, most: int, told: str | None) -> str:
    among = _MARKS if luck.plain else _ANY
    return choices.draw_string(among, min_size=least, max_size=most, forced=told)


#: How many texts are left to chance, which knows what stands in the program under test.
_BY_CHANCE = 0.2
#: How much longer than they must be texts are, on average.
_USUAL = 5
#: From how many characters one is taken: of five, four are among the first.
_FIRST = (256, 256, 256, 256, len(_ANY))


def hostile_text() -> st.SearchStrategy[str]:
    """Text that means harm: it gets out of what it stands in wherever somebody forgets about it.

    Markup and its characters, marks that turn or hide text, look-alikes, characters of many parts,
    and what templates, spreadsheets, queries and headers take for orders; several together. It
    shrinks to the fewest and simplest characters that are enough.

    >>> from hypothesis import find
    >>> find(hostile_text(), lambda text: "&" in text)
    '&'
    """
    return Told(_hostile)


def _hostile(choices: Choices, luck: Luck) -> str:
    text = "".join(luck.choices(_PIECES, k=luck.randint(1, _SEVERAL))) if luck.tells else None
    return _string(choices, luck, 1, _LONGEST, text)


_PIECES = [piece for pieces in HOSTILE.values() for piece in pieces]
_SEVERAL = 5
_LONGEST = _SEVERAL * max(map(len, _PIECES))
