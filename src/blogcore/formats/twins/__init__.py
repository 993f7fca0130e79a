"""Native JSON at the speed of msgspec, through a twin of each model.

A twin is a struct that is made from what the fields of a model may hold. `Twins` reads and writes
documents through them, and leaves to the careful road whatever is odd.
"""

from __future__ import annotations

from blogcore.formats.twins.document import Twins

__all__ = ["Twins"]
