"""Sentences: the marked examples of the pack, positions, and what must not end one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.analyse.sentences import split_sentences
from verbale.data import toml
from verbale.text import fold, straighten

EXAMPLES = toml("packs/fr/sentences.toml")["examples"]


def split(text: str, body_start: int = 0) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, body_start)]


@pytest.mark.parametrize("marked", EXAMPLES)
def test_the_pack_s_examples_end_where_the_bars_stand(marked: str) -> None:
    wanted = [part.strip() for part in marked.split("|") if part.strip()]
    assert split(marked.replace("|", "")) == wanted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le président est parti. Il reviendra.", 2),
        ("S.E.M. Oumar Talle a été reçu par M. Bo Dani.", 1),
        ("La loi n° 12 du 3 mai, art. 4, al. 2, est claire.", 1),
        ("M. J. K. Orlo et Mme A. Vinn signent.", 1),
        ("Le PIB atteint 3.5 % en 2024. La dette recule.", 2),
        ("1. Les faits sont établis.", 1),
        ("Vraiment ? Oui ! Bien sûr.", 3),
        ("Il attend… longtemps.", 1),
        ("Il attend… Elle aussi.", 2),
        ("La France, les U.S.A. et l'O.N.U. négocient.", 1),
        ("Un accord a été trouvé.Les parties le signeront.", 2),
        ("Le site www.Exemple.org est fermé.", 1),
        ("La croissance de l'A.E.S. Selon lui, elle dure.", 2),
        ("Il a dit : « Nous partons. Nous reviendrons. » Puis il est sorti.", 2),
        ("« Nous partons. » « Nous restons. »", 2),
        ('"Nous partons. Nous reviendrons", a-t-il dit. "Sans doute", a-t-elle répondu.', 2),
        ('Le ministre partage cette vision. " Nous signerons ", a-t-il dit.', 2),
        ("Le nouveau directeur, Dr. Ilan Mor, est arrivé. 12 pays l'attendaient.", 2),
        ("Prof. Ama Dio et Mgr. Lel ont parlé.", 1),
        ("La visite (la première depuis dix ans.) se termine. Fin.", 2),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_the_title_is_paragraph_zero_and_the_body_counts_from_one() -> None:
    text = "Un titre. Avec deux phrases\nPremier paragraphe. Suite.\n\nSecond paragraphe."
    found = split_sentences(text, len("Un titre. Avec deux phrases") + 1)
    assert [(s.paragraph, s.is_title) for s in found] == [(0, True), (1, False), (1, False), (2, False)]


def test_without_a_title_no_sentence_is_one() -> None:
    assert [s.paragraph for s in split_sentences("Un.\nDeux.", 0)] == [1, 2]


def test_a_quotation_without_its_closing_mark_does_not_hold_sentences_together() -> None:
    assert len(split("Il a dit « nous partons. Puis il est parti.")) == 2


@given(st.text(alphabet="aB.!? \n«»\"'é1-", max_size=120))
def test_sentences_are_ordered_disjoint_and_lose_only_white_space(text: str) -> None:
    found = split_sentences(straighten(text), 0)
    end = 0
    for s in found:
        assert text[end : s.start].strip() == ""
        assert s.start < s.end
        assert not text[s.start].isspace()
        end = s.end
    assert text[end:].strip() == ""


@given(st.text(max_size=200))
def test_straightening_and_folding_keep_the_length(text: str) -> None:
    assert len(straighten(text)) == len(text) == len(fold(text))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("l’accord", "l'accord"),
        ("10\u202f000\u00a0€", "10 000 €"),
        ("franco\u2011malien", "franco-malien"),
        ("Paris – Dakar — Bamako", "Paris – Dakar — Bamako"),
        ("« œuvre »", "« œuvre »"),
    ],
)
def test_variants_become_one_sign_and_dashes_stay(text: str, plain: str) -> None:
    assert straighten(text) == plain


def test_folding_takes_case_and_accents_off() -> None:
    assert fold("Élysée, ÇA, Noël’s") == "elysee, ca, noel's"
