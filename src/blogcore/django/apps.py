"""The app's label: the default, "django", could clash with other apps."""

# Django has no types.
# pyright: reportMissingTypeStubs=false, reportUnusedClass=false

from __future__ import annotations

from django.apps import AppConfig

__all__: list[str] = []


class _BlogcoreConfig(AppConfig):  # type: ignore[misc]  # Django finds it
    name = "blogcore.django"
    label = "blogcore"
