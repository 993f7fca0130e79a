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
        Attachment,
        Featured,
        Format,
        Loaded,
        Loss,
        Losses,
        Note,
        Notes,
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
        AuthorKind,
        Blog,
        Body,
        Comment,
        CommentKind,
        CommentStatus,
        DiscussionPolicy,
        Extra,
        ExtraValue,
        Image,
        MediaType,
        Post,
        PostKind,
        PostStatus,
        Site,
        private_fields,
        public,
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
    "Attachment",
    "Author",
    "AuthorKind",
    "Blog",
    "BlogcoreError",
    "Body",
    "Comment",
    "CommentKind",
    "CommentStatus",
    "Context",
    "DiscussionPolicy",
    "Extra",
    "ExtraValue",
    "Fault",
    "Featured",
    "Format",
    "FormatError",
    "Image",
    "Loaded",
    "Loss",
    "Losses",
    "MediaType",
    "MissingExtraError",
    "Node",
    "Note",
    "Notes",
    "PageError",
    "PluginError",
    "Post",
    "PostKind",
    "PostStatus",
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
    "private_fields",
    "public",
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
    "AuthorKind": "blogcore.models",
    "Blog": "blogcore.models",
    "Body": "blogcore.models",
    "Comment": "blogcore.models",
    "CommentKind": "blogcore.models",
    "CommentStatus": "blogcore.models",
    "DiscussionPolicy": "blogcore.models",
    "Extra": "blogcore.models",
    "ExtraValue": "blogcore.models",
    "Image": "blogcore.models",
    "MediaType": "blogcore.models",
    "Post": "blogcore.models",
    "PostKind": "blogcore.models",
    "PostStatus": "blogcore.models",
    "Site": "blogcore.models",
    "private_fields": "blogcore.models",
    "public": "blogcore.models",
    "Anomaly": "blogcore.threads",
    "Node": "blogcore.threads",
    "Thread": "blogcore.threads",
    "Accepted": "blogcore.replies",
    "Refused": "blogcore.replies",
    "Reply": "blogcore.replies",
    "review": "blogcore.replies",
    "Attachment": "blogcore.formats",
    "Featured": "blogcore.formats",
    "Format": "blogcore.formats",
    "Loaded": "blogcore.formats",
    "Loss": "blogcore.formats",
    "Losses": "blogcore.formats",
    "Note": "blogcore.formats",
    "Notes": "blogcore.formats",
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
