"""Blogger: its classic export, the feed in a Takeout, and answers of its API, all read.

`entry` has what every Atom entry of Blogger has; `classic` and `takeout` say what kind of entry it
is and how it hangs together, `api` does the same for JSON; `site` gathers what is of the blog.
"""

from __future__ import annotations

from blogcore.formats.blogger.format import BLOGGER, Blogger

__all__ = ["BLOGGER", "Blogger"]
