"""One game, possession by possession; the box score is the sum of the play-by-play."""

import random
from dataclasses import dataclass
from math import cos, hypot, radians, sin

from .players import Player, Style
from .random_streams import pick

QUARTER, OVERTIME = 720, 300  # seconds

# Who is on the floor. Line-ups change on a multiple of three seconds, so that minutes are exact
# to two decimals and usage rates add up over a team (docs/contracts/game_summary.md 1).
GRID, STINT, LATEST_CHANGE = 3, 180, 15  # a stint ends up to 15 times 3 seconds early or late
TARGET_MINUTES = (35.5, 34, 32.5, 31, 28.5, 24, 20, 16, 12, 9, 7)
ROTATION_SIZES = (9, 9, 10, 10, 11)
SHARE_WITH_CAMEO = 0.06  # somebody enters for the last seconds and does nothing
LONGEST_CAMEO = 27  # seconds

PAINT, MID_RANGE, THREE = 0, 1, 2
MAKE = (0.575, 0.415, 0.355)  # before the shooter's touch, the teams and the home court
ASSISTED = (0.50, 0.47, 0.83)  # of makes
BLOCKED = (0.24, 0.08, 0.015)  # of misses
AND_ONE = (0.055, 0.015, 0.006)  # of makes
HOME_COURT = 0.008
# A defence adjusts: what a team's next shot loses per field goal above expectation. Without it
# one game in some hundreds leaves the plausible range of offensive ratings.
ADJUSTMENT = 0.006
EASING = 0.0008  # what it loses per point of its lead, as leaders ease off
# Tenths of feet from the basket. Paint is up to 8 whole feet, published distances are rounded
# down; the bounds leave room for the rounding of the coordinates.
SHOT_RANGES = ((0, 88), (92, 215), (228, 290))

# What can happen instead of a shot, per trip.
TURNOVER = 0.120
SHOOTING_FOUL = 0.095

TEAM_TURNOVER = 0.06  # of turnovers
MOST_TEAM_TURNOVERS = 4
STEAL = 0.55  # of the turnovers of a player
OFFENSIVE_REBOUND = 0.225
OFFENSIVE_REBOUND_AFTER_FREE_THROW = 0.11
THREE_FREE_THROWS = 0.08  # of shooting fouls
MOST_FOULS = 5  # of a player; nobody fouls out
TRIP_SECONDS, SECOND_TRIP_SECONDS = 13.0, 6.0


@dataclass(slots=True)
class Line:
    """The box score of a player in a game; `seconds` on the floor, the rest counts."""

    seconds: int = 0
    field_goals_made: int = 0
    field_goals_attempted: int = 0
    three_pointers_made: int = 0
    three_pointers_attempted: int = 0
    free_throws_made: int = 0
    free_throws_attempted: int = 0
    offensive_rebounds: int = 0
    defensive_rebounds: int = 0
    assists: int = 0
    steals: int = 0
    blocks: int = 0
    turnovers: int = 0
    personal_fouls: int = 0
    plus_minus: int = 0

    @property
    def points(self) -> int:
        return 2 * self.field_goals_made + self.three_pointers_made + self.free_throws_made


@dataclass(slots=True)
class Event:
    """One row of the play-by-play.

    `players` are who did it, who else of either team had part in it, and who blocked the shot;
    `team` is that of the first. `columns` are those of the raw table that name nobody.
    """

    team: str
    players: tuple[Player | None, ...]
    columns: dict


