"""The JSON of WordPress's REST API, version 2, and of WordPress.com's own API, version 1.

`format` reads the records of a response: `records` recognises their kind, `wordpress_com` converts
those of version 1, `texts`, `times`, `terms` and `people` read their parts, and `posts`, `comments`
and `media` make models of them and records of models.
"""

from __future__ import annotations

from blogcore.formats.wordpress.rest.format import WP_REST, WpRest

__all__ = ["WP_REST", "WpRest"]
