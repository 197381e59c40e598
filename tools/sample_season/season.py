"""Plays a season in date order and remembers everything that the raw tables print of it."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from tools.sample_season import chance, players
from tools.sample_season.dates import Calendar, at
from tools.sample_season.game import Event, Line, Side, Simulation
from tools.sample_season.health import DRESSED, Health, Listing
from tools.sample_season.players import League, Player
from tools.sample_season.playoffs import Postseason
from tools.sample_season.rosters import Move, Rosters, plan_moves
from tools.sample_season.rotation import Rotation
from tools.sample_season.schedule import Game, lose_clocks, postpone, regular_season
from tools.sample_season.teams import TEAMS

REGULAR_GAMES = 1230
SCHEDULED_DATES = 2  # dates with games still to come, after the last final one
SHARE_REPORTED = 2 / 3  # of the final dates, the first ones: later ones have no injury report


@dataclass(frozen=True)
class Appearance:
    """A player in the gamebook of a game; `line` is None unless he is active."""

    player: Player
    status: str  # active, dnp or inactive
    starter: bool
    reason: str | None
    line: Line | None


@dataclass(frozen=True)
class TeamGame:
    """A team in a final game; `turnovers` are those charged to no player."""

    code: str
    score: int
    turnovers: int
    appearances: list[Appearance]

    @property
    def lines(self) -> list[Line]:
        return [each.line for each in self.appearances if each.line]

    def total(self, count: str) -> int:
        """The sum of a count over the players."""
        return sum(getattr(line, count) for line in self.lines)


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
    def last_reported(self) -> date:
        """The last final date with injury reports."""
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
        rng = chance.stream(self._season.seed, "game", game.nba_game_id)
        away, home = (self._side(rng, game, team) for team in game.teams)
        simulation = Simulation(rng, home, away)
        simulation.play()
        teams = tuple(self._team_game(game, side) for side in (away, home))
        final = Final(game, simulation.periods, teams, simulation.events)
        self._season.finals.append(final)
        return final.winner

    def _side(self, rng: random.Random, game: Game, team: str) -> Side:
        absent = {listing.player for listing in self._listings(game, team) if not listing.plays}
        roster = self._season.rosters[game.game_date, team]
        dressed = [player for player in roster if player not in absent][:DRESSED]
        style = self._season.league.styles[team]
        rotation = Rotation(rng, dressed, style.sixth_man)
        return Side(team, TEAMS[team].name, style, rotation, at_home=team == game.home)

    def _listings(self, game: Game, team: str) -> list[Listing]:
        return self._season.listings[game.nba_game_id, team]

    def _team_game(self, game: Game, side: Side) -> TeamGame:
        reasons = {
            listing.player: listing.reason
            for listing in self._listings(game, side.code)
            if not listing.plays
        }
        appearances = []
        for player in self._season.rosters[game.game_date, side.code]:
            line = side.lines.get(player)
            starter = player in side.rotation.starters
            status = "active" if line else "inactive" if player in reasons else "dnp"
            appearances.append(Appearance(player, status, starter, reasons.get(player), line))
        return TeamGame(side.code, side.score, side.turnovers, appearances)


def play(seed: int, calendar: Calendar, games: int | None) -> Season:
    """Play a season.

    :param games: how many regular-season games are final; None for all of them, the play-in
        and the playoffs up to the last round.
    """
    schedule = regular_season(seed, calendar)
    final_games = schedule[:games]
    upcoming = _next_dates(schedule, final_games[-1].game_date) if games else []
    final_games = postpone(seed, lose_clocks(seed, final_games), upcoming)
    league = players.create(seed, calendar)
    dates = sorted({game.game_date for game in final_games})
    season = Season(seed, calendar, league, plan_moves(seed, league, dates))
    playing = _Playing(season)
    for game in final_games:
        playing.play(game)
    if games is None:
        wins = Counter({team: 0 for team in TEAMS})
        wins.update(final.winner for final in season.finals)
        rng = chance.stream(seed, "playoffs")
        upcoming = Postseason(calendar, rng, wins, playing.play).run()
    season.upcoming = upcoming
    for game in upcoming:
        if game.game_date == season.next_date:
            playing.prepare(game)
    return season


def _next_dates(schedule: list[Game], last: date) -> list[Game]:
    """The games of the first dates after `last`."""
    dates = sorted({game.game_date for game in schedule if game.game_date > last})
    wanted = set(dates[:SCHEDULED_DATES])
    return [game for game in schedule if game.game_date in wanted]
