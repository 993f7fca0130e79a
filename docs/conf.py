"""How the documentation is built: `make docs`."""

from __future__ import annotations

from importlib import metadata

project = "blogcore"
author = "blogcore contributors"
project_copyright = "2026, blogcore contributors"
release = metadata.version("blogcore")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
exclude_patterns = ["_build", "conftest.py"]
source_suffix = {".md": "markdown"}

html_theme = "furo"
html_title = f"blogcore {release}"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "show-inheritance": True}
# Docstrings are read as plain reStructuredText; a bare `name` in them is code.
default_role = "code"

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
