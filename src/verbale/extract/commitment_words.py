"""The vocabulary of promises, built once from packs/fr/commitments.toml: deeds by kind, and their openers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from verbale import data
from verbale.morphology import TENSES, forms
from verbale.text import fold
from verbale.tokens import Phrases, Tokens

PACK = "packs/fr/commitments.toml"
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DeedVerb:
    """One reading of a verb form: what kind of deed, in which tense, which words must follow."""

    kind: str
    lemma: str
    tense: str
    rest: tuple[str, ...] = ()  # of a verb of several words
    soft: bool = False  # a deed only behind an explicit promise
    birth: bool = False  # its subject is the deed
    needs: frozenset[str] = _NONE  # a deed only with one of these close behind
    first_person: bool = False
    any_verb: bool = False  # not listed: a deed by its object


@dataclass(frozen=True, slots=True)
class DeedNoun:
    kind: str
    needs: frozenset[str] = _NONE


@dataclass(frozen=True, slots=True)
class Words:
    verbs: dict[str, tuple[DeedVerb, ...]]  # folded first form
    nouns: Phrases  # → DeedNoun
    openers: dict[str, dict[str, tuple[tuple[str, str], ...]]]  # trigger → folded form → (lemma, tense)
    links: dict[str, frozenset[str]]  # lemma of pledge → its links
    phrases: dict[str, Phrases]  # trigger → fixed phrases
    sets: dict[str, frozenset[str]]  # small word classes
    lists: dict[str, Phrases]  # trigger.key and own countries → phrases
    prefixes: tuple[str, ...]  # how verbs begin by which a sum only measures something
    reach: dict[str, int]


def _forms(pack: dict[str, Any], lemma: str) -> list[tuple[str, str]]:
    """(folded form, tense) of a verb, by the tables here and in verbs.toml."""
    lemma = _bare(lemma)
    if lemma in pack["irregular"]:
        table = pack["irregular"][lemma]
        return [(fold(form), tense) for tense in TENSES for form in table.get(tense, ())]
    if lemma in pack["like"]:
        off, on, other = pack["like"][lemma]
        return [(fold(on) + form.removeprefix(fold(off)), tense) for form, tense in _forms(pack, other)]
    found = forms(lemma)
    stem = pack["stems"].get(lemma)
    if stem is None:
        return found
    cut = len(fold(lemma))
    return [(fold(stem) + f[cut:] if t in ("future", "conditional") else f, t) for f, t in found]


def _bare(lemma: str) -> str:
    return lemma.removeprefix("se ").removeprefix("s'")


def _persons(pack: dict[str, Any], found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The first person of the future, on the stem of the third."""
    third = fold(pack["persons"]["third"])
    return [
        (form.removesuffix(third) + fold(end), tense)
        for form, tense in found
        if tense == "future" and form.endswith(third)
        for end in pack["persons"]["first"]
    ]


def _needs(pack: dict[str, Any]) -> dict[str, frozenset[str]]:
    groups = [g for g in pack["needs"].values() if isinstance(g, dict)]
    out: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group["words"]:
            out[word] = out.get(word, _NONE) | _folded(group["near"])
    return out


def _deed_verbs(pack: dict[str, Any]) -> dict[str, tuple[DeedVerb, ...]]:
    needs = _needs(pack)
    out: dict[str, list[DeedVerb]] = {}
    for kind, deed in pack["deeds"].items():
        for written in (*deed["verbs"], *deed["soft"], *deed.get("births", ())):
            lemma, *rest = _bare(written).split(" ")
            known = _forms(pack, lemma)
            for form, tense in [*known, *_persons(pack, known)]:
                first_person = (form, tense) not in known
                reading = DeedVerb(
                    kind, written, tense, tuple(Phrases.split(" ".join(rest))) if rest else (),
                    written in deed["soft"], written in deed.get("births", ()), needs.get(written, _NONE),
                    first_person,
                )  # fmt: skip
                out.setdefault(form, []).append(reading)
    return {form: tuple(sorted(rs, key=lambda r: -len(r.rest))) for form, rs in out.items()}


