"""What Django calls the app: its own last name, "django", could be that of others too."""

# Django has no types.
# pyright: reportMissingTypeStubs=false, reportUnusedClass=false

from __future__ import annotations

from django.apps import AppConfig

__all__: list[str] = []


class _BlogcoreConfig(AppConfig):  # type: ignore[misc]  # found by Django, for it is the only one
    name = "blogcore.django"
    label = "blogcore"
