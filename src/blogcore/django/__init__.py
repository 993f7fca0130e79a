"""Blogs and their discussions in Django's templates: ``{% load blogcore %}``.

Put ``"blogcore.django"`` into ``INSTALLED_APPS``. Needs the extra ``django``; `import blogcore`
never loads it. There are no models, settings or views: `templatetags` has the tags and filters.
"""

from __future__ import annotations

from importlib.util import find_spec

from blogcore.errors import MissingExtraError

if find_spec("django") is None:
    raise MissingExtraError("django", "Django")

__all__: list[str] = []
