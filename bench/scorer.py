"""The scorer of the codebook, loaded from beside the repository, and quicker.

`python score.py` compares every two quotations letter by letter. The module given here answers the same
without looking at pairs that cannot count: a stretch of twelve letters in common has one twelve-letter piece
in common.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
Record = dict[str, Any]


@cache
def scorer(path: Path = SHARED / "gold/score.py") -> Any:
    """score.py as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    slow, fold = module.covered, cache(module.fold)

    def covered(quote: Record, others: Any) -> bool:
        text = fold(quote.get("text"))
        size = min(12, len(text))
        mine = _pieces(text, size)

        def can_count(other: Record) -> bool:
            piece = fold(other.get("text"))
            return bool(piece) and (piece in text or not mine.isdisjoint(_pieces(piece, size)))

        return bool(slow(quote, [o for o in others if can_count(o)]))

    module.covered, module.fold = covered, fold
    return module


@cache
def _pieces(text: str, size: int) -> frozenset[str]:
    return frozenset(text[i : i + size] for i in range(len(text) - size + 1)) if size else frozenset()
