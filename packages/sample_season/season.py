"""Plays a season in date order and remembers everything that the raw tables print of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from . import players, random_streams
from .dates import Calendar, at
from .game import Event, Line, Side, Simulation
from .injuries import DRESSED, Health, Listing
from .players import League, Player
from .playoffs import Postseason
from .rosters import Move, Rosters, plan_moves
from .schedule import Game, lose_clocks, postpone, regular_season

REGULAR_GAMES = 1230
SCHEDULED_DATES = 2  # dates with games still to come, after the last final one
SHARE_REPORTED = 2 / 3  # of the final dates; later games of the regular season have no report


@dataclass(frozen=True)
class Appearance:
    """A player in the gamebook of a game; `line` is None unless he is active."""

    player: Player
    status: str  # active, dnp or inactive
    starter: bool
    line: Line | None


@dataclass(frozen=True)
class TeamGame:
    """A team in a final game; `turnovers` are those charged to no player."""

    code: str
    score: int
    turnovers: int
    appearances: list[Appearance]

    def total(self, count: str) -> int:
        """The sum of a count over the players."""
        return sum(getattr(each.line, count) for each in self.appearances if each.line)


@dataclass(frozen=True)
class Final:
    """A game that has been played; `teams` holds away and home, in this order."""

    game: Game
    periods: int
    teams: tuple[TeamGame, TeamGame]
    events: list[Event]

    @property
    def scores(self) -> dict[str, int]:
        return {team.code: team.score for team in self.teams}

    @property
    def appearances(self) -> list[Appearance]:
        return [each for team in self.teams for each in team.appearances]

    @property
    def winner(self) -> str:
        return max(self.teams, key=lambda team: team.score).code


@dataclass
class Season:
    """A season as far as it has been played.

    `rosters` is keyed by date and team code and exists for every team that plays that day,
    `listings` by game id and team code; both cover the final games and the first date of the
    `upcoming` ones.
    """

    seed: int
    calendar: Calendar
    league: League
    moves: list[Move]
    finals: list[Final] = field(default_factory=list)
    upcoming: list[Game] = field(default_factory=list)
    rosters: dict[tuple[date, str], list[Player]] = field(default_factory=dict)
    listings: dict[tuple[str, str], list[Listing]] = field(default_factory=dict)

    @property
    def dates(self) -> list[date]:
        """The dates with final games, in order."""
        return sorted({final.game.game_date for final in self.finals})

    @property
    def next_date(self) -> date:
        """The first date with games to come."""
        return self.upcoming[0].game_date

    @property
    def as_of(self) -> datetime:
        """When the raw files are written, UTC: the late morning of the next date."""
        return at(self.next_date, 16)

    @property
    def published_games(self) -> list[Game]:
        """The games with rosters, lines and reports: all final ones and the next date's."""
        upcoming = [game for game in self.upcoming if game.game_date == self.next_date]
        return [final.game for final in self.finals] + upcoming

    @property
    def unsigned(self) -> list[Player]:
        """Free agents whom no team signs."""
        signed = {move.player for move in self.moves}
        return [player for player in self.league.free_agents if player not in signed]

    @property
    def last_reported(self) -> date:
        """The last date of the season's first part, which has injury reports."""
        return self.dates[max(0, round(SHARE_REPORTED * len(self.dates)) - 1)]


class _Playing:
    """Plays games one after the other, in date order, into a season."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._rosters = Rosters(season.league, season.moves)
        self._health = Health(season.seed)

    def prepare(self, game: Game) -> None:
        """Fix rosters and listings of a game."""
        for team in game.teams:
            roster = self._rosters.on(game.game_date, team)
            self._season.rosters[game.game_date, team] = roster
            self._season.listings[game.nba_game_id, team] = self._health.listings(roster)

    def play(self, game: Game) -> str:
        """Play a game; return the code of the winner."""
        self.prepare(game)
        rng = random_streams.stream(self._season.seed, "game", game.nba_game_id)
        styles = self._season.league.styles
        away, home = (
            Side(rng, team, styles[team], self._fit(game, team)[:DRESSED], team == game.home)
            for team in game.teams
        )
        simulation = Simulation(rng, home, away)
        simulation.play()
        teams = tuple(self._team_game(game, side) for side in (away, home))
        final = Final(game, simulation.periods, teams, simulation.events)
        self._season.finals.append(final)
        return final.winner

    def _fit(self, game: Game, team: str) -> list[Player]:
        """Who may play, best first."""
        listings = self._season.listings[game.nba_game_id, team]
        absent = {listing.player for listing in listings if not listing.plays}
        roster = self._season.rosters[game.game_date, team]
        return [player for player in roster if player not in absent]

    def _team_game(self, game: Game, side: Side) -> TeamGame:
        fit = self._fit(game, side.code)
        appearances = []
        for player in self._season.rosters[game.game_date, side.code]:
            line = side.lines.get(player)
            status = "active" if line else "dnp" if player in fit else "inactive"
            appearances.append(Appearance(player, status, player in side.starters, line))
        return TeamGame(side.code, side.score, side.turnovers, appearances)


def play(seed: int, calendar: Calendar, games: int | None) -> Season:
    """Play a season.

    :param games: how many regular-season games are final; None for all of them, the play-in
        and the playoffs up to the last round.
    """
    schedule = regular_season(seed, calendar)
    final_games = schedule[:games]
    to_come = [game for game in schedule if game.game_date > final_games[-1].game_date]
    next_dates = sorted({game.game_date for game in to_come})[:SCHEDULED_DATES]
    upcoming = [game for game in to_come if game.game_date in next_dates]
    final_games = postpone(seed, lose_clocks(seed, final_games), upcoming)
    league = players.create(seed, calendar)
    dates = sorted({game.game_date for game in final_games})
    season = Season(seed, calendar, league, plan_moves(seed, league, dates))
    playing = _Playing(season)
    for game in final_games:
        playing.play(game)
    if games is None:
        wins = Counter(final.winner for final in season.finals)
        rng = random_streams.stream(seed, "playoffs")
        upcoming = Postseason(calendar, rng, wins, playing.play).run()
    season.upcoming = upcoming
    for game in upcoming:
        if game.game_date == season.next_date:
            playing.prepare(game)
    return season
