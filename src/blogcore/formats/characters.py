"""Repair U+0080 to U+009F in text: they come from a wrong encoding, and no model accepts them."""

from __future__ import annotations

import re

from blogcore._text.plain import find_forbidden
from blogcore.formats.reports import Severity

__all__ = ["repair_encoding"]

_C1 = re.compile("[\x80-\x9f]")
#: Characters of windows-1252 by code point; windows-1252 does not define five of them.
_WINDOWS_1252 = {
    code: bytes([code]).decode("windows-1252")
    for code in range(0x80, 0xA0)
    if bytes([code]).decode("windows-1252", "ignore")
}


def repair_encoding(text: str) -> tuple[str, list[tuple[Severity, str]]]:
    r"""Return text without U+0080 to U+009F, and a severity and message per repair. Linear.

    If the whole text is UTF-8 that was read as Latin-1, it is decoded. Otherwise the characters
    count as bytes of windows-1252, as in browsers; those that windows-1252 lacks are left out.

    Args:
        text: The whole value of a field.

    Source: HTML, "numeric character reference end state"; WHATWG Encoding, windows-1252.

    >>> repair_encoding("l\x92\xe9t\xe9")[0], repair_encoding("\xc3\xa9t\xc3\xa9 \xe2\x80\xa6")[0]
    ('l’été', 'été …')
    """
    if text.isascii() or not _C1.search(text):
        return text, []
    try:
        decoded = text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        pass
    else:
        if find_forbidden(decoded) is None:
            return decoded, [("repaired", "was encoded twice as UTF-8; decoded")]
    notes: list[tuple[Severity, str]] = []
    repaired = text.translate(_WINDOWS_1252)
    if repaired != text:
        message = "has characters of windows-1252 read as Latin-1; replaced by what they are"
        notes.append(("repaired", message))
    if _C1.search(repaired):
        repaired, count = _C1.subn("", repaired)
        message = f"has control characters between U+0080 and U+009F ({count}); left out"
        notes.append(("lost", message))
    return repaired, notes
