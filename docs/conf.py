"""How the documentation is built: ``make docs``."""

from __future__ import annotations

from importlib import import_module, metadata
from pathlib import Path

import attrs
from docutils.nodes import Element, TextElement
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.ext.napoleon import Config, GoogleDocstring

project = "blogcore"
author = "blogcore contributors"
project_copyright = "2026, blogcore contributors"
release = metadata.version("blogcore")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "sphinx.ext.viewcode",
]
exclude_patterns = ["_build", "conftest.py", "inventories"]
source_suffix = {".md": "markdown"}

html_theme = "furo"
html_title = f"blogcore {release}"

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "show-inheritance": True}

# Text files with the names that our docstrings refer to, so that the build needs no network.
_INVENTORIES = Path(__file__).parent / "inventories"
intersphinx_mapping = {
    "python": ("https://docs.python.org/3", str(_INVENTORIES / "python.txt")),
    "attrs": ("https://www.attrs.org/en/stable", str(_INVENTORIES / "attrs.txt")),
}

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

# A `name` in a docstring links to the object of that name; other names are shown as code.
default_role = "py:obj"
nitpicky = True
nitpick_ignore = [("py:exc", "InvalidArgument")]  # of Hypothesis
nitpick_ignore_regex = [
    ("py:obj", ".*"),
    # In signatures: type variables, aliases, private classes and other libraries.
    ("py:class", r"(.*\.)?(_\w+|[A-Z]|\w+Fields)"),
    ("py:class", r"\w+"),
    ("py:class", r"(arro3|attr|hypothesis|jinja2)\..*|blogcore\.\w+\.\w+\.\w+"),
]


def process_docstring(
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """Convert a docstring in Google style; mark private fields.

    Not the extension napoleon, which reads ``#: Words: more words`` as the type of a field.
    """
    if what not in ("attribute", "data", "property"):
        lines[:] = GoogleDocstring(lines, Config(), app, what, name, obj, options).lines()
        return
    owner_name, _, field_name = name.rpartition(".")
    module, _, class_name = owner_name.rpartition(".")
    owner = getattr(import_module(module), class_name, None) if module else None
    field = attrs.fields_dict(owner).get(field_name) if owner and attrs.has(owner) else None
    if field and field.metadata.get("private"):
        lines[:0] = ["**Private.**", ""]


def link_by_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, text: TextElement
) -> Element | None:
    """Link names as users import or abbreviate them: ``blogcore.Post``, ``Thread.page``."""
    target = node.get("reftarget", "")
    if node.get("refdomain") != "py" or not target:
        return None
    domain = env.domains.python_domain
    module, class_name = node.get("py:module"), node.get("py:class")
    suffix = target.removeprefix("blogcore.")
    matches = domain.find_obj(env, module, class_name, suffix, None, searchmode=1)
    found = {name: entry.objtype for name, entry in matches if not entry.aliased}
    top_level = [name for name, kind in found.items() if kind in _TOP_LEVEL]
    names = list(found) if len(found) == 1 else top_level
    if len(names) != 1:
        return None
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", names[0], node, text)


_TOP_LEVEL = {"module", "class", "exception", "function", "data"}


def setup(app: Sphinx) -> None:
    """Register the functions above."""
    app.connect("autodoc-process-docstring", process_docstring)
    app.connect("missing-reference", link_by_name)
