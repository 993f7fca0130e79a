"""Text that may be put into HTML as it is: `Html`, and JSON for a ``<script>``."""

from __future__ import annotations

import json

from blogcore._text.plain import NONCHARACTERS

__all__ = ["Html", "mark_html", "script_json"]

#: Characters that could end the script or one of its lines, and noncharacters, as JSON escapes
#: them. Outside of JSON strings none of them occurs.
_ESCAPES = {
    **{ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"},
    **{code: json.dumps(chr(code))[1:-1] for code in NONCHARACTERS},
}


class Html(str):
    """HTML that is safe in a page: Jinja2, Django and markupsafe do not escape it again.

    It is a `str` in every other way. The result of ``+``, slicing or `str.format` is plain text
    again, which template engines escape.

    >>> Html("<p>").__html__(), type(Html("<p>") + "<b>").__name__
    ('<p>', 'str')
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Return the same text. By convention, template engines look for this method."""
        return self


def mark_html(text: str, media_type: str) -> str:
    """Return the output of a renderer, as `Html` if its media type is ``text/html``.

    >>> isinstance(mark_html("", "text/html"), Html), isinstance(mark_html("", "text/plain"), Html)
    (True, False)
    """
    return Html(text) if media_type.partition(";")[0].strip().lower() == "text/html" else text


def script_json(value: object) -> str:
    r"""Return plain objects as compact JSON that cannot end the script it is in. Linear.

    >>> script_json({"text": "</script>"})
    '{"text":"\\u003c/script\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
