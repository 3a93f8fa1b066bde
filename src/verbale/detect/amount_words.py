"""What the grammar of quantities is built from: straightened text and patterns of the pack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from verbale.data import derived, toml

PACK = "packs/fr/amounts.toml"
_BLANKS = "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\u2004\u2005\u2006\t"
_STRAIGHT = str.maketrans(
    dict.fromkeys(_BLANKS, " ")
    | dict.fromkeys("\u2019\u2018\u02bc\u0092\u00b4`", "'")
    | dict.fromkeys("\u2010\u2011\u2013\u2212", "-")
)


def straighten(text: str) -> str:
    """Blanks, apostrophes and hyphens in one form each, character for character."""
    return text.translate(_STRAIGHT)


def lower(text: str) -> str:
    """Lower case without any change of length."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def flat(text: str) -> str:
    """Without accents, character for character; in lower case if the text is."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text)


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
