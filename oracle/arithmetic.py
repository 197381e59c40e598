"""Rounding and NULL rules of raw.md 1.1."""

import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

_CONTEXT = Context(prec=60)
_NINE_PLACES = Decimal("1e-9")


def published(value: float | None, places: int) -> Decimal | None:
    """Round once, half away from zero: round(cast(x as decimal(38, 9)), n)."""
    if value is None:
        return None
    cast = Decimal(value).quantize(_NINE_PLACES, ROUND_HALF_UP, _CONTEXT)
    result = cast.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _CONTEXT)
    return abs(result) if result == 0 else result


def ratio(numerator: float | None, denominator: float | None) -> float | None:
    """NULL when the denominator is 0 or NULL, or the numerator NULL."""
    if numerator is None or not denominator:
        return None
    return numerator / denominator


def mean(values: Iterable[float | Decimal | None]) -> float | None:
    """Unrounded mean of the values that are not NULL; NULL without any."""
    present = [float(value) for value in values if value is not None]
    return math.fsum(present) / len(present) if present else None


def total(values: Iterable[float | Decimal | None]) -> float:
    """Sum of the values that are not NULL; 0 without any."""
    return math.fsum(float(value) for value in values if value is not None)


def sample_deviation(values: Iterable[float | Decimal]) -> float | None:
    """Unrounded sample standard deviation (n - 1); NULL with fewer than two values."""
    numbers = [float(value) for value in values]
    if len(numbers) < 2:
        return None
    center = math.fsum(numbers) / len(numbers)
    return math.sqrt(math.fsum((x - center) ** 2 for x in numbers) / (len(numbers) - 1))


def clamped(value: float | None, low: float, high: float) -> float | None:
    """The value within the bounds; NULL stays NULL."""
    return None if value is None else min(max(value, low), high)


def difference(left: float | None, right: float | None) -> float | None:
    """NULL when either side is NULL."""
    return None if left is None or right is None else left - right
