"""SVG: the thread chart, an image of who replied to whom over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import sqrt

from attrs import frozen

from blogcore._text.plain import one_line
from blogcore._text.xml import xml_attribute, xml_text
from blogcore.renderers._chart import Cell, Chart, Dot, Edge, make_chart
from blogcore.renderers._width import display_width, truncate
from blogcore.renderers.context import Context
from blogcore.threads import Thread

__all__ = ["SvgRenderer"]


class SvgRenderer:
    """An SVG image for pages and files: no script, light and dark, deterministic.

    Each of the most active authors has a row, and time runs from left to right. A dot is a reply, a
    ring a comment at top level, and a line connects a comment with its replies, a dashed one if the
    link was inferred. Names and times are
    in tooltips; the text of comments is left out. With more than 500 comments, those of one row at
    about the same time share a dot, whose size shows how many.
    """

    #: Name of the renderer.
    name = "svg"
    #: Media type of the output.
    media_type = "image/svg+xml"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """Yield the image as one element. O(n log n), to sort by time.

        Args:
            thread: What the viewer may see.
            context: Texts and options.
        """
        chart = make_chart(thread, context)
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
        head = xml_text(truncate(title, grid.width // 8 - 4))
        yield f'<text class="head" x="16" y="26">{head}</text>\n'
        yield from _legend(chart, grid)
        yield from _days(chart, grid, context)
        yield from _rows(chart, grid, context)
        yield '<g class="links">\n'
        yield from (_edge(edge, chart, grid) for edge in chart.edges)
        yield "</g>\n"
        yield from (_dot(dot, chart, grid, thread, context) for dot in chart.dots)
        yield "</svg>\n"

    page = render


# --- geometry, in pixels of the unscaled image ------------------------------------------------

_LEFT, _RIGHT, _TOP, _BOTTOM = 176, 28, 72, 44
_ROW_HEIGHT = 36
_MIN_PLOT, _PLOT, _MIN_COLUMN, _MAX_COLUMN = 332, 860, 2.4, 48
#: If columns are shared, space to their right in which all replies are drawn.
_GUTTER = 150
_CHARACTER = 6.5


@frozen
class _Grid:
    """Sizes of the image and its parts."""

    #: Width of a column.
    column: float
    #: Width of all columns.
    plot: int
    #: Width of the image.
    width: int
    #: Height of the image.
    height: int
    #: Radius of a dot; if columns are shared, radius of the largest dot.
    radius: float

    def center(self, cell: Cell) -> tuple[float, float]:
        """Return the coordinates of the center of a cell."""
        row, column = cell
        return _LEFT + (column + 0.5) * self.column, _TOP + (row + 0.5) * _ROW_HEIGHT


def _grid(chart: Chart) -> _Grid:
    columns = max(chart.columns, 1)
    wanted = min(_MAX_COLUMN * columns, max(_PLOT, _MIN_COLUMN * columns))
    plot = max(_MIN_PLOT, wanted)
    height = _TOP + max(len(chart.rows), 1) * _ROW_HEIGHT + _BOTTOM
    radius = 8 if chart.shared else min(7.0, max(2.2, plot / columns * 0.42))
    width = _LEFT + plot + (_GUTTER if chart.shared else 0) + _RIGHT
    return _Grid(plot / columns, round(plot), round(width), height, radius)


def _n(length: float) -> str:
    """Return a length with at most one decimal."""
    return f"{length:.1f}".removesuffix(".0")


# --- shapes ----------------------------------------------------------------------------------


def _days(chart: Chart, grid: _Grid, context: Context) -> Iterator[str]:
    """Yield a line at the start of a day with its date, for as many days as there is space."""
    free, y = 0.0, grid.height - _BOTTOM + 18
    for column, day in chart.days:
        words = context.words.day(day)
        x = _LEFT + column * grid.column
        end = x + 18 + _CHARACTER * display_width(words)
        if free <= x and end <= _LEFT + grid.plot + _RIGHT:
            free = end
            yield f'<line class="day" x1="{_n(x)}" y1="{_TOP - 6}" x2="{_n(x)}" y2="{y}"/>\n'
            yield f'<text class="soft" x="{_n(x + 5)}" y="{y}">{xml_text(words)}</text>\n'


def _legend(chart: Chart, grid: _Grid) -> Iterator[str]:
    """Yield dots of some sizes with their numbers of comments, if columns are shared."""
    x = 16.0
    most = chart.max_comments
    counts = dict.fromkeys((1, (most + 1) // 2, most)) if chart.shared else {}
    for count in counts:
        radius = _radius(count, chart, grid)
        yield f'<circle class="dot grey" cx="{_n(x + radius)}" cy="44" r="{_n(radius)}"/>\n'
        yield f'<text class="soft" x="{_n(x + 2 * radius + 5)}" y="48">{count}</text>\n'
        x += 2 * radius + 20 + _CHARACTER * len(str(count))


def _rows(chart: Chart, grid: _Grid, context: Context) -> Iterator[str]:
    for number, row in enumerate(chart.rows):
        _, y = grid.center((number, 0))
        label = truncate(row.name, 17) if row.authors == 1 else f"+{row.authors}"
        tooltip = row.name
        if row.authors == 0:
            label, tooltip = "…", context.words.hidden
        end = _LEFT + grid.plot
        yield f'<line class="row" x1="{_LEFT}" y1="{_n(y)}" x2="{end}" y2="{_n(y)}"/>\n'
        yield (
            f'<text class="name" x="{_LEFT - 46}" y="{_n(y + 4)}">{xml_text(label)}'
            f"{f'<title>{xml_text(tooltip)}</title>' if tooltip else ''}</text>"
            f'<text class="name soft" x="{_LEFT - 12}" y="{_n(y + 4)}">{row.comments}</text>\n'
        )


def _edge(edge: Edge, chart: Chart, grid: _Grid) -> str:
    """Return a curve from a comment to its reply, or from row to row if columns are shared."""
    (x0, y0), (x1, y1) = grid.center(edge.parent), grid.center(edge.reply)
    css = _hue(chart, edge.reply[0]) + (" inferred" if edge.inferred else "")
    if chart.shared:
        return _row_edge(edge, chart, css, _LEFT + grid.plot + 14, y0, y1)
    if y0 == y1:
        rise = min(_ROW_HEIGHT * 0.8, 8 + abs(x1 - x0) * 0.12)
        curve = f"C{_n(x0)} {_n(y0 - rise)} {_n(x1)} {_n(y1 - rise)}"
    else:
        middle = (x0 + x1) / 2
        curve = f"C{_n(middle)} {_n(y0)} {_n(middle)} {_n(y1)}"
    css += " far" if abs(x1 - x0) > grid.plot / 5 else ""
    return f'<path class="{css}" d="M{_n(x0)} {_n(y0)}{curve} {_n(x1)} {_n(y1)}"/>\n'


def _row_edge(edge: Edge, chart: Chart, css: str, x: float, y0: float, y1: float) -> str:
    """Return one curve for all replies from one row to another; its width shows their number."""
    rows = edge.reply[0] - edge.parent[0]
    rise = 16 + abs(rows) * 9 + (5 if rows < 0 else 0)  # separates opposite directions
    if y0 == y1:
        y0, y1 = y0 - 5, y1 + 5
    share = edge.count / chart.max_replies
    curve = f"C{_n(x + rise)} {_n(y0)} {_n(x + rise)} {_n(y1)}"
    line = f"M{_n(x)} {_n(y0)}{curve} {_n(x)} {_n(y1)}"
    return f'<path class="{css}" stroke-width="{_n(0.8 + 7.2 * sqrt(share))}" d="{line}"/>\n'


def _dot(dot: Dot, chart: Chart, grid: _Grid, thread: Thread, context: Context) -> str:
    x, y = grid.center((dot.row, dot.column))
    if dot.index is None:
        radius = _radius(dot.count, chart, grid)
        shape, tooltip = "dot", _shared_tooltip(dot, chart, context)
    else:
        radius = grid.radius
        shape = "dot" if thread.depths[dot.index] else "ring"
        tooltip = _tooltip(dot.index, thread, context)
    return (
        f'<circle class="{shape} {_hue(chart, dot.row)}" cx="{_n(x)}" cy="{_n(y)}"'
        f' r="{_n(radius)}"><title>{xml_text(tooltip)}</title></circle>\n'
    )


def _radius(count: int, chart: Chart, grid: _Grid) -> float:
    """Return the radius of a dot for several comments; its area shows how many."""
    return max(1.2, grid.radius * sqrt(count / chart.max_comments))


def _hue(chart: Chart, row: int) -> str:
    return f"h{row}" if row < len(_HUES) and chart.rows[row].authors == 1 else "grey"


# --- texts -----------------------------------------------------------------------------------


def _headline(thread: Thread, context: Context) -> str:
    count = context.count(thread)
    title = one_line(context.post.title) if context.post else ""
    headline = context.words.headline(count, title) if count else context.words.no_comments
    page = context.page_text()
    return f"{headline} – {page}" if page else headline


def _description(thread: Thread, chart: Chart, context: Context) -> str:
    """Return the image as text: comments per author, most frequent replies, first and last day."""
    parts = [f"{row.name}: {row.comments}" for row in chart.rows if row.name]
    parts += [f"+{row.authors}: {row.comments}" for row in chart.rows if row.authors > 1]
    names = [row.name for row in chart.rows]
    replies: Counter[tuple[str, str]] = Counter()
    for edge in chart.edges:
        replies[names[edge.reply[0]], names[edge.parent[0]]] += edge.count
    most_frequent = sorted(replies.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
    for (author, parent_author), count in most_frequent:
        if author and parent_author:
            parts.append(f"{author} → {parent_author}: {count}")
    if chart.days:
        parts.append(
            " – ".join(dict.fromkeys(context.words.day(chart.days[i][1]) for i in (0, -1)))
        )
    if chart.shared:
        parts.append(f"● ≤ {chart.max_comments}")
    return "; ".join(parts)


def _tooltip(index: int, thread: Thread, context: Context) -> str:
    """Return author and date; in a second line, the author of the parent."""
    comment = thread.comments[index]
    if not context.viewer.sees(comment):
        return context.words.hidden
    parent_index = thread.tree.parent(index)
    parent = None if parent_index is None else thread.comments[parent_index]
    lines = [context.byline(comment.author, comment.published)]
    if parent is not None and context.viewer.sees(parent) and context.bylines:
        lines.append(context.parent_text(comment, parent))
    return "\n".join(lines)


def _shared_tooltip(dot: Dot, chart: Chart, context: Context) -> str:
    name = chart.rows[dot.row].name
    count = context.words.format_plural(context.words.comment_count, dot.count)
    return f"{name}: {count}" if name else count


# --- styles ----------------------------------------------------------------------------------

#: Hues that colour-blind people can tell apart (Okabe and Ito, 2008), for light and dark.
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


def _hue_rules(theme: int) -> str:
    return "".join(f".blogcore-map .h{n}{{color:#{hue[theme]}}}" for n, hue in enumerate(_HUES))


_STYLE = (
    ".blogcore-map{max-width:100%;height:auto;direction:ltr;font:12px system-ui,sans-serif}"
    ".blogcore-map .paper{fill:#fff}.blogcore-map text{fill:#333}"
    ".blogcore-map .head{fill:#111;font-size:15px;font-weight:600}"
    ".blogcore-map .name{text-anchor:end;unicode-bidi:isolate}"
    ".blogcore-map .soft{fill:#6b6b6b;font-size:11px}"
    ".blogcore-map .row{stroke:#e6e6e6}.blogcore-map .day{stroke:#d8d8d8;stroke-dasharray:2 3}"
    ".blogcore-map .links path{fill:none;stroke:currentColor;stroke-opacity:.6}"
    ".blogcore-map .links .far{stroke-opacity:.3}"
    ".blogcore-map .links .inferred{stroke-dasharray:5 3;stroke-opacity:.6}"
    ".blogcore-map .dot{fill:currentColor}"
    ".blogcore-map .ring{fill:#fff;stroke:currentColor;stroke-width:2}"
    f".blogcore-map .grey{{color:#7d7d7d}}{_hue_rules(0)}"
    "@media (prefers-color-scheme:dark){"
    ".blogcore-map .paper{fill:#14161a}.blogcore-map text{fill:#d6d6d6}"
    ".blogcore-map .head{fill:#fff}.blogcore-map .soft{fill:#a3a3a3}"
    ".blogcore-map .row{stroke:#2a2e34}.blogcore-map .day{stroke:#3a3f47}"
    f".blogcore-map .ring{{fill:#14161a}}.blogcore-map .grey{{color:#9a9a9a}}{_hue_rules(1)}}}"
)
