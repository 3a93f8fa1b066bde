"""Is the article about relations between states, and which sectors are concerned?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from verbale.records import Analysis, Proof, Report, Span

ACTS = ("visits", "meetings", "agreements", "commitments")


def is_relevant(analysis: Analysis, found: Mapping[str, Sequence[Report]]) -> bool:
    """An act was found, or states are what the text speaks of: two that act, and words of diplomacy."""
    if any(found[kind] for kind in ACTS):
        return True
    states = Counter(a.country for a in analysis.actors if a.country and a.kind in ("state", "person", "body"))
    sides = [code for code, n in states.items() if n >= 2]
    talk = sum(t.sector == "political_dialogue" for t in analysis.terms)
    return len(sides) >= 2 and talk >= 2


def sectors_of(analysis: Analysis, lists: Mapping[str, Sequence[Report]]) -> tuple[tuple[str, ...], dict[str, Proof]]:
    """The sectors that acts and their sentences name, else those that recur in the text."""
    weight: Counter[str] = Counter()
    first: dict[str, Span] = {}
    near = _act_sentences(analysis, lists)
    for term in analysis.terms:
        weight[term.sector] += 2 if any(s <= term.start < e for s, e in near) else 1
        first.setdefault(term.sector, Span(term.start, term.end))
    for agreement in lists["agreements"]:
        for sector in agreement.sectors:  # type: ignore[union-attr]
            weight[sector] += 3
            first.setdefault(sector, agreement.anchor)
    chosen = [s for s, n in sorted(weight.items(), key=lambda sn: (-sn[1], sn[0])) if n >= 3][:8]
    return tuple(chosen), {f"sectors.{k}": Proof((first[s],), "frame", "sector term") for k, s in enumerate(chosen)}


def _act_sentences(analysis: Analysis, lists: Mapping[str, Sequence[Report]]) -> list[tuple[int, int]]:
    anchors = [r.anchor for kind in ACTS for r in lists[kind]]
    return [(s.start, s.end) for s in analysis.sentences if any(s.start <= a.start < s.end for a in anchors)]
