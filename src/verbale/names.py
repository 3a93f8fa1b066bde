"""When two printed names are one person, across spellings. The lists stand in data/packs/fr/fusion.toml."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from verbale import data

# Letters that have no accent to take off.
_LETTERS = str.maketrans(
    {
        "\u0131": "i", "\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00f0": "d", "\u00fe": "th",
        "\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u0259": "a",
        "\u2019": "'", "\u02bc": "'", "\u2018": "'",
    }
)  # fmt: skip
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(ix|iv|v?i{0,3})")
# A part this long may differ by about one letter in six: Clavier and Cavier, not Colonna and Colombo.
_LONG = 5
_RATIO = 0.84


def fold(text: str) -> str:
    """Lower case, no accents, words of letters and digits with single spaces between them."""
    bare = text.lower()
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare.translate(_LETTERS))
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


@data.derived
def _lists() -> dict[str, Any]:
    names = data.toml("packs/fr/fusion.toml")["names"]
    return {
        "variants": [tuple(pair) for pair in names["variants"]],
        "endings": [tuple(pair) for pair in names["endings"]],
        "particles": frozenset(names["particles"]),
        "titles": frozenset(names["titles"]),
        "unnamed": frozenset(data.toml("packs/fr/fusion.toml")["unnamed"]["starts"]),
    }


def _loose(part: str) -> str:
    """One spelling for the usual ways to transliterate a part of a name."""
    lists = _lists()
    for ending, plain in lists["endings"]:
        if part.endswith(ending) and len(part) > len(ending) + 1:
            part = part[: -len(ending)] + plain
    for a, b in lists["variants"]:
        part = part.replace(a, b)
    return re.sub(r"(.)\1+", r"\1", part)


def _skeleton(part: str) -> str:
    return part[0] + re.sub(r"[aeiou]", "", part[1:])


@data.derived
def parts(name: str) -> tuple[str, ...]:
    """The parts of a name that tell people apart, in one spelling, in order; initials are one letter."""
    lists = _lists()
    words = fold(name).split()
    while len(words) > 1 and words[0] in lists["titles"]:
        words = words[1:]
    core = [w for w in words if w not in lists["particles"]] or words
    return tuple(w if _ROMAN.fullmatch(w) else _loose(w) for w in core)


def is_named(text: str | None) -> bool:
    """Whether this is someone's name and no office, body or group."""
    words = fold(text or "").split()
    if not words:
        return False
    titles, unnamed, particles = (_lists()[k] for k in ("titles", "unnamed", "particles"))
    if words[0] not in unnamed:
        return True
    # "le roi Mohammed VI", "Le Drian", "de Gaulle": what follows the titles is capitalised
    rest = [w for w in (text or "").replace("\u2019", "'").split() if fold(w) not in titles]
    rest = [w for w in rest if not (fold(w) in particles and (w.islower() or w is not rest[0]))]
    first = fold(rest[0]) if rest else ""
    return (
        len(rest) <= 3
        and bool(rest)
        and all(w[0].isupper() for w in rest)
        and (first in particles or first not in unnamed)
    )


def _close(a: str, b: str) -> bool:
    if a == b:
        return True
    if a[0] != b[0] or (_ROMAN.fullmatch(a) and _ROMAN.fullmatch(b)):
        return False
    if len(a) == 1 or len(b) == 1:  # an initial
        return True
    if min(len(a), len(b)) >= 4 and len(_skeleton(a)) >= 3 and _skeleton(a) == _skeleton(b):
        return True
    return (
        min(len(a), len(b)) >= _LONG
        and abs(len(a) - len(b)) <= 2
        and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _RATIO
    )


def _paired(short: Sequence[str], long: Sequence[str]) -> dict[int, int]:
    """Which part of the longer name answers to each of the shorter: equal ones first."""
    pairs: dict[int, int] = {}
    for same in (str.__eq__, _close):
        for i, part in enumerate(short):
            free = (j for j, other in enumerate(long) if j not in pairs.values() and same(part, other))
            if i not in pairs and (j := next(free, None)) is not None:
                pairs[i] = j
    return pairs


@lru_cache(maxsize=1 << 17)
def same_parts(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """`same_person` on names already in `parts`."""
    if not a or not b:
        return False
    if a == b or "".join(a) == "".join(b):
        return True
    short, long = sorted((a, b), key=len)
    pairs = _paired(short, long)
    whole = any(len(short[i]) > 1 and len(long[j]) > 1 for i, j in pairs.items())
    if len(pairs) == len(short):
        return whole
    # A part more on both sides: only middle names may differ, not initials; first and last must answer.
    left = [p for i, p in enumerate(short) if i not in pairs]
    left += [p for j, p in enumerate(long) if j not in pairs.values()]
    ends = {0, len(short) - 1} <= set(pairs) and {0, len(long) - 1} <= set(pairs.values())
    return len(pairs) >= 2 and whole and ends and all(len(p) > 1 for p in left)


def same_person(a: str, b: str) -> bool:
    """Whether two names are one person's: every part of the shorter one answers to a part of the longer
    (in any order, initials to words), or first and last part do. A surname alone answers to every name
    that holds it: who calls this knows whether another is about."""
    return same_parts(parts(a), parts(b))


def _fullness(name: str) -> tuple[int, int, int, int]:
    own = parts(name)
    accents = sum(not c.isascii() for c in name)
    return sum(len(p) > 1 for p in own), sum(map(len, own)), sum(map(str.islower, name)), accents


def fullest(names: Sequence[str]) -> str:
    """The name with most parts written out; between equals the longest, the one not in capitals, the one
    with its accents, the first in the alphabet."""
    return min(names, key=lambda n: (*(-x for x in _fullness(n)), n))
