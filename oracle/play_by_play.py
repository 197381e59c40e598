"""Shots, free throws, assists and blocks of the play-by-play (raw.md 9)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .names import Lookups, canonical_team, without_suffix
from .schedule import Game, Schedule
from .tie_break import newest_load

COLUMNS = [
    "nba_game_id",
    "event_sequence",
    "period",
    "game_clock_seconds",
    "event_action_type",
    "player_1_lookup",
    "player_1_team_abbr",
    "player_2_lookup",
    "player_3_lookup",
    "shot_made",
    "shot_type",
    "shot_x",
    "shot_y",
    "shot_distance",
    "processed_at",
    "source_file_path",
]

PAINT, MID_RANGE, THREE, UNKNOWN = "paint", "mid_range", "three", "unknown"
PAINT_FEET = 8
AND_ONE_ACTIONS = ("1 of 1", "flagrant 1 of 1")


@dataclass
class Tally:
    """What the play-by-play holds of one player or one team in one game."""

    attempts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    makes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    blocks: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    ft_attempts: int = 0
    ft_makes: int = 0
    assists: int = 0
    assisted_makes: int = 0
    and_ones: int = 0
    fourth_quarter_points: int = 0

    @property
    def fg_attempts(self) -> int:
        """Field-goal attempts of all zones."""
        return sum(self.attempts.values())

    @property
    def fg_makes(self) -> int:
        """Field goals made of all zones."""
        return sum(self.makes.values())

    @property
    def all_blocks(self) -> int:
        """Blocks of all zones."""
        return sum(self.blocks.values())

    @property
    def has_unknown_zone(self) -> bool:
        """A shot he took or blocked has no zone."""
        return bool(self.attempts[UNKNOWN] or self.blocks[UNKNOWN])


@dataclass
class GamePlayByPlay:
    """Tallies of one game, by player (team, lookup) and by team."""

    last_period: int
    players: dict[tuple[str, str], Tally]
    teams: dict[str, Tally]


def stage_play_by_play(
    rows: list[dict], schedule: Schedule, lookups: Lookups
) -> dict[str, list[dict]]:
    """Events by nba_game_id: one row per event, canonical team, lookups aliased."""
    events = defaultdict(list)
    for row in newest_load(rows, lambda row: (row["nba_game_id"], row["event_sequence"])):
        if row["nba_game_id"] not in schedule.by_nba_id:
            continue
        team_code = row["player_1_team_abbr"]
        team = canonical_team(team_code)
        if team_code and not team:
            continue
        row["team"] = team
        for name in ("player_1_lookup", "player_2_lookup", "player_3_lookup"):
            row[name] = lookups.player(row[name])
        events[row["nba_game_id"]].append(row)
    return events


def shot_zone(event: dict) -> str:
    """Zone of a field-goal attempt, by the published whole feet."""
    if event["shot_type"] == "3PT":
        return THREE
    distance = event["shot_distance"]
    has_no_coordinates = event["shot_x"] is None and event["shot_y"] is None
    if distance is None or (distance == 0 and has_no_coordinates):
        return UNKNOWN
    return PAINT if distance <= PAINT_FEET else MID_RANGE


def resolve(lookup: str | None, box_score: Iterable[str]) -> str | None:
    """The player of the box score a play-by-play lookup means, if there is one."""
    if not lookup:
        return None
    if lookup in box_score:
        return lookup
    bare = without_suffix(lookup)
    same_name = [player for player in box_score if without_suffix(player) == bare]
    if len(same_name) == 1:
        return same_name[0]
    same_ending = [player for player in box_score if player.endswith(lookup)]
    return same_ending[0] if len(same_ending) == 1 else None


def tally_game(
    game: Game, events: list[dict], box_score: dict[str, set[str]]
) -> GamePlayByPlay | None:
    """Count one game; `box_score` holds the resolved players of each team."""
    if not events:
        return None
    result = GamePlayByPlay(
        max(event["period"] for event in events),
        defaultdict(Tally),
        defaultdict(Tally),
    )
    shots = [
        event for event in events if event["shot_made"] is not None and event["team"] in game.teams
    ]
    moments_of_makes = defaultdict(set)
    for event in shots:
        if event["shot_type"] in ("2PT", "3PT"):
            shooter = _count_field_goal(result, game, event, box_score)
            if event["shot_made"]:
                moments_of_makes[shooter].add(_moment(event))
    for event in shots:
        if event["shot_type"] == "FT":
            _count_free_throw(result, event, box_score, moments_of_makes)
    return result


def _moment(event: dict) -> tuple[int, int]:
    return event["period"], event["game_clock_seconds"]


def _count_field_goal(
    result: GamePlayByPlay, game: Game, event: dict, box_score: dict[str, set[str]]
) -> tuple[str, str | None]:
    team, zone = event["team"], shot_zone(event)
    shooter = (team, resolve(event["player_1_lookup"], box_score[team]))
    for tally in _tallies(result, shooter):
        tally.attempts[zone] += 1
        if event["shot_made"]:
            tally.makes[zone] += 1
            tally.assisted_makes += event["player_2_lookup"] is not None
            if event["period"] == 4:
                tally.fourth_quarter_points += 3 if zone == THREE else 2
    if event["shot_made"]:
        assister = resolve(event["player_2_lookup"], box_score[team])
        if assister:
            result.players[team, assister].assists += 1
        return shooter
    blocker_lookup = event["player_3_lookup"] or event["player_2_lookup"]
    if blocker_lookup:
        defence = game.opponent(team)
        blocker = (defence, resolve(blocker_lookup, box_score[defence]))
        for tally in _tallies(result, blocker):
            tally.blocks[zone] += 1
    return shooter


def _count_free_throw(
    result: GamePlayByPlay,
    event: dict,
    box_score: dict[str, set[str]],
    moments_of_makes: dict[tuple[str, str | None], set],
) -> None:
    team = event["team"]
    shooter = (team, resolve(event["player_1_lookup"], box_score[team]))
    is_and_one = (
        event["event_action_type"] in AND_ONE_ACTIONS
        and _moment(event) in moments_of_makes[shooter]
    )
    for tally in _tallies(result, shooter):
        tally.ft_attempts += 1
        tally.and_ones += is_and_one
        if event["shot_made"]:
            tally.ft_makes += 1
            tally.fourth_quarter_points += event["period"] == 4


def _tallies(result: GamePlayByPlay, player: tuple[str, str | None]) -> list[Tally]:
    """The team's tally and, when the player is resolved, his own."""
    team, lookup = player
    team_tally = result.teams[team]
    return [team_tally] if lookup is None else [team_tally, result.players[player]]
