"""Frames as data: what opens one, which roles fill it, what it yields. One file each in packs/fr/frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from verbale import data
from verbale.morphology import conjugated
from verbale.text import fold
from verbale.tokens import Phrases


@dataclass(frozen=True, slots=True)
class Frame:
    name: str
    yields: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    form: str | None = None
    roles: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)  # voice → role → sources
    required: tuple[str, ...] = ()
    count: int = 0
    extra: Mapping[str, frozenset[str]] = field(default_factory=dict)


_VOICES = ("active", "passive", "reflexive", "noun")
_KNOWN = {"name", "yields", "verbs", "nouns", "form", "require", "match", "no_match", *_VOICES}


@data.derived
def frames() -> dict[str, Frame]:
    """All frames by name."""
    out = {}
    for name in data.names("packs/fr/frames"):
        raw = data.toml(name)
        out[raw["name"]] = _frame(raw)
    return out


def _frame(raw: dict[str, Any]) -> Frame:
    require = raw.get("require", {})
    extra = {k: frozenset(fold(v) for v in vs) for k, vs in raw.items() if k not in _KNOWN}
    for key in ("clue", "place"):
        extra[key] = frozenset(fold(v) for v in require.get(key, ()))
    return Frame(
        raw["name"],
        tuple(raw["yields"]),
        tuple(raw.get("verbs", ())),
        tuple(raw.get("nouns", ())),
        raw.get("form"),
        {v: {r: tuple(s) for r, s in raw[v].items()} for v in _VOICES if v in raw},
        tuple(require.get("all", ())),
        require.get("count", 0),
        extra,
    )


@data.derived
def verb_forms() -> dict[str, list[tuple[str, str]]]:
    """Folded verb form → (lemma, tense) readings, over the verbs of all frames."""
    return conjugated(sorted({v for f in frames().values() for v in f.verbs}))


@data.derived
def frames_of_verb() -> dict[str, tuple[Frame, ...]]:
    out: dict[str, list[Frame]] = {}
    for frame in frames().values():
        for verb in frame.verbs:
            out.setdefault(verb, []).append(frame)
    return {k: tuple(v) for k, v in out.items()}


@data.derived
def frame_nouns() -> Phrases:
    """Noun phrases that open a frame → its name; the longest wins."""
    named = [(noun, frame.name) for frame in frames().values() for noun in frame.nouns]
    never = [(noun, "") for frame in frames().values() for noun in frame.extra.get("never", ())]
    return Phrases([*named, *never])


def also_opened(noun: list[str]) -> list[Frame]:
    """Further frames that a noun opens, beside the one that owns it: a summit is also talks of two sides."""
    phrase = " ".join(noun)
    return [f for f in frames().values() if phrase in f.extra.get("also", ())]
