"""Blog posts and their discussions as typed, validated values.

Load an export, thread its comments, render the page::

    from blogcore import load, render_page

    blog = load("export.xml").blog
    print(render_page(blog, blog.posts[0]))

The most used names are here; the others are in named modules such as `blogcore.orders`. A name
costs nothing until it is used: its module is imported at the first use (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogcore.errors import (
        BlogcoreError,
        Fault,
        FormatError,
        MissingExtraError,
        PageError,
        PluginError,
        StoreError,
        UnknownIdError,
        UnknownNameError,
        ValidationError,
    )
    from blogcore.formats import (
        dump,
        from_dict,
        from_json,
        iter_load,
        jsonable,
        load,
        to_dict,
        to_json,
    )
    from blogcore.inference import infer_replies
    from blogcore.models import (
        Author,
        Blog,
        Body,
        Comment,
        DiscussionPolicy,
        Image,
        Post,
        Site,
    )
    from blogcore.renderers import (
        Context,
        render,
        render_page,
    )
    from blogcore.replies import (
        Accepted,
        Refused,
        Reply,
        review,
    )
    from blogcore.threads import (
        Anomaly,
        Node,
        Thread,
        ThreadError,
    )

__all__ = [
    "Accepted",
    "Anomaly",
    "Author",
    "Blog",
    "BlogcoreError",
    "Body",
    "Comment",
    "Context",
    "DiscussionPolicy",
    "Fault",
    "FormatError",
    "Image",
    "MissingExtraError",
    "Node",
    "PageError",
    "PluginError",
    "Post",
    "Refused",
    "Reply",
    "Site",
    "StoreError",
    "Thread",
    "ThreadError",
    "UnknownIdError",
    "UnknownNameError",
    "ValidationError",
    "dump",
    "from_dict",
    "from_json",
    "infer_replies",
    "iter_load",
    "jsonable",
    "load",
    "render",
    "render_page",
    "review",
    "to_dict",
    "to_json",
]

__version__ = "0.1.0"

#: Public name → the module that defines it. A test compares this with `__all__` and the imports.
_MODULES = {
    "BlogcoreError": "blogcore.errors",
    "Fault": "blogcore.errors",
    "FormatError": "blogcore.errors",
    "MissingExtraError": "blogcore.errors",
    "PageError": "blogcore.errors",
    "PluginError": "blogcore.errors",
    "StoreError": "blogcore.errors",
    "ThreadError": "blogcore.threads",
    "UnknownIdError": "blogcore.errors",
    "UnknownNameError": "blogcore.errors",
    "ValidationError": "blogcore.errors",
    "infer_replies": "blogcore.inference",
    "Author": "blogcore.models",
    "Blog": "blogcore.models",
    "Body": "blogcore.models",
    "Comment": "blogcore.models",
    "DiscussionPolicy": "blogcore.models",
    "Image": "blogcore.models",
    "Post": "blogcore.models",
    "Site": "blogcore.models",
    "Anomaly": "blogcore.threads",
    "Node": "blogcore.threads",
    "Thread": "blogcore.threads",
    "Accepted": "blogcore.replies",
    "Refused": "blogcore.replies",
    "Reply": "blogcore.replies",
    "review": "blogcore.replies",
    "dump": "blogcore.formats",
    "to_json": "blogcore.formats",
    "iter_load": "blogcore.formats",
    "load": "blogcore.formats",
    "from_json": "blogcore.formats",
    "jsonable": "blogcore.formats",
    "to_dict": "blogcore.formats",
    "from_dict": "blogcore.formats",
    "Context": "blogcore.renderers",
    "render": "blogcore.renderers",
    "render_page": "blogcore.renderers",
}


if not TYPE_CHECKING:
    # Type checkers must not see this: with it, any misspelt name would be an object to them.

    def __getattr__(name: str) -> object:
        """Return a public name; import its module at the first use."""
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(module), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Return every public name, whether imported or not."""
    return [*__all__, "__version__"]
