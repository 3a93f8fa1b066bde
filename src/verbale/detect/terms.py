"""Words that tell a sector, by whole phrases and by stems."""

from __future__ import annotations

from dataclasses import dataclass

from verbale import data
from verbale.records import Term
from verbale.tokens import Phrases, Tokens

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class _Dictionary:
    phrases: Phrases
    stems: dict[str, tuple[str, bool]]


@data.derived
def _dictionary() -> _Dictionary:
    whole, stems = [], {}
    for sector, entry in data.toml("packs/fr/sectors.toml")["sectors"].items():
        for weak, words in ((False, entry["words"]), (True, entry["weak"])):
            for word in words:
                if word.endswith("*"):
                    stems[word[:-1]] = (sector, weak)
                else:
                    whole.append((word, (sector, weak)))
    return _Dictionary(Phrases(whole), stems)


def find_terms(tokens: Tokens) -> tuple[Term, ...]:
    """The sector words of a text, in order; the longest phrase wins over a stem."""
    known, out, i = _dictionary(), [], 0
    while i < len(tokens):
        phrase = known.phrases.longest(tokens, i)
        if phrase:
            value = phrase[1]
            assert isinstance(value, tuple)
            out.append(Term(tokens.starts[i], tokens.ends[phrase[0] - 1], *value))
            i = phrase[0]
            continue
        found = _by_stem(known.stems, tokens.folded[i])
        if found:
            out.append(Term(tokens.starts[i], tokens.ends[i], *found))
        i += 1
    return tuple(out)


def _by_stem(stems: dict[str, tuple[str, bool]], word: str) -> tuple[str, bool] | None:
    for n in range(len(word), _SHORTEST - 1, -1):
        found = stems.get(word[:n])
        if found:
            return found
    return None
