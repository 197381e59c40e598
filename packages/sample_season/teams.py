"""The 30 teams: codes, names, arenas. The only real names in the generated season."""

import csv
from dataclasses import dataclass
from itertools import islice
from math import hypot
from pathlib import Path


@dataclass(frozen=True)
class Team:
    """A team and its arena; latitude and longitude in degrees."""

    code: str
    city: str
    name: str
    conference: str
    arena_city: str
    time_zone: str
    latitude: float
    longitude: float

    @property
    def full_name(self) -> str:
        """The name as bookmakers print it: 'Los Angeles Clippers', not 'LA Clippers'."""
        return f"{'Los Angeles' if self.city == 'LA' else self.city} {self.name}"


def _read() -> dict[str, Team]:
    with Path(__file__).with_name("teams.csv").open() as file:
        return {
            code: Team(code, *texts, float(latitude), float(longitude))
            for code, *texts, latitude, longitude in islice(csv.reader(file), 1, None)
        }


TEAMS = _read()

# Codes that sources print instead of the canonical ones.
PLAY_BY_PLAY_CODES = {"BKN": "BRK"}
ESPN_CODES = {"GSW": "GS", "NOP": "NO", "NYK": "NY", "SAS": "SA", "UTA": "UTAH", "WAS": "WSH"}

# Between arenas, as if the country were flat: near enough to choose who travels.
MILES = {
    (here.code, there.code): hypot(
        69 * (here.latitude - there.latitude), 54 * (here.longitude - there.longitude)
    )
    for here in TEAMS.values()
    for there in TEAMS.values()
}
