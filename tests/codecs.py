"""Both ways in which native JSON is written and read, for tests that must hold for either."""

from __future__ import annotations

import pytest

from blogcore.formats.json_codec import STDLIB, msgspec_codec

__all__ = ["both_codecs"]

_FAST = msgspec_codec()
_without = pytest.mark.skip(reason="msgspec is not installed: pip install 'blogcore[fast]'")

#: The test gets ``codec``: the standard library's, then msgspec's.
both_codecs = pytest.mark.parametrize(
    "codec",
    [
        pytest.param(STDLIB, id="stdlib"),
        pytest.param(_FAST, id="msgspec", marks=[] if _FAST else [_without]),
    ],
)
