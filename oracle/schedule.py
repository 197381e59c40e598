"""The staged schedule: states, histories, rest, travel, what comes next.

raw.md 1.2, 1.4, 1.5, 2, 3.2, 5; game_context.md 1.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import takewhile

from .arithmetic import published, ratio
from .clock import eastern_hour, eastern_to_utc, in_zone, utc_offset_hours
from .constants import EARTH_RADIUS_MILES, NEUTRAL_ARENAS, TEAM_ARENAS, Arena
from .names import canonical_team
from .tie_break import newest_load

COLUMNS = [
    "game_id",
    "game_date",
    "season_year",
    "game_date_est",
    "game_status",
    "game_status_text",
    "home_team_tricode",
    "away_team_tricode",
    "home_team_score",
    "away_team_score",
    "is_regular_season",
    "is_playoffs",
    "is_primetime",
    "neutral_site_flag",
    "arena_city",
    "processed_at",
    "source_file_path",
]

REGULAR_SEASON, PLAYOFFS, PLAY_IN = "002", "004", "005"


@dataclass(frozen=True)
class Game:
    """One staged schedule row."""

    nba_game_id: str
    game_date: date
    season_year: int
    home: str
    away: str
    home_score: int | None
    away_score: int | None
    state: str
    tipoff_at: datetime
    tipoff_is_known: bool
    is_regular_season: bool
    is_playoffs: bool
    is_primetime: bool
    neutral_city: str | None

    @cached_property
    def game_id(self) -> str:
        """Canonical id, raw.md 1.5."""
        return f"{self.game_date:%Y%m%d}_{self.away}_{self.home}"

    @property
    def teams(self) -> tuple[str, str]:
        """Away and home team."""
        return self.away, self.home

    @property
    def prefix(self) -> str:
        """002 regular season, 004 playoffs, 005 play-in."""
        return self.nba_game_id[:3]

    @property
    def is_post_season(self) -> bool:
        """A play-in or playoff game."""
        return self.prefix != REGULAR_SEASON

    @property
    def is_final(self) -> bool:
        """State of raw.md 2."""
        return self.state == "final"

    @property
    def counts(self) -> bool:
        """Neither postponed nor cancelled."""
        return self.state not in ("postponed", "cancelled")

    @property
    def venue(self) -> Arena | None:
        """The home team's arena or, on neutral ground, the seed row of the city."""
        if self.neutral_city is not None:
            return NEUTRAL_ARENAS.get(self.neutral_city)
        return TEAM_ARENAS.get(self.home)

    def opponent(self, team: str) -> str:
        """The other team of the row."""
        return self.away if team == self.home else self.home

    def margin(self, team: str) -> int:
        """Own score minus the opponent's, final games only."""
        home_margin = self.home_score - self.away_score
        return home_margin if team == self.home else -home_margin

    def score(self, team: str) -> int:
        """Score of one team, final games only."""
        return self.home_score if team == self.home else self.away_score


def game_state(row: dict) -> str:
    """First state that holds: final, cancelled, postponed, in_progress, scheduled."""
    status = row["game_status"]
    text = (row["game_status_text"] or "").lower()
    home, away = row["home_team_score"], row["away_team_score"]
    has_result = home is not None and away is not None and home != away
    if status == 3 and has_result:
        return "final"
    if text.startswith("cancel"):
        return "cancelled"
    if text.startswith(("ppd", "postponed")) and status != 3:
        return "postponed"
    if status in (2, 3):
        return "in_progress"
    return "scheduled"


def stage_schedule(rows: list[dict]) -> list[Game]:
    """One row per nba_game_id, league games between two seeded teams (raw.md 5)."""
    games = []
    for row in newest_load(rows, lambda row: row["game_id"]):
        home = canonical_team(row["home_team_tricode"])
        away = canonical_team(row["away_team_tricode"])
        is_league_game = row["game_id"][:3] in (REGULAR_SEASON, PLAYOFFS, PLAY_IN)
        if is_league_game and home and away:
            games.append(_stage_game(row, home, away))
    return sorted(games, key=lambda game: (game.game_date, game.game_id))


def _stage_game(row: dict, home: str, away: str) -> Game:
    wall_clock = row["game_date_est"]
    tipoff_is_known = wall_clock is not None and wall_clock.time() != time()
    return Game(
        nba_game_id=row["game_id"],
        game_date=row["game_date"],
        season_year=row["season_year"],
        home=home,
        away=away,
        home_score=row["home_team_score"],
        away_score=row["away_team_score"],
        state=game_state(row),
        tipoff_at=(
            eastern_to_utc(wall_clock) if tipoff_is_known else eastern_hour(row["game_date"], 12)
        ),
        tipoff_is_known=tipoff_is_known,
        is_regular_season=bool(row["is_regular_season"]),
        is_playoffs=bool(row["is_playoffs"]),
        is_primetime=row["is_primetime"],
        neutral_city=row["arena_city"] if row["neutral_site_flag"] else None,
    )


