"""Blog posts and their discussions as typed, validated values.

Load an export, thread its comments, render the page::

    from blogcore import load, render_page

    blog = load("export.xml").blog
    print(render_page(blog, blog.posts[0]))

Every public name can be imported from here, and each costs nothing until it is used: the module
that a name comes from is imported when the name is first asked for (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import (
        BlogcoreError,
        Fault,
        FormatError,
        MissingExtraError,
        PluginError,
        ThreadError,
        UnknownIdError,
        UnknownNameError,
        ValidationError,
    )
    from .formats import (
        Attachment,
        Featured,
        Format,
        Loaded,
        Loss,
        Losses,
        Note,
        Notes,
        dump,
        dumps,
        iter_load,
        load,
        loads,
    )
    from .models import (
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
        tombstone,
    )
    from .renderers import (
        Context,
        EventRenderer,
        Renderer,
        Words,
        register_renderer,
        render,
        render_page,
    )
    from .threads import (
        Anomaly,
        Changed,
        Conflict,
        Diff,
        Enter,
        Leave,
        Merged,
        Moved,
        Node,
        Order,
        Scope,
        Thread,
        newest,
        oldest,
        reference_ids,
        thread_from_levels,
        thread_from_nested,
        thread_from_paths,
        thread_from_references,
    )

__all__ = [
    "Anomaly",
    "Attachment",
    "Author",
    "AuthorKind",
    "Blog",
    "BlogcoreError",
    "Body",
    "Changed",
    "Comment",
    "CommentKind",
    "CommentStatus",
    "Conflict",
    "Context",
    "Diff",
    "DiscussionPolicy",
    "Enter",
    "EventRenderer",
    "Extra",
    "ExtraValue",
    "Fault",
    "Featured",
    "Format",
    "FormatError",
    "Image",
    "Leave",
    "Loaded",
    "Loss",
    "Losses",
    "MediaType",
    "Merged",
    "MissingExtraError",
    "Moved",
    "Node",
    "Note",
    "Notes",
    "Order",
    "PluginError",
    "Post",
    "PostKind",
    "PostStatus",
    "Renderer",
    "Scope",
    "Site",
    "Thread",
    "ThreadError",
    "UnknownIdError",
    "UnknownNameError",
    "ValidationError",
    "Words",
    "dump",
    "dumps",
    "iter_load",
    "load",
    "loads",
    "newest",
    "oldest",
    "private_fields",
    "public",
    "reference_ids",
    "register_renderer",
    "render",
    "render_page",
    "thread_from_levels",
    "thread_from_nested",
    "thread_from_paths",
    "thread_from_references",
    "tombstone",
]

__version__ = "0.1.0"

#: Where each public name lives; a test holds it, `__all__` and the imports above together.
_HOMES = {
    "BlogcoreError": ".errors",
    "Fault": ".errors",
    "FormatError": ".errors",
    "MissingExtraError": ".errors",
    "PluginError": ".errors",
    "ThreadError": ".errors",
    "UnknownIdError": ".errors",
    "UnknownNameError": ".errors",
    "ValidationError": ".errors",
    "Author": ".models",
    "AuthorKind": ".models",
    "Blog": ".models",
    "Body": ".models",
    "Comment": ".models",
    "CommentKind": ".models",
    "CommentStatus": ".models",
    "DiscussionPolicy": ".models",
    "Extra": ".models",
    "ExtraValue": ".models",
    "Image": ".models",
    "MediaType": ".models",
    "Post": ".models",
    "PostKind": ".models",
    "PostStatus": ".models",
    "Site": ".models",
    "private_fields": ".models",
    "public": ".models",
    "tombstone": ".models",
    "Anomaly": ".threads",
    "Changed": ".threads",
    "Conflict": ".threads",
    "Diff": ".threads",
    "Enter": ".threads",
    "Leave": ".threads",
    "Merged": ".threads",
    "Moved": ".threads",
    "Node": ".threads",
    "Order": ".threads",
    "Scope": ".threads",
    "Thread": ".threads",
    "newest": ".threads",
    "oldest": ".threads",
    "reference_ids": ".threads",
    "thread_from_levels": ".threads",
    "thread_from_nested": ".threads",
    "thread_from_paths": ".threads",
    "thread_from_references": ".threads",
    "Attachment": ".formats",
    "Featured": ".formats",
    "Format": ".formats",
    "Loaded": ".formats",
    "Loss": ".formats",
    "Losses": ".formats",
    "Note": ".formats",
    "Notes": ".formats",
    "dump": ".formats",
    "dumps": ".formats",
    "iter_load": ".formats",
    "load": ".formats",
    "loads": ".formats",
    "Context": ".renderers",
    "EventRenderer": ".renderers",
    "Renderer": ".renderers",
    "Words": ".renderers",
    "register_renderer": ".renderers",
    "render": ".renderers",
    "render_page": ".renderers",
}


if not TYPE_CHECKING:
    # Type checkers must not see this: with it, any misspelt name would be an object to them.

    def __getattr__(name: str) -> object:
        """The public name, imported at its first use and kept for the next."""
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(home, __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Every public name, imported or not."""
    return [*__all__, "__version__"]
