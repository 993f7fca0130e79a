"""For other people's tests: contracts that what they write on blogcore can prove itself with.

Needs the extra ``testing``; `import blogcore` never loads it. `RendererContract` is for renderers,
`FormatContract` for formats.
"""

from __future__ import annotations

from importlib.util import find_spec

from ..errors import MissingExtraError

if find_spec("hypothesis") is None:
    raise MissingExtraError("testing", "hypothesis")

from .formats import FormatContract
from .renderers import RendererContract, Shown

__all__ = ["FormatContract", "RendererContract", "Shown"]