class Side:
    """One of the two teams of a game.

    `turnovers` counts those charged to the team and to no player, `luck` the field goals made
    above expectation.

    :param dressed: the players who may play, best first, at least nine.
    """

    def __init__(
        self, rng: random.Random, code: str, style: Style, dressed: list[Player], home: bool
    ) -> None:
        self.code, self.style = code, style
        self.court = HOME_COURT if home else -HOME_COURT
        self._rng = rng
        size = min(rng.choice(ROTATION_SIZES), len(dressed))
        self._players, self._bench = dressed[:size], dressed[size:]
        self.starters = self.five = dressed[:5]
        wanted = [target * rng.uniform(0.92, 1.08) for target in TARGET_MINUTES[:size]]
        self._share = {
            player: 5 * minutes / sum(wanted)
            for player, minutes in zip(self._players, wanted, strict=True)
        }
        self._elapsed = 0
        self.lines = {player: Line() for player in self._players}
        self.score = self.turnovers = 0
        self.luck = 0.0

    def enter(self, seconds: int, best: bool) -> None:
        """Choose five: the best, or those who are furthest behind their target."""
        self._elapsed += seconds
        behind = {
            player: share * self._elapsed - self.lines[player].seconds + self._rng.gauss(0, 20)
            for player, share in self._share.items()
        }
        order = self._players if best else sorted(behind, key=behind.__getitem__, reverse=True)
        self.five = order[:5]
        for player in self.five:
            self.lines[player].seconds += seconds

    def finish(self) -> None:
        """Drop who never entered; give somebody on the bench the last seconds on paper."""
        self.lines = {player: line for player, line in self.lines.items() if line.seconds}
        if self._bench and self._rng.random() < SHARE_WITH_CAMEO:
            seconds = GRID * self._rng.randint(2, LONGEST_CAMEO // GRID)
            self.lines[self.five[-1]].seconds -= seconds
            self.lines[self._bench[0]] = Line(seconds)

    def one_of_five(self, trait: str, but: Player | None = None) -> Player:
        """Somebody on the floor, drawn in proportion to a trait."""
        five = [player for player in self.five if player is not but]
        return pick(self._rng, five, [getattr(player, trait) for player in five])


class Simulation:
    """Plays one game: `play()`, then read both sides, `events` and `periods`."""

    def __init__(self, rng: random.Random, home: Side, away: Side) -> None:
        self.home, self.away = home, away
        self.events: list[Event] = []
        self.periods = 0
        self._rng = rng
        self._clock = 0
        self._sequence = 1
        self._trip_seconds = TRIP_SECONDS / (0.5 * (home.style.pace + away.style.pace))

    def play(self) -> None:
        while self.periods < 4 or self.home.score == self.away.score:
            self.periods += 1
            self._play_period(QUARTER if self.periods <= 4 else OVERTIME)
        for side in (self.home, self.away):
            side.finish()

    def _play_period(self, length: int) -> None:
        ends = [
            end + GRID * self._rng.randint(-LATEST_CHANGE, LATEST_CHANGE)
            for end in range(length - STINT, 0, -STINT)
        ]
        sides = [self.home, self.away]
        offence, defence = self._rng.sample(sides, 2)
        self._clock = length
        for end in (*ends, 0):
            opens = self._clock == length and self.periods in (1, 3)
            closes = end == 0 and self.periods >= 4
            for side in sides:
                side.enter(self._clock - end, best=opens or closes)
            while self._clock > end:
                self._possession(offence, defence, end)
                offence, defence = defence, offence

    def _possession(self, offence: Side, defence: Side, end: int) -> None:
        """Trips of one team until it scores, loses the ball or the line-ups change."""
        mean = self._trip_seconds
        while True:
            self._clock -= max(2, min(23, round(self._rng.gauss(mean, mean / 2.4))))
            if self._clock < end:
                self._clock = end
                return
            if not self._keeps_the_ball(offence, defence):
                return
            mean = SECOND_TRIP_SECONDS

    def _keeps_the_ball(self, offence: Side, defence: Side) -> bool:
        """One trip; TRUE if the offence has the ball after it."""
        roll = self._rng.random()
        if roll < TURNOVER:
            self._turnover(offence, defence)
            return False
        if roll < TURNOVER + SHOOTING_FOUL:
            shots = 3 if self._rng.random() < THREE_FREE_THROWS else 2
            return self._foul(offence, defence, offence.one_of_five("usage"), shots)
        return self._shot(offence, defence)

    def _turnover(self, offence: Side, defence: Side) -> None:
        if self._rng.random() < TEAM_TURNOVER and offence.turnovers < MOST_TEAM_TURNOVERS:
            offence.turnovers += 1
            self._log("shot clock", offence)
            return
        player, thief = offence.one_of_five("usage"), None
        offence.lines[player].turnovers += 1
        if self._rng.random() < STEAL:
            thief = self._rng.choice(defence.five)
            defence.lines[thief].steals += 1
        self._log("bad pass" if thief else "traveling", offence, player, thief)

    def _foul(self, offence: Side, defence: Side, shooter: Player, shots: int) -> bool:
        """A shooting foul and its free throws; TRUE if the offence keeps the ball."""
        able = [one for one in defence.five if defence.lines[one].personal_fouls < MOST_FOULS]
        fouler = self._rng.choice(able or defence.five)
        defence.lines[fouler].personal_fouls += 1
        self._log("shooting", defence, fouler, shooter)
        line = offence.lines[shooter]
        for shot in range(1, shots + 1):
            made = self._rng.random() < shooter.free_throw
            line.free_throws_attempted += 1
            line.free_throws_made += made
            self._score(offence, defence, int(made))
            action = f"{shot} of {shots}"
            self._log(action, offence, shooter, shot_made=made, shot_type="FT")
        return not made and self._rebound(offence, defence, OFFENSIVE_REBOUND_AFTER_FREE_THROW)

    def _shot(self, offence: Side, defence: Side) -> bool:
        """A field-goal attempt and what follows from it; TRUE if the offence keeps the ball."""
        rng = self._rng
        shooter = offence.one_of_five("usage")
        zone = pick(rng, (PAINT, MID_RANGE, THREE), shooter.shot_mix)
        chance = MAKE[zone] * shooter.touch[zone] + offence.style.offence - defence.style.defence
        chance += offence.court
        lead = offence.score - defence.score
        made = rng.random() < chance - ADJUSTMENT * offence.luck - EASING * lead
        offence.luck += made - chance
        line = offence.lines[shooter]
        line.field_goals_attempted += 1
        line.field_goals_made += made
        line.three_pointers_attempted += zone == THREE
        line.three_pointers_made += made and zone == THREE
        passer = blocker = None
        if made:
            self._score(offence, defence, 3 if zone == THREE else 2)
            if rng.random() < ASSISTED[zone]:
                passer = offence.one_of_five("passing", but=shooter)
                offence.lines[passer].assists += 1
        elif rng.random() < BLOCKED[zone]:
            blocker = defence.one_of_five("block")
            defence.lines[blocker].blocks += 1
        reach, angle = rng.uniform(*SHOT_RANGES[zone]), radians(rng.uniform(-85, 85))
        x, y = round(reach * sin(angle)), round(reach * cos(angle))
        self._log(
            "made" if made else "missed",
            offence,
            shooter,
            passer,
            blocker,
            shot_made=made,
            shot_type="3PT" if zone == THREE else "2PT",
            shot_x=float(x),
            shot_y=float(y),
            shot_distance=float(hypot(x, y) // 10),
        )
        if not made:
            return self._rebound(offence, defence, OFFENSIVE_REBOUND)
        if rng.random() < AND_ONE[zone]:
            return self._foul(offence, defence, shooter, shots=1)
        return False

    def _rebound(self, offence: Side, defence: Side, share_offensive: float) -> bool:
        """TRUE if the offence gets the ball."""
        kept = self._rng.random() < share_offensive
        side = offence if kept else defence
        player = side.one_of_five("rebound")
        side.lines[player].offensive_rebounds += kept
        side.lines[player].defensive_rebounds += not kept
        self._log("offensive" if kept else "defensive", side, player)
        return kept

    def _score(self, offence: Side, defence: Side, points: int) -> None:
        offence.score += points
        for player in offence.five:
            offence.lines[player].plus_minus += points
        for player in defence.five:
            defence.lines[player].plus_minus -= points

    def _log(self, action: str, side: Side, *players: Player | None, **shot: object) -> None:
        self._sequence += self._rng.randint(1, 2)
        columns = {
            "event_sequence": self._sequence,
            "period": self.periods,
            "game_clock_seconds": self._clock,
            "event_action_type": action,
            "shot_distance": 0.0,
        }
        self.events.append(Event(side.code, players, columns | shot))
