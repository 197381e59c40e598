"""Who belongs to which team on a date: opening rosters, trades and signings."""

from dataclasses import dataclass
from datetime import date

from . import random_streams
from .players import League, Player
from .teams import TEAMS

DAYS_PER_TRADE = 12  # of the dates in the middle third, when trades happen
DAYS_PER_SIGNING = 8
UNSIGNED = 2  # free agents whom nobody signs


@dataclass(frozen=True)
class Move:
    """From the morning of `day` on, `player` is no longer with `former_team`, if he had any."""

    day: date
    player: Player
    team: str
    former_team: str | None


def plan_moves(seed: int, league: League, dates: list[date]) -> list[Move]:
    """Trades and signings of free agents on some of the dates with games, in date order."""
    rng = random_streams.stream(seed, "moves")
    third = len(dates) // 3
    moves = []
    teams = rng.sample(list(TEAMS), len(TEAMS))
    trades = max(2, third // DAYS_PER_TRADE) if third else 0
    for one, other in zip(teams[:trades], teams[trades : 2 * trades], strict=True):
        day, place = rng.choice(dates[third : 2 * third]), rng.randrange(1, 8)
        moves.append(Move(day, league.rosters[other][place], one, other))
        moves.append(Move(day, league.rosters[one][place], other, one))
    signings = min(len(league.free_agents) - UNSIGNED, max(2, len(dates) // DAYS_PER_SIGNING))
    for player in league.free_agents[:signings]:
        moves.append(Move(rng.choice(dates), player, rng.choice(list(TEAMS)), None))
    return sorted(moves, key=lambda move: (move.day, move.player.lookup))


class Rosters:
    """The rosters as they change; ask for dates in ascending order only."""

    def __init__(self, league: League, moves: list[Move]) -> None:
        self._players = {team: list(players) for team, players in league.rosters.items()}
        self._moves = list(moves)

    def on(self, day: date, team: str) -> list[Player]:
        """The players of `team` on the morning of `day`, best first."""
        while self._moves and self._moves[0].day <= day:
            move = self._moves.pop(0)
            if move.former_team:
                self._players[move.former_team].remove(move.player)
            self._players[move.team].append(move.player)
        return sorted(self._players[team], key=lambda player: -player.talent)
