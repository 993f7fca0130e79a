"""Ids of feeds: different IRIs that do not depend on other items."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogcore.formats.feeds.addresses import FeedIds, generate_id, is_iri
from blogcore.strategies import ids

_KINDS = st.sampled_from(["post", "comment"])
_NAMES = ids() | st.sampled_from(["https://a.example/1", "tag:a.example,2005:1"])


@given(st.lists(st.tuples(_KINDS, _NAMES)))
def test_every_feed_id_is_a_different_iri(items: list[tuple[str, str]]) -> None:
    given_ids = FeedIds("https://a.example", [id for kind, id in items if kind == "post"])
    made = [given_ids.next_of("post" if kind == "post" else "comment", id) for kind, id in items]
    assert len(set(made)) == len(made)
    assert all(map(is_iri, made))


@given(_NAMES, st.lists(_NAMES))
def test_references_to_a_post_use_the_id_of_its_first_record(id: str, others: list[str]) -> None:
    alone, among = FeedIds("s", [id]), FeedIds("s", [*others, id])
    assert alone.next_of("post", id) == among.of("post", id) == alone.of("post", id)
    assert alone.of("post", id) != alone.of("comment", id)


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_generated_ids_differ_for_different_texts(words: list[str]) -> None:
    assert generate_id(*words) == generate_id(*words)
    assert generate_id(*words) != generate_id(*words, "more")
