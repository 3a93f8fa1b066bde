"""How sure a report is: a small logistic model over how it was read, fitted on annotated articles.

The features are abstract (the frame and construction, which fields stand, how they are derived), never
words. Weights: packs/fr/confidence.toml, written by bench/fit_confidence.py, which also prints how well
the probabilities agree with what was right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from verbale import data
from verbale.codec import value_of
from verbale.records import FIELDS, Report

_ENOUGH = 0.02  # nothing is certain, nothing impossible: the fit saw a few hundred records of a kind


def features(kind: str, report: Report) -> dict[str, float]:
    """What the model sees of a report: name → 0 or 1 (counts are capped and scaled to 1)."""
    out = {"bias": 1.0, f"rule:{report.rule.split('/')[0].partition(':')[0]}": 1.0}
    construction = report.rule.rpartition(":")[2]
    out[f"form:{construction}"] = 1.0
    for name in FIELDS[kind]:
        value = value_of(report, name)
        if value in (None, (), ""):
            out[f"no:{name}"] = 1.0
        elif isinstance(value, str) and len(value) < 12 and value.islower() and value.isascii():
            out[f"{name}:{value}"] = 1.0
        elif isinstance(value, tuple):
            out[f"{name}:{min(len(value), 3)}"] = 1.0
    for key, proof in report.proofs.items():
        if proof.how and proof.how != "frame":
            out[f"{key.partition('.')[0]}:by {proof.how}"] = 1.0
    return out


def confidence(kind: str, report: Report) -> float:
    """The probability that the report stands in the article as told."""
    weights = data.toml("packs/fr/confidence.toml").get(kind)
    if not weights:
        return report.confidence
    score = sum(weights.get(name, 0.0) * value for name, value in features(kind, report).items())
    return min(max(1 / (1 + math.exp(-score)), _ENOUGH), 1 - _ENOUGH)


def scored(kind: str, reports: Sequence[Report]) -> list[Report]:
    """The reports with their confidence."""
    return [replace(r, confidence=confidence(kind, r)) for r in reports]
