"""Who belongs to which team on a date: opening rosters, trades and signings."""

from dataclasses import dataclass
from datetime import date

from tools.sample_season import chance
from tools.sample_season.players import League, Player
from tools.sample_season.teams import TEAMS

DAYS_PER_TRADE = 12  # of the dates in the middle third, when trades happen
DAYS_PER_SIGNING = 8
UNSIGNED = 2  # free agents whom nobody signs


@dataclass(frozen=True)
class Move:
    """From the morning of `day` on, `player` belongs to `team`, no longer to `former_team`.

    `former_team` is None for a free agent.
    """

    day: date
    player: Player
    team: str
    former_team: str | None


def plan_moves(seed: int, league: League, dates: list[date]) -> list[Move]:
    """Trades of one player for another, and signings of free agents, in date order.

    :param dates: the dates with games, in order.
    """
    rng = chance.stream(seed, "moves")
    third = len(dates) // 3
    trading_days = dates[third : 2 * third]
    moves = []
    teams = rng.sample(sorted(TEAMS), len(TEAMS))
    if trading_days:
        for _ in range(min(len(teams) // 2, max(2, len(trading_days) // DAYS_PER_TRADE))):
            day, one, other = rng.choice(trading_days), teams.pop(), teams.pop()
            place = rng.randrange(1, 8)
            for team, former_team in ((one, other), (other, one)):
                player = league.rosters[former_team][place]
                moves.append(Move(day, player, team, former_team))
    signings = min(len(league.free_agents) - UNSIGNED, max(2, len(dates) // DAYS_PER_SIGNING))
    for player in league.free_agents[:signings]:
        moves.append(Move(rng.choice(dates), player, rng.choice(sorted(TEAMS)), None))
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
