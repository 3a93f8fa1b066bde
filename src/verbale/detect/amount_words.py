"""What the grammar of quantities is built from: straightened text and patterns of the pack."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verbale.data import derived, toml
from verbale.text import straighten as straight

PACK = "packs/fr/amounts.toml"
_DASH = {0x2013: "-", 0x2014: "-"}


def straighten(text: str) -> str:
    """Blanks, apostrophes, hyphens and dashes in one form each, character for character."""
    return straight(text).translate(_DASH)


def lower(text: str) -> str:
    """Lower case without any change of length."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def pattern(text: str) -> str:
    """A pattern of the pack, its apostrophes made those of straightened text."""
    return text.replace("\u2019", "'")


def either(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


@derived
def currency_words() -> dict[str, str]:
    """Each currency word, and the ISO code or the key of the shared ones it stands for."""
    currency = toml(PACK)["currency"]
    words = dict(currency["names"])
    for key, shared in currency["shared"].items():
        words.update(dict.fromkeys(shared["words"], key))
    return words


@derived
def currency_pattern() -> str:
    """A group that matches a currency as printed, in lower case: letters end at a word's end."""
    words = currency_words()
    letters = either(w for w in words if w[-1].isalpha())
    signs = either(w for w in words if not w[-1].isalpha())
    return rf"(?:{letters}(?!\w)|{signs})"
