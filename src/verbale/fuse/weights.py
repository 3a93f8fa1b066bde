"""Every weight and limit of fusion. Two reports are one event when the tests that speak sum to `JOIN`.

Set by hand on 44 annotated articles (176 reports, 55 judged pairs) so that no single test but identity of
the actors together with a date that agrees is enough; `bench/fuse_gold.py` measures them.
"""

from __future__ import annotations

JOIN = 2.5

WEIGHTS: dict[str, dict[str, float]] = {
    "visits": {
        "same sender": 1.0,
        "one sender unknown": 0.2,
        "same traveller": 2.0,
        "same surname": 1.6,  # one report prints a surname alone
        "same office, one unnamed": 0.5,
        "same unique office, one unnamed": 1.2,  # a state has one head, one foreign minister
        "same description": 1.2,
        "same place": 0.5,
        "other place": -0.5,
        "called off in one only": -0.5,
    },
    "meetings": {
        "same sides": 1.0,
        "sides of one among the other's": 0.4,
        "two sides in common": 0.1,
        "same people on every side": 2.0,
        "someone in common": 1.0,
        "same country": 0.5,
        "same place": 0.5,
        "other place": -0.3,
        "same form": 0.3,
        "summit in one only": -1.5,
        "topic in common": 0.1,
        "called off in one only": -0.5,
    },
    "agreements": {
        "same parties": 1.0,
        "parties of one among the other's": 0.3,
        "same label": 2.0,
        "label words in common": 1.2,
        "few label words in common": 0.4,
        "no label word in common": -1.0,
        "same sum": 1.2,
        "same instrument": 0.4,
        "other instrument": -0.3,
        "same sectors": 0.6,
        "other sectors": -0.5,
        "same status": 0.3,
    },
    "commitments": {
        "same maker": 1.0,
        "same beneficiary": 0.4,
        "same kind": 0.3,
        "same label": 2.0,
        "label words in common": 1.2,
        "same sum": 1.2,
    },
    "figures": {"same value, unit, measure, countries and period": 3.0},
    "quotes": {"same words": 3.0},
    "dates": {
        "same day": 2.0,
        "days overlap": 1.5,
        "overlap within a month": 1.2,
        "overlap within a year": 0.9,
        "a day apart": -0.3,
        "days apart": 0.3,  # of visits only: a stay whose ends are told differently
        "undated, published near": 0.7,
        "undated, published later": 0.3,
        "both undated, published near": 0.7,
        "both undated, published later": 0.2,
    },
}

# Offices that one person of a state or organisation holds at a time.
UNIQUE_OFFICES = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "head_of_organisation"}
)

VISIT_APART = 5  # days between two dates of one stay: leaders' trips seldom last longer
NEAR = 14  # days between an undated act and its telling that count as near

# Days before and after its publication in which an undated act lies, by status.
WINDOWS: dict[str, tuple[int, int]] = {
    "held": (45, 1),
    "ongoing": (4, 4),
    "planned": (2, 120),
    "cancelled": (60, 120),
}
AGREEMENT_WINDOWS: dict[str, tuple[int, int]] = {"announced": (30, 120), "proposed": (30, 120)}
OTHER_WINDOW = (60, 60)
LATER = 45  # days between two publications of acts both undated
TOLD_APART = {"figures": 366, "quotes": 60, "commitments": 45}  # days between two tellings of one

SAME_LABEL = 0.75  # shared part of the content words of two labels
COMMON_LABEL = 0.4
FEW_LABEL = 0.15
SAME_QUOTE = 0.9  # of the shorter quote's words, in order
SHORT_QUOTE = 5  # words under which quotes must be equal, and told by dated articles
