"""`infer_replies` links flat comments, says why, and never contradicts what is known."""

from __future__ import annotations

import re
from importlib.resources import files
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_chain, make_comment, make_post

from blogcore import Author, Body, Comment, Post, load
from blogcore.inference import InferredReply, infer_replies
from blogcore.inference.discussion import Discussion
from blogcore.inference.features import extract
from blogcore.inference.function_words import FUNCTION_WORDS, guess_language
from blogcore.inference.infer import block_quotes, sort_by_time
from blogcore.inference.model import load_background, load_model
from blogcore.inference.tokens import fold
from blogcore.strategies import comment_lists

#: A flat discussion like the one on a travel blog, written for this test: the second comment
#: answers the first, the fourth (by the post's author) a question in the third, and the fifth
#: takes up the third by name.
TRAVEL_POST = make_post(
    title="Three weeks in the closed country",
    language="en",
    authors=[Author(name="Mira")],
    body=Body(
        text="We crossed the border by train, and two guides went with us everywhere. Nobody may"
        " walk about alone, but whoever we met was friendly and curious."
    ),
)
TRAVEL = [
    make_comment(
        "c1",
        author="Jonas",
        minute=100,
        body="I had no idea that visitors are let in at all! One day I hope to sit at a family's"
        " table there and share a plate of dumplings.",
    ),
    make_comment(
        "c2",
        author="Lien",
        minute=500,
        body="“Share a plate of dumplings”, ha! Not over there: dumplings are what families eat"
        " next door. There the plate holds cold noodles.",
    ),
    make_comment(
        "c3",
        author="Annika",
        minute=1200,
        body="What I like most is your independent style of travelling. Where do you prefer to"
        " sleep on such trips: hostals, with families, couch-surfing?",
    ),
    make_comment(
        "c4",
        author="Mira",
        minute=1800,
        body="Over there you sleep in the hotels that the government names, nothing else."
        " Elsewhere I take hostels for a week or two, and apartments when I stay longer.",
    ),
    make_comment(
        "c5",
        author="Petra",
        minute=3000,
        body="Annika is right, the “independent style of traveling” is what keeps me reading. In"
        " my country the accommodation is always with families, and dinner is soup.",
    ),
]


def parents(replies: tuple[InferredReply, ...]) -> dict[str, str | None]:
    return {reply.comment_id: reply.parent_id for reply in replies}


def test_links_of_a_travel_discussion_are_those_that_people_see() -> None:
    replies = infer_replies(TRAVEL, TRAVEL_POST)
    assert parents(replies) == {"c1": None, "c2": "c1", "c3": None, "c4": "c3", "c5": "c3"}
    by_id = {reply.comment_id: reply for reply in replies}
    assert "dumplings" in by_id["c2"].explanation
    assert "the post's author answers the question in #3" in by_id["c4"].explanation
    assert "hostels" in by_id["c4"].explanation
    assert "quotes 3 words of #3" in by_id["c5"].explanation
    assert "names Annika, who wrote #3" in by_id["c5"].explanation


@given(comment_lists())
def test_every_unlinked_comment_gets_one_parent_that_is_not_later(comments: list[Comment]) -> None:
    unique = list({comment.id: comment for comment in comments}.values())
    replies = infer_replies(unique)
    ordered = [comment for comment in sort_by_time(unique) if comment.kind == "comment"]
    positions = {comment.id: position for position, comment in enumerate(ordered)}
    expected = [comment.id for comment in ordered if comment.in_reply_to is None]
    assert [reply.comment_id for reply in replies] == expected
    for reply in replies:
        for parent in (reply.parent_id, *(other.parent_id for other in reply.alternatives)):
            assert parent is None or positions[parent] < positions[reply.comment_id]
        probabilities = [reply.probability, *(o.probability for o in reply.alternatives)]
        assert probabilities == sorted(probabilities, reverse=True)
        assert 0 < sum(probabilities) <= 1.000001


