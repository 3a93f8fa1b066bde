"""One look for the typographic variants of the press, character for character.

Both functions keep the length: position n of the result is position n of the text.
"""

from __future__ import annotations

import unicodedata

_APOSTROPHES = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4\u0060\uff07"
_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"
)
_HYPHENS = "\u2010\u2011\u00ad\u2212\ufe63\uff0d"
_DASHES = "\u2012\u2015\u2e3a\u2e3b"

_STRAIGHT: dict[int, str] = {
    **{ord(c): "'" for c in _APOSTROPHES},
    **{ord(c): " " for c in _SPACES},
    **{ord(c): "-" for c in _HYPHENS},
    **{ord(c): "\u2014" for c in _DASHES},
}


def straighten(text: str) -> str:
    """Single quotation marks and apostrophes become ', spaces of any width a space, hyphens -.

    En and em dashes, double quotation marks, guillemets, ligatures and newlines stay: they tell
    things apart.
    """
    return text.translate(_STRAIGHT)


class _Folded(dict[int, str]):
    """Lower case without accents, worked out once a character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        lowered = unicodedata.normalize("NFD", char.lower())
        base = lowered[0] if lowered and not unicodedata.combining(lowered[0]) else char
        self[code] = base
        return base


_FOLDED = _Folded(
    {ord(c): " " for c in _SPACES} | {ord(c): "'" for c in _APOSTROPHES} | {ord(c): "-" for c in _HYPHENS}
)


def fold(text: str) -> str:
    """Lower case, accents off, spaces and apostrophes straightened. Ligatures stay one character."""
    return text.translate(_FOLDED)
