"""Who else may be a party: companies, universities and bodies by name, towns and peoples for their state.

Reads the items of a list (`between X and Y`, `X, Y and Z`) where no actor was detected.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.extract.instruments import plain_word, words
from verbale.extract.scene import Clause, Scene
from verbale.records import Proof, Span
from verbale.tokens import Tokens

Side = tuple[str, Proof]
_LONGEST = 9  # tokens of one item


def items(tokens: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The items of a list between two tokens: cut at commas and conjunctions, ended by what no list holds."""
    classes = words().classes
    start, i, depth = first, first, 0
    while i < last:
        word = tokens.folded[i]
        depth += word == "("
        if depth:
            depth -= word == ")"
        elif word == "," or word in classes["joints"]:
            if i > start:
                yield start, i
            start = i + 1
        elif _joins_names(tokens, i):
            pass
        elif (
            word in classes["list_ends"]
            or word in classes["barriers"]
            or not (word[0].isalnum() or word in classes["marks"])
        ):
            break
        i += 1
    if i > start:
        yield start, i


def item_side(scene: Scene, clause: Clause, first: int, last: int, *, strict: bool = False) -> Side | None:
    """The party that an item without an actor names.

    `strict`: only what its words tell to be a company or a body: capitals may be a person's or a junta's.
    """
    tokens, classes = scene.tokens, words().classes
    last = min(last, first + _LONGEST)
    article = first
    while first < last and (
        tokens.folded[first] in classes["articles"] or tokens.folded[first] in classes["marks"]
    ):
        first += 1
    if first >= last:
        return None
    head = tokens.folded[first]
    if head in classes["local"]:
        return _place_side(scene, clause, first, last)
    if head in classes["state_nouns"]:
        return _demonym(scene, first, last)
    if head in classes["companies"]:
        return _name(scene, first + 1, last)
    if head in classes["institutions"]:
        return _institution(scene, first, last)
    people = _people(scene, first, last, strict=strict)
    if people or strict:
        return people
    named = first == article and _is_proper(scene, clause, first)
    return _name(scene, first, last) if named or _is_acronym(tokens, first) else None


def _is_acronym(tokens: Tokens, i: int) -> bool:
    """`ONCF`, `TotalEnergies`: a capital inside the word."""
    word = tokens.words[i]
    return len(word) > 2 and word[0].isupper() and any(c.isupper() for c in word[1:]) and "-" not in word


def _is_proper(scene: Scene, clause: Clause, i: int) -> bool:
    """A capital that does not only open its sentence: the word stands elsewhere, never without one."""
    tokens = scene.tokens
    if not tokens.is_capital(i):
        return False
    if _is_acronym(tokens, i):
        return True
    if i > clause.first and tokens.words[i - 1] not in words().classes["marks"]:
        return True
    same = [j for j in range(len(tokens)) if tokens.folded[j] == tokens.folded[i] and j != i]
    return bool(same) and all(tokens.is_capital(j) for j in same)


def _place_side(scene: Scene, clause: Clause, first: int, last: int) -> Side | None:
    """A town or a region stands for its state."""
    for p in clause.places:
        if first <= p.first < last and p.place.country:
            return p.place.country, Proof((scene.span(p.first, p.last),), "capital", "local government")
    return None


def _demonym(scene: Scene, first: int, last: int) -> Side | None:
    """`the Gabonese State`: the country of the adjective."""
    start, end = scene.tokens.starts[first], scene.tokens.ends[min(last, first + 3) - 1]
    for place in scene.analysis.places:
        if start <= place.start < end and place.country:
            return place.country, Proof((Span(place.start, place.end),), "demonym", "state")
    return None


def _people(scene: Scene, first: int, last: int, *, strict: bool) -> Side | None:
    """`the Israelis`, `Normandy`: a people or a place that stands for its state."""
    start, end = scene.tokens.starts[first], scene.tokens.ends[last - 1]
    for place in scene.analysis.places:
        if start <= place.start < end and place.country:
            if place.kind == "demonym" and place.start != start:
                return None
            if strict and place.kind != "demonym":
                return None
            if place.start == start:
                return place.country, Proof((scene.span(first, first + 1),), "demonym", "people")
    return None


def _institution(scene: Scene, first: int, last: int) -> Side | None:
    end = first + 1
    while end < last and _in_name(scene.tokens, end, last):
        end += 1
    if end - first < 2:
        return None
    return _side(scene, first, end)


def _name(scene: Scene, first: int, last: int) -> Side | None:
    """A run of capitalised words, from the first one on."""
    tokens, farthest = scene.tokens, first + 2
    while first < min(last, farthest) and not tokens.is_capital(first):
        first += 1
    if first >= last or not tokens.is_capital(first):
        return None
    end = first
    while end < last and (tokens.is_capital(end) or (end > first and _links(tokens, end, last))):
        end += 1
    return _side(scene, first, end) if end > first and len(tokens.words[first]) > 1 else None


def _in_name(tokens: Tokens, i: int, last: int) -> bool:
    return (
        tokens.is_capital(i)
        or plain_word(tokens.folded[i]) in words().classes["of"]
        or tokens.words[i].isalpha()
        or tokens.folded[i] in words().classes["elided"]
    )


def _links(tokens: Tokens, i: int, last: int) -> bool:
    """`of` inside a name, a capital after it; a stroke between two names."""
    if _joins_names(tokens, i):
        return True
    return plain_word(tokens.folded[i]) in words().classes["of"] and i + 1 < last and tokens.is_capital(i + 1)


def _joins_names(tokens: Tokens, i: int) -> bool:
    """The stroke of `AFC/M23`."""
    return (
        tokens.folded[i] == "/"
        and i + 1 < len(tokens)
        and tokens.is_capital(i + 1)
        and tokens.starts[i + 1] == tokens.ends[i]
    )


def _side(scene: Scene, first: int, last: int) -> Side:
    span = scene.span(first, last)
    name = " ".join(scene.analysis.article.text[span.start : span.end].split())
    return name, Proof((span,), None, "name")
