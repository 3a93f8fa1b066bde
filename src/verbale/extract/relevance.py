"""Is the article about relations between states, and which sectors are concerned?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from verbale import data
from verbale.records import Analysis, Report
from verbale.tokens import Phrases, Tokens

ACTS = ("visits", "meetings", "agreements", "commitments")
_BRIEF = 60  # tokens: below this a share of words says nothing
_STEM = 7  # letters by which two words of diplomacy count as one kind
_OFFICES = frozenset(
    (
        "head_of_state", "head_of_government", "foreign_minister", "minister", "deputy_minister",
        "ambassador", "envoy", "head_of_organisation", "speaker_of_parliament", "royal",
    )
)  # fmt: skip


@data.derived
def _vocabulary() -> tuple[Phrases, dict[str, bool]]:
    whole, stems = [], {}
    for word in data.toml("packs/fr/relevance.toml")["vocabulary"]:
        if word.endswith("*"):
            stems[word[:-1]] = True
        else:
            whole.append((word, True))
    return Phrases(whole), stems


def diplomatic_words(tokens: Tokens) -> list[str]:
    """The words of diplomacy in a text, in order, by their first letters."""
    phrases, stems = _vocabulary()
    out, i = [], 0
    while i < len(tokens):
        found = phrases.longest(tokens, i)
        word = tokens.folded[i]
        if found or any(word[:n] in stems for n in range(len(word), 3, -1)):
            out.append(word[:_STEM])
        i = found[0] if found else i + 1
    return out


def _told(found: Mapping[str, Sequence[Report]]) -> dict[str, list[Report]]:
    return {kind: [r for r in reports if not r.rule.startswith("placed")] for kind, reports in found.items()}


def features(analysis: Analysis, found: Mapping[str, Sequence[Report]]) -> dict[str, float]:
    """What relevance is judged by: counts, each capped so that long articles do not win by length.

    Visits that only the model of placed officials tells say nothing: it was fitted on relevant articles."""
    found = _told(found)
    officials = [e for e in analysis.entities if e.office in _OFFICES]
    sides = {a.country for a in analysis.actors if a.country and a.kind != "pronoun"}
    words = diplomatic_words(analysis.tokens)
    return {
        "visits": min(len(found["visits"]), 2),
        "meetings": min(len(found["meetings"]), 2),
        "agreements": min(len(found["agreements"]), 2),
        "commitments": min(len(found["commitments"]), 1),
        "officials": min(sum(e.country_how != "document" for e in officials), 4),
        "official_countries": min(len({e.country for e in officials if e.country}), 3),
        "countries": min(len(sides), 5),
        "words": min(len(words), 12),
        "kinds_of_words": min(len(set(words)), 6),
        "density": min(100 * len(words) / max(len(analysis.tokens), _BRIEF), 6),
    }


def relevance(analysis: Analysis, found: Mapping[str, Sequence[Report]]) -> float:
    """The probability that the article is about relations between states."""
    weights = data.toml("packs/fr/relevance.toml")["weights"]
    score = weights["intercept"] + sum(weights[k] * v for k, v in features(analysis, found).items())
    return 1 / (1 + math.exp(-score))


def is_relevant(analysis: Analysis, found: Mapping[str, Sequence[Report]]) -> bool:
    """Is the article one on relations between states? Only then are any records kept."""
    pack = data.toml("packs/fr/relevance.toml")
    found = _told(found)
    acts = any(found[kind] for kind in ACTS)
    if acts and len(analysis.tokens) < pack["short"]:
        return True
    threshold: float = pack["threshold" if acts else "threshold_without_acts"]
    return relevance(analysis, found) >= threshold
