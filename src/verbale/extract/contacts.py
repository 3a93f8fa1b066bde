"""Visits and meetings of an article: the acts of its clauses gathered, then their fields filled."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from verbale import data
from verbale.data import world
from verbale.extract.acts import Act, find_acts
from verbale.extract.assemblies import add_assemblies
from verbale.extract.fields import country_of_place
from verbale.extract.meetings import Talks, gather_meetings
from verbale.extract.placed import Pair, pairs, probability
from verbale.extract.scene import Scene, make_scene
from verbale.extract.visits import Stay, add_placed, gather_visits
from verbale.records import Meeting, Span, Visit

# Offices so common that the press's own state is no safe guess for them.
MOVABLE = ("official", "parliamentarian", "mayor_or_governor", "deputy_minister")


def foreign_guests(scene: Scene, acts: list[Act]) -> dict[str, Any]:
    """Who comes to the press's own country is no official of it, though the article names no other side.

    Their country is then the other one that the article speaks of most. Gives the analysis's changed
    actors and entities, nothing when none changes.
    """
    home = scene.analysis.home
    named = Counter(m.actor.country for m in scene.mentions if m.actor.country and m.actor.kind != "person")
    others = [(code, n) for code, n in named.most_common() if code != home and world.is_country(code)]
    if not home or not others:
        return {}
    wrong = set()
    for act in acts:
        goal = country_of_place(act.place) if act.place else None
        for mention in [*act.roles.get("traveller", ()), *act.roles.get("guest", ())]:
            entity = scene.entity(mention)
            guessed = entity and entity.country == home and entity.country_how == "document"
            if entity and guessed and entity.office in MOVABLE and goal and goal[0] == home:
                wrong.add(entity.index)
    if not wrong:
        return {}
    code = others[0][0]
    first = next(m.actor for m in scene.mentions if m.actor.country == code and m.actor.kind != "person")
    spans = (Span(first.start, first.end),)
    change = {"country": code, "country_spans": spans, "country_how": "document"}
    analysis = scene.analysis
    return {
        "entities": tuple(replace(e, **change) if e.index in wrong else e for e in analysis.entities),  # type: ignore[arg-type]
        "actors": tuple(replace(a, **change) if a.entity in wrong else a for a in analysis.actors),  # type: ignore[arg-type]
    }


def _read(scene: Scene) -> tuple[Scene, list[Act], list[Stay], list[Talks]]:
    """The scene with guests put right, its acts, and the visits and meetings that frames tell."""
    acts = find_acts(scene)
    guests = foreign_guests(scene, acts)
    if guests:
        scene = make_scene(replace(scene.analysis, **guests))
        acts = find_acts(scene)
    stays = gather_visits(scene, acts)
    return scene, acts, stays, gather_meetings(scene, acts, stays)


def candidates(scene: Scene) -> tuple[list[Visit], list[Pair]]:
    """The visits that frames tell, and the pairs of an official and a state that they leave."""
    scene, acts, stays, _ = _read(scene)
    known = {(s.entity.index, s.to) for s in stays}
    return [s.report() for s in stays], pairs(scene, acts, known)


def find_contacts(scene: Scene) -> tuple[list[Visit], list[Meeting]]:
    """The visits and meetings that the article tells."""
    scene, acts, stays, talks = _read(scene)
    add_assemblies(scene, stays, talks)
    meetings = [t.report() for t in talks]
    known = {(s.entity.index, s.to) for s in stays}
    threshold = data.toml("packs/fr/placed.toml")["threshold"]
    placed = [p for p in pairs(scene, acts, known) if probability(p.features) >= threshold]
    add_placed(scene, stays, placed)
    return [s.report() for s in stays], meetings
