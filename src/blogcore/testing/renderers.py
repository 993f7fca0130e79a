"""`RendererContract`: the checks that every renderer must pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import zip_longest
from typing import ClassVar, NoReturn, cast

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcore._text.plain import short_repr
from blogcore.models import Comment, Post
from blogcore.renderers import Context, PageRenderer, Renderer
from blogcore.testing._execution import (
    CHECK_SETTINGS,
    TooManyStepsError,
    clocks_used,
    count_steps,
    render_in_subprocess,
    run_in_turns,
)
from blogcore.testing._renderer_examples import (
    FIELDS,
    SECRET,
    Shown,
    address_digests,
    bushy,
    chain,
    discussions,
    flat,
    hostile,
    moderated,
    outline,
    star,
    with_secrets,
    with_texts,
)
from blogcore.testing.outputs import (
    LINES,
    PAYLOADS,
    PIECES,
    find_breakouts,
    forged_lines,
    has_parser,
    visible_text,
)
from blogcore.threads import Thread

__all__ = ["RendererContract", "Shown"]

_Call = Callable[[Thread, Context], Iterable[str]]
_Faults = Callable[[str], Iterable[str]]

_check = settings(CHECK_SETTINGS, max_examples=50)
_WORD = re.compile(r"word(\d+)end")
#: Right-to-left scripts, emoji of several code points, combining accents.
_SCRIPTS = ("שלום", "مرحبا", "नमस्ते", "日本語", "e\u0301", "ﬁ", "👩‍👩‍👧‍👦", "🇪🇸", "🏳️‍🌈", "👍🏽", "1️⃣")
#: Numbers of comments. The small ones find gross faults quickly.
_SIZES = (100, 1_000, 10_000)
#: Maximum factor by which the cost may grow when the comments are ten times as many; n log n
#: grows by 15.
_FACTOR = 20
#: Maximum number of lines of Python run, and of characters written, for a hundred comments.
_LIMIT = 10_000_000
#: Fields that may have several lines.
_MULTILINE = (
    *("body (text/plain)", "body (text/html)", "body (text/markdown)"),
    *("post.body", "post.excerpt", "author.bio"),
)
#: Attributes of a renderer class, their pattern, and an example.
_ATTRIBUTES = (
    ("name", r"[^@\s]+", "fancy"),
    ("media_type", r"[\w.+-]+/[\w.+-]+(;.*)?", "text/html"),
)


class RendererContract:
    """Checks of a renderer. Subclass it in a test module and name the renderer.

    ::

        class TestFancy(RendererContract):
            renderer = Fancy

    pytest collects one test for each check; only the extra ``testing`` is needed. The message of a
    failed check names the cause, with the smallest example that was found.

    The renderer gets what `render` would give it: hidden comments are left out, or are tombstones.
    If it has a method ``page``, pages must pass the checks as well.
    """

    #: The class to check.
    renderer: ClassVar[type[Renderer]]
    #: The field that identifies each comment in the output: "body", "author" or "id". Choose
    #: another than "body" for a map or graph that leaves out the texts.
    shows: ClassVar[Shown] = "body"
    #: The context that the renderer gets. Checks that need another site or post replace it.
    context: ClassVar[Context] = Context()

    def visible_text(self, output: str) -> str:
        """Return the text that a reader sees of an output, in order, with each comment once.

        By default this is the text between the tags of HTML and XML, the strings in JSON that are
        not keys, and otherwise the whole output. Override it for an output that repeats itself,
        such as JSON that gives every body as text and as HTML.

        Args:
            output: An output of the renderer.
        """
        return visible_text(output, self.renderer().media_type)

    def faults(self, output: str) -> Iterator[str]:
        """Yield the faults of an output that contains hostile text, in words.

        By default this finds text that breaks out of HTML, XML, JSON, Markdown and plain text.
        Override it for another language, such as Mermaid, with a parser of that language.

        Args:
            output: An output of the renderer.
        """
        return find_breakouts(output, self.renderer().media_type)

    # --- what the output shows ---------------------------------------------------------------

    def test_render_yields_text(self) -> None:
        """Name and media type are valid text, and `render` yields text."""
        for attribute, form, like in _ATTRIBUTES:
            value = cast("object", getattr(self.renderer, attribute, None))
            if not isinstance(value, str) or not re.fullmatch(form, value):
                self._fail(f"has the {attribute} {value!r}: it must be text such as {like!r}")
        thread = with_texts(["word0end"], self.shows)
        for call in self._calls():
            pieces = cast("object", call(thread, self.context))
            if isinstance(pieces, (str, bytes)):
                self._fail("returns one text: it must yield pieces, or return a list", thread)
            for piece in cast("Iterable[object]", pieces):
                if not isinstance(piece, str):
                    kind = type(piece).__name__
                    self._fail(f"yields a {kind} instead of text: {short_repr(piece)}", thread)

    def test_an_empty_thread_is_rendered(self) -> None:
        """The output of a thread without comments is well-formed."""
        empty = Thread.from_comments([])
        for call in self._calls():
            try:
                output = _joined(call(empty, self.context))
            except Exception as error:  # noqa: BLE001 - a user-supplied renderer may raise anything
                self._fail(f"raises {type(error).__name__} for an empty thread: {error}")
            for fault in self.faults(output):
                self._fail(f"renders an empty thread wrongly: {fault}", output=output)

    @_check
    @given(st.data())
    def test_each_comment_is_shown_once_and_in_order(self, data: st.DataObject) -> None:
        """The text of each comment is in the output once, in the order of the thread.

        Pingbacks and other mentions may be elsewhere in the output.
        """
        thread = data.draw(discussions(self.shows))
        for call in self._calls():
            output = _joined(call(thread, self.context))
            self._expect_words(thread, output)
            expected = [n for c in thread.comments if c.kind == "comment" for n in self._number(c)]
            shown = [n for n in self._numbers(output) if n in expected]
            if shown != expected:
                self._fail(f"shows words {shown} instead of {expected}", thread, output)

    @_check
    @given(st.data())
    def test_hidden_comments_show_nothing(self, data: st.DataObject) -> None:
        """The text of a hidden comment is not shown, but its replies are.

        This holds too if the comment was rendered before it was hidden.
        """
        thread = data.draw(moderated(self.shows))
        everything, shown = _approved(thread), thread.visible()
        seen = {n for c in thread.comments if c.status == "approved" for n in self._number(c)}
        for call in self._calls():
            before = self._numbers(_joined(call(everything, self.context)))
            output = _joined(call(shown, self.context))
            after = self._numbers(output)
            for number in sorted(set(before + after)):
                if number in seen and number in before and number not in after:
                    self._fail(f"drops word{number}end, which is not hidden", shown, output)
                # The id of a hidden comment may mark its position.
                if number not in seen and number in after and self.shows != "id":
                    self._fail(f"shows word{number}end, which is hidden", shown, output)

    def test_bidirectional_text_and_emoji_are_unchanged(self) -> None:
        """Scripts of any direction and characters of several code points are unchanged."""
        thread = with_texts(_SCRIPTS, self.shows)
        for call in self._calls():
            output = _joined(call(thread, self.context))
            seen = self.visible_text(output)
            for text in _SCRIPTS:
                if text not in seen:
                    self._fail(f"changes {text!r} ({text!a})", with_texts([text], self.shows), seen)

    # --- what the output hides ---------------------------------------------------------------

    def test_private_fields_are_not_shown(self) -> None:
        """No private field of any model, and no digest of an e-mail address, is in the output."""
        thread, context = with_secrets(self.context)
        for call in self._calls():
            output = _joined(call(thread, context))
            at = output.lower().find(SECRET)
            if at >= 0:
                self._fail(f"shows a private field: {output[at : at + 40]!r}", thread, output)
            for digest in address_digests():
                if digest in output.lower():
                    self._fail(f"shows a digest of an e-mail address: {digest}", thread, output)

    def test_hostile_text_cannot_break_out(self) -> None:
        """User-supplied text stays text, in every field."""
        language = self.renderer().media_type
        ours = type(self).faults is RendererContract.faults
        if ours and "/" in language and not has_parser(language):
            self._fail(f"writes {language}, which this contract cannot parse: override `faults`")
        for text in PAYLOADS:
            self._expect_escaped(text, FIELDS, self.faults)
        for text in LINES:
            short = tuple(field for field in FIELDS if field not in _MULTILINE)
            self._expect_escaped(text, short, self._faults_and_lines)

        @_check
        @given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
        def any_text_is_escaped(text: str) -> None:
            self._expect_escaped(text, FIELDS, self.faults)

        any_text_is_escaped()

    # --- how the output is made -------------------------------------------------------------

    def test_the_same_input_gives_the_same_output(self) -> None:
        """Two renderings are equal, no clock is used, and another process gives the same output.

        That process has another hash seed and time zone. It is left out if it cannot import the
        renderer's class by name.
        """
        thread = bushy(30)
        for call in self._calls():
            first, second = (_joined(call(thread, self.context)) for _ in range(2))
            if first != second:
                self._fail(f"gives another output the second time:\n{second}", bushy(2), first)
            used = clocks_used(partial(_rendered, call, thread, self.context))
            if used:
                self._fail(f"uses {', '.join(sorted(used))}: use context.now instead")
        here = _joined(self.renderer().render(thread, self.context))
        other = render_in_subprocess(self.renderer, thread, self.context)
        if other not in (None, here):
            self._fail(f"gives another output in another process:\n{other}", bushy(2), here)

    def test_the_input_is_not_changed(self) -> None:
        """Rendering leaves thread and context unchanged."""
        thread, context = with_secrets(self.context)
        for call in self._calls():
            _joined(call(thread, context))
            before, context_before = with_secrets(self.context)
            for part in ("comments", "depths", "anomalies", "order"):
                if getattr(thread, part) != getattr(before, part):
                    self._fail(f"changes the thread's {part}", before)
            if context != context_before:
                self._fail("changes the context", before)

    def test_deep_threads_take_bounded_work(self) -> None:
        """The work for a chain of comments grows about linearly, up to 10,000 comments."""
        self._expect_bounded_work(chain)

    def test_wide_threads_take_bounded_work(self) -> None:
        """The work for siblings grows about linearly, at top level and as replies to a comment."""
        self._expect_bounded_work(flat)
        self._expect_bounded_work(star)

    def test_simultaneous_renderings_do_not_interfere(self) -> None:
        """Two renderings at a time, interleaved or on two threads, give the usual outputs."""
        works = ((with_texts(["word0end"] * 3, "body"), self.context), (bushy(12), self.context))
        for call in self._calls():
            alone = [_joined(call(*work)) for work in works]
            taken = zip(*zip_longest(*(call(*work) for work in works), fillvalue=""), strict=True)
            for (thread, _), due, pieces in zip(works, alone, taken, strict=True):
                if (output := _joined(pieces)) != due:
                    self._fail("changes its output while it renders another thread", thread, output)
            threaded = run_in_turns(*(partial(_rendered, call, *work) for work in works))
            for (thread, _), due, output in zip(works, alone, threaded, strict=True):
                if output != due:
                    self._fail(
                        "changes its output while it runs on two threads",
                        thread,
                        output,
                    )

    # --- helpers -----------------------------------------------------------------------------

    def _calls(self) -> Iterator[_Call]:
        """Yield the methods that make outputs: `render`, and ``page`` if the renderer has it."""
        yield lambda thread, context: self.renderer().render(thread, context)
        if callable(getattr(self.renderer, "page", None)):
            paging = cast("type[PageRenderer]", self.renderer)
            yield lambda thread, context: paging().page(thread, _with_post(context))

    def _numbers(self, output: str) -> list[int]:
        return [int(number) for number in _WORD.findall(self.visible_text(output))]

    def _number(self, comment: Comment) -> list[int]:
        """Return the number of the word that a comment shows; none for a tombstone."""
        fields = {"body": comment.body.text, "author": comment.author.name, "id": comment.id}
        return [int(number) for number in _WORD.findall(fields[self.shows])]

    def _expect_words(self, thread: Thread, output: str) -> None:
        found = self._numbers(output)
        for comment in thread.comments:
            for n in self._number(comment):
                times = found.count(n)
                if times != 1 and comment.status == "approved":
                    self._fail(f"shows word{n}end {times} times, not once", thread, output)

    def _expect_bounded_work(self, shape: Callable[[int], Thread]) -> None:
        for call in self._calls():
            lines, characters = _LIMIT, _LIMIT
            for size in _SIZES:
                cost = self._work(call, shape(size), lines, characters)
                lines, characters = (_FACTOR * part + 1000 for part in cost)

    def _work(self, call: _Call, thread: Thread, most: int, longest: int) -> tuple[int, int]:
        """Return how many lines of Python run for an output, and how long the output is."""
        characters = 0

        def work() -> None:
            nonlocal characters
            for piece in call(thread, self.context):
                characters += len(piece)
                if characters > longest:
                    raise TooManyStepsError

        what = f"for {len(thread):,} comments, too many compared with a tenth of the comments"
        try:
            return count_steps(work, most), characters
        except RecursionError:
            self._fail(f"recurses {what}: use EventRenderer or thread.events()", chain(3))
        except TooManyStepsError:
            if characters > longest:
                self._fail(f"writes more than {longest:,} characters {what}")
            self._fail(f"runs more than {most:,} lines of Python {what}")

    def _expect_escaped(self, text: str, fields: tuple[str, ...], faults: _Faults) -> None:
        """Check that the text stays text in these fields; name the first in which it does not."""
        for call in self._calls():
            if not self._breaks_out(call, text, fields, faults):
                continue
            guilty = [f for f in fields if self._breaks_out(call, text, (f,), faults)] or fields
            thread, context = hostile(text, guilty[:1], self.context)
            output = _joined(call(thread, context))
            problem = next(iter(faults(output)), "only together with others")
            self._fail(f"lets {text!r} in {guilty[0]} break out: {problem}", thread, output)

    def _breaks_out(self, call: _Call, text: str, fields: tuple[str, ...], faults: _Faults) -> bool:
        return any(faults(_joined(call(*hostile(text, fields, self.context)))))

    def _faults_and_lines(self, output: str) -> Iterator[str]:
        yield from self.faults(output)
        yield from forged_lines(output, self.renderer().media_type)

    def _fail(self, problem: str, thread: Thread | None = None, output: str = "") -> NoReturn:
        parts = [f"{self.renderer.__name__} {problem}"]
        if thread is not None:
            parts.append(f"thread:\n{outline(thread)}")
        if output:
            parts.append(f"output:\n{output if len(output) < 2000 else output[:2000] + '…'}")
        raise AssertionError("\n\n".join(parts))


def _joined(pieces: Iterable[object]) -> str:
    """Join the pieces. Pieces that are not text are converted: a separate check reports them."""
    return "".join(piece if isinstance(piece, str) else str(piece) for piece in pieces)


def _rendered(call: _Call, thread: Thread, context: Context) -> str:
    return _joined(call(thread, context))


def _approved(thread: Thread) -> Thread:
    return Thread.from_comments(evolve(comment, status="approved") for comment in thread.comments)


def _with_post(context: Context) -> Context:
    return context if context.post else evolve(context, post=Post(id="7", title="By train"))
