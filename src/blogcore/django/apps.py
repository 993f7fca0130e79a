"""What Django calls the app: its own last name, "django", would say nothing."""

from __future__ import annotations

from django.apps import AppConfig  # pyright: ignore[reportMissingTypeStubs]

__all__ = ["BlogcoreConfig"]


class BlogcoreConfig(AppConfig):  # type: ignore[misc]  # Django has no types
    """The app ``blogcore.django``, labelled "blogcore"."""

    name = "blogcore.django"
    label = "blogcore"
