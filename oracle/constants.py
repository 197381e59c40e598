"""What the contract lists: team codes, arenas, known gaps of the sample (raw.md 3)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Arena:
    """A venue: where it lies and which IANA zone its clocks follow."""

    latitude: float
    longitude: float
    time_zone: str


FULL_NAMES = {
    "Atlanta Hawks": "ATL",
    "Brooklyn Nets": "BKN",
    "Boston Celtics": "BOS",
    "Charlotte Hornets": "CHA",
    "Chicago Bulls": "CHI",
    "Cleveland Cavaliers": "CLE",
    "Dallas Mavericks": "DAL",
    "Denver Nuggets": "DEN",
    "Detroit Pistons": "DET",
    "Golden State Warriors": "GSW",
    "Houston Rockets": "HOU",
    "Indiana Pacers": "IND",
    "LA Clippers": "LAC",
    "Los Angeles Clippers": "LAC",
    "Los Angeles Lakers": "LAL",
    "Memphis Grizzlies": "MEM",
    "Miami Heat": "MIA",
    "Milwaukee Bucks": "MIL",
    "Minnesota Timberwolves": "MIN",
    "New Orleans Pelicans": "NOP",
    "New York Knicks": "NYK",
    "Oklahoma City Thunder": "OKC",
    "Orlando Magic": "ORL",
    "Philadelphia 76ers": "PHI",
    "Phoenix Suns": "PHX",
    "Portland Trail Blazers": "POR",
    "Sacramento Kings": "SAC",
    "San Antonio Spurs": "SAS",
    "Toronto Raptors": "TOR",
    "Utah Jazz": "UTA",
    "Washington Wizards": "WAS",
}

OTHER_CODES = {
    "BRK": "BKN",
    "PHO": "PHX",
    "CHO": "CHA",
    "GS": "GSW",
    "NO": "NOP",
    "NY": "NYK",
    "SA": "SAS",
    "UTAH": "UTA",
    "WSH": "WAS",
}

TEAM_CODES = {code: code for code in FULL_NAMES.values()} | OTHER_CODES | FULL_NAMES
"""raw.md 3.1: every alias of a team and its canonical code."""

TEAM_ARENAS = {
    "ATL": Arena(33.7573, -84.3963, "America/New_York"),
    "BKN": Arena(40.6826, -73.9754, "America/New_York"),
    "BOS": Arena(42.3662, -71.0621, "America/New_York"),
    "CHA": Arena(35.2251, -80.8392, "America/New_York"),
    "CHI": Arena(41.8807, -87.6742, "America/Chicago"),
    "CLE": Arena(41.4965, -81.6882, "America/New_York"),
    "DAL": Arena(32.7905, -96.8103, "America/Chicago"),
    "DEN": Arena(39.7487, -105.0077, "America/Denver"),
    "DET": Arena(42.3411, -83.0553, "America/Detroit"),
    "GSW": Arena(37.7680, -122.3877, "America/Los_Angeles"),
    "HOU": Arena(29.7508, -95.3621, "America/Chicago"),
    "IND": Arena(39.7640, -86.1555, "America/Indiana/Indianapolis"),
    "LAC": Arena(34.0430, -118.2673, "America/Los_Angeles"),
    "LAL": Arena(34.0430, -118.2673, "America/Los_Angeles"),
    "MEM": Arena(35.1382, -90.0506, "America/Chicago"),
    "MIA": Arena(25.7814, -80.1870, "America/New_York"),
    "MIL": Arena(43.0451, -87.9172, "America/Chicago"),
    "MIN": Arena(44.9795, -93.2761, "America/Chicago"),
    "NOP": Arena(29.9490, -90.0821, "America/Chicago"),
    "NYK": Arena(40.7505, -73.9934, "America/New_York"),
    "OKC": Arena(35.4634, -97.5151, "America/Chicago"),
    "ORL": Arena(28.5392, -81.3839, "America/New_York"),
    "PHI": Arena(39.9012, -75.1720, "America/New_York"),
    "PHX": Arena(33.4457, -112.0712, "America/Phoenix"),
    "POR": Arena(45.5316, -122.6668, "America/Los_Angeles"),
    "SAC": Arena(38.5802, -121.4997, "America/Los_Angeles"),
    "SAS": Arena(29.4270, -98.4375, "America/Chicago"),
    "TOR": Arena(43.6435, -79.3791, "America/Toronto"),
    "UTA": Arena(40.7683, -111.9011, "America/Denver"),
    "WAS": Arena(38.8981, -77.0209, "America/New_York"),
}
"""raw.md 3.2: the home venues of 2021-22."""

NEUTRAL_ARENAS: dict[str, Arena] = {}
"""raw.md 3.2: neutral venues by city; the sample has none."""

EARTH_RADIUS_MILES = 3958.8

_PLAY_IN_GAMES = {
    "20220412_CLE_BKN": date(2022, 4, 12),
    "20220412_LAC_MIN": date(2022, 4, 12),
    "20220413_CHA_ATL": date(2022, 4, 13),
    "20220413_SAS_NOP": date(2022, 4, 13),
    "20220415_ATL_CLE": date(2022, 4, 15),
    "20220415_NOP_LAC": date(2022, 4, 15),
}

_PLAY_IN_RULES = [
    ("nbac_team_boxscore", "R1"),
    ("nbac_gamebook_player_stats", "R2"),
    ("nbac_gamebook_player_stats", "R7"),
    ("player_game_summary", "rows"),
    ("team_offense_game_summary", "rows"),
    ("team_defense_game_summary", "rows"),
]

SAMPLE_KNOWN_GAPS: list[dict] = [
    {
        "table_name": table_name,
        "rule": rule,
        "first_date": game_date,
        "last_date": game_date,
        "game_id": game_id,
        "team_abbr": None,
        "status_accepted": "missing",
        "reason": "no source has the play-in games",
        "owner": "data",
        "accepted_on": date(2022, 6, 20),
        "expires_on": None,
    }
    for game_id, game_date in _PLAY_IN_GAMES.items()
    for table_name, rule in _PLAY_IN_RULES
]
"""raw.md 3.4: the sample content of known_gaps."""
