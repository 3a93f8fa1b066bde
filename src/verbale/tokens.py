"""Words with their positions, and dictionaries of phrases over them.

Elided forms are words of their own (`l'`, `d'`, `qu'`) where a letter follows; in names (`N'Djamena`)
the apostrophe stays inside. A line's end is a mark of its own. Works on any
straightened text; positions are its code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from verbale import data
from verbale.text import fold


class _Cuts(NamedTuple):
    token: re.Pattern[str]
    inversion: re.Pattern[str]
    glued: re.Pattern[str]
    one_word: tuple[str, ...]


@data.derived
def _cuts() -> _Cuts:
    pack = data.toml("packs/fr/tokens.toml")
    token = re.compile(rf"{pack['elision']}|{pack['abbreviation']}|{pack['word']}|[^\w\s]|\n")
    inversion, glued = re.compile(pack["inversion"], re.IGNORECASE), re.compile(pack["glued"])
    return _Cuts(token, inversion, glued, tuple(pack["one_word"]))


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one element a word or mark: positions, the word, and the word folded."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    folded: list[str]
    plain: str = ""

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, position: int) -> int:
        """The index of the first token that starts at or after a position."""
        return bisect_left(self.starts, position)

    def joined(self, i: int) -> bool:
        """Does only a blank stand between token i and the one before?"""
        if i == 0:
            return False
        gap = self.plain[self.ends[i - 1] : self.starts[i]]
        return gap == " " or (gap == "" and not self.words[i - 1][-1].islower())

    def is_capital(self, i: int) -> bool:
        return self.words[i][0].isupper()


def tokenise(plain: str) -> Tokens:
    """Cut straightened text into words and marks."""
    starts, ends, words = [], [], []
    cuts = _cuts()
    for match in cuts.token.finditer(plain):
        word, start = match.group(), match.start()
        inversion = cuts.inversion.match(word) if "-" in word else None
        if inversion and not inversion.group(1)[0].isupper():
            cut = start + len(inversion.group(1))
            starts += [start, cut]
            ends += [cut, match.end()]
            words += [inversion.group(1), inversion.group(2)]
        else:
            for piece in _pieces(word, cuts):
                starts.append(start)
                start += len(piece)
                ends.append(start)
                words.append(piece)
    return Tokens(starts, ends, words, [fold(w) for w in words], plain)


def _pieces(word: str, cuts: _Cuts) -> list[str]:
    """A word, or the words that were glued into it."""
    if word.islower() or word.isupper() or not word.isalpha() or word.startswith(cuts.one_word):
        return [word]
    return cuts.glued.split(word)


class Phrases:
    """A dictionary of folded phrases that finds the longest one at a token."""

    def __init__(self, entries: Iterable[tuple[str, object]]) -> None:
        self._root: dict[str, object] = {}
        for phrase, value in entries:
            node = self._root
            for word in self.split(phrase):
                node = node.setdefault(word, {})  # type: ignore[assignment]
            node.setdefault("", value)

    def longest(self, tokens: Tokens, i: int) -> tuple[int, object] | None:
        """(index after the phrase, its value) of the longest phrase that starts at token i."""
        node, best, folded, n = self._root, None, tokens.folded, len(tokens)
        while True:
            if "" in node:
                best = (i, node[""])
            if i >= n:
                return best
            step = node.get(folded[i])
            if step is None:
                return best
            node, i = step, i + 1  # type: ignore[assignment]

    @staticmethod
    def split(phrase: str) -> list[str]:
        """The folded tokens of a dictionary phrase, an elision at its end included (`charge d'`)."""
        glued = phrase.endswith("'")
        return tokenise(phrase + ("x" if glued else " X")).folded[:-1]