@given(comment_lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(comments: list[Comment], random: object) -> None:
    unique = list({comment.id: comment for comment in comments}.values())
    shuffled = list(unique)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert infer_replies(shuffled) == infer_replies(unique)


@given(comment_lists())
def test_evidence_shows_words_as_they_are_in_both_texts(comments: list[Comment]) -> None:
    unique = {comment.id: comment for comment in comments}
    for reply in infer_replies(unique.values()):
        text = unique[reply.comment_id].body.to_text()
        parent = unique[reply.parent_id].body.to_text() if reply.parent_id else ""
        for evidence in reply.evidence:
            assert evidence.words == tuple(text[start:end] for start, end in evidence.spans)
            assert evidence.parent_words == tuple(
                parent[start:end] for start, end in evidence.parent_spans
            )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ana", "@Ana that is what I found, too."),
        ("Ana", "Ana, that is what I found, too."),
        ("Ana Souza", "Thanks Ana! That is what I found, too."),
        ("JeffOllerton", "@jeff yes, three of them."),
        ("Иван", "@Ivan nothing of the sort."),
        ("Will", "@will no, it will not."),
        ("代码疯子", "@代码疯子 过奖了"),
        ("José", "Jose: gracias."),
    ],
)
def test_whoever_is_addressed_is_answered(name: str, text: str) -> None:
    comments = [
        make_comment("c1", author=name, minute=0, body="There is a second well behind the mill."),
        *(make_comment(f"c{n}", author=f"Reader{n}", minute=n) for n in range(2, 6)),
        make_comment("c9", author="Omar", minute=60, body=text),
    ]
    reply = infer_replies(comments)[-1]
    assert reply.parent_id == "c1"
    assert reply.evidence[0].kind == "address"


def test_a_name_that_is_an_ordinary_word_is_not_taken_for_an_address() -> None:
    comments = [
        make_comment("c1", author="Will", body="There is a second well behind the mill."),
        make_comment("c2", author="Omar", minute=600, body="It will rain. I will stay in."),
    ]
    assert not any(found.kind == "address" for found in infer_replies(comments)[1].evidence)


def test_a_block_quote_counts_as_a_quotation() -> None:
    said = "the old mill was sold to a baker from the coast"
    comments = [
        make_comment("c1", body=f"I was told that {said} last winter."),
        make_comment("c2", author="Tom", minute=5, body="Lovely picture."),
        make_comment(
            "c3",
            author="Omar",
            minute=600,
            body=Body(
                text=f"<blockquote><p>{said}</p></blockquote><p>No.</p>", media_type="text/html"
            ),
        ),
    ]
    reply = infer_replies(comments)[-1]
    assert reply.parent_id == "c1"
    [quotation] = [found for found in reply.evidence if found.kind == "quotation"]
    assert quotation.description == "quotes 11 words of #1"
    assert quotation.words == (said,)


def test_common_words_are_no_evidence() -> None:
    comments = [
        make_comment("c1", body="This is the one that you should have with them."),
        make_comment("c2", author="Tom", minute=5, body="This is what the others have with you."),
    ]
    post = make_post(language="en")
    assert not any(found.kind == "words" for found in infer_replies(comments, post)[1].evidence)


@pytest.mark.parametrize("code", sorted(FUNCTION_WORDS))
@pytest.mark.parametrize("is_known", [True, False])
def test_function_words_are_no_evidence_in_any_language(code: str, is_known: bool) -> None:
    """Neither as rare words nor as a quotation, whether the language is known or not."""
    words = FUNCTION_WORDS[code].split()
    comments = [
        make_comment("c1", body=" ".join(words)),
        make_comment("c2", author="Tom", minute=5, body=" ".join(words[20:80])),
        make_comment("c3", author="Eva", minute=9, body=" ".join(reversed(words))),
    ]
    post = make_post(language=code if is_known else None)
    for reply in infer_replies(comments, post):
        assert not {found.kind for found in reply.evidence} & {"words", "quotation"}


