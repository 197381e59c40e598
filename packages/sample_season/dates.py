"""The dates of a season and the two clocks of the raw files: US Eastern and UTC."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")
UTC = ZoneInfo("UTC")
TUESDAY, THURSDAY, SUNDAY = 1, 3, 6


def weekday_of_month(year: int, month: int, weekday: int, count: int) -> date:
    """The `count`-th (1 = first) `weekday` (0 = Monday) of a month."""
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (count - 1))


def to_utc(eastern: datetime) -> datetime:
    """An Eastern wall clock as naive UTC."""
    return eastern.replace(tzinfo=EASTERN).astimezone(UTC).replace(tzinfo=None)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A wall clock on a date."""
    return datetime.combine(day, time(hour, minute))


@dataclass(frozen=True)
class Calendar:
    """The fixed dates of one season.

    :param year: the start year; 2021 means 2021-22.
    """

    year: int

    @property
    def label(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02d}"

    @property
    def opening(self) -> date:
        """The third Tuesday of October: 2021-10-19."""
        return weekday_of_month(self.year, 10, TUESDAY, 3)

    @property
    def last_regular(self) -> date:
        return self.opening + timedelta(173)

    @property
    def all_star_sunday(self) -> date:
        return weekday_of_month(self.year + 1, 2, SUNDAY, 3)

    @property
    def days_off(self) -> set[date]:
        """Dates of the regular season without any game."""
        all_star_break = {self.all_star_sunday + timedelta(shift) for shift in range(-2, 4)}
        thanksgiving = weekday_of_month(self.year, 11, THURSDAY, 4)
        return {date(self.year, 11, 11), thanksgiving, date(self.year, 12, 24), *all_star_break}

    @property
    def playing_days(self) -> list[date]:
        """The dates of the regular season that may hold games, in order."""
        days = (self.opening + timedelta(n) for n in range(174))
        return [day for day in days if day not in self.days_off]
