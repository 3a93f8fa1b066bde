"""Straightened and folded text; the functions live in verbale.text, where every stage may use them."""

from verbale.text import fold, straighten

__all__ = ["fold", "straighten"]
