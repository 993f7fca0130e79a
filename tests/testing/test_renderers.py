"""The contract: ours keep it, and whoever breaks one promise fails that check and no other."""

from __future__ import annotations

import pytest
from tests.renderers.contracts import CONTRACTS
from tests.testing.right_and_wrong import (
    AllAtOnce,
    AnyLink,
    Api,
    Ascii,
    Backwards,
    ByHash,
    Bytes,
    Comprehends,
    Counting,
    Counts,
    Document,
    Edits,
    Escapes,
    Extras,
    Flattens,
    Forged,
    Forgets,
    Gravatars,
    HalfEscaped,
    Headings,
    Indents,
    Lines,
    LocalTime,
    Mails,
    Marked,
    Nameless,
    NeedsOne,
    Numbers,
    OpensTwice,
    Orphans,
    Page,
    Pasted,
    Plain,
    Raw,
    RawPage,
    Recurses,
    Remembers,
    Repeats,
    Scribbles,
    Scripted,
    Shared,
    SitesSecret,
    Today,
    Unquoted,
    Unread,
    Untyped,
    Verbatim,
)

from blogcore.errors import MissingExtraError
from blogcore.renderers import Renderer, registry, renderers
from blogcore.testing import RendererContract
from blogcore.testing import renderers as checks

CHECKS = sorted(name for name in vars(RendererContract) if name.startswith("test_"))


def contract(tested: type[Renderer]) -> type[RendererContract]:
    class Contract(RendererContract):
        renderer = tested

    return Contract


