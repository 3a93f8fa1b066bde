"""Names compared part by part, and the office holders that a name can mean."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from verbale.data import world
from verbale.detect.persons import is_given_name
from verbale.text import fold

_LOOSE = (("ou", "u"), ("tch", "ch"), ("dj", "j"), ("kh", "k"), ("ai", "ay"), ("ei", "ey"), ("y", "i"),
          ("w", "v"), ("ine", "in"), ("ph", "f"), ("gu", "g"))  # fmt: skip


def loose(word: str) -> str:
    """One spelling for the usual transliterations of a name part (Tokayev, Tokaiev)."""
    word = fold(word)
    for a, b in _LOOSE:
        word = word.replace(a, b)
    return "".join(c for k, c in enumerate(word) if k == 0 or c != word[k - 1])


def parts_of(words: Sequence[str]) -> list[str]:
    return [loose(p) for w in words for p in w.replace("'", "").split("-") if len(p.strip(".")) > 1]


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) >= 5 and a[0] == b[0] and SequenceMatcher(None, a, b).ratio() >= 0.84


def same_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Every part of the shorter is in the longer, or a surname and one part more."""
    short, long = sorted((a, b), key=len)
    if not short:
        return False
    hits = sum(any(_alike(x, y) for y in long) for x in short)
    if len(short) == 1:
        return hits == 1 and (len(short[0]) > 2 or short[0] == long[-1])
    if hits == len(short):
        return True
    # A part more on both sides: only middle names may differ.
    ends = (short[0], short[-1]), (long[0], long[-1])
    return hits >= 2 and any(
        _alike(x[0], y[0]) and _alike(x[1], y[1]) for x, y in (ends, (ends[0], ends[1][::-1]))
    )


def leader_called(
    text: str, published: str | None, mentioned: frozenset[str] = frozenset()
) -> world.Leader | None:
    """The office holder of that name, nearest in office to the article; None when two could be meant.

    One person can hold offices in two states (the co-princes of Andorra): `mentioned`, the countries that
    the article names, decide."""
    words = text.split()
    if len(words) == 1:
        found = [x for x in world.leaders_named(text) if loose(x.surname.split()[-1]) == loose(text)]
        timely = [x for x in found if in_office(x, published)]
        found = timely or ([] if is_given_name(text) else found)
    else:
        near = (*world.leaders_named(words[-1]), *world.leaders_named(words[0]), *world.leaders_named(text))
        found = [
            x
            for x in near
            if any(_is_name(n, words, whole=not in_office(x, published)) for n in (x.name, *x.variants))
        ]
        # Who was a minister at home and now heads an organisation speaks for that.
        found = [x for x in found if in_office(x, published)] or found
    if len({x.country for x in found}) > 1:
        found = [x for x in found if x.country in mentioned]
    if len({x.country for x in found}) != 1:
        return None
    return max(found, key=lambda x: (in_office(x, published), x.since or "", x.office))


def _is_name(full: str, words: Sequence[str], *, whole: bool) -> bool:
    """Are all parts of the shorter name in the longer, spelled alike, the first among them?

    `whole`: the text may not say more than the register (another Alpha Barry has a middle name)."""
    a, b = parts_of(full.split()), parts_of(words)
    short, long = sorted((a, b), key=len)
    if whole and len(b) > len(a):
        return False
    return len(short) > 1 and set(short) <= set(long) and (a[0] in b or b[0] in a)


def in_office(leader: world.Leader, published: str | None) -> bool:
    """Does a dated row attest the office on the article's day (a day given only by its year counts)?"""
    if not published or not leader.since:
        return False
    day = published[:10]
    return leader.since[: len(day)] <= day and (not leader.until or day <= leader.until[: len(day)])