@given(comment_lists(), st.sampled_from(sorted(FUNCTION_WORDS)))
def test_no_evidence_is_a_bare_function_word(comments: list[Comment], code: str) -> None:
    listed = {fold(word) for word in FUNCTION_WORDS[code].split()}
    unique = {comment.id: comment for comment in comments}.values()
    for reply in infer_replies(unique, language=code):
        for found in reply.evidence:
            assert found.kind != "words" or listed.isdisjoint(map(fold, found.words))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wo ist der Weg, den wir gestern nicht gesehen haben? Er ist hinter dem Haus.", "de"),
        ("Je ne sais pas où il est, mais nous avons vu cette maison avec vous dans la rue.", "fr"),
        ("Я не знаю, где он был, но мы его уже видели там, когда были с ними в горах.", "ru"),
        ("我们没有什么可以说的，因为他们已经知道了。但是如果你们觉得不错，就可以自己看看。", "zh"),
        ("The mill is behind the church, and you should not have gone there with them.", "en"),
        ("Mill, church, river.", None),
        ("", None),
    ],
)
def test_the_language_is_guessed_from_function_words(text: str, language: str | None) -> None:
    assert guess_language([text]) == language


def test_a_word_of_another_language_is_evidence_where_the_language_is_clear() -> None:
    """Spanish "sea" is a form of "to be"."""
    comments = [
        make_comment(
            "c1", author="Ana", body="There was nothing but the sea and the wind around us."
        ),
        make_comment("c2", author="Tom", minute=5, body="Lovely pictures, and thank you for them."),
        make_comment("c3", author="Eva", minute=9, body="@Ana, which sea was it?"),
    ]
    evidence = infer_replies(comments)[-1].evidence
    assert ("sea",) in [found.words for found in evidence if found.kind == "words"]


def test_known_links_are_kept_and_only_serve_as_context() -> None:
    comments = [*make_chain(3), make_comment("c9", author="Tom", minute=9)]
    assert [reply.comment_id for reply in infer_replies(comments)] == ["c0000000", "c9"]


def test_pingbacks_neither_answer_nor_are_answered() -> None:
    comments = [
        make_comment("c1", kind="pingback"),
        make_comment("c2", author="Tom", minute=1, body="Hello there."),
    ]
    [reply] = infer_replies(comments)
    assert (reply.comment_id, reply.parent_id, reply.probability) == ("c2", None, 1.0)


def test_a_scorer_decides_between_candidates() -> None:
    comments = [make_comment(f"c{n}", author=f"Reader{n}", minute=n) for n in range(5)]

    def prefers_second(comment: Comment, candidate: Comment | Post | None) -> float:
        return 20.0 if isinstance(candidate, Comment) and candidate.id == "c2" else 0.0

    reply = infer_replies(comments, scorer=prefers_second)[-1]
    assert reply.parent_id == "c2"
    assert "scorer" in {found.kind for found in reply.evidence}


def test_the_writer_who_answers_all_others_is_taken_for_the_author_of_the_post() -> None:
    comments = []
    for n in range(0, 12, 2):
        question = f"Where is station {n} of the path?"
        comments.append(make_comment(f"c{n:02}", author=f"Reader{n}", minute=60 * n, body=question))
        comments.append(
            make_comment(f"c{n + 1:02}", author="Host", minute=60 * n + 30, body="By the river.")
        )
    by_id = parents(infer_replies(comments))
    assert all(by_id[f"c{n + 1:02}"] == f"c{n:02}" for n in range(0, 12, 2))


def test_a_comment_without_time_follows_the_next_smaller_id() -> None:
    comments = [
        make_comment("10", minute=10),
        make_comment("9", minute=None),
        make_comment("8", minute=8),
    ]
    assert [comment.id for comment in sort_by_time(comments)] == ["8", "9", "10"]


