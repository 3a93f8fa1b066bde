"""How sure a report is: a small logistic model over how it was read, fitted on annotated articles.

The features are abstract (the frame and construction, which fields stand, how each is derived and how far
from the record's own words its proof lies, how much of the kind the article has), never words. Weights:
packs/fr/confidence.toml, written by bench/fit_confidence.py, which also prints how well the probabilities
agree with what was right.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from verbale import data
from verbale.codec import value_of
from verbale.records import FIELDS, Proof, Report, Sentence

_ENOUGH = 0.02  # nothing is certain, nothing impossible: the fit saw a few hundred records of a kind
FAR = (1, 3, 8)  # sentences between a record's words and a field's: here, next, near, far
MANY = (2, 4, 8)  # reports of a kind in one article


def features(
    kind: str, report: Report, all_: Sequence[Report], sentences: Sequence[Sentence]
) -> dict[str, float]:
    """What the model sees of a report among all of its kind in the article: name → 1."""
    starts = [s.start for s in sentences]
    own = _sentence(starts, report.anchor.start)
    names = {"bias", f"rule:{report.rule.split('/')[0].partition(':')[0]}"}
    names.add(f"form:{report.rule.rpartition(':')[2]}")
    names.add(f"at:{_step(own, FAR)}")
    names.add(f"reports:{_step(len(all_), MANY)}")
    if own < len(sentences) and sentences[own].is_title:
        names.add("title")
    for name in FIELDS[kind]:
        names |= _of_value(name, value_of(report, name))
    for key, proof in report.proofs.items():
        names |= _of_proof(key.partition(".")[0], proof, own, starts)
    return dict.fromkeys(sorted(names), 1.0)


def _of_value(name: str, value: object) -> set[str]:
    if value in (None, (), ""):
        return {f"no:{name}"}
    if isinstance(value, str):
        if len(value) < 12 and value.islower() and value.isascii() and value.isalpha():
            return {f"{name}:{value}"}
        return {f"{name}:words {_step(len(value.split()), (2, 4, 12))}"}
    return {f"{name}:{min(len(value), 3)}"} if isinstance(value, tuple) else set()


def _of_proof(name: str, proof: Proof, own: int, starts: Sequence[int]) -> set[str]:
    out = set()
    if proof.how and proof.how != "frame":
        out.add(f"{name}:by {proof.how}")
    if proof.rule:
        out.add(f"{name}:rule {proof.rule}")
    if proof.spans:
        gap = min(abs(_sentence(starts, span.start) - own) for span in proof.spans)
        out.add(f"{name}:off {_step(gap, FAR)}")
        if len(proof.spans) > 1:
            out.add(f"{name}:spans")
    return out


def _sentence(starts: Sequence[int], position: int) -> int:
    return max(bisect_right(starts, position) - 1, 0)


def _step(n: int, steps: Sequence[int]) -> int:
    """The number of steps that n has reached: 0 below the first."""
    return bisect_right(steps, n)


def confidence(kind: str, report: Report, all_: Sequence[Report], sentences: Sequence[Sentence]) -> float:
    """The probability that the report stands in the article and is right as the codebook says (`right`)."""
    weights: Mapping[str, float] = data.toml("packs/fr/confidence.toml").get(kind, {})
    if not weights:
        return report.confidence
    found = features(kind, report, all_, sentences)
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return min(max(1 / (1 + math.exp(-score)), _ENOUGH), 1 - _ENOUGH)


def scored(kind: str, reports: Sequence[Report], sentences: Sequence[Sentence]) -> list[Report]:
    """The reports of one kind of one article with their confidence."""
    return [replace(r, confidence=confidence(kind, r, reports, sentences)) for r in reports]
