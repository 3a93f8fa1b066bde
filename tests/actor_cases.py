"""The marked texts of cases/actors.toml, and how the finder does on them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from verbale.detect.actors import find_actors
from verbale.detect.gazetteer import find_names
from verbale.records import Actor, Entity
from verbale.text import fold, straighten
from verbale.tokens import tokenise

CASES = Path(__file__).parent / "cases" / "actors.toml"
_MARK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
FIELDS = ("found", "name", "office", "country", "entity")


@dataclass(frozen=True)
class Case:
    group: str
    text: str
    marks: tuple[tuple[int, int, str], ...]  # start, end, key
    people: dict[str, tuple[str, str, str]]  # key → name, office, country; "-" none, "?" not asked
    home: str | None


def read_cases() -> list[Case]:
    out = []
    for group, rows in tomllib.loads(CASES.read_text("utf-8")).items():
        for marked, people, *home in rows:
            text, marks, last = "", [], 0
            for m in _MARK.finditer(marked):
                text += marked[last : m.start()]
                marks.append((len(text), len(text) + len(m[1]), m[2]))
                text, last = text + m[1], m.end()
            text += marked[last:]
            wanted = {k: tuple(v.split(", ")) for k, v in people.items()}
            out.append(Case(group, text, tuple(marks), wanted, home[0] if home else None))
    return out


def found_in(case: Case) -> tuple[tuple[Actor, ...], tuple[Entity, ...]]:
    plain = straighten(case.text)
    names = find_names(plain, prefer=frozenset([case.home] if case.home else []))
    return find_actors(tokenise(plain), names, published="2025-05-12", home=case.home)


def _best(actors: tuple[Actor, ...], start: int, end: int) -> Actor | None:
    """The mention that shares most characters with a marked stretch."""
    shared = [(min(end, a.end) - max(start, a.start), a) for a in actors if a.kind != "group"]
    good = [(n, a) for n, a in shared if n > 0]
    return max(good, key=lambda x: x[0])[1] if good else None


def faults_of(case: Case) -> tuple[Counter[str], list[str]]:
    """What is right of each marked mention (a Counter over FIELDS, `mentions`, `whole`, `false`), and
    what is wrong, in words."""
    actors, entities = found_in(case)
    count: Counter[str] = Counter()
    faults: list[str] = []
    first: dict[str, int | None] = {}
    taken: set[int] = set()
    for start, end, key in case.marks:
        words = case.text[start:end]
        if key == "!":
            wrong = [a for a in actors if a.name and a.start < end and a.end > start]
            count["false"] += len(wrong)
            faults += [f"{case.group}: false person {a.name!r} in {words!r}" for a in wrong]
            continue
        count["mentions"] += 1
        actor = _best(actors, start, end)
        if actor is None:
            faults.append(f"{case.group}: no mention at {words!r}")
            continue
        entity = entities[actor.entity] if actor.entity is not None else None
        right = {"found"} | _right(case, key, actor, entity)
        if key.startswith("=") or key not in first:
            right.add("entity")
            if not key.startswith("=") and actor.entity is not None and actor.entity in taken:
                right.discard("entity")
            first[key] = actor.entity
        elif actor.entity is not None and actor.entity == first[key]:
            right.add("entity")
        if actor.entity is not None and not key.startswith("="):
            taken.add(actor.entity)
        count.update(right)
        count["whole"] += len(right) == len(FIELDS)
        if len(right) < len(FIELDS):
            said = (entity and (entity.name, entity.office, entity.country)) or (actor.kind, actor.country)
            missing = ",".join(f for f in FIELDS if f not in right)
            faults.append(f"{case.group}: {missing} at {words!r}: {said}, not {case.people.get(key, key)}")
    known = [fold(p[0]) for p in case.people.values()]
    for entity in entities:
        if entity.name and "?" not in known and not any(_alike(fold(entity.name), k) for k in known):
            count["false"] += 1
            faults.append(f"{case.group}: false person {entity.name!r}")
    return count, faults


def _alike(a: str, b: str) -> bool:
    return bool(set(a.split()) & set(b.split()))


def _right(case: Case, key: str, actor: Actor, entity: Entity | None) -> set[str]:
    if key.startswith("="):
        country = actor.country == key[1:]
        return {"name", "office", "country"} if country else {"name", "office"}
    name, office, country = case.people[key]
    said = entity.name if entity else actor.name
    out = set()
    if name == "?" or fold(said or "-") == fold(name):
        out.add("name")
    if office == "?" or ((entity.office if entity else actor.office) or "-") == office:
        out.add("office")
    if country == "?" or ((entity.country if entity else actor.country) or "-") == country:
        out.add("country")
    return out


def tally(cases: list[Case]) -> tuple[Counter[str], list[str]]:
    total: Counter[str] = Counter()
    faults: list[str] = []
    for case in cases:
        count, wrong = faults_of(case)
        total += count
        faults += wrong
    return total, faults