def test_each_comment_has_a_bounded_number_of_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the texts are, work per comment does not grow with the discussion."""
    counts: list[int] = []
    original = extract

    def counted(*arguments: object) -> object:
        counts.append(1)
        return original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("blogcore.inference.infer.extract", counted)
    same = "@Ida the same long sentence about the same old mill, again and again and again"
    for size in (100, 400):
        comments = [
            make_comment(f"c{n:04}", author="Ida" if n % 2 else f"R{n}", minute=n, body=same)
            for n in range(size)
        ]
        counts.clear()
        infer_replies(comments)
        assert len(counts) <= 60 * size


def test_explicit_signals_raise_the_score_of_a_link() -> None:
    weights = load_model().weights
    for name in ("at", "at_part", "vocative", "vocative_part", "quotes_marked"):
        assert weights[name] >= 2.0
    assert weights["another_reader_addressed"] <= 0


def test_evidence_shows_whole_words_instead_of_stems(monkeypatch: pytest.MonkeyPatch) -> None:
    comments = [
        make_comment("c1", body="The lighthouse keepers were never relieved in winter."),
        make_comment("c2", author="Tom", minute=5, body="A lighthouse keeper is relieved by boat."),
    ]
    for language in ("en", None):
        [reply] = infer_replies(comments, make_post(language=language))[1:]
        for found in reply.evidence:
            for word in found.words:
                assert re.search(rf"\b{re.escape(word)}\b", comments[1].body.text)


def test_the_flat_discussion_of_the_sample_comes_out_as_people_read_it() -> None:
    blog = load((files("blogcore") / "sample" / "blog.json").read_bytes()).blog
    post = blog.posts[0]
    replies = infer_replies([c for c in blog.comments if c.post_id == post.id], post)
    by_id = {reply.comment_id: reply for reply in replies}
    links = {id: reply.parent_id for id, reply in by_id.items() if reply.parent_id}
    assert links == {"32": "31", "34": "33", "35": "33"}
    assert "addresses Ingrid Falk" in by_id["32"].explanation
    assert "answers the question in #3" in by_id["34"].explanation
    assert "quotes 4 words of #3" in by_id["35"].explanation
    assert all(by_id[id].probability >= 0.8 for id in links)


def test_names_in_an_enumeration_are_not_addresses() -> None:
    comments = [
        make_comment("c1", author="Ana", body="There is a second well behind the mill."),
        make_comment("c2", author="Tom", minute=5, body="Lovely picture."),
        make_comment("c3", author="Ida", minute=9, body="We saw it with Omar, Ana, and her dog."),
    ]
    assert not any(
        "addresses" in evidence.description for evidence in infer_replies(comments)[2].evidence
    )


def test_a_marked_quotation_is_preferred_to_a_longer_unmarked_repetition() -> None:
    comments = [
        make_comment("c1", body="We went under our own sail along the coast and found a good inn."),
        make_comment("c2", author="Tom", minute=5, body="Lovely picture."),
        make_comment(
            "c3",
            author="Ida",
            minute=60,
            body="“Under our own sail” is it! As for along the coast and found a good inn: no.",
        ),
    ]
    reply = infer_replies(comments)[2]
    assert reply.parent_id == "c1"
    [quotation] = [found for found in reply.evidence if found.kind == "quotation"]
    assert quotation.words == ("Under our own sail",)


def test_a_comment_that_names_everybody_has_a_bounded_number_of_candidates() -> None:
    discussion = Discussion(load_background().lexicon("en"))
    names = [f"Writer{number}" for number in range(200)]
    for name in names:
        discussion.add("A plain remark.", name)
    remark = discussion.add(" ".join(f"@{name}," for name in names), "Ida")
    assert len(remark.addresses) == len(names)
    assert len(remark.candidates) <= 60


def test_block_quotes_without_an_end_are_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = Mock(wraps=re.compile("</blockquote>"))
    monkeypatch.setattr("blogcore.inference.infer._BLOCK_QUOTE_END", pattern)
    body = Body(text="<blockquote>x " * 1_000, media_type="text/html")
    assert list(block_quotes(body, body.to_text())) == []
    assert pattern.search.call_count == 1


def test_every_block_quote_is_found_once_and_in_order() -> None:
    html = "<blockquote>Yes.</blockquote>No.<blockquote><p>Yes.</p><p>Maybe.</p></blockquote>"
    body = Body(text=html, media_type="text/html")
    text = body.to_text()
    quoted = [text[start:end] for start, end in block_quotes(body, text)]
    assert quoted == ["Yes.", "Yes.\n\nMaybe."]
