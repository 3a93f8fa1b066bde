"""Officials placed abroad: the model reads the sentences beside it, and never makes an article relevant."""

from __future__ import annotations

import pytest

from verbale import data
from verbale.extract.contacts import find_contacts
from verbale.extract.scene import make_scene
from verbale.pipeline import analyse, read_article
from verbale.records import Article, Visit

DAY = "2031-05-14"


def placed(sentence: str) -> list[Visit]:
    visits, _ = find_contacts(make_scene(analyse(Article(sentence, published=DAY))))
    return [v for v in visits if v.rule.startswith("placed")]


def examples(key: str) -> list[str]:
    return list(data.toml("packs/fr/placed.toml")["sentences"][key])


@pytest.mark.parametrize("sentence", examples("match"))
def test_the_model_reads_its_sentence(sentence: str) -> None:
    assert placed(sentence)


@pytest.mark.parametrize("sentence", examples("no_match"))
def test_the_model_leaves_the_sentence_alone(sentence: str) -> None:
    assert not placed(sentence)


def test_a_visit_told_by_a_frame_is_not_told_again() -> None:
    told = "Le président sénégalais Ousseynou Diarga est arrivé lundi à Tokyo pour un sommet."
    visits, _ = find_contacts(make_scene(analyse(Article(told, published=DAY))))
    assert [v.to for v in visits] == ["JPN"]
    assert not placed(told)


def test_a_placed_official_alone_makes_no_article_relevant() -> None:
    sentence = (
        "Le forum du livre s'est ouvert lundi, à Tallinn, avec un mot du ministre kényan Peter Wambugo."
    )
    assert placed(sentence)
    assert not read_article(Article(sentence, published=DAY)).visits
