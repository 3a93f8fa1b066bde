"""Words as they are searched: French stems without accents, the same when stored and when asked."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_QUERY = re.compile(r'"([^"]*)"|(\S+)')
_QUOTES = str.maketrans({"\u00ab": '"', "\u00bb": '"', "\u201c": '"', "\u201d": '"'})


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("french")


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    stem = _stemmer().stemWord(word)
    bare = unicodedata.normalize("NFKD", stem.replace("\u0153", "oe").replace("\u00e6", "ae"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def stems(text: str) -> str:
    """The words of a text, stemmed and folded, with single spaces between them."""
    return " ".join(_stem(w) for w in _WORD.findall(text.lower()))


def phrases(query: str) -> list[list[str]]:
    """What a query asks for: every word, and the words between quotation marks in a row."""
    found = [stems(quoted or bare).split() for quoted, bare in _QUERY.findall(query.translate(_QUOTES))]
    return [f for f in found if f]


def first_found(text: str, wanted: list[list[str]]) -> tuple[int, int]:
    """Start and end of the first word of the text that the query asks for; (0, 0) if none stands alone."""
    firsts = {phrase[0] for phrase in wanted}
    for match in _WORD.finditer(text):
        if _stem(match[0].lower()) in firsts:
            return match.start(), match.end()
    return 0, 0