def _opener_forms(pack: dict[str, Any], lemmas: Iterable[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for lemma in lemmas:
        for form, tense in _forms(pack, lemma):
            out.setdefault(form, []).append((lemma, tense))
    return {form: tuple(dict.fromkeys(readings)) for form, readings in out.items()}


def _folded(values: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(v) for v in values)


def _sets(pack: dict[str, Any]) -> dict[str, frozenset[str]]:
    triggers = pack["triggers"]
    sets = {k: _folded(v) for k, v in pack["words"].items()}
    sets |= {f"label.{k}": _folded(v) for k, v in pack["label"].items() if isinstance(v, list)}
    sets |= {f"money.{k}": _folded(v) for k, v in pack["money"].items() if isinstance(v, list)}
    sets["vague"] = _folded(pack["vague"]["objects"])
    sets["light"] = frozenset(pack["light"]["verbs"])
    sets["unilateral"] = frozenset(pack["unilateral"]["verbs"])
    leaving = (*triggers["demand"]["infinitives"], *triggers["demand"]["nouns"])
    sets["pledge.nouns"] = _folded(triggers["pledge"]["nouns"])
    sets["leaving"] = frozenset(Phrases.split(p)[0] for p in leaving)
    sets["imperfect_verbs"] = frozenset(triggers["reported"]["imperfect_verbs"])
    sets["invite.barred_before"] = frozenset(triggers["invite"]["barred_before"])
    for key in ("except", "to_whom", "visiting", "link"):
        sets[f"invite.{key}"] = _folded(triggers["invite"][key])
    return sets


def _reach(pack: dict[str, Any]) -> dict[str, int]:
    """How many tokens a construction may span, by its name."""
    out = {name: t["reach"] for name, t in pack["triggers"].items() if "reach" in t}
    out |= {"needs": pack["needs"]["reach"], "noun_needs": pack["needs"]["noun_reach"]}
    out |= {"money": pack["money"]["within"], "sum": pack["money"]["near"], "label": pack["label"]["longest"]}
    return out


@data.derived
def words() -> Words:
    """The vocabulary in use."""
    pack = data.toml(PACK)
    needs, triggers = _needs(pack), pack["triggers"]
    listed = {
        f"{name}.{key}": Phrases((p, p) for p in values)
        for name, trigger in triggers.items()
        for key, values in trigger.items()
        if key not in ("match", "no_match", "verbs") and isinstance(values, list)
    }
    listed["own_country"] = Phrases((p, p) for p in pack["words"]["own_country"])
    for key in ("hypothesis", "refusals", "adverbials", "helped"):
        listed[key] = Phrases((p, p) for p in pack["words"][key])
    openers = {name: _opener_forms(pack, t["verbs"]) for name, t in triggers.items() if "verbs" in t}
    openers["give"] = _opener_forms(pack, triggers["invite"]["give"])
    return Words(
        verbs=_deed_verbs(pack),
        nouns=Phrases(
            (n, DeedNoun(k, needs.get(n, _NONE))) for k, d in pack["deeds"].items() for n in d["nouns"]
        ),
        openers=openers,
        links={k: frozenset(fold(w) for w in v) for k, v in triggers["pledge"]["verbs"].items()},
        phrases={k: Phrases((p, p) for p in t["phrases"]) for k, t in triggers.items() if "phrases" in t},
        sets=_sets(pack),
        lists=listed,
        prefixes=tuple(fold(p) for p in pack["money"]["measures"]),
        reach=_reach(pack),
    )


def has_need(tokens: Tokens, needs: frozenset[str], start: int, end: int, *, noun: bool = False) -> bool:
    """Does a word that makes a deed of a weak verb or noun stand close behind (or is none needed)?"""
    reach = words().reach["noun_needs" if noun else "needs"]
    return not needs or any(x in needs for x in tokens.folded[start : min(end, start + reach)])


def is_light(word: str) -> bool:
    """May the word stand between an opener and its deed: an adverb, a clitic, a mark of quotation?"""
    w = words()
    return word in w.sets["adverbs"] or word in w.sets["marks"] or word.endswith(tuple(w.sets["adverb_ends"]))


def is_light_at(tokens: Tokens, k: int) -> bool:
    """The same of the word at token k: what ends like an adverb is a noun behind an article."""
    word, w = tokens.folded[k], words()
    if k and tokens.folded[k - 1] in w.sets["plain_articles"] and word not in w.sets["adverbs"]:
        return word in w.sets["marks"]
    return is_light(word)
