"""Atom (RFC 4287), with discussions as RFC 4685 has them; Atom 0.3 is read too."""

from __future__ import annotations

from blogcore.formats.atom.format import ATOM

__all__ = ["ATOM"]
