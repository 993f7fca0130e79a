"""`RendererContract`: what every renderer promises, as tests that a plugin takes over."""

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
from blogcore.testing._checked import CHECKED
from blogcore.testing._discussions import (
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
    saying,
    secretive,
    star,
)
from blogcore.testing._effort import TooMuchError, clocks_asked, steps
from blogcore.testing._elsewhere import rendered_elsewhere
from blogcore.testing._outputs import (
    LINES,
    PAYLOADS,
    PIECES,
    breaches,
    forged_lines,
    is_known,
    visible_text,
)
from blogcore.testing._turns import in_turns
from blogcore.threads import Thread

__all__ = ["RendererContract", "Shown"]

_Call = Callable[[Thread, Context], Iterable[str]]
_Faults = Callable[[str], Iterable[str]]

_checked = settings(CHECKED, max_examples=50)
_WORD = re.compile(r"word(\d+)end")
#: Hebrew, Arabic, families and flags of several characters, accents that stand apart.
_SCRIPTS = ("שלום", "مرحبا", "नमस्ते", "日本語", "e\u0301", "ﬁ", "👩‍👩‍👧‍👦", "🇪🇸", "🏳️‍🌈", "👍🏽", "1️⃣")
#: The last is what counts; whoever is far off is told sooner.
_SIZES = (100, 1_000, 10_000)
#: How much more ten times as many comments may cost; n log n needs 15.
_FACTOR = 20
#: Lines of Python, and letters, for a hundred comments: whoever takes more is not of use.
_TOO_MUCH = 10_000_000
#: Fields that may go on in a line of their own.
_LONG = (
    *("body (text/plain)", "body (text/html)", "body (text/markdown)"),
    *("post.body", "post.excerpt", "author.bio"),
)
#: What a class says of itself, in which form, and an example.
_FACTS = (("name", r"[^@\s]+", "fancy"), ("media_type", r"[\w.+-]+/[\w.+-]+(;.*)?", "text/html"))


