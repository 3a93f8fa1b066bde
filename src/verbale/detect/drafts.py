"""Mentions in the making, by token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.detect.gazetteer import Name
from verbale.detect.offices import OfficePhrase
from verbale.records import Span
from verbale.tokens import Tokens


@dataclass(slots=True)
class Draft:
    """A mention in the making: tokens `first` to `last`, the name's tokens, the office phrase."""

    first: int
    last: int
    kind: str
    name: tuple[int, int] | None = None
    office: OfficePhrase | None = None
    code: str | None = None
    code_span: Span | None = None
    how: str | None = None
    plural: bool = False
    feminine: bool | None = None
    vouched: bool = True
    nation: tuple[str | None, Span] | None = None  # `l'Argentin X`: says less than an office's side


def hits_by_token(tokens: Tokens, names: Sequence[Name]) -> dict[int, tuple[int, Name]]:
    """Gazetteer names by the token they start at."""
    out = {}
    for name in names:
        i = tokens.at(name.start)
        if i < len(tokens) and tokens.starts[i] == name.start:
            out[i] = (max(i + 1, tokens.at(name.end)), name)
    return out
