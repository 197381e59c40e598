"""Eastern wall clocks and UTC (raw.md 1.2). UTC timestamps carry no zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")


def eastern_to_utc(wall_clock: datetime) -> datetime:
    """UTC of an Eastern wall clock."""
    return wall_clock.replace(tzinfo=EASTERN).astimezone(UTC).replace(tzinfo=None)


def in_zone(moment: datetime, zone: str) -> datetime:
    """Local time of a UTC timestamp."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))


def eastern_date(moment: datetime) -> date:
    """Eastern calendar date of a UTC timestamp."""
    return in_zone(moment, "America/New_York").date()


def eastern_hour(day: date, hour: int | None) -> datetime:
    """UTC of a full Eastern hour; a missing hour is the start of the day."""
    return eastern_to_utc(datetime.combine(day, time()) + timedelta(hours=hour or 0))


def utc_offset_hours(zone: str, day: date) -> float:
    """Offset of a zone at 12:00 Eastern of the day (raw.md 3.2)."""
    noon = in_zone(eastern_hour(day, 12), zone)
    return noon.utcoffset().total_seconds() / 3600
