"""`script_json`: JSON that may stand in an HTML ``<script>`` as it is."""

from __future__ import annotations

import json

from blogcore._text.plain import NONCHARACTERS

__all__ = ["script_json"]

#: What would end the script, or a line of it, is written as JSON may write any character in a
#: text, and outside of texts none of it stands; so is what is no character, for HTML may not hold
#: it.
_IN_SCRIPT = {
    **{ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"},
    **{code: json.dumps(chr(code))[1:-1] for code in NONCHARACTERS},
}


def script_json(value: object) -> str:
    """Plain objects as compact JSON, which nothing in them can end. Linear.

    >>> script_json({"text": "</script>"})
    '{"text":"\\\\u003c/script\\\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
