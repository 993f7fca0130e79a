"""The inputs that a run starts from: small files, real ones and our own."""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from blogcore.formats import dump, load
from blogcore.formats.registry import HEAD_BYTES, find_format

__all__ = ["seeds", "words"]

_LONGEST = 8_192
_WORDS = 800
_NAME = re.compile(rb'</?[\w:.-]{2,30}|[\w:.-]{2,30}=|"[\w:.@/-]{2,30}"')
_ALWAYS = (b"<![CDATA[", b"]]>", b"<!--", b"<?xml", b"<!DOCTYPE", b"&#x", b"xmlns:a=", b"\\u")


def seeds(names: tuple[str, ...]) -> Iterator[bytes]:
    """Return files that the named readers recognise."""
    readers = [find_format(name) for name in names]
    for data in _files():
        if len(data) <= _LONGEST and any(reader.sniff(data[:HEAD_BYTES]) for reader in readers):
            yield data
    for reader in readers:
        if reader.writable:
            yield _written(reader.name)
        if reader.name in _READ_ONLY:
            yield _READ_ONLY[reader.name]


def words(seeds: Iterable[bytes]) -> Iterator[str]:
    """Return the names that occur in most inputs, as a dictionary for libFuzzer."""
    found: Counter[bytes] = Counter()
    for seed in seeds:
        found.update(set(_NAME.findall(seed)))
    common = sorted(word for word, _ in found.most_common(_WORDS))
    for word in (*common, *_ALWAYS):
        yield '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"'


def _files() -> Iterator[bytes]:
    for variable in ("BLOGCORE_CORPUS", "BLOGCORE_HOSTILE"):
        folder = os.environ.get(variable)
        for file in sorted(Path(folder).rglob("*")) if folder else ():
            if not file.is_file():
                continue
            data = file.read_bytes()
            yield data
            if file.parent.name == "feeds" and file.suffix == ".jsonl":
                yield from (b64decode(json.loads(line)["b64"]) for line in data.splitlines())


def _written(name: str) -> bytes:
    """Return the sample blog in a format."""
    stream = io.BytesIO()
    sample = (files("blogcore") / "sample" / "blog.json").read_bytes()
    dump(load(sample).blog, stream, format=name, private=True)
    return stream.getvalue()


def _isso() -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_ISSO)
        return database.serialize()


_ISSO = """
PRAGMA page_size = 512;
CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
CREATE TABLE comments (
    tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
    modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR,
    website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL,
    notification INTEGER NOT NULL DEFAULT 0);
INSERT INTO threads VALUES (1, '/night-trains/', 'Night trains'), (2, '/boats/', NULL);
INSERT INTO comments VALUES
    (1, 1, NULL, 1714566600.25, 1714566660, 1, '192.0.2.0', 'Which *line*?', 'Ida', 'i@example.org',
     'https://ida.example', 3, 1, x'00', 1),
    (1, 2, 1, 1714566700, NULL, 4, '192.0.2.0', '', NULL, 'x@example.org', NULL, 0, 0, x'00', 0),
    (2, 3, 7, 'soon', NULL, 2, NULL, x'ff', 'Tom', NULL, NULL, 0, 0, x'00', 0);
"""
_BLOGGER = """
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018">
<id>tag:blogger.com,1999:blog-1</id><title>Slow</title>
<entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>POST</blogger:type>
<blogger:status>LIVE</blogger:status><author><name>Ida</name></author><title>By train</title>
<content type="html">&lt;p&gt;Slow.&lt;/p&gt;</content><published>2024-05-01T12:30:00Z</published>
<blogger:filename>/2024/05/by-train.html</blogger:filename></entry>
<entry><id>tag:blogger.com,1999:blog-1.post-3</id><blogger:type>COMMENT</blogger:type>
<blogger:parent>tag:blogger.com,1999:blog-1.post-2</blogger:parent><content>So long?</content>
</entry></feed>"""
_COMMENTO = """
{"version": 1, "comments": [{"commentHex": "a1", "domain": "slow.example", "url": "/by-train/",
"commenterHex": "b1", "markdown": "So *long*?", "parentHex": "root", "score": 2,
"state": "approved", "creationDate": "2024-05-01T12:30:00Z", "deleted": false}],
"commenters": [{"commenterHex": "b1", "email": "mo@example.org", "name": "Mo", "link": ""}]}"""
_ISSO_JSON = """
[{"id": "/by-train/", "title": "By+train%21", "comments": [{"id": 1, "author": "Mo",
"email": "mo@example.org", "website": "", "remote_addr": "192.0.2.0",
"created": "2024-05-01 12:30:00", "text": "So long?"}]}]"""
_BROKEN_FEED = """
<rss version="2.0"><channel><title>Slow & steady</title><item><guid>7</guid><title>By train</title>
<author>ida@example.org (Ida)</author><enclosure url="a.png" type="image/png" length="3"/></item>
<item><guid>https://slow.example/7#comment-3</guid><thr:in-reply-to ref="7"/>
<description>So <b>long?</description>"""

_WORDPRESS_COM = """
{"found": 1, "posts": [{"ID": 7, "author": {"ID": 4, "name": "Ida", "email": false}, "parent":
false,
"date": "2024-05-01T12:30:00+00:00", "title": "By train", "URL": "https://slow.example/by-train/",
"content": "<p>Slow.</p>", "tags": {"Rails": {"ID": 3, "name": "Rails"}}, "attachments": {},
"discussion": {"comment_status": "open"}}], "comments": [{"ID": 1, "post": {"ID": 7}, "author":
{"ID": 0, "name": "Mo", "email": "m@example.org"}, "parent": {"ID": 2}, "raw_content": "So?"}]}"""

#: A file for each format, or version of a format, without a writer.
_READ_ONLY = {
    "blogger": _BLOGGER.encode(),
    "commento": _COMMENTO.encode(),
    "isso": _isso(),
    "isso-json": _ISSO_JSON.encode(),
    "wild-feed": _BROKEN_FEED.encode(),
    "wp-rest": _WORDPRESS_COM.encode(),
}
