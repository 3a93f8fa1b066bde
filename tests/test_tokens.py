"""Words with their positions: elisions, abbreviations, glued words; dictionaries of phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.tokens import Phrases, tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'ambassadeur d'Astana", ["l'", "ambassadeur", "d'", "Astana"]),
        ("N'Djamena", ["N'Djamena"]),
        ("a-t-il dit", ["a", "-t-il", "dit"]),
        ("S.E.M. Jean Diarga", ["S.E.M.", "Jean", "Diarga"]),
        ("M. Diarga, J.-P. Kaldre", ["M.", "Diarga", ",", "J.-P.", "Kaldre"]),
        ("les deux hommesLa rencontre", ["les", "deux", "hommes", "La", "rencontre"]),
        ("KazAID et MacAllan", ["KazAID", "et", "MacAllan"]),
        ("aujourd'hui, peut-être", ["aujourd'hui", ",", "peut-être"]),
        ("fin.\nSuite", ["fin", ".", "\n", "Suite"]),
    ],
)
def test_text_is_cut_into_words_and_marks(text: str, words: list[str]) -> None:
    assert tokenise(text).words == words


@given(st.text(alphabet="aéN'’ .-\n«»LlM,1A", max_size=60))
def test_every_word_stands_at_its_place(text: str) -> None:
    tokens = tokenise(text)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert all(b <= a for b, a in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert not "".join(text.split()).replace("".join("".join(tokens.words).split()), "")


def test_the_longest_phrase_wins_and_an_elision_can_end_one() -> None:
    phrases = Phrases([("chargé d'affaires", "office"), ("chargé d'", "link"), ("chargé", "word")])
    assert phrases.longest(tokenise("chargé d'affaires"), 0) == (3, "office")
    assert phrases.longest(tokenise("Chargé d'étudier"), 0) == (2, "link")
    assert phrases.longest(tokenise("chargés"), 0) is None
