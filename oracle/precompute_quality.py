"""The quality block of Phase 4 (precompute.md 1)."""

from collections.abc import Iterable
from decimal import Decimal

from .arithmetic import published
from .sampled_games import Sample

PRODUCTION_READY_PCT = 90


def quality_block(sample: Sample, further_issues: Iterable[str] = ()) -> dict:
    """Counts, completeness, readiness, tier and issues of a row with this S."""
    completeness = _completeness(sample)
    issues = set(_issues_of_the_sample(sample)) | set(further_issues)
    return {
        "expected_games_count": sample.games.expected,
        "actual_games_count": sample.games.actual,
        "completeness_pct": completeness,
        "is_production_ready": (
            completeness >= PRODUCTION_READY_PCT
            and not sample.games.has_accepted_hole
            and bool(sample.rows)
        ),
        "data_quality_tier": _tier(sample, completeness),
        "data_quality_issues": sorted(issues),
    }


def is_ready(row: dict | None) -> bool:
    """The row exists and is_production_ready."""
    return row is not None and row["is_production_ready"]


def _completeness(sample: Sample) -> Decimal:
    """100 x actual / expected; 100.0 when expected is 0."""
    if not sample.games.expected:
        return Decimal("100.0")
    return published(100 * sample.games.actual / sample.games.expected, 1)


def _tier(sample: Sample, completeness: Decimal) -> str:
    if completeness == 100 and sample.is_full:
        return "gold"
    if completeness >= PRODUCTION_READY_PCT and sample.is_half_full:
        return "silver"
    return "bronze"


def _issues_of_the_sample(sample: Sample) -> Iterable[str]:
    """The words that every table of Phase 4 can hold."""
    if not sample.is_full:
        yield "thin_sample"
    if sample.games.actual < sample.games.expected:
        yield "upstream_games_missing"
    if any(row["data_quality_tier"] == "bronze" for row in sample.rows):
        yield "fallback_source_used"
    if len(sample.rows_with_zones) < len(sample.rows):
        yield "shot_zones_missing"
    if sample.games.has_accepted_hole:
        yield "degraded_history"
