"""The renderer keeps what every renderer promises."""

from __future__ import annotations

from blogcore.renderers.html import HtmlRenderer
from blogcore.testing import RendererContract


class TestHtml(RendererContract):
    renderer = HtmlRenderer
