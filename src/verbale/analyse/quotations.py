"""Quotation marks, paired as the press leaves them: mixed, nested, unclosed, reopened."""

from __future__ import annotations

import re

from verbale.records import Quotation, Span

_PAIR = re.compile(r"«[^«»\n]*»|\u201c[^\u201c\u201d\n]*\u201d|\"[^\"\n]*\"")


def find_quotations(plain: str) -> tuple[Quotation, ...]:
    """The quoted stretches of a straightened text, in order of their first character."""
    found = []
    for match in _PAIR.finditer(plain):
        start, end = match.start() + 1, match.end() - 1
        while start < end and plain[start].isspace():
            start += 1
        while end > start and plain[end - 1].isspace():
            end -= 1
        if start < end:
            found.append(Quotation(match.start(), match.end(), Span(start, end)))
    return tuple(found)
