"""The label of an instrument: its noun, what kind it is and what it is about, in few words.

Complements are taken one by one while the label is short; between whom, how, when and what for stand in it
only where the noun would name nothing without them (codebook, ruling 15).
"""

from __future__ import annotations

from verbale import data
from verbale.extract.instruments import PACK, Phrase, ends_label, goes_on, in_number, quoted_title, words
from verbale.extract.scene import Scene
from verbale.records import Span
from verbale.tokens import Phrases, Tokens

_FULL = 5
_NAMED = 2  # content words that name an instrument: its parties need not be told
_LONGEST = 18  # tokens after the noun


def label_of(scene: Scene, phrase: Phrase) -> Span:
    """The words that name the instrument."""
    return scene.span(phrase.first, _end(scene, phrase))


def label_words(scene: Scene, phrase: Phrase) -> int:
    """How many content words the label has."""
    return content(scene.tokens, phrase.first, _end(scene, phrase))


def content(tokens: Tokens, first: int, last: int) -> int:
    """How many words between two tokens say something; the parts of a compound count each."""
    return sum(
        sum(len(part) > 2 for part in tokens.folded[i].split("-"))
        for i in range(first, last)
        if not _is_small(tokens, i)
    )


def _end(scene: Scene, phrase: Phrase) -> int:
    tokens, w, marks = scene.tokens, words().label, (*words().classes["marks"], ")")
    first, end, full, parties = phrase.noun_end, phrase.noun_end, _FULL, False
    ceiling = min(phrase.clause.last, first + _LONGEST)
    while end < ceiling:
        word, said = tokens.folded[end], content(tokens, phrase.first, end)
        if not word[0].isalnum() and word not in w["joints"] and not in_number(tokens, end):
            after = _over_mark(tokens, end, phrase.clause.last, bare=said < _NAMED, parties=parties)
            if after is None:
                break
            end = after
            continue
        if (word in w["links"] or word in w["joints"]) and said >= full and not parties:
            break
        if word in w["party_openers"]:
            if said >= _NAMED:
                break
            parties = True
        elif word in w["purpose"]:
            if said > _NAMED:
                break
            full = min(full, max(2 * said, _NAMED + 1))
        elif word in w["deeds"]:
            if said >= _NAMED:
                break
            full = min(full, _NAMED + 1)
        elif _stops(tokens, first, end, ceiling, parties=parties):
            break
        end += 1
    while end > first and _is_small(tokens, end - 1) and tokens.folded[end - 1][0] not in marks:
        end -= 1
    return end


def _over_mark(tokens: Tokens, i: int, ceiling: int, *, bare: bool, parties: bool) -> int | None:
    """The token after what a mark opens and the label holds: a title, a name's short form; else None."""
    if parties and tokens.words[i] == "(":
        return next((j + 1 for j in range(i + 1, min(ceiling, i + _LONGEST)) if tokens.words[j] == ")"), None)
    if i + 1 >= ceiling or not bare or tokens.words[i] not in words().classes["marks"]:
        return None
    if tokens.ends[i - 1] == tokens.starts[i] < tokens.starts[i + 1] - 1:
        return i + 1 if tokens.folded[i + 1] in words().label["links"] else None
    return quoted_title(tokens, i, ceiling)


def _stops(tokens: Tokens, first: int, i: int, ceiling: int, *, parties: bool) -> bool:
    """A word with which something else begins: a verb, a relative, how and when."""
    word = tokens.folded[i]
    if ends_label(tokens, i) or _breaks().longest(tokens, i):
        return True
    if word not in words().label["stops"] or tokens.words[i] == "\u00e0":
        return False
    if word in words().label["joints"] and words().nouns.longest(tokens, i + 1):
        return i > first
    return not (parties and word in words().label["small"]) and not goes_on(tokens, first, i, ceiling)


@data.derived
def _breaks() -> Phrases:
    return Phrases((w, True) for w in data.toml(PACK)["label"]["breaks"])


def _is_small(tokens: Tokens, i: int) -> bool:
    """No word for a label to end with."""
    w, word = words().label, tokens.folded[i]
    classes = ("links", "small", "purpose", "party_openers", "joints")
    return any(word in w[k] for k in classes) or word[-1] == "'" or not word[0].isalnum()
