"""The dictionaries of the actor grammar, built once from packs/fr/offices.toml and names.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verbale import data
from verbale.text import fold
from verbale.tokens import Phrases


@dataclass(frozen=True, slots=True)
class Head:
    """The word or words that open an office: its codebook code, number and gender."""

    code: str
    form: str
    plural: bool
    feminine: bool
    written: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    heads: Phrases  # → Head
    overrides: tuple[tuple[frozenset[str], tuple[str, ...], str], ...]  # heads, complement prefixes, code
    seats: dict[str, str]
    by_country: dict[tuple[str, str], str]
    qualifiers: Phrases
    links: Phrases
    resident: frozenset[str]
    former: frozenset[str]
    former_prefix: tuple[str, ...]
    articles: frozenset[str]
    possessives: frozenset[str]
    counterpart: Phrases
    civilities: Phrases
    honours: Phrases
    feminine_civilities: frozenset[str]
    masculine_civilities: frozenset[str]
    particles: frozenset[str]
    portfolio: frozenset[str]
    pronouns: Phrases  # → (plural, feminine)
    impersonal: Phrases
    both: Phrases
    led: Phrases
    cues: Phrases  # → led | member | with | head
    vague_bodies: frozenset[str]
    bodies: Phrases  # → "state" | "self"
    national: frozenset[str]
    fused: frozenset[str]
    finite: frozenset[str]
    governors: frozenset[str]
    continental: dict[str, str]
    employers: frozenset[str]
    small: dict[str, frozenset[str]]
    things: frozenset[str]
    starters: frozenset[str]
    institutional: frozenset[str]
    inherent: dict[str, str]  # head → the only state that has such an office
    seated: dict[str, str]  # what a palace stands for → the office of who sits in it
    qualifying: frozenset[str]

    def is_qualifier(self, word: str) -> bool:
        return word in self.qualifying


@data.derived
def lexicon() -> Lexicon:
    """The dictionaries in use."""
    pack, names = data.toml("packs/fr/offices.toml"), data.toml("packs/fr/names.toml")
    words = pack["words"]
    flags = [("masculine", (False, False)), ("feminine", (False, True)),
             ("masculine_plural", (True, False)), ("feminine_plural", (True, True))]  # fmt: skip
    return Lexicon(
        heads=Phrases(_heads(pack["office"], words["former_prefix"])),
        seats=dict(words["seats"]),
        by_country={(h, o["country"]): o["code"] for o in pack["by_country"] for h in o["heads"]},
        overrides=tuple(
            (frozenset(o["heads"]), tuple(o["words"]), o["code"]) for o in pack["override"]
        ),
        qualifiers=Phrases((w, True) for w in words["qualifiers"]),
        links=Phrases((w, w) for w in words["links"]),
        resident=folded(words["resident"]),
        former=folded(words["former"]),
        former_prefix=tuple(words["former_prefix"]),
        articles=folded(words["articles"]),
        possessives=folded(words["possessives"]),
        counterpart=Phrases((w, w.endswith("s")) for w in words["counterpart"]),
        civilities=Phrases((w, fold(w)) for w in words["civilities"]),
        honours=Phrases((w, True) for w in words["titles_of_honour"]),
        feminine_civilities=folded(words["feminine_civilities"]),
        masculine_civilities=folded(words["masculine_civilities"]),
        particles=folded(words["particles"]),
        portfolio=folded(words["portfolio"]),
        pronouns=Phrases(
            (form, flag) for key, flag in flags for w in pack["pronouns"][key] for form in (w, w.capitalize())
        ),
        impersonal=Phrases((w, True) for w in pack["pronouns"]["impersonal"]),
        both=Phrases((w, True) for w in pack["groups"]["both"]),
        led=Phrases((w, True) for w in pack["bodies"]["led"]),
        cues=Phrases((w, cue) for cue, forms in pack["cues"].items() for w in forms),
        vague_bodies=folded(pack["bodies"]["vague"]),
        bodies=Phrases((w, kind) for kind in ("state", "self") for w in pack["bodies"][kind]),
        fused=folded(words["fused"]),
        finite=folded(words["finite"]),
        governors=folded(words["governors"]),
        continental=dict(words["continental"]),
        employers=folded(pack["bodies"]["employers"]),
        national=folded(words["national"]),
        small={k: folded(v) for k, v in pack["small"].items() if isinstance(v, list)},
        things=folded(names["things"]),
        starters=folded(names["starters"]),
        institutional=folded(names["institutional"]),
        inherent={fold(h): o["country"] for o in pack["inherent"] for h in o["heads"]},
        seated=dict(words["seated"]),
        qualifying=folded(words["qualifiers"]),
    )  # fmt: skip


def folded(values: list[str]) -> frozenset[str]:
    return frozenset(fold(v) for v in values)


def _heads(offices: list[dict[str, Any]], former: list[str]) -> list[tuple[str, Head]]:
    out = []
    for office in offices:
        feminine = {fold(f) for f in office["feminine"]}
        for plural, forms in ((False, office["singular"]), (True, office["plural"])):
            out += [(f, Head(office["code"], fold(f), plural, fold(f) in feminine, f)) for f in forms]
            out += [
                (p + f, Head("other", fold(f), plural, fold(f) in feminine, f)) for p in former for f in forms
            ]
    return out
