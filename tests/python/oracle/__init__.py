"""Independent reference implementation of the ten tables of the contract.

Plain Python, written from spec/raw.md, spec/game_summary.md, spec/game_context.md,
spec/precompute.md and spec/feature_store.md only; the SQL models are compared with its
output cell by cell.
"""

from .build import build_all
from .precompute import Precompute, precompute_all

__all__ = ["Precompute", "build_all", "precompute_all"]
