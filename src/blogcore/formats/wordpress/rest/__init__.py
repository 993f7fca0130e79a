"""The JSON of WordPress's REST API, version 2."""

from __future__ import annotations

from blogcore.formats.wordpress.rest.format import WP_REST, WpRest

__all__ = ["WP_REST", "WpRest"]
