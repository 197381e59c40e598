"""Table team_defense_zone_analysis (precompute.md 3)."""

from datetime import date, timedelta
from functools import cache

from .arithmetic import difference, mean, published, ratio
from .eligible_dates import EligibleDates
from .expected_games import ExpectedGames, Stint
from .precompute_quality import quality_block
from .sampled_games import ONE_DAY, TeamSamples, with_zones

MINIMUM_GAMES = 5
LEAGUE_DAYS = timedelta(days=30)
ZONES = ("paint", "mid_range", "three_pt")
_ATTEMPTS = {zone: f"opp_{zone}_attempts" for zone in ZONES}
_MAKES = {zone: f"opp_{zone}_makes" for zone in ZONES}
_BLOCKS = {"paint": "blocks_paint", "mid_range": "blocks_mid_range", "three_pt": "blocks_three_pt"}
_WORDS = {"paint": "paint", "mid_range": "mid_range", "three_pt": "perimeter"}


class TeamDefenseZones:
    """Builds the snapshot of one team on the morning of one date."""

    def __init__(
        self,
        dates: EligibleDates,
        defense_rows: list[dict],
        samples: TeamSamples,
        games: ExpectedGames,
    ) -> None:
        self._dates = dates
        self._rows = with_zones(defense_rows)
        self._samples = samples
        self._games = games

    def teams(self, day: date) -> list[str]:
        """Teams with a row: at least 5 final games per the schedule, and upstream."""
        season = self._dates.season(day)
        teams = [] if season is None else self._games.teams(season)
        return [team for team in teams if self.row(team, day)]

    @cache
    def row(self, team: str, day: date) -> dict | None:
        """The row of one team; NULL when it has too few games."""
        season = self._dates.season(day)
        if season is None or not self._is_promised(team, season, day):
            return None
        sample = self._samples.before(team, season, day)
        if len(sample.rows) < MINIMUM_GAMES:
            return None
        return (
            {
                "game_date": day,
                "team_abbr": team,
                "last_game_date": sample.rows[-1]["game_date"],
                "games_in_sample": len(sample.rows),
                "defensive_rating_last_15": published(
                    mean(row["defensive_rating"] for row in sample.rows), 2
                ),
                "opponent_points_per_game": published(
                    mean(row["points_allowed"] for row in sample.rows), 1
                ),
                "opponent_pace": published(mean(row["opponent_pace"] for row in sample.rows), 1),
            }
            | _per_game(sample.rows_with_zones)
            | self._against_the_league(sample.rows_with_zones, season, day)
            | quality_block(sample)
        )

    @cache
    def league(self, season: int, day: date) -> dict[str, tuple[int, int]]:
        """Makes and attempts of each zone, all teams, in the 30 days before the day."""
        rows = [
            row
            for row in self._rows
            if row["season_year"] == season and day - LEAGUE_DAYS <= row["game_date"] < day
        ]
        return {zone: (_sum(rows, _MAKES[zone]), _sum(rows, _ATTEMPTS[zone])) for zone in ZONES}

    def _is_promised(self, team: str, season: int, day: date) -> bool:
        so_far = Stint(team, date.min, day - ONE_DAY)
        return len(self._games.finals(season, so_far)) >= MINIMUM_GAMES

    def _against_the_league(self, rows: list[dict], season: int, day: date) -> dict:
        """Percentages allowed, their distance to the league, best and worst zone."""
        columns = {}
        distances = {}
        for zone in ZONES:
            allowed = ratio(_sum(rows, _MAKES[zone]), _sum(rows, _ATTEMPTS[zone]))
            distance = difference(allowed, ratio(*self.league(season, day)[zone]))
            distances[zone] = None if distance is None else 100 * distance
            columns |= {
                f"{zone}_pct_allowed_last_15": published(allowed, 3),
                f"{zone}_defense_vs_league_avg": published(distances[zone], 2),
            }
        return columns | _extreme_zones(distances)


def _sum(rows: list[dict], column: str) -> int:
    return sum(row[column] for row in rows)


def _per_game(rows: list[dict]) -> dict:
    """Attempts, blocks and points in the paint per game with zones."""
    games = len(rows)
    columns = {
        "paint_points_allowed_per_game": published(
            ratio(_sum(rows, "points_in_paint_allowed"), games), 1
        )
    }
    for zone in ZONES:
        attempts = ratio(_sum(rows, _ATTEMPTS[zone]), games)
        blocks = ratio(_sum(rows, _BLOCKS[zone]), games)
        columns |= {
            f"{zone}_attempts_allowed_per_game": published(attempts, 1),
            f"{zone}_blocks_per_game": published(blocks, 1),
        }
    return columns


def _extreme_zones(distances: dict[str, float | None]) -> dict:
    """Smallest and largest distance that is not NULL; ties in the order of the zones."""
    present = [zone for zone in ZONES if distances[zone] is not None]
    strongest = min(present, key=distances.get, default=None)
    weakest = max(present, key=distances.get, default=None)
    return {"strongest_zone": _WORDS.get(strongest), "weakest_zone": _WORDS.get(weakest)}
