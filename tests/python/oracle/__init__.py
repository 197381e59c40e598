"""Independent reference implementation of the five game tables of the contract.

Plain Python, written from spec/raw.md, spec/game_summary.md and spec/game_context.md
only; the SQL models are compared with its output cell by cell.
"""

from .build import build_all

__all__ = ["build_all"]
