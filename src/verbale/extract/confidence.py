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
from verbale.codec import kind_of, value_of
from verbale.records import FIELDS, Proof, Report, Sentence

_ENOUGH = 0.02  # nothing is certain, nothing impossible: the fit saw a few hundred records of a kind
FAR = (1, 3, 8)  # sentences between a record's words and a field's: here, next, near, far
MANY = (2, 4, 8)  # reports of a kind in one article


Found = Mapping[str, Sequence[Report]]  # kind → reports of one article


def features(kind: str, report: Report, found: Found, sentences: Sequence[Sentence]) -> dict[str, float]:
    """What the model sees of a report beside all others of its article: name → 1."""
    starts = [s.start for s in sentences]
    own = _sentence(starts, report.anchor.start)
    names = {"bias", f"rule:{report.rule.split('/')[0].partition(':')[0]}"}
    names.add(f"form:{report.rule.rpartition(':')[2]}")
    names.add(f"at:{_step(own, FAR)}")
    names.add(f"reports:{_step(len(found[kind]), MANY)}")
    if own < len(sentences) and sentences[own].is_title:
        names.add("title")
    for name in FIELDS[kind]:
        names |= _of_value(name, value_of(report, name))
    for key, proof in report.proofs.items():
        names |= _of_proof(key.partition(".")[0], proof, own, starts)
    return dict.fromkeys(sorted(names | _beside(kind, report, found)), 1.0)


def _beside(kind: str, report: Report, found: Found) -> set[str]:
    """Do other reports of the article tell of the same people and the same sides?"""
    people, sides = _people(report), _sides(report)
    out = set()
    for other, reports in found.items():
        rest = [r for r in reports if r is not report]
        if any(people & _people(r) for r in rest):
            out.add(f"person in {other}")
        alike = sum(len(sides & _sides(r)) >= min(2, len(sides)) for r in rest) if sides else 0
        if alike:
            out.add(f"sides in {other} {min(alike, 2)}")
    if kind == "quotes":
        said = [name for r in found[kind] for name in _people(r)]
        mine = sum(name in people for name in said)
        out.add(f"speaks {_step(4 * mine // max(len(said), 1), (1, 2, 3))}")
        out |= {"unnamed" for name in people if name[:1].islower()}
    return out


_PEOPLE = ("traveller", "people", "speaker")
_SIDES = ("from", "to", "sides", "parties", "countries", "by")


def _people(report: Report) -> set[str]:
    return _values(report, _PEOPLE)


def _sides(report: Report) -> set[str]:
    return _values(report, _SIDES)


def _values(report: Report, names: Sequence[str]) -> set[str]:
    out: set[str] = set()
    for name in names:
        value = value_of(report, name) if name in FIELDS[kind_of(report)] else None
        out |= {value} if isinstance(value, str) else set(value or ())
    return out


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


def confidence(kind: str, report: Report, found: Found, sentences: Sequence[Sentence]) -> float:
    """The probability that the report stands in the article and is right as the codebook says (`right`)."""
    weights: Mapping[str, float] = data.toml("packs/fr/confidence.toml").get(kind, {})
    if not weights:
        return report.confidence
    seen = features(kind, report, found, sentences)
    score = sum(weights.get(name, 0.0) * value for name, value in seen.items())
    return min(max(1 / (1 + math.exp(-score)), _ENOUGH), 1 - _ENOUGH)


def scored(kind: str, found: Found, sentences: Sequence[Sentence]) -> list[Report]:
    """The reports of one kind of one article with their confidence."""
    return [replace(r, confidence=confidence(kind, r, found, sentences)) for r in found[kind]]