class RendererContract:
    """The tests of a renderer: subclass it in a test module, and name the renderer.

    ::

        class TestFancy(RendererContract):
            renderer = Fancy

    pytest then collects one test for each promise; needs nothing but the extra ``testing``. Where
    a promise is broken, the message says how, with the shortest example that was found.

    A renderer meets here what `render` would give it: hidden comments are left out, or are
    tombstones. If it has ``page``, pages must keep the promises as well.
    """

    #: The class of renderers under test.
    renderer: ClassVar[type[Renderer]]
    #: By which field each comment is recognised in the output: "body", "author" or "id". A map or
    #: a graph that leaves out what was said has another than "body".
    shows: ClassVar[Shown] = "body"
    #: What the renderer is told; checks that need another site or post put it in.
    context: ClassVar[Context] = Context()

    def visible_text(self, output: str) -> str:
        """What a reader sees of an output, in order: the text of each comment once.

        As it stands: what is between the tags of HTML and XML, the texts in JSON that are no
        keys, else all of it. Override it for an output that has more to say, such as JSON that
        gives every body as text and as HTML.
        """
        return visible_text(output, self.renderer().media_type)

    def faults(self, output: str) -> Iterator[str]:
        """What is wrong with an output that holds hostile text, in words.

        As it stands: whatever gets out in HTML, XML, JSON, Markdown and plain text. Override it
        for another language, such as Mermaid, and give what a parser of that says.
        """
        return breaches(output, self.renderer().media_type)

    # --- the promises: what is there ---------------------------------------------------------

    def test_pieces_are_text(self) -> None:
        """Name and media type are text, and `render` gives pieces that are text."""
        for attribute, form, like in _FACTS:
            value = cast("object", getattr(self.renderer, attribute, None))
            if not isinstance(value, str) or not re.fullmatch(form, value):
                self._fail(f"has the {attribute} {value!r}: it must be text such as {like!r}")
        thread = saying(["word0end"], self.shows)
        for call in self._calls():
            pieces = cast("object", call(thread, self.context))
            if isinstance(pieces, (str, bytes)):
                self._fail("gives all at once: it must yield pieces, or give a list", thread)
            for piece in cast("Iterable[object]", pieces):
                if not isinstance(piece, str):
                    kind = type(piece).__name__
                    self._fail(f"gives a {kind} where text is due: {short_repr(piece)}", thread)

    def test_an_empty_thread_is_rendered(self) -> None:
        """Where nobody said anything, the output is whole."""
        empty = Thread.from_comments([])
        for call in self._calls():
            try:
                output = _joined(call(empty, self.context))
            except Exception as error:  # noqa: BLE001 - a stranger's renderer may raise anything
                self._fail(f"raises {type(error).__name__} where there are no comments: {error}")
            for fault in self.faults(output):
                self._fail(f"breaks where there are no comments: {fault}", output=output)

    @_checked
    @given(st.data())
    def test_each_comment_is_there_once_and_in_order(self, data: st.DataObject) -> None:
        """What each comment shows is in the output once, and in the order of the thread.

        Pingbacks and other mentions may stand elsewhere.
        """
        thread = data.draw(discussions(self.shows))
        for call in self._calls():
            output = _joined(call(thread, self.context))
            self._expect_words(thread, output)
            due = [n for c in thread.comments if c.kind == "comment" for n in self._number(c)]
            found = [n for n in self._numbers(output) if n in due]
            if found != due:
                self._fail(f"shows words {found} in this order; due is {due}", thread, output)

    @_checked
    @given(st.data())
    def test_tombstones_say_nothing(self, data: st.DataObject) -> None:
        """Of a hidden comment nothing is said, but what others answered to it is.

        Also where the same comment was rendered before it was hidden.
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
                # The id of a hidden comment may mark its place.
                if number not in seen and number in after and self.shows != "id":
                    self._fail(f"shows word{number}end, which is hidden", shown, output)

    def test_bidi_and_emoji_stay_as_they_are(self) -> None:
        """Scripts of any direction and characters of several parts come out as they went in."""
        thread = saying(_SCRIPTS, self.shows)
        for call in self._calls():
            output = _joined(call(thread, self.context))
            seen = self.visible_text(output)
            for text in _SCRIPTS:
                if text not in seen:
                    self._fail(f"changes {text!r} ({text!a})", saying([text], self.shows), seen)

    # --- the promises: what is not -----------------------------------------------------------

    def test_nothing_private_leaves(self) -> None:
        """No private field of any model, and no digest of an e-mail address, is in the output."""
        thread, context = secretive(self.context)
        for call in self._calls():
            output = _joined(call(thread, context))
            at = output.lower().find(SECRET)
            if at >= 0:
                self._fail(f"shows a private field: {output[at : at + 40]!r}", thread, output)
            for digest in address_digests():
                if digest in output.lower():
                    self._fail(f"shows a digest of an e-mail address: {digest}", thread, output)

    def test_hostile_text_cannot_break_out(self) -> None:
        """Whatever a stranger writes, in any field, stays text."""
        language = self.renderer().media_type
        ours = type(self).faults is RendererContract.faults
        if ours and "/" in language and not is_known(language):
            self._fail(f"writes {language}, for which there is no parser here: override `faults`")
        for text in PAYLOADS:
            self._expect_kept_in(text, FIELDS, self.faults)
        for text in LINES:
            short = tuple(field for field in FIELDS if field not in _LONG)
            self._expect_kept_in(text, short, self._faults_and_lines)

        @_checked
        @given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
        def any_text_is_kept_in(text: str) -> None:
            self._expect_kept_in(text, FIELDS, self.faults)

        any_text_is_kept_in()

    # --- the promises: how it is made --------------------------------------------------------

    def test_the_same_input_gives_the_same_output(self) -> None:
        """Twice, without a clock, and in a process of another hash seed and time zone.

        The last where the renderer's class can be imported by its name there.
        """
        thread = bushy(30)
        for call in self._calls():
            first, second = (_joined(call(thread, self.context)) for _ in range(2))
            if first != second:
                self._fail(f"gives another output the second time:\n{second}", bushy(2), first)
            asked = clocks_asked(partial(_rendered, call, thread, self.context))
            if asked:
                self._fail(f"asks {', '.join(sorted(asked))}: the time to take is context.now")
        here = _joined(self.renderer().render(thread, self.context))
        elsewhere = rendered_elsewhere(self.renderer, thread, self.context)
        if elsewhere not in (None, here):
            self._fail(f"gives another output in another process:\n{elsewhere}", bushy(2), here)

    def test_the_input_does_not_change(self) -> None:
        """Thread and context are afterwards what they were before."""
        thread, context = secretive(self.context)
        for call in self._calls():
            _joined(call(thread, context))
            before, context_before = secretive(self.context)
            for part in ("comments", "depths", "anomalies", "order"):
                if getattr(thread, part) != getattr(before, part):
                    self._fail(f"changes the thread's {part}", before)
            if context != context_before:
                self._fail("changes the context", before)

    def test_deep_threads_take_bounded_work(self) -> None:
        """10,000 comments in a chain cost as much more than 1,000 as there are more of them."""
        self._expect_bounded_work(chain)

    def test_wide_threads_take_bounded_work(self) -> None:
        """10,000 comments side by side do, at top level and beneath one comment."""
        self._expect_bounded_work(flat)
        self._expect_bounded_work(star)

    def test_renderings_do_not_disturb_each_other(self) -> None:
        """Two at a time come out as each alone: piece by piece in turn, and on two threads."""
        works = ((saying(["word0end"] * 3, "body"), self.context), (bushy(12), self.context))
        for call in self._calls():
            alone = [_joined(call(*work)) for work in works]
            taken = zip(*zip_longest(*(call(*work) for work in works), fillvalue=""), strict=True)
            for (thread, _), due, pieces in zip(works, alone, taken, strict=True):
                if (output := _joined(pieces)) != due:
                    self._fail("is disturbed by another at work", thread, output)
            threaded = in_turns(*(partial(_rendered, call, *work) for work in works))
            for (thread, _), due, output in zip(works, alone, threaded, strict=True):
                if output != due:
                    self._fail("is disturbed by another thread", thread, output)

    # --- how they are asked for --------------------------------------------------------------

    def _calls(self) -> Iterator[_Call]:
        """What makes outputs: the renderer's `render`, and its ``page`` if it has one."""
        yield lambda thread, context: self.renderer().render(thread, context)
        if callable(getattr(self.renderer, "page", None)):
            paging = cast("type[PageRenderer]", self.renderer)
            yield lambda thread, context: paging().page(thread, _with_post(context))

    def _numbers(self, output: str) -> list[int]:
        return [int(number) for number in _WORD.findall(self.visible_text(output))]

    def _number(self, comment: Comment) -> list[int]:
        """The number of the word that a comment shows; none for a tombstone."""
        fields = {"body": comment.body.text, "author": comment.author.name, "id": comment.id}
        return [int(number) for number in _WORD.findall(fields[self.shows])]

    def _expect_words(self, thread: Thread, output: str) -> None:
        found = self._numbers(output)
        for comment in thread.comments:
            for n in self._number(comment):
                times = found.count(n)
                if times != 1 and comment.status == "approved":
                    shown = f"{times} times" if times else "nowhere"
                    self._fail(f"shows word{n}end {shown}, not once", thread, output)

    def _expect_bounded_work(self, shape: Callable[[int], Thread]) -> None:
        for call in self._calls():
            lines, letters = _TOO_MUCH, _TOO_MUCH
            for size in _SIZES:
                cost = self._work(call, shape(size), lines, letters)
                lines, letters = (_FACTOR * part + 1000 for part in cost)

    def _work(self, call: _Call, thread: Thread, most: int, longest: int) -> tuple[int, int]:
        """How many lines of Python run for an output, and how long it is."""
        letters = 0

        def work() -> None:
            nonlocal letters
            for piece in call(thread, self.context):
                letters += len(piece)
                if letters > longest:
                    raise TooMuchError

        what = f"for {len(thread):,} comments, too many beside what a tenth of them costs"
        try:
            return steps(work, most), letters
        except RecursionError:
            self._fail(f"recurses {what}: take EventRenderer or thread.events()", chain(3))
        except TooMuchError:
            if letters > longest:
                self._fail(f"writes more than {longest:,} letters {what}")
            self._fail(f"runs more than {most:,} lines of Python {what}")

    def _expect_kept_in(self, text: str, fields: tuple[str, ...], faults: _Faults) -> None:
        """No fault where these fields hold the text; else the first of them that lets it out."""
        for call in self._calls():
            if not self._gets_out(call, text, fields, faults):
                continue
            guilty = [f for f in fields if self._gets_out(call, text, (f,), faults)] or fields
            thread, context = hostile(text, guilty[:1], self.context)
            output = _joined(call(thread, context))
            problem = next(iter(faults(output)), "only together with others")
            self._fail(f"lets {text!r} in {guilty[0]} break out: {problem}", thread, output)

    def _gets_out(self, call: _Call, text: str, fields: tuple[str, ...], faults: _Faults) -> bool:
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
    """The output; pieces that are no text, which one check is about, trouble no other."""
    return "".join(piece if isinstance(piece, str) else str(piece) for piece in pieces)


def _rendered(call: _Call, thread: Thread, context: Context) -> str:
    return _joined(call(thread, context))


def _approved(thread: Thread) -> Thread:
    return Thread.from_comments(evolve(comment, status="approved") for comment in thread.comments)


def _with_post(context: Context) -> Context:
    return context if context.post else evolve(context, post=Post(id="7", title="By train"))