def broken(tested: type[Renderer], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The checks that a renderer fails, and what is said of it.

    Threads are of a thousand comments here, for twice as many wrong ones in the same time: those
    that do too much are known by then.
    """
    monkeypatch.setattr(checks, "_SIZES", (100, 1_000))
    kept_by = contract(tested)()
    said: dict[str, str] = {}
    for check in CHECKS:
        try:
            getattr(kept_by, check)()
        except AssertionError as failure:
            said[check] = str(failure)
    return said


# --- ours ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "check",
    [
        pytest.param(check, marks=[pytest.mark.million] if "bounded_work" in check else [])
        for check in CHECKS
    ],
)
@pytest.mark.parametrize(
    "name", [info.name for info in renderers() if info.distribution == "blogcore"]
)
def test_each_of_ours_keeps_the_contract(name: str, check: str) -> None:
    try:
        found = registry._RENDERERS.find(name)
    except MissingExtraError as missing:
        pytest.skip(str(missing))
    kept_by = CONTRACTS.get(name) or contract(found.value)
    getattr(kept_by(), check)()


# --- right ones ------------------------------------------------------------------------------

RIGHT = (Plain, Page, Document, Api, Lines, Marked)


@pytest.mark.parametrize("tested", RIGHT)
def test_a_right_renderer_fails_no_check(
    tested: type[Renderer], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert broken(tested, monkeypatch) == {}


# --- wrong ones ------------------------------------------------------------------------------

OUT = "test_hostile_text_cannot_break_out"
#: The check that each fails, and what is said.
WRONG = [
    ("test_pieces_are_text", Bytes, "gives a Said where text is due: "),
    ("test_pieces_are_text", AllAtOnce, "gives all at once: it must yield pieces"),
    ("test_pieces_are_text", Nameless, "it must be text such as 'fancy'"),
    ("test_pieces_are_text", Untyped, "the media_type 'html': it must be text such as 'text/html'"),
    ("test_an_empty_thread_is_rendered", NeedsOne, "raises ValueError where there are no comments"),
    (
        "test_an_empty_thread_is_rendered",
        OpensTwice,
        "breaks where there are no comments: not well",
    ),
    (
        "test_each_comment_is_there_once_and_in_order",
        Forgets,
        "Forgets shows word2end nowhere, not once\n\nthread:\n- c1\n  - c2\n    - c3\n\noutput:\n",
    ),
    (
        "test_each_comment_is_there_once_and_in_order",
        Repeats,
        "Repeats shows word1end 2 times, not once\n\nthread:\n- c1\n  - c2\n\noutput:\n",
    ),
    (
        "test_each_comment_is_there_once_and_in_order",
        Backwards,
        "shows words [1, 0] in this order; due is [0, 1]\n\nthread:\n- c1\n  - c2\n\noutput:\n",
    ),
    (
        "test_tombstones_say_nothing",
        Remembers,
        "shows word0end, which is hidden\n\nthread:\n- c1 (deleted)\n  - c2\n\noutput:\n",
    ),
    (
        "test_tombstones_say_nothing",
        Orphans,
        "drops word1end, which is not hidden\n\nthread:\n- c1 (deleted)\n  - c2\n\noutput:\n",
    ),
    ("test_bidi_and_emoji_stay_as_they_are", Ascii, r"changes 'שלום' ('\u05e9"),
    ("test_nothing_private_leaves", Mails, "shows a private field: 'canary.author.email"),
    ("test_nothing_private_leaves", Extras, "shows a private field: 'canary:extra "),
    ("test_nothing_private_leaves", Gravatars, "shows a digest of an e-mail address: "),
    ("test_nothing_private_leaves", SitesSecret, "shows a private field: 'canary.site.extra"),
    (OUT, Unread, "writes text/vnd.strange, for which there is no parser here: override"),
    (OUT, Raw, "lets '<x-out>' in body (text/plain) break out: an element <x-out>"),
    (OUT, Unquoted, "in author.name break out: an attribute x-out of <li>"),
    (OUT, AnyLink, "'javascript:xout()' in author.url break out: an attribute href="),
    (OUT, Scripted, "in post.title break out: text in <script>: "),
    (OUT, RawPage, "lets '<x-out>' in site.title break out: an element <x-out>"),
    (
        OUT,
        HalfEscaped,
        "in body (text/plain) break out: not well-formed as application/vnd.thread+",
    ),
    (OUT, Pasted, "in body (text/plain) break out: "),
    (OUT, Verbatim, "lets '<x-out>' in body (text/plain) break out: an element <x-out>"),
    (OUT, Headings, "in author.name break out: a line 'x-out: forged"),
    (OUT, Forged, r"lets 'Ida\nx-out: forged' in author.name break out: a line 'x-out: forged: "),
    (OUT, Escapes, "in body (text/plain) break out: a control character, which steers a terminal"),
    ("test_the_same_input_gives_the_same_output", Today, "asks datetime.now: the time to take is"),
    (
        "test_the_same_input_gives_the_same_output",
        ByHash,
        "gives another output in another process",
    ),
    ("test_the_same_input_gives_the_same_output", LocalTime, "gives another output in another pro"),
    ("test_the_same_input_gives_the_same_output", Counts, "gives another output the second time"),
    ("test_the_input_does_not_change", Edits, "Edits changes the thread's comments"),
    ("test_the_input_does_not_change", Flattens, "Flattens changes the thread's depths"),
    ("test_deep_threads_take_bounded_work", Recurses, "recurses for 1,000 comments"),
    ("test_deep_threads_take_bounded_work", Indents, "letters for 1,000 comments, too many beside"),
    (
        "test_deep_threads_take_bounded_work",
        Numbers,
        "lines of Python for 1,000 comments, too many",
    ),
    ("test_wide_threads_take_bounded_work", Counting, "lines of Python for 1,000 comments, too m"),
    ("test_renderings_do_not_disturb_each_other", Shared, "is disturbed by another at work"),
    ("test_renderings_do_not_disturb_each_other", Scribbles, "is disturbed by another thread"),
]


def test_every_check_has_its_wrong_renderer() -> None:
    assert sorted({check for check, _, _ in WRONG}) == CHECKS


@pytest.mark.shrinking
@pytest.mark.parametrize(("check", "tested", "said"), WRONG)
def test_a_wrong_renderer_fails_one_check_which_says_why_with_the_shortest_example(
    check: str, tested: type[Renderer], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = broken(tested, monkeypatch)
    assert list(failed) == [check]
    assert said in failed[check]


def test_who_looks_through_the_whole_thread_for_each_comment_is_caught_in_both_shapes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert list(broken(Comprehends, monkeypatch)) == [
        "test_deep_threads_take_bounded_work",
        "test_wide_threads_take_bounded_work",
    ]
