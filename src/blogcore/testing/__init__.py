"""For other people's tests: contracts that what they write on blogcore can prove itself with.

Needs the extra ``testing``; `import blogcore` never loads it. `RendererContract` is for renderers.
"""

from __future__ import annotations

from importlib import import_module

from ..errors import MissingExtraError

try:
    import_module("hypothesis")
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    raise MissingExtraError("testing", "hypothesis") from error

from .renderers import RendererContract, Shown

__all__ = ["RendererContract", "Shown"]
