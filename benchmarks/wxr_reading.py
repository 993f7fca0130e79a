"""How fast WXR is read, beside a bare walk over its elements that looks at nothing, in one run.

An export of 100 MB is made in a temporary folder. Each contender runs in fresh processes, in
turn; medians are compared. Peak memory is that of a process that reads, less one that only
imports. The promise: at most 3 times the bare walk of either parser, and a peak under 100 MB.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

MEGABYTES = 100
ROUNDS = 5
AT_MOST_WALK = 3.0
PEAK_MB = 100.0
CONTENDERS = ("blogcore", "lxml", "ElementTree")

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A long-lived blog</title><link>https://example.org</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[ida]]></wp:author_login>
<wp:author_display_name><![CDATA[Ida]]></wp:author_display_name></wp:author>
"""
_TAIL = "</channel></rss>\n"
_PARAGRAPH = "<p>We took the night train & slept <em>well</em>, all in all; “quite” an ado.</p>\n\n"


def export() -> Iterator[str]:
    """An export in pieces, without end: a post has eight comments, as many a blog's have."""
    yield _HEAD
    number = 0
    while True:
        number += 1
        yield _item(number)


def _item(number: int) -> str:
    comments = "".join(
        _comment(number * 100 + n, number * 100 + n - 1 if n else 0) for n in range(8)
    )
    return f"""<item><title><![CDATA[Post {number}]]></title>
<link>https://example.org/?p={number}</link><pubDate>Wed, 01 May 2024 12:30:00 +0000</pubDate>
<dc:creator><![CDATA[ida]]></dc:creator>
<guid isPermaLink="false">https://example.org/?p={number}</guid><description></description>
<content:encoded><![CDATA[{_PARAGRAPH * 30}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date><![CDATA[2024-05-01 14:30:00]]></wp:post_date>
<wp:post_date_gmt><![CDATA[2024-05-01 12:30:00]]></wp:post_date_gmt>
<wp:comment_status><![CDATA[open]]></wp:comment_status>
<wp:ping_status><![CDATA[closed]]></wp:ping_status>
<wp:post_name><![CDATA[post-{number}]]></wp:post_name>
<wp:status><![CDATA[publish]]></wp:status><wp:post_parent>0</wp:post_parent>
<wp:menu_order>0</wp:menu_order><wp:post_type><![CDATA[post]]></wp:post_type>
<wp:post_password><![CDATA[]]></wp:post_password><wp:is_sticky>0</wp:is_sticky>
<category domain="category" nicename="trains"><![CDATA[Trains]]></category>
<wp:postmeta><wp:meta_key><![CDATA[_edit_last]]></wp:meta_key>
<wp:meta_value><![CDATA[1]]></wp:meta_value></wp:postmeta>{comments}</item>
"""


def _comment(id: int, parent: int) -> str:
    # Every other one is by a regular.
    who = id % 20 if id % 2 else id
    return f"""<wp:comment><wp:comment_id>{id}</wp:comment_id>
<wp:comment_author><![CDATA[Tom {who}]]></wp:comment_author>
<wp:comment_author_email><![CDATA[tom{who}@example.org]]></wp:comment_author_email>
<wp:comment_author_url></wp:comment_author_url>
<wp:comment_author_IP><![CDATA[192.0.2.1]]></wp:comment_author_IP>
<wp:comment_date><![CDATA[2024-05-02 10:00:00]]></wp:comment_date>
<wp:comment_date_gmt><![CDATA[2024-05-02 08:00:00]]></wp:comment_date_gmt>
<wp:comment_content><![CDATA[{_PARAGRAPH * 3}]]></wp:comment_content>
<wp:comment_approved><![CDATA[1]]></wp:comment_approved>
<wp:comment_type><![CDATA[comment]]></wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id>
</wp:comment>"""


def write_export(path: Path, megabytes: int) -> None:
    """Write an export of about so many megabytes."""
    size = 0
    with path.open("w", encoding="utf-8") as stream:
        for piece in export():
            size += stream.write(piece)
            if size > megabytes * 1_000_000:
                break
        stream.write(_TAIL)


# --- contenders, each in a process of its own --------------------------------------------------


def blogcore(path: str) -> None:
    """Every item, as `iter_load` gives it."""
    from blogcore import iter_load

    for _ in iter_load(path):
        pass


def lxml(path: str) -> None:
    """Every element, and away with it."""
    from lxml import etree

    for _, element in etree.iterparse(path, huge_tree=True):
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def element_tree(path: str) -> None:
    """Every element, and away with it."""
    from xml.etree import ElementTree

    for _, element in ElementTree.iterparse(path):
        element.clear()


_RUN = {"blogcore": blogcore, "lxml": lxml, "ElementTree": element_tree}


def run(name: str, path: str) -> None:
    """Print the seconds that a contender takes, and the peak of this process in megabytes."""
    start = time.perf_counter()
    if path:
        _RUN[name](path)
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


def _measured(name: str, path: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.wxr_reading", name, str(path)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak = map(float, result.stdout.split())
    return seconds, peak


def main() -> int:
    """Print the table; 1 where the promise is broken, else 0."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        write_export(path, MEGABYTES)
        size = path.stat().st_size / 1_000_000
        rounds = [{name: _measured(name, path) for name in CONTENDERS} for _ in range(ROUNDS)]
    medians = {name: statistics.median(round[name][0] for round in rounds) for name in CONTENDERS}
    peaks = {name: max(round[name][1] for round in rounds) for name in CONTENDERS}
    for name in CONTENDERS:
        print(
            f"{name:12} {medians[name]:7.2f} s {size / medians[name]:7.1f} MB/s"
            f" {peaks[name]:7.0f} MB peak {medians['blogcore'] / medians[name]:6.2f} ×"
        )
    slowest = max(medians["blogcore"] / medians[name] for name in CONTENDERS)
    print(f"promise: at most {AT_MOST_WALK} × either walk, peak under {PEAK_MB:.0f} MB")
    return 0 if slowest <= AT_MOST_WALK and peaks["blogcore"] < PEAK_MB else 1


if __name__ == "__main__":
    if len(sys.argv) == 3:
        run(*sys.argv[1:])
    else:
        sys.exit(main())
