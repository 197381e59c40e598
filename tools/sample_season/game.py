"""One game, possession by possession; the box score is the sum of the play-by-play."""

import random
from dataclasses import dataclass, field
from itertools import count
from math import cos, hypot, radians, sin

from tools.sample_season.chance import pick
from tools.sample_season.players import Player, Style
from tools.sample_season.rotation import OVERTIME, QUARTER, Five, Rotation

PAINT, MID_RANGE, THREE = 0, 1, 2
MAKE = (0.575, 0.415, 0.355)  # before the shooter's touch, the teams and the home court
ASSISTED = (0.50, 0.47, 0.83)  # of makes
BLOCKED = (0.24, 0.08, 0.015)  # of misses
AND_ONE = (0.055, 0.015, 0.006)  # of makes
FLAGRANT_AND_ONE = 0.03  # of and-ones
HOME_COURT = 0.008
# A defence adjusts: what a team's next shot loses per field goal above expectation. Without it
# one game in some hundreds leaves the plausible range of offensive ratings.
ADJUSTMENT = 0.006
EASING = 0.0008  # what it loses per point of its lead, as leaders ease off
SHOT_NAMES = (
    ("Layup", "Driving Layup", "Cutting Layup Shot", "Dunk", "Hook Shot", "Floating Jump Shot"),
    ("Pullup Jump Shot", "Jump Shot", "Turnaround Fadeaway Shot", "Step Back Jump Shot"),
    ("3PT Jump Shot", "3PT Pullup Jump Shot", "3PT Step Back Jump Shot"),
)
# Tenths of feet from the basket. Paint is up to 8 whole feet, published distances are rounded
# down; the bounds leave room for the rounding of the coordinates.
SHOT_RANGES = ((0, 88), (92, 215), (228, 290))

# What can happen instead of a shot, per trip.
TURNOVER = 0.120
COMMON_FOUL = 0.070
SHOOTING_FOUL = 0.066
TECHNICAL_FOUL = 0.004
FLAGRANT_FOUL = 0.002

TEAM_TURNOVER = 0.06  # of turnovers
MOST_TEAM_TURNOVERS = 4
STEAL = 0.55  # of the turnovers of a player
TEAM_REBOUND = 0.08
OFFENSIVE_REBOUND = 0.225
OFFENSIVE_REBOUND_AFTER_FREE_THROW = 0.11
THREE_FREE_THROWS = 0.08  # of shooting fouls
FOULS_BEFORE_BONUS = 4  # per team and period
MOST_FOULS = 5  # of a player; nobody fouls out
TIMEOUT = 0.05  # per trip
TRIP_SECONDS = 13.0

