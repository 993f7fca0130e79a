"""The thread chart: a picture of who answered whom over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import sqrt

from attrs import frozen

from blogcore._text.plain import one_line
from blogcore._text.xml import xml_attribute, xml_text
from blogcore.renderers.columns import columns_of, cut
from blogcore.renderers.context import Context
from blogcore.renderers.thread_map import Link, Mark, Place, ThreadMap, map_thread
from blogcore.threads import Thread

__all__ = ["SvgRenderer"]


class SvgRenderer:
    """An SVG picture for pages and for files: no script, light and dark, the same every time.

    Each of the people who said most has a row, and time goes from left to right. A dot is an
    answer, a ring a comment at top level, and a line leads from a comment to its answers. Names
    and times are in tooltips; the words are left out. Of more than 500 comments, those that one
    row has about the same time share a dot, whose size says how many.
    """

    name = "svg"
    media_type = "image/svg+xml"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The picture, as one element. O(n log n) for the order of time, linear otherwise."""
        chart = map_thread(thread, context)
        grid = _grid(chart)
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="blogcore-map" role="img"'
            f' lang="{xml_attribute(context.words.language)}"'
            f' width="{grid.width}" height="{grid.height}"'
            f' viewBox="0 0 {grid.width} {grid.height}">\n'
        )
        title = _headline(thread, context)
        yield f"<title>{xml_text(title)}</title>\n"
        yield f"<desc>{xml_text(_description(thread, chart, context))}</desc>\n"
        yield f"<style>{_STYLE}</style>\n"
        yield f'<rect class="paper" width="{grid.width}" height="{grid.height}"/>\n'
        head = xml_text(cut(title, grid.width // 8 - 4))
        yield f'<text class="head" x="16" y="26">{head}</text>\n'
        yield from _legend(chart, grid)
        yield from _days(chart, grid, context)
        yield from _rows(chart, grid, context)
        yield '<g class="links">\n'
        yield from (_link(link, chart, grid) for link in chart.links)
        yield "</g>\n"
        yield from (_mark(mark, chart, grid, thread, context) for mark in chart.marks)
        yield "</svg>\n"

    #: The map of a post's discussion is a picture without a page around it.
    page = render


# --- where things are, in pixels of a picture that is not scaled ------------------------------

_LEFT, _RIGHT, _TOP, _BOTTOM = 176, 28, 72, 44
_ROW = 36
_LEAST_PLOT, _PLOT, _LEAST_COLUMN, _MOST_COLUMN = 332, 860, 2.4, 48
#: Where columns are shared, the room to their right in which all answers are drawn.
_GUTTER = 150
_LETTER = 6.5


@frozen
class _Grid:
    column: float
    plot: int
    width: int
    height: int
    #: Radius of a dot; where dots are shared, of the largest.
    dot: float

    def at(self, place: Place) -> tuple[float, float]:
        row, column = place
        return _LEFT + (column + 0.5) * self.column, _TOP + (row + 0.5) * _ROW


def _grid(chart: ThreadMap) -> _Grid:
    columns = max(chart.columns, 1)
    wanted = min(_MOST_COLUMN * columns, max(_PLOT, _LEAST_COLUMN * columns))
    plot = max(_LEAST_PLOT, wanted)
    height = _TOP + max(len(chart.rows), 1) * _ROW + _BOTTOM
    dot = 8 if chart.shared else min(7.0, max(2.2, plot / columns * 0.42))
    width = _LEFT + plot + (_GUTTER if chart.shared else 0) + _RIGHT
    return _Grid(plot / columns, round(plot), round(width), height, dot)


def _n(length: float) -> str:
    """A length in tenths of a pixel, as short as it can be written."""
    return f"{length:.1f}".removesuffix(".0")


# --- what is drawn ---------------------------------------------------------------------------


def _days(chart: ThreadMap, grid: _Grid, context: Context) -> Iterator[str]:
    """Where a day begins, its date below, as many as have room."""
    free, y = 0.0, grid.height - _BOTTOM + 18
    for column, day in chart.days:
        words = context.words.day(day)
        x = _LEFT + column * grid.column
        end = x + 18 + _LETTER * columns_of(words)
        if free <= x and end <= _LEFT + grid.plot + _RIGHT:
            free = end
            yield f'<line class="day" x1="{_n(x)}" y1="{_TOP - 6}" x2="{_n(x)}" y2="{y}"/>\n'
            yield f'<text class="soft" x="{_n(x + 5)}" y="{y}">{xml_text(words)}</text>\n'


def _legend(chart: ThreadMap, grid: _Grid) -> Iterator[str]:
    """How many comments a dot of each size stands for, where dots are shared."""
    x = 16.0
    for count in dict.fromkeys((1, (chart.most + 1) // 2, chart.most)) if chart.shared else ():
        radius = _radius(count, chart, grid)
        yield f'<circle class="dot grey" cx="{_n(x + radius)}" cy="44" r="{_n(radius)}"/>\n'
        yield f'<text class="soft" x="{_n(x + 2 * radius + 5)}" y="48">{count}</text>\n'
        x += 2 * radius + 20 + _LETTER * len(str(count))


def _rows(chart: ThreadMap, grid: _Grid, context: Context) -> Iterator[str]:
    for number, row in enumerate(chart.rows):
        _, y = grid.at((number, 0))
        hidden, alone = row.people == 0, row.people == 1
        label = "…" if hidden else cut(row.name, 17) if alone else f"+{row.people}"
        tip = context.words.hidden if hidden else row.name
        end = _LEFT + grid.plot
        yield f'<line class="row" x1="{_LEFT}" y1="{_n(y)}" x2="{end}" y2="{_n(y)}"/>\n'
        yield (
            f'<text class="name" x="{_LEFT - 46}" y="{_n(y + 4)}">{xml_text(label)}'
            f"{f'<title>{xml_text(tip)}</title>' if tip else ''}</text>"
            f'<text class="name soft" x="{_LEFT - 12}" y="{_n(y + 4)}">{row.comments}</text>\n'
        )


def _link(link: Link, chart: ThreadMap, grid: _Grid) -> str:
    """From a comment to its answer; where dots are shared, from row to row on the right."""
    (x0, y0), (x1, y1) = grid.at(link.above), grid.at(link.below)
    look = _hue(chart, link.below[0])
    if chart.shared:
        return _gathered(link, chart, look, _LEFT + grid.plot + 14, y0, y1)
    if y0 == y1:
        rise = min(_ROW * 0.8, 8 + abs(x1 - x0) * 0.12)
        curve = f"C{_n(x0)} {_n(y0 - rise)} {_n(x1)} {_n(y1 - rise)}"
    else:
        middle = (x0 + x1) / 2
        curve = f"C{_n(middle)} {_n(y0)} {_n(middle)} {_n(y1)}"
    look += " far" if abs(x1 - x0) > grid.plot / 5 else ""
    return f'<path class="{look}" d="M{_n(x0)} {_n(y0)}{curve} {_n(x1)} {_n(y1)}"/>\n'


def _gathered(link: Link, chart: ThreadMap, look: str, x: float, y0: float, y1: float) -> str:
    """All answers from row to row as one bow, as thick as they are many."""
    rows = link.below[0] - link.above[0]
    rise = 16 + abs(rows) * 9 + (5 if rows < 0 else 0)  # there and back are two bows
    if y0 == y1:
        y0, y1 = y0 - 5, y1 + 5
    share = link.count / chart.most_answers
    curve = f"C{_n(x + rise)} {_n(y0)} {_n(x + rise)} {_n(y1)}"
    line = f"M{_n(x)} {_n(y0)}{curve} {_n(x)} {_n(y1)}"
    return f'<path class="{look}" stroke-width="{_n(0.8 + 7.2 * sqrt(share))}" d="{line}"/>\n'


def _mark(mark: Mark, chart: ThreadMap, grid: _Grid, thread: Thread, context: Context) -> str:
    x, y = grid.at((mark.row, mark.column))
    if mark.index is None:
        radius = _radius(mark.count, chart, grid)
        shape, tip = "dot", _shared_tip(mark, chart, context)
    else:
        radius = grid.dot
        shape = "dot" if thread.depths[mark.index] else "ring"
        tip = _tip(mark.index, thread, context)
    return (
        f'<circle class="{shape} {_hue(chart, mark.row)}" cx="{_n(x)}" cy="{_n(y)}"'
        f' r="{_n(radius)}"><title>{xml_text(tip)}</title></circle>\n'
    )


def _radius(count: int, chart: ThreadMap, grid: _Grid) -> float:
    """Of a dot that stands for several: its area says for how many."""
    return max(1.2, grid.dot * sqrt(count / chart.most))


def _hue(chart: ThreadMap, row: int) -> str:
    return f"h{row}" if row < len(_HUES) and chart.rows[row].people == 1 else "grey"


# --- what is said ----------------------------------------------------------------------------


def _headline(thread: Thread, context: Context) -> str:
    count = context.count(thread)
    title = one_line(context.post.title) if context.post else ""
    return context.words.headline(count, title) if count else context.words.no_comments


def _description(thread: Thread, chart: ThreadMap, context: Context) -> str:
    """The picture in words: who said how much, who answered whom most, and from when to when."""
    parts = [f"{row.name}: {row.comments}" for row in chart.rows if row.name]
    parts += [f"+{row.people}: {row.comments}" for row in chart.rows if row.people > 1]
    names = [row.name for row in chart.rows]
    answers: Counter[tuple[str, str]] = Counter()
    for link in chart.links:
        answers[names[link.below[0]], names[link.above[0]]] += link.count
    for (who, whom), count in sorted(answers.items(), key=lambda pair: (-pair[1], pair[0]))[:5]:
        if who and whom:
            parts.append(f"{who} → {whom}: {count}")
    if chart.days:
        parts.append(
            " – ".join(dict.fromkeys(context.words.day(chart.days[i][1]) for i in (0, -1)))
        )
    if chart.shared:
        parts.append(f"● ≤ {chart.most}")
    return "; ".join(parts)


def _tip(index: int, thread: Thread, context: Context) -> str:
    """Who and when; in a second line, who is answered."""
    comment = thread.comments[index]
    if not context.viewer.sees(comment):
        return context.words.hidden
    parent = thread.tree.parent(index)
    above = None if parent is None else thread.comments[parent]
    lines = [context.signed(comment.author, comment.published)]
    if above is not None and context.viewer.sees(above) and context.bylines:
        lines.append(context.words.in_reply_to.format(name=context.name(above.author)))
    return "\n".join(lines)


def _shared_tip(mark: Mark, chart: ThreadMap, context: Context) -> str:
    name = chart.rows[mark.row].name
    count = context.words.format_plural(context.words.comment_count, mark.count)
    return f"{name}: {count}" if name else count


# --- how it looks ----------------------------------------------------------------------------

#: Hues that stay apart for the colour-blind (Okabe and Ito, 2008), on white and on black.
_HUES = (
    ("0072b2", "56b4e9"),
    ("d55e00", "ff8f3f"),
    ("009e73", "2fd0a3"),
    ("c0569a", "e79bc7"),
    ("a87900", "f0c419"),
    ("6a51a3", "b39ddb"),
    ("4d7c0f", "a3d65c"),
    ("9f1239", "fb7185"),
)


def _hues(which: int) -> str:
    return "".join(f".blogcore-map .h{n}{{color:#{hue[which]}}}" for n, hue in enumerate(_HUES))


_STYLE = (
    ".blogcore-map{max-width:100%;height:auto;direction:ltr;font:12px system-ui,sans-serif}"
    ".blogcore-map .paper{fill:#fff}.blogcore-map text{fill:#333}"
    ".blogcore-map .head{fill:#111;font-size:15px;font-weight:600}"
    ".blogcore-map .name{text-anchor:end;unicode-bidi:isolate}"
    ".blogcore-map .soft{fill:#6b6b6b;font-size:11px}"
    ".blogcore-map .row{stroke:#e6e6e6}.blogcore-map .day{stroke:#d8d8d8;stroke-dasharray:2 3}"
    ".blogcore-map .links path{fill:none;stroke:currentColor;stroke-opacity:.6}"
    ".blogcore-map .links .far{stroke-opacity:.3}"
    ".blogcore-map .dot{fill:currentColor}"
    ".blogcore-map .ring{fill:#fff;stroke:currentColor;stroke-width:2}"
    f".blogcore-map .grey{{color:#7d7d7d}}{_hues(0)}"
    "@media (prefers-color-scheme:dark){"
    ".blogcore-map .paper{fill:#14161a}.blogcore-map text{fill:#d6d6d6}"
    ".blogcore-map .head{fill:#fff}.blogcore-map .soft{fill:#a3a3a3}"
    ".blogcore-map .row{stroke:#2a2e34}.blogcore-map .day{stroke:#3a3f47}"
    f".blogcore-map .ring{{fill:#14161a}}.blogcore-map .grey{{color:#9a9a9a}}{_hues(1)}}}"
)
