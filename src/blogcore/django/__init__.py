"""Filters and tags for Django templates: ``{% load blogcore %}``.

Put ``"blogcore.django"`` into ``INSTALLED_APPS``. Needs the extra ``django``. There are no models,
settings or views, only `templatetags`.
"""

from __future__ import annotations

from importlib.util import find_spec

from blogcore.errors import MissingExtraError

if find_spec("django") is None:
    raise MissingExtraError("django", "Django")

__all__: list[str] = []
