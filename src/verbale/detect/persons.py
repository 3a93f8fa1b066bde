"""Names of people as runs of capitalised words, without a model: what may and may not be one."""

from __future__ import annotations

from verbale import data
from verbale.data import world
from verbale.detect.complements import Hits
from verbale.detect.lexicon import lexicon
from verbale.text import fold
from verbale.tokens import Phrases, Tokens

MAX_WORDS = 7  # "Karamoko Jean Marie Ould Mohamed Lemine": longer runs are lists or headlines


@data.derived
def given_names() -> frozenset[str]:
    """Folded given names: those of the register of office holders, and the list of common ones."""
    known = {fold(row["name"]) for row in data.table("world/given_names.csv")}
    for leader in world.leaders():
        parts = leader.name.split()
        if len(parts) > 1 and len(parts[0]) > 2:
            known.add(fold(parts[0]))
    return frozenset(known)


@data.derived
def _known_names() -> Phrases:
    """Full names of office holders, which may hold words that no name would (`Kim Jong Un`)."""
    names = {n for x in world.leaders() for n in (x.name, *x.variants) if " " in n}
    return Phrases((n, True) for n in sorted(names))


def is_namelike(tokens: Tokens, i: int, hits: Hits) -> bool:
    """May token i be part of a name (particles apart)?"""
    word = tokens.words[i]
    if has_particle(word):
        return True
    if not word[0].isupper() or not any(c.isalpha() for c in word) or any(c.isdigit() for c in word):
        return False
    if word.endswith("'"):
        return False
    folded, lex = tokens.folded[i], lexicon()
    if lex.civilities.longest(tokens, i):
        return False
    if folded in lex.institutional or folded.rstrip(".") in lex.starters:
        return word.endswith(".") and len(word) <= 5 and folded.rstrip(".") not in lex.starters
    if i in hits:
        kind = hits[i][1].kind
        if kind in ("country", "organisation", "agency", "metonym", "capital", "demonym"):
            return False
    return True


def has_particle(word: str) -> bool:
    """`al-Mutlaq`, `el-Sissi`: a particle and a name in one word."""
    head, mark, rest = word.partition("-")
    return bool(mark and rest) and head.islower() and rest[0].isupper() and head in lexicon().particles


def name_end(tokens: Tokens, i: int, hits: Hits) -> int:
    """The token after the name that starts at i; i itself when none does."""
    lex, n, end, words = lexicon(), len(tokens), i, 0
    known = _known_names().longest(tokens, i) if i < n and tokens.is_capital(i) else None
    if known and known[0] - i > 1:
        return known[0]
    while end < n and words < MAX_WORDS:
        if end > i and not tokens.joined(end):
            break
        if is_namelike(tokens, end, hits):
            glued = end > i and tokens.folded[end - 1] in lex.particles and tokens.is_capital(end - 1)
            if end > i and not glued and _is_office(tokens, end):
                break
            end, words = end + 1, words + 1
            continue
        if words == 1 and _is_town_surname(tokens, end, hits):
            end, words = end + 1, words + 1
            continue
        if words and tokens.folded[end] in lex.particles and end + 1 < n:
            ahead = end + 1
            while ahead < n and tokens.folded[ahead] in lex.particles and not tokens.is_capital(ahead):
                ahead += 1
            word = tokens.folded[end]
            linking = not tokens.is_capital(end) and word in lex.small["linking"]
            follows = ahead < n and is_namelike(tokens, ahead, hits)
            if follows and (not linking or words == 1 or word in lex.small["strong_particles"]):
                if linking and word in lex.small["never_linking"]:
                    break
                if linking and ahead in hits:
                    break
                end = ahead
                continue
        break
    return end


def _is_town_surname(tokens: Tokens, i: int, hits: Hits) -> bool:
    """`Jean Paris`: right after a given name, a town's name is a surname."""
    if i not in hits or hits[i][0] != i + 1 or not tokens.is_capital(i):
        return False
    return hits[i][1].kind in ("capital", "demonym") and is_given_name(tokens.words[i - 1])


def _is_office(tokens: Tokens, i: int) -> bool:
    return lexicon().heads.longest(tokens, i) is not None


def is_given_name(word: str) -> bool:
    """Is the word (or its first half: Jean-Yves) a common given name?"""
    folded = fold(word)
    return folded in given_names() or any(
        part in given_names() for part in folded.split("-") if len(part) > 2
    )


def trimmed(tokens: Tokens, i: int, end: int) -> int:
    """The first token of the name once sentence openers are dropped from its front."""
    lex = lexicon()
    while i < end and (tokens.folded[i] in lex.starters or tokens.folded[i] in lex.institutional):
        i += 1
    return i
