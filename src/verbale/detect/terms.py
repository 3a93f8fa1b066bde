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
    stems: dict[str, str]


@data.derived
def _dictionary() -> _Dictionary:
    whole, stems = [], {}
    for sector, entry in data.toml("packs/fr/sectors.toml").items():
        for word in entry["words"]:
            if word.endswith("*"):
                stems[word[:-1]] = sector
            else:
                whole.append((word, sector))
    return _Dictionary(Phrases(whole), stems)


def find_terms(tokens: Tokens) -> tuple[Term, ...]:
    """The sector words of a text, in order; the longest phrase wins over a stem."""
    known, out, i = _dictionary(), [], 0
    while i < len(tokens):
        phrase = known.phrases.longest(tokens, i)
        if phrase:
            out.append(Term(tokens.starts[i], tokens.ends[phrase[0] - 1], str(phrase[1])))
            i = phrase[0]
            continue
        sector = _by_stem(known.stems, tokens.folded[i])
        if sector:
            out.append(Term(tokens.starts[i], tokens.ends[i], sector))
        i += 1
    return tuple(out)


def _by_stem(stems: dict[str, str], word: str) -> str | None:
    for n in range(len(word), _SHORTEST - 1, -1):
        sector = stems.get(word[:n])
        if sector:
            return sector
    return None
