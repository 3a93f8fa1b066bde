"""Visits and meetings of an article: the acts of its clauses gathered, then their fields filled."""

from __future__ import annotations

from verbale.extract.acts import find_acts
from verbale.extract.meetings import gather_meetings
from verbale.extract.scene import Scene
from verbale.extract.visits import gather_visits
from verbale.records import Meeting, Visit


def find_contacts(scene: Scene) -> tuple[list[Visit], list[Meeting]]:
    """The visits and meetings that the article tells."""
    acts = find_acts(scene)
    stays = gather_visits(scene, acts)
    meetings = gather_meetings(scene, acts, stays)
    return [s.report() for s in stays], [m.report() for m in meetings]