STOLEN = ("bad pass", "lost ball")
UNFORCED = (
    "out of bounds bad pass",
    "out of bounds lost ball",
    "traveling",
    "step out of bounds",
    "offensive foul",
)
TEAM_LOSSES = ("shot clock", "5-second violation", "8-second violation")


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

    `clock` is seconds left in the period; `team` the team of the first player (or the team
    itself, without a player); the second and third player carry their own team. `x`, `y` are
    tenths of feet from the basket, `distance` whole feet. `home_score`, `away_score` stand
    after the event.
    """

    sequence: int
    period: int
    clock: int
    kind: str
    action: str | None
    text: str
    home_score: int
    away_score: int
    team: str | None = None
    player: Player | None = None
    second: Player | None = None
    second_team: str | None = None
    third: Player | None = None
    third_team: str | None = None
    made: bool | None = None
    shot_type: str | None = None
    x: float | None = None
    y: float | None = None
    distance: float = 0.0


class _Floor:
    """Five players and their traits as lists of weights, made once per stint.

    :param idle: a player who does nothing: all his weights are 0.
    """

    def __init__(self, five: Five, idle: Player | None) -> None:
        def weights(trait: str) -> list[float]:
            return [0.0 if player is idle else getattr(player, trait) for player in five]

        self.five = five
        self.usage = weights("usage")
        self.passing = weights("passing")
        self.offensive_rebound = weights("offensive_rebound")
        self.defensive_rebound = weights("defensive_rebound")
        self.steal = weights("steal")
        self.block = weights("block")
        self.foul = weights("foul")
        self.turnover = weights("turnover")
        self.free_throw = weights("free_throw")


@dataclass
class Side:
    """One of the two teams of a game.

    `turnovers` counts the turnovers that are charged to the team and to no player, `luck` the
    field goals made above expectation.
    """

    code: str
    name: str
    style: Style
    rotation: Rotation
    at_home: bool
    lines: dict[Player, Line] = field(default_factory=dict)
    score: int = 0
    turnovers: int = 0
    luck: float = 0.0
    period_fouls: int = 0
    floor: _Floor | None = None
    changes: list[tuple[int, Five]] = field(default_factory=list)

    def enter(self, five: Five) -> None:
        self.floor = _Floor(five, self.rotation.cameo)
        for player in five:
            self.lines.setdefault(player, Line())


class Simulation:
    """Plays one game: `play()`, then read `home`, `away`, `events` and `periods`."""

    def __init__(self, rng: random.Random, home: Side, away: Side) -> None:
        self.home, self.away = home, away
        self.events: list[Event] = []
        self.periods = 0
        self._rng = rng
        self._clock = 0
        self._sequence = 1
        self._trip_seconds = TRIP_SECONDS / (0.5 * (home.style.pace + away.style.pace))

    def play(self) -> None:
        for period in count(1):
            self._play_period(period)
            if period >= 4 and self.home.score != self.away.score:
                break
        for side in (self.home, self.away):
            for player, seconds in side.rotation.seconds.items():
                if seconds:
                    side.lines.setdefault(player, Line()).seconds = seconds

    # Time

    def _play_period(self, period: int) -> None:
        self.periods = period
        self._clock = QUARTER if period <= 4 else OVERTIME
        for side in (self.home, self.away):
            side.period_fouls = 0
            (_, five), *side.changes = side.rotation.stints(period)
            side.enter(five)
        self._log("period", "start", f"Start of period {period}")
        offence, defence = self.home, self.away
        if period == 1:
            offence, defence = self._jump_ball()
        elif self._rng.random() < 0.5:
            offence, defence = defence, offence
        while self._clock > 0:
            self._possession(offence, defence)
            offence, defence = defence, offence
        self._log("period", "end", f"End of period {period}")

    def _pass_time(self, seconds: int) -> None:
        """Move the clock, never below 0, and let in whoever was due to enter."""
        new_clock = max(0, self._clock - seconds)
        due = [
            (start, side)
            for side in (self.home, self.away)
            for start, _ in side.changes
            if start >= new_clock
        ]
        for start, side in sorted(due, key=lambda change: -change[0]):
            self._clock = start
            self._substitute(side, side.changes.pop(0)[1])
        self._clock = new_clock

    def _time_for_a_play(self, mean: float, spread: float) -> bool:
        """Run the clock until a team does something; FALSE if the period ends before."""
        seconds = max(2, min(23, round(self._rng.gauss(mean, spread))))
        if seconds <= self._clock:
            self._pass_time(seconds)
            return True
        in_time = self._clock >= 3
        self._pass_time(self._clock - (self._rng.randint(0, 1) if in_time else 0))
        return in_time

    def _substitute(self, side: Side, five: Five) -> None:
        leaving = [player for player in side.floor.five if player not in five]
        entering = [player for player in five if player not in side.floor.five]
        for out, into in zip(leaving, entering, strict=True):
            text = f"SUB: {into.name.printed_last} FOR {out.name.printed_last}"
            self._log("substitution", None, text, side, out, second=into, second_side=side)
        side.enter(five)

    # Plays

    def _jump_ball(self) -> tuple[Side, Side]:
        """Who wins the opening tip has the ball: (offence, defence)."""
        sides = [self.home, self.away]
        winner, loser = self._rng.sample(sides, 2)
        jumpers = [max(side.floor.five, key=lambda player: player.block) for side in sides]
        receiver = self._rng.choice(winner.floor.five)
        text = "Jump Ball {} vs. {}: Tip to {}".format(
            *(player.name.printed_last for player in (*jumpers, receiver))
        )
        self._log(
            "jumpball",
            None,
            text,
            self.home,
            jumpers[0],
            second=jumpers[1],
            second_side=self.away,
            third=receiver,
            third_side=winner,
        )
        return winner, loser

    def _possession(self, offence: Side, defence: Side) -> None:
        """Trips of one team until it scores, loses the ball or the period ends."""
        rng = self._rng
        mean, spread = self._trip_seconds, 5.5
        while self._time_for_a_play(mean, spread):
            mean, spread = 6.0, 3.0
            if rng.random() < TIMEOUT:
                self._log("timeout", "full", f"{offence.name} Timeout: Regular", offence)
            roll = rng.random()
            if (roll := roll - TURNOVER) < 0:
                self._turnover(offence, defence)
                return
            if (roll := roll - TECHNICAL_FOUL) < 0:
                self._technical_foul(offence, defence)
            elif (roll := roll - FLAGRANT_FOUL) < 0:
                self._flagrant_foul(offence, defence)
            elif (roll := roll - COMMON_FOUL) < 0:
                in_bonus = defence.period_fouls >= FOULS_BEFORE_BONUS
                shooter = pick(rng, offence.floor.five, offence.floor.usage)
                self._foul("personal", defence, shooter, offence)
                if in_bonus and not self._free_throws(offence, defence, shooter, 2):
                    return
            elif roll - SHOOTING_FOUL < 0:
                shooter = pick(rng, offence.floor.five, offence.floor.usage)
                self._foul("shooting", defence, shooter, offence)
                shots = 3 if rng.random() < THREE_FREE_THROWS else 2
                if not self._free_throws(offence, defence, shooter, shots):
                    return
            elif not self._shot(offence, defence):
                return

    def _turnover(self, offence: Side, defence: Side) -> None:
        rng = self._rng
        team_loss = rng.random() < TEAM_TURNOVER
        if team_loss and offence.turnovers < MOST_TEAM_TURNOVERS:
            offence.turnovers += 1
            action = rng.choice(TEAM_LOSSES)
            self._log("turnover", action, f"{offence.name} Turnover: {action.title()}", offence)
            return
        player = pick(rng, offence.floor.five, offence.floor.turnover)
        offence.lines[player].turnovers += 1
        if rng.random() < STEAL:
            action = rng.choice(STOLEN)
            thief = pick(rng, defence.floor.five, defence.floor.steal)
            defence.lines[thief].steals += 1
            text = (
                f"{thief.name.printed_last} STEAL ({defence.lines[thief].steals} STL): "
                f"{player.name.printed_last} {action.title()} Turnover"
            )
            self._log("turnover", action, text, offence, player, second=thief, second_side=defence)
            return
        action = rng.choice(UNFORCED)
        if action == "offensive foul" and not self._charge(offence, defence, player):
            action = "traveling"
        text = f"{player.name.printed_last} {action.title()} Turnover"
        self._log("turnover", action, text, offence, player)

    def _charge(self, offence: Side, defence: Side, player: Player) -> bool:
        """An offensive foul, unless the player has as many fouls as he may have."""
        line = offence.lines[player]
        if line.personal_fouls >= MOST_FOULS:
            return False
        line.personal_fouls += 1
        drawn_by = self._rng.choice(defence.floor.five)
        text = f"{player.name.printed_last} OFF.Foul (P{line.personal_fouls})"
        self._log("foul", "offensive", text, offence, player, second=drawn_by, second_side=defence)
        return True

    def _foul(self, action: str, side: Side, victim: Player, victim_side: Side) -> None:
        """A personal foul of somebody of `side`."""
        weights = [
            weight if side.lines[player].personal_fouls < MOST_FOULS else 0.0
            for player, weight in zip(side.floor.five, side.floor.foul, strict=True)
        ]
        if not any(weights):
            weights = side.floor.foul
        fouler = pick(self._rng, side.floor.five, weights)
        line = side.lines[fouler]
        line.personal_fouls += 1
        side.period_fouls += 1
        text = (
            f"{fouler.name.printed_last} {action.title()} Foul "
            f"(P{line.personal_fouls}.T{side.period_fouls})"
        )
        self._log("foul", action, text, side, fouler, second=victim, second_side=victim_side)

    def _technical_foul(self, offence: Side, defence: Side) -> None:
        """One free throw for the offence, which keeps the ball; no personal foul."""
        culprit = self._rng.choice(defence.floor.five)
        text = f"{culprit.name.printed_last} T.FOUL"
        self._log("foul", "technical", text, defence, culprit)
        floor = offence.floor
        best = max(floor.free_throw)
        shooter = floor.five[floor.free_throw.index(best)]
        self._free_throw(offence, defence, shooter, "technical")

    def _flagrant_foul(self, offence: Side, defence: Side) -> None:
        """Two free throws for the offence, which keeps the ball."""
        shooter = pick(self._rng, offence.floor.five, offence.floor.usage)
        self._foul("flagrant type 1", defence, shooter, offence)
        for shot in (1, 2):
            made = self._free_throw(offence, defence, shooter, f"flagrant {shot} of 2")
            if not made:
                self._log("rebound", "team", f"{offence.name} Rebound", offence)

    def _free_throws(self, offence: Side, defence: Side, shooter: Player, shots: int) -> bool:
        """Free throws with the ball in play after the last; TRUE if the offence keeps it."""
        for shot in range(1, shots + 1):
            made = self._free_throw(offence, defence, shooter, f"{shot} of {shots}")
            if not made and shot < shots:
                self._log("rebound", "team", f"{offence.name} Rebound", offence)
        return not made and self._rebound(offence, defence, OFFENSIVE_REBOUND_AFTER_FREE_THROW)

    def _free_throw(self, offence: Side, defence: Side, shooter: Player, action: str) -> bool:
        line = offence.lines[shooter]
        made = self._rng.random() < shooter.free_throw
        line.free_throws_attempted += 1
        text = f"{shooter.name.printed_last} Free Throw {action.title()}"
        if made:
            line.free_throws_made += 1
            self._score(offence, defence, 1)
            text = f"{text} ({line.points} PTS)"
        else:
            text = f"MISS {text}"
        self._log("freethrow", action, text, offence, shooter, made=made, shot_type="FT")
        return made

    def _shot(self, offence: Side, defence: Side) -> bool:
        """A field-goal attempt and what follows from it; TRUE if the offence keeps the ball."""
        rng = self._rng
        shooter = pick(rng, offence.floor.five, offence.floor.usage)
        zone = pick(rng, (PAINT, MID_RANGE, THREE), shooter.shot_mix)
        line = offence.lines[shooter]
        chance = MAKE[zone] * shooter.touch[zone] + offence.style.offence - defence.style.defence
        chance += HOME_COURT if offence.at_home else -HOME_COURT
        lead = offence.score - defence.score
        made = rng.random() < chance - ADJUSTMENT * offence.luck - EASING * lead
        offence.luck += made - chance
        x, y, distance = self._spot(zone)
        line.field_goals_attempted += 1
        line.three_pointers_attempted += zone == THREE
        shot = {
            "made": made,
            "shot_type": "3PT" if zone == THREE else "2PT",
            "x": x,
            "y": y,
            "distance": distance,
        }
        name = f"{shooter.name.printed_last} {distance:.0f}' {rng.choice(SHOT_NAMES[zone])}"
        if not made:
            self._miss(offence, defence, shooter, zone, name, shot)
            return self._rebound(offence, defence, OFFENSIVE_REBOUND)
        line.field_goals_made += 1
        line.three_pointers_made += zone == THREE
        self._score(offence, defence, 3 if zone == THREE else 2)
        self._make(offence, shooter, zone, f"{name} ({line.points} PTS)", shot)
        return rng.random() < AND_ONE[zone] and self._and_one(offence, defence, shooter)

    def _make(self, offence: Side, shooter: Player, zone: int, text: str, shot: dict) -> None:
        passer = passer_side = None
        if self._rng.random() < ASSISTED[zone]:
            weights = [
                0.0 if mate is shooter else weight
                for mate, weight in zip(offence.floor.five, offence.floor.passing, strict=True)
            ]
            passer, passer_side = pick(self._rng, offence.floor.five, weights), offence
            offence.lines[passer].assists += 1
            text = f"{text} ({passer.name.printed_last} {offence.lines[passer].assists} AST)"
        self._log(
            "fieldgoal",
            "made",
            text,
            offence,
            shooter,
            second=passer,
            second_side=passer_side,
            **shot,
        )

    def _miss(
        self, offence: Side, defence: Side, shooter: Player, zone: int, name: str, shot: dict
    ) -> None:
        blocker = blocker_side = None
        text = f"MISS {name}"
        if self._rng.random() < BLOCKED[zone]:
            blocker = pick(self._rng, defence.floor.five, defence.floor.block)
            blocker_side = defence
            defence.lines[blocker].blocks += 1
            text += f": {blocker.name.printed_last} BLOCK ({defence.lines[blocker].blocks} BLK)"
        self._log(
            "fieldgoal",
            "missed",
            text,
            offence,
            shooter,
            third=blocker,
            third_side=blocker_side,
            **shot,
        )

    def _and_one(self, offence: Side, defence: Side, shooter: Player) -> bool:
        """A foul on a made shot: one free throw; TRUE if the offence has the ball again."""
        if self._rng.random() < FLAGRANT_AND_ONE:
            self._foul("flagrant type 1", defence, shooter, offence)
            self._free_throw(offence, defence, shooter, "flagrant 1 of 1")
            return True
        self._foul("shooting", defence, shooter, offence)
        return self._free_throws(offence, defence, shooter, 1)

    def _spot(self, zone: int) -> tuple[float, float, float]:
        """x, y in tenths of feet and the published distance: whole feet, rounded down."""
        low, high = SHOT_RANGES[zone]
        reach = self._rng.uniform(low, high)
        angle = radians(self._rng.uniform(-85, 85))
        x, y = round(reach * sin(angle)), round(reach * cos(angle))
        return float(x), float(y), float(hypot(x, y) // 10)

    def _rebound(self, offence: Side, defence: Side, share_offensive: float) -> bool:
        """TRUE if the offence gets the ball."""
        rng = self._rng
        kept = rng.random() < share_offensive
        side = offence if kept else defence
        if rng.random() < TEAM_REBOUND:
            self._log("rebound", "team", f"{side.name} Rebound", side)
            return kept
        self._pass_time(rng.randint(0, 3))
        if kept:
            action, weights = "offensive", side.floor.offensive_rebound
        else:
            action, weights = "defensive", side.floor.defensive_rebound
        player = pick(rng, side.floor.five, weights)
        line = side.lines[player]
        if kept:
            line.offensive_rebounds += 1
        else:
            line.defensive_rebounds += 1
        text = (
            f"{player.name.printed_last} REBOUND "
            f"(Off:{line.offensive_rebounds} Def:{line.defensive_rebounds})"
        )
        self._log("rebound", action, text, side, player)
        return kept

    # Books

    def _score(self, offence: Side, defence: Side, points: int) -> None:
        offence.score += points
        for player in offence.floor.five:
            offence.lines[player].plus_minus += points
        for player in defence.floor.five:
            defence.lines[player].plus_minus -= points

    def _log(
        self,
        kind: str,
        action: str | None,
        text: str,
        side: Side | None = None,
        player: Player | None = None,
        second: Player | None = None,
        second_side: Side | None = None,
        third: Player | None = None,
        third_side: Side | None = None,
        **shot: object,
    ) -> None:
        """Append an event; `shot` holds the shot columns of `Event`."""
        self._sequence += self._rng.randint(1, 2)
        self.events.append(
            Event(
                sequence=self._sequence,
                period=self.periods,
                clock=self._clock,
                kind=kind,
                action=action,
                text=text,
                home_score=self.home.score,
                away_score=self.away.score,
                team=side.code if side else None,
                player=player,
                second=second,
                second_team=second_side.code if second_side else None,
                third=third,
                third_team=third_side.code if third_side else None,
                **shot,
            )
        )
