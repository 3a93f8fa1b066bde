"""Build `world/currencies.csv`: CLDR's French names (Unicode-3.0) and the short forms of the press.

python tools/build_currencies.py
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from babel.numbers import get_currency_name, get_currency_symbol

from verbale.data.world import countries, fold

OUT = Path(__file__).parents[1] / "src/verbale/data/world/currencies.csv"
PRESS = Path(__file__).parent / "world/currencies_press.txt"


def forms() -> Iterator[tuple[str, str, str]]:
    """(form, code, rule), the press's forms first."""
    for line in PRESS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        written, code, rule = line.rsplit("=", 2)
        for form in written.split(";"):
            yield form, code, rule
    for code in sorted({c.currency for c in countries().values() if c.currency}):
        for count in (1, 2):
            yield get_currency_name(code, count=count, locale="fr").replace("\u2019", "'"), code, ""
        yield code, code, ""
        symbol = get_currency_symbol(code, locale="fr")
        if symbol != code and len(symbol) > 1:
            yield symbol.replace("\u202f", " "), code, ""


def main() -> None:
    seen: dict[str, str] = {}
    with OUT.open("w", encoding="utf-8", newline="") as out:
        out.write("# Currencies as French texts write them. Source: Unicode CLDR, locale fr (Unicode-3.0);\n")
        out.write(
            "# forms of the press compiled for Verbale (CC0). rule: default where the country may make it\n"
        )
        out.write("# another of that name, zone where the country decides. See tools/build_currencies.py.\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["form", "code", "rule"])
        for form, code, rule in forms():
            if form not in seen and (fold(form) not in map(fold, seen) or form.isupper()):
                seen[form] = code
                writer.writerow([form, code, rule])
    print(len(seen), "forms")


if __name__ == "__main__":
    main()
