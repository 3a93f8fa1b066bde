"""Names across spellings: the pairs that stand beside the rules, and what must hold for any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale import data
from verbale.names import fullest, is_named, parts, same_person

RULES = data.toml("packs/fr/fusion.toml")


@pytest.mark.parametrize(("a", "b"), RULES["names"]["same"])
def test_two_spellings_are_one_person(a: str, b: str) -> None:
    assert same_person(a, b)
    assert same_person(b, a)


@pytest.mark.parametrize(("a", "b"), RULES["names"]["different"])
def test_two_people_are_two(a: str, b: str) -> None:
    assert not same_person(a, b)
    assert not same_person(b, a)


@pytest.mark.parametrize("text", RULES["unnamed"]["yes"])
def test_an_office_is_no_name(text: str) -> None:
    assert not is_named(text)


@pytest.mark.parametrize("text", RULES["unnamed"]["no"])
def test_a_name_is_one(text: str) -> None:
    assert is_named(text)


def test_nothing_is_nobody() -> None:
    assert not is_named(None)
    assert not is_named("  ")
    assert not same_person("", "")


@given(st.text(max_size=40), st.text(max_size=40))
def test_sameness_has_no_direction(a: str, b: str) -> None:
    assert same_person(a, b) == same_person(b, a)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=20))
def test_a_name_is_its_own(name: str) -> None:
    if parts(name):
        assert same_person(name, name)


def test_the_fullest_name_has_most_parts() -> None:
    assert fullest(["Doumbé", "A. Doumbé", "Aïssa Doumbé"]) == "Aïssa Doumbé"
    assert fullest(["AISSA DOUMBE", "Aissa Doumbe", "Aïssa Doumbé"]) == "Aïssa Doumbé"
    assert fullest(["Aïssa Doumbé", "Aïssa Marie Doumbé", "Mme Aïssa Doumbé"]) == "Aïssa Marie Doumbé"
