"""One reader for every form."""

from __future__ import annotations

from verbale.analyse import date_days, date_periods, date_relative
from verbale.analyse.date_context import Context, Value
from verbale.analyse.date_forms import Found

_BUILD = {**date_days.BUILD, **date_periods.BUILD, **date_relative.BUILD}


def read(context: Context, found: Found) -> list[Value]:
    """What one match says, mostly one value; none where the words turn out to be no date."""
    values = _BUILD[found.form.build](context, found)
    for value in values:
        context.remember(value, found)
    return values
