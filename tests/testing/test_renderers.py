"""`RendererContract`: our renderers pass, and each defect fails its check and no other."""

from __future__ import annotations

import pytest
from tests.renderers.contracts import CONTRACTS
from tests.testing.sample_renderers import (
    AllAtOnce,
    AnyLink,
    Api,
    Ascii,
    Backwards,
    ByHash,
    Bytes,
    CollectsInClass,
    CountsRenderings,
    CountsSiblings,
    Document,
    Edits,
    Escapes,
    Flattens,
    ForgesLines,
    Forgets,
    Gravatars,
    HalfEscaped,
    Headings,
    Indents,
    JoinsJsonByHand,
    KeepsThreadInClass,
    Lines,
    LocalTime,
    Marked,
    Nameless,
    NeedsOne,
    Numbers,
    OpensTwice,
    Orphans,
    Page,
    Plain,
    Raw,
    RawPage,
    Recurses,
    Remembers,
    Repeats,
    Scripted,
    SearchesWholeThread,
    ShowsEmails,
    ShowsExtra,
    ShowsSiteExtra,
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
    """Return the checks that a renderer fails, with their messages.

    Threads have at most a thousand comments here, which is enough to find quadratic cost.
    """
    monkeypatch.setattr(checks, "_SIZES", (100, 1_000))
    checked = contract(tested)()
    said: dict[str, str] = {}
    for check in CHECKS:
        try:
            getattr(checked, check)()
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
def test_our_renderers_pass_every_check(name: str, check: str) -> None:
    try:
        found = registry._RENDERERS.find(name)
    except MissingExtraError as missing:
        pytest.skip(str(missing))
    checked = CONTRACTS.get(name) or contract(found.value)
    getattr(checked(), check)()


# --- correct ones ------------------------------------------------------------------------------

CORRECT = (Plain, Page, Document, Api, Lines, Marked)


@pytest.mark.parametrize("tested", CORRECT)
def test_a_correct_renderer_passes_every_check(
    tested: type[Renderer], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert broken(tested, monkeypatch) == {}


# --- defective ones ------------------------------------------------------------------------------

ESCAPING = "test_hostile_text_cannot_break_out"
#: The check that each renderer fails, and a part of the message.
DEFECTIVE = [
    ("test_render_yields_text", Bytes, "yields a LooksLikeText instead of text: "),
    ("test_render_yields_text", AllAtOnce, "returns one text: it must yield pieces"),
    ("test_render_yields_text", Nameless, "it must be text such as 'fancy'"),
    (
        "test_render_yields_text",
        Untyped,
        "the media_type 'html': it must be text such as 'text/html'",
    ),
    ("test_an_empty_thread_is_rendered", NeedsOne, "raises ValueError for an empty thread"),
    (
        "test_an_empty_thread_is_rendered",
        OpensTwice,
        "renders an empty thread wrongly: not well",
    ),
    (
        "test_each_comment_is_shown_once_and_in_order",
        Forgets,
        "Forgets shows word2end 0 times, not once\n\nthread:\n- c1\n  - c2\n    - c3\n\noutput:\n",
    ),
    (
        "test_each_comment_is_shown_once_and_in_order",
        Repeats,
        "Repeats shows word1end 2 times, not once\n\nthread:\n- c1\n  - c2\n\noutput:\n",
    ),
    (
        "test_each_comment_is_shown_once_and_in_order",
        Backwards,
        "shows words [1, 0] instead of [0, 1]\n\nthread:\n- c1\n  - c2\n\noutput:\n",
    ),
    (
        "test_hidden_comments_show_nothing",
        Remembers,
        "shows word0end, which is hidden\n\nthread:\n- c1 (deleted)\n  - c2\n\noutput:\n",
    ),
    (
        "test_hidden_comments_show_nothing",
        Orphans,
        "drops word1end, which is not hidden\n\nthread:\n- c1 (deleted)\n  - c2\n\noutput:\n",
    ),
    ("test_bidirectional_text_and_emoji_are_unchanged", Ascii, r"changes 'שלום' ('\u05e9"),
    (
        "test_private_fields_are_not_shown",
        ShowsEmails,
        "shows a private field: 'canary.author.email",
    ),
    ("test_private_fields_are_not_shown", ShowsExtra, "shows a private field: 'canary:extra "),
    ("test_private_fields_are_not_shown", Gravatars, "shows a digest of an e-mail address: "),
    (
        "test_private_fields_are_not_shown",
        ShowsSiteExtra,
        "shows a private field: 'canary.site.extra",
    ),
    (ESCAPING, Unread, "writes text/vnd.strange, which this contract cannot parse: override"),
    (ESCAPING, Raw, "lets '<x-out>' in body (text/plain) break out: an element <x-out>"),
    (ESCAPING, Unquoted, "in author.name break out: an attribute x-out of <li>"),
    (ESCAPING, AnyLink, "'javascript:xout()' in author.url break out: an attribute href="),
    (ESCAPING, Scripted, "in post.title break out: text in <script>: "),
    (ESCAPING, RawPage, "lets '<x-out>' in site.title break out: an element <x-out>"),
    (
        ESCAPING,
        HalfEscaped,
        "in body (text/plain) break out: not well-formed as application/vnd.thread+",
    ),
    (ESCAPING, JoinsJsonByHand, "in body (text/plain) break out: "),
    (ESCAPING, Verbatim, "lets '<x-out>' in body (text/plain) break out: an element <x-out>"),
    (ESCAPING, Headings, "in author.name break out: a line 'x-out: forged"),
    (
        ESCAPING,
        ForgesLines,
        r"lets 'Ida\nx-out: forged' in author.name break out: a line 'x-out: forged: ",
    ),
    (
        ESCAPING,
        Escapes,
        "in body (text/plain) break out: a control character, which steers a terminal",
    ),
    (
        "test_the_same_input_gives_the_same_output",
        Today,
        "uses datetime.now: use context.now instead",
    ),
    (
        "test_the_same_input_gives_the_same_output",
        ByHash,
        "gives another output in another process",
    ),
    ("test_the_same_input_gives_the_same_output", LocalTime, "gives another output in another pro"),
    (
        "test_the_same_input_gives_the_same_output",
        CountsRenderings,
        "gives another output the second time",
    ),
    ("test_the_input_is_not_changed", Edits, "Edits changes the thread's comments"),
    ("test_the_input_is_not_changed", Flattens, "Flattens changes the thread's depths"),
    ("test_deep_threads_take_bounded_work", Recurses, "recurses for 1,000 comments"),
    (
        "test_deep_threads_take_bounded_work",
        Indents,
        "characters for 1,000 comments, too many compared",
    ),
    (
        "test_deep_threads_take_bounded_work",
        Numbers,
        "lines of Python for 1,000 comments, too many",
    ),
    (
        "test_wide_threads_take_bounded_work",
        CountsSiblings,
        "lines of Python for 1,000 comments, too m",
    ),
    (
        "test_simultaneous_renderings_do_not_interfere",
        KeepsThreadInClass,
        "changes its output while it renders another thread",
    ),
    (
        "test_simultaneous_renderings_do_not_interfere",
        CollectsInClass,
        "changes its output while it runs on two threads",
    ),
]


def test_every_check_has_a_defective_renderer() -> None:
    assert sorted({check for check, _, _ in DEFECTIVE}) == CHECKS


@pytest.mark.shrinking
@pytest.mark.parametrize(("check", "tested", "said"), DEFECTIVE)
def test_a_defect_fails_its_check_and_no_other_with_a_small_example(
    check: str, tested: type[Renderer], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = broken(tested, monkeypatch)
    assert list(failed) == [check]
    assert said in failed[check]


def test_a_renderer_of_quadratic_cost_fails_both_checks_of_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert list(broken(SearchesWholeThread, monkeypatch)) == [
        "test_deep_threads_take_bounded_work",
        "test_wide_threads_take_bounded_work",
    ]
