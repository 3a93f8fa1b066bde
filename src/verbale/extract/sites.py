"""Sites of a visit: the institutions called on, named in capitals where the sentence tells of a call."""

from __future__ import annotations

from dataclasses import dataclass

from verbale import data
from verbale.extract.scene import Clause, Scene
from verbale.records import Proof, Site
from verbale.text import fold
from verbale.tokens import Phrases, Tokens

LONGEST = 9  # words: "Centre financier international d'Astana" has five


@dataclass(frozen=True, slots=True)
class _Words:
    heads: frozenset[str]
    inner: frozenset[str]
    joints: frozenset[str]
    never: Phrases
    cues: Phrases


@data.derived
def _words() -> _Words:
    pack = data.toml("packs/fr/sites.toml")
    return _Words(
        frozenset(fold(w) for w in pack["heads"]),
        frozenset(fold(w) for w in pack["inner"]),
        frozenset(pack["joints"]),
        Phrases((w, True) for w in pack["not_sites"]),
        Phrases((w, True) for w in pack["cues"]),
    )


def find_sites(scene: Scene, country: str) -> list[tuple[Site, Proof]]:
    """The institutions visited in a country, each once, with the words that name it."""
    out: list[tuple[Site, Proof]] = []
    cue_before = False
    for clause in scene.clauses:
        cue = _has_cue(scene.tokens, clause)
        if cue or cue_before:
            out += [s for s in _named(scene, clause, country) if not any(_same(s[0], o[0]) for o in out)]
        cue_before = cue
    return out


def _has_cue(tokens: Tokens, clause: Clause) -> bool:
    return any(_words().cues.longest(tokens, i) for i in range(clause.first, clause.last))


def _same(a: Site, b: Site) -> bool:
    x, y = fold(a.name), fold(b.name)
    return x.startswith(y) or y.startswith(x)


def _named(scene: Scene, clause: Clause, country: str) -> list[tuple[Site, Proof]]:
    """Institutions that a clause names: a capitalised head, then capitals and the words that link them."""
    words, tokens, out, i = _words(), scene.tokens, [], clause.first
    while i < clause.last:
        end = i + 1
        if tokens.folded[i] in words.heads and tokens.is_capital(i) and not scene.quoted[i]:
            while end < min(clause.last, i + LONGEST) and _goes_on(tokens, end):
                if tokens.folded[end] in words.joints and not tokens.is_capital(
                    min(end + 1, clause.last - 1)
                ):
                    break
                end += 1
            while end > i + 1 and not tokens.is_capital(end - 1) and _links(tokens.folded[end - 1]):
                end -= 1
            abroad = _lies_elsewhere(scene, clause, i, end, country)
            if end - i >= 2 and not abroad and not words.never.longest(tokens, i):
                span = scene.span(i, end)
                name = " ".join(scene.analysis.article.text[span.start : span.end].split())
                out.append((Site(name, None, None), Proof((span,), None, "site")))
        i = end
    return out


def _goes_on(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    return word[0].isalnum() and (tokens.is_capital(i) or tokens.folded[i] in _words().inner)


def _links(word: str) -> bool:
    return word.endswith("'") or len(word) <= 3 or word in data.toml("packs/fr/sites.toml")["inner"][:9]


def _lies_elsewhere(scene: Scene, clause: Clause, first: int, last: int, country: str) -> bool:
    """A place of another country inside the name."""
    inside = [p for p in clause.places if first <= p.first < last and p.place.country]
    return any(p.place.country != country for p in inside)
