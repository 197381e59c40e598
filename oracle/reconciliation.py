"""R1-R10: the proof that the inputs of a final game are whole (raw.md 14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .boxscores import (
    MINIMUM_PLAYERS,
    OVERTIME_MINUTES,
    REGULATION_MINUTES,
    REGULATION_PERIODS,
    TEAM_BOX_SCORE,
    PlayerRow,
    TeamRow,
    count_with_minutes,
    player_sum,
    players_of,
)
from .play_by_play import THREE, GamePlayByPlay, Tally
from .schedule import Game

MINUTES_TOLERANCE = 5
EQUAL_SUMS = [
    "fg_makes",
    "fg_attempts",
    "three_pt_makes",
    "three_pt_attempts",
    "ft_makes",
    "ft_attempts",
    "assists",
    "steals",
    "blocks",
    "personal_fouls",
    "offensive_rebounds",
    "defensive_rebounds",
]
_FAULTY_TABLES = {
    "R3": ("nbac_play_by_play",),
    "R4": ("nbac_play_by_play",),
}
_BOX_SCORE_TABLES = ("nbac_gamebook_player_stats", "nbac_team_boxscore")


@dataclass(frozen=True)
class Failure:
    """A failed equality of one game; team is NULL when it concerns the game."""

    rule: str
    game_id: str
    game_date: date
    team: str | None

    def is_excused_by(self, gap: dict, today: date | None) -> bool:
        """A known_gaps line of its rule, table, date, game and team (raw.md 3.4)."""
        expires_on = gap["expires_on"]
        has_expired = today is not None and expires_on and today > expires_on
        return (
            gap["rule"] == self.rule
            and gap["table_name"] in _FAULTY_TABLES.get(self.rule, _BOX_SCORE_TABLES)
            and gap["first_date"] <= self.game_date <= gap["last_date"]
            and gap["game_id"] in (None, "", self.game_id)
            and gap["team_abbr"] in (None, "", self.team)
            and not has_expired
        )


@dataclass(frozen=True)
class ResolvedGame:
    """The resolved inputs of a final game."""

    game: Game
    players: list[PlayerRow]
    teams: list[TeamRow]
    play_by_play: GamePlayByPlay | None

    def team_row(self, team: str) -> TeamRow | None:
        """The row of one team."""
        for row in self.teams:
            if row.team == team:
                return row
        return None


def player_matches_play_by_play(row: PlayerRow, tally: Tally) -> bool:
    """Field goals, threes, free throws, assists and blocks equal the box score."""
    return (
        row.fg_attempts == tally.fg_attempts
        and row.fg_makes == tally.fg_makes
        and row.three_pt_attempts == tally.attempts[THREE]
        and row.three_pt_makes == tally.makes[THREE]
        and row.ft_attempts == tally.ft_attempts
        and row.ft_makes == tally.ft_makes
        and row.assists == tally.assists
        and row.blocks == tally.all_blocks
    )


def failures(resolved: ResolvedGame) -> list[Failure]:
    """Every failed equality of the game."""
    game = resolved.game
    found = [(rule, None) for rule in _game_failures(resolved)]
    for team in game.teams:
        found += [(rule, team) for rule in _team_failures(resolved, team)]
    return [Failure(rule, game.game_id, game.game_date, team) for rule, team in found]


def _game_failures(resolved: ResolvedGame) -> Iterator[str]:
    game, teams = resolved.game, resolved.teams
    is_home_by_team = {row.team: row.is_home for row in teams}
    if len(teams) != 2 or is_home_by_team != {game.home: True, game.away: False}:
        yield "R1"
    home, away = resolved.team_row(game.home), resolved.team_row(game.away)
    both_loaded = home and away and home.source == away.source == TEAM_BOX_SCORE
    if both_loaded and not (
        home.plus_minus == game.margin(game.home) and away.plus_minus == game.margin(game.away)
    ):
        yield "R10"


def _team_failures(resolved: ResolvedGame, team: str) -> Iterator[str]:
    game = resolved.game
    players = players_of(resolved.players, team)
    row = resolved.team_row(team)
    play_by_play = resolved.play_by_play
    points = player_sum(players, "points")
    if not players or not row or not points == row.points == game.score(team):
        yield "R2"
    if players and not _players_match(players, play_by_play):
        yield "R3"
    if not play_by_play:
        if players:
            yield "R4"
    elif row and play_by_play.teams[team].assisted_makes != row.assists:
        yield "R4"
    if row and play_by_play and row.minutes != _minutes_of_periods(play_by_play):
        yield "R5"
    if players and row and _minutes_differ(players, row):
        yield "R6"
    if count_with_minutes(players) < MINIMUM_PLAYERS:
        yield "R7"
    if players and row and _sums_differ(players, row):
        yield "R8"
    if any(_points_differ(one) for one in [*players, *([row] if row else [])]):
        yield "R9"


def _players_match(players: list[PlayerRow], play_by_play: GamePlayByPlay | None) -> bool:
    return play_by_play is not None and all(
        player_matches_play_by_play(row, play_by_play.players[row.team, row.player])
        for row in players
    )


def _minutes_of_periods(play_by_play: GamePlayByPlay) -> int:
    overtimes = play_by_play.last_period - REGULATION_PERIODS
    return REGULATION_MINUTES + OVERTIME_MINUTES * overtimes


def _minutes_differ(players: list[PlayerRow], row: TeamRow) -> bool:
    played = sum(player.minutes or 0 for player in players)
    return abs(played - row.minutes) > MINUTES_TOLERANCE


def _sums_differ(players: list[PlayerRow], row: TeamRow) -> bool:
    return (
        any(player_sum(players, stat) != getattr(row, stat) for stat in EQUAL_SUMS)
        or player_sum(players, "turnovers") > row.turnovers
    )


def _points_differ(row: PlayerRow | TeamRow) -> bool:
    twos = row.fg_makes - row.three_pt_makes
    return row.points != 2 * twos + 3 * row.three_pt_makes + row.ft_makes