def miles_between(origin: Arena, destination: Arena) -> int:
    """Haversine, rounded to whole miles (raw.md 3.2)."""
    latitude_1, latitude_2 = map(math.radians, (origin.latitude, destination.latitude))
    half_latitude = (latitude_2 - latitude_1) / 2
    half_longitude = math.radians(destination.longitude - origin.longitude) / 2
    chord = (
        math.sin(half_latitude) ** 2
        + math.cos(latitude_1) * math.cos(latitude_2) * math.sin(half_longitude) ** 2
    )
    return int(published(2 * EARTH_RADIUS_MILES * math.asin(math.sqrt(chord)), 0))


@dataclass(frozen=True)
class Leg:
    """A team's way into a game; NULL when a venue is unknown."""

    miles: int | None
    zones: int | None


class Schedule:
    """The staged games and everything a team's calendar tells."""

    def __init__(self, games: list[Game]) -> None:
        self.games = games
        self.by_id: dict[str, Game] = {}
        self.by_nba_id: dict[str, Game] = {}
        self.by_date: dict[date, list[Game]] = defaultdict(list)
        self._by_team: dict[tuple[int, str], list[Game]] = defaultdict(list)
        for game in games:
            self.by_id[game.game_id] = game
            self.by_nba_id[game.nba_game_id] = game
            self.by_date[game.game_date].append(game)
            for team in game.teams:
                self._by_team[game.season_year, team].append(game)

    def game_of(self, team: str | None, day: date) -> Game | None:
        """The team's game of a date that is not postponed or cancelled."""
        for game in self.by_date.get(day, []):
            if game.counts and team in game.teams:
                return game
        return None

    def counted_before(self, team: str, season: int, day: date) -> list[Game]:
        """Games before the day, not postponed or cancelled, newest first."""
        return [
            game
            for game in reversed(self._by_team[season, team])
            if game.counts and game.game_date < day
        ]

    def finals_before(self, team: str, season: int, day: date) -> list[Game]:
        """Final games before the day, newest first."""
        return [game for game in self.counted_before(team, season, day) if game.is_final]

    def regular_season_after(self, team: str, season: int, day: date) -> list[Game]:
        """Regular-season games after the day, not postponed or cancelled."""
        return [
            game
            for game in self._by_team[season, team]
            if game.counts and game.prefix == REGULAR_SEASON and game.game_date > day
        ]

    def win_percentage(self, team: str, season: int, day: date) -> float | None:
        """Wins / final games strictly before the day."""
        finals = self.finals_before(team, season, day)
        return ratio(sum(game.margin(team) > 0 for game in finals), len(finals))

    def streaks(self, team: str, season: int, day: date) -> tuple[int, int]:
        """Length of the current run of wins and of losses; one of them is 0."""
        won = [game.margin(team) > 0 for game in self.finals_before(team, season, day)]
        wins = len(list(takewhile(bool, won)))
        losses = len(list(takewhile(lambda is_win: not is_win, won)))
        return wins, losses

    def leg_into(self, game: Game, team: str) -> Leg:
        """Miles and time zones from the previous venue (first game: own arena)."""
        before = self.counted_before(team, game.season_year, game.game_date)
        origin = before[0].venue if before else TEAM_ARENAS.get(team)
        destination = game.venue
        if origin is None or destination is None:
            return Leg(None, None)
        return Leg(
            miles_between(origin, destination),
            round(
                abs(
                    utc_offset_hours(destination.time_zone, game.game_date)
                    - utc_offset_hours(origin.time_zone, game.game_date)
                )
            ),
        )

    def legs_of_14_days(self, game: Game, team: str) -> list[Leg]:
        """Legs into the games with game_date - 14 <= d <= game_date."""
        first = game.game_date - timedelta(days=14)
        before = self.counted_before(team, game.season_year, game.game_date)
        recent = [earlier for earlier in before if earlier.game_date >= first]
        return [self.leg_into(one, team) for one in [*recent, game]]

    def road_games_in_a_row(self, game: Game, team: str) -> int:
        """Road games in a row ending with this one; 0 at home."""
        before = self.counted_before(team, game.season_year, game.game_date)
        return len(list(takewhile(lambda one: one.home != team, [game, *before])))

    def season_phase(self, game: Game, team: str) -> str:
        """playoffs, play_in, or by game number: early, mid, late."""
        if game.is_playoffs and game.prefix == PLAYOFFS:
            return "playoffs"
        if game.prefix == PLAY_IN:
            return "play_in"
        number = self.game_number(game, team)
        return "early" if number <= 27 else "mid" if number <= 54 else "late"

    def game_number(self, game: Game, team: str) -> int:
        """1 + games of the season before the date, not postponed or cancelled."""
        return 1 + len(self.counted_before(team, game.season_year, game.game_date))

    @staticmethod
    def local_start(game: Game) -> str | None:
        """Tip-off at the venue, HH:MM; NULL when the tip-off or venue is unknown."""
        if not game.tipoff_is_known or game.venue is None:
            return None
        return f"{in_zone(game.tipoff_at, game.venue.time_zone):%H:%M}"
