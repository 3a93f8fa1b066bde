"""Quotation marks: as typographers have them, and as the press leaves them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.analyse.quotations import find_quotations
from verbale.text import straighten


def inner(text: str) -> list[str]:
    plain = straighten(text)
    return [text[q.inner.start : q.inner.end] for q in find_quotations(plain)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Il a dit « oui, merci ».", ["oui, merci"]),
        ("Il a dit «\u00a0oui, merci\u00a0».", ["oui, merci"]),
        ("Il a dit “oui, merci”.", ["oui, merci"]),
        ('Il a dit "oui, merci".', ["oui, merci"]),
        ('Il a dit " oui, merci ", puis " non ".', ["oui, merci", "non"]),
        ("Il a dit ''oui, merci''.", ["oui, merci"]),
        ("Il a dit <<oui, merci>>.", ["oui, merci"]),
        ("Il a dit „oui, merci“.", ["oui, merci"]),
        ("Il a dit ‹ oui, merci ›.", ["oui, merci"]),
        ("Il a dit 'oui, merci' hier.", ["oui, merci"]),
        ('"Un" et "deux", puis "trois".', ["Un", "deux", "trois"]),
        ('Un "geste"fort, un "signe".', ["geste", "signe"]),
        ("d'« appauvrir » et d'\"affaiblir\"", ["appauvrir", "affaiblir"]),
        ("« Il a parlé de “rupture” hier », dit-il.", ["Il a parlé de “rupture” hier", "rupture"]),
        ("« Il a parlé de « rupture » hier », dit-il.", ["Il a parlé de « rupture » hier", "rupture"]),
        ('" Ils parlent des "îles du Sud" hier ".', ['Ils parlent des "îles du Sud" hier', "îles du Sud"]),
        ("\"Elle dit 'je suis là' encore\", note-t-il.", ["Elle dit 'je suis là' encore", "je suis là"]),
        ("« C'est bien « , a-t-il dit. « Merci ».", ["C'est bien", "Merci"]),
        ("« C'est bien», a-t-il dit.", ["C'est bien"]),
        ("« C'est bien ”, a-t-il dit.", ["C'est bien"]),
        ("“C'est bien\", a-t-il dit.", ["C'est bien"]),
        ("\"C'est bien'', a-t-il dit.", ["C'est bien"]),
    ],
)
def test_marks_are_paired(text: str, wanted: list[str]) -> None:
    assert inner(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "L'accord d'hier n'est qu'un début, aujourd'hui comme demain.",
        "Jusqu' à demain et lorsqu' il viendra.",
        "Les années '90 et l'été '22.",
        "Rien à citer ici.",
        "",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert inner(text) == []


def test_each_paragraph_may_reopen_the_guillemet() -> None:
    text = "Il a dit :\n« Premier point.\n« Deuxième point.\n« Dernier point. »\nFin."
    assert inner(text) == ["Premier point.", "Deuxième point.", "Dernier point."]


def test_a_quotation_may_run_over_a_paragraph() -> None:
    text = "Il a dit : « Premier point.\nDeuxième point. » Puis il est parti."
    assert inner(text) == ["Premier point.\nDeuxième point."]


def test_a_straight_mark_that_slipped_to_the_next_paragraph_closes_there() -> None:
    text = '"Nous allons gagner!\n", a-t-elle lancé. "Merci", a-t-il répondu.'
    assert inner(text) == ["Nous allons gagner!", "Merci"]


def test_a_straight_mark_that_slipped_to_the_line_before_opens_there() -> None:
    text = 'Une visite attendue"\nNous sommes prêts", a-t-il dit. "Tout est fait", a-t-il ajouté.'
    assert inner(text) == ["Nous sommes prêts", "Tout est fait"]


def test_an_unclosed_guillemet_ends_with_its_paragraph() -> None:
    text = "Il a dit : « Nous partons demain.\nLe reste suit."
    (found,) = find_quotations(text)
    assert text[found.inner.start : found.inner.end] == "Nous partons demain."
    assert found.end == found.inner.end


def test_an_unclosed_outer_mark_keeps_the_inner_pair() -> None:
    text = "« La visite a été « positive » et utile, a dit le porte-parole."
    assert inner(text) == ["La visite a été « positive » et utile, a dit le porte-parole.", "positive"]


def test_a_missing_mark_spoils_only_its_own_sentence() -> None:
    text = 'Il a évoqué "un manque. Puis il a salué "un geste" et "un signe".'
    assert inner(text)[-2:] == ["un geste", "un signe"]


@given(st.text(alphabet="ab ,.\n«»“”\"'", max_size=80))
def test_spans_lie_in_the_text_and_in_order(text: str) -> None:
    found = find_quotations(text)
    assert [q.start for q in found] == sorted(q.start for q in found)
    for q in found:
        assert 0 <= q.start < q.inner.start < q.inner.end <= q.end <= len(text)
        assert not text[q.inner.start].isspace()
        assert not text[q.inner.end - 1].isspace()


@given(st.lists(st.sampled_from(["« oui »", "“non”", '"merci"', "mot", "et", "\n"]), max_size=20))
def test_well_set_marks_are_all_found(parts: list[str]) -> None:
    text = " ".join(parts)
    assert len(find_quotations(text)) == sum(part[0] in '«“"' for part in parts)
