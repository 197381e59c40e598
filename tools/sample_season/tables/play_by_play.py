"""nbac_play_by_play: every event, with the spellings and faults of its loads."""

import random
from collections.abc import Callable, Iterator

from tools.sample_season import chance
from tools.sample_season.game import Event
from tools.sample_season.names import lookup_of
from tools.sample_season.players import Player
from tools.sample_season.rotation import OVERTIME, QUARTER
from tools.sample_season.season import Final, Season, TeamGame
from tools.sample_season.tables.common import loaded
from tools.sample_season.teams import PLAY_BY_PLAY_CODES

# Shares of the games.
SHARE_REPEATED_SHOT = 0.02  # one made shot is there twice
SHARE_LOST_COORDINATES = 0.008  # one two-point shot has no coordinates, and distance 0
SHARE_WITHOUT_SUFFIXES = 0.01  # lookups lack jr, sr, ii, ...
SHARE_LAST_NAMES = 0.01  # lookups are last names, where the box score tells whose
SHARE_BLOCKER_SECOND = 0.02  # blockers are the second player of a miss, not the third
SHARE_SIDES_SWAPPED = 0.01  # home and away are mixed up in the game id and the team columns

Spelling = Callable[[TeamGame, Player], str]


def rows(season: Season) -> Iterator[dict]:
    rng = chance.stream(season.seed, "play by play")

    def some(finals: list[Final], share: float) -> set[str]:
        return {final.game.nba_game_id for final in chance.some(rng, finals, share)}

    repeated = some(season.finals, SHARE_REPEATED_SHOT)
    lost = some(season.finals, SHARE_LOST_COORDINATES)
    without_suffixes = some(
        [final for final in season.finals if _has_suffixes(final)], SHARE_WITHOUT_SUFFIXES
    )
    last_names = some(season.finals, SHARE_LAST_NAMES)
    blocker_second = some(season.finals, SHARE_BLOCKER_SECOND)
    swapped = some(season.finals, SHARE_SIDES_SWAPPED)
    for final in season.finals:
        game_id = final.game.nba_game_id
        spelling = _full_lookup
        if game_id in without_suffixes:
            spelling = _lookup_without_suffix
        elif game_id in last_names:
            spelling = _last_name_lookup
        game_rows = list(_game_rows(season, final, spelling, game_id in swapped))
        if game_id in lost:
            _lose_coordinates(rng, game_rows)
        if game_id in blocker_second:
            _move_blockers(game_rows)
        if game_id in repeated:
            _repeat_a_shot(rng, game_rows)
        yield from game_rows


def _has_suffixes(final: Final) -> bool:
    """Whether somebody takes a shot who has a generational suffix."""
    return any(event.made is not None and event.player.name.suffix for event in final.events)


def _full_lookup(team: TeamGame, player: Player) -> str:
    return player.lookup


def _lookup_without_suffix(team: TeamGame, player: Player) -> str:
    return lookup_of(player.name.without_suffix)


def _last_name_lookup(team: TeamGame, player: Player) -> str:
    """The last name, if only one player in the team's gamebook has a lookup that ends with it."""
    last_name = lookup_of(player.name.last)
    same_ending = [each for each in team.appearances if each.player.lookup.endswith(last_name)]
    return last_name if [each.player for each in same_ending] == [player] else player.lookup


def _game_rows(season: Season, final: Final, spelling: Spelling, swapped: bool) -> Iterator[dict]:
    game = final.game
    codes = {team.code: PLAY_BY_PLAY_CODES.get(team.code, team.code) for team in final.teams}
    lookups = {
        each.player: spelling(team, each.player)
        for team in final.teams
        for each in team.appearances
    }
    away, home = codes[game.away], codes[game.home]
    if swapped:
        away, home = home, away
    game_columns = {
        "game_id": f"{game.game_date:%Y%m%d}_{away}_{home}",
        "nba_game_id": game.nba_game_id,
        "game_date": game.game_date,
        "season_year": season.calendar.year,
        "home_team_abbr": home,
        "away_team_abbr": away,
        "source_file_path": f"nba-com/play-by-play/{game.game_date}/{game.nba_game_id}.json",
        "processed_at": loaded(game.game_date, 11, f"play by play {game.nba_game_id}"),
    }
    for event in final.events:
        yield (
            game_columns
            | _event_columns(event)
            | {
                f"player_{place}_{column}": value
                for place, player, team in (
                    (1, event.player, event.team),
                    (2, event.second, event.second_team),
                    (3, event.third, event.third_team),
                )
                for column, value in (
                    ("id", player.person_id if player else None),
                    ("lookup", lookups[player] if player else None),
                    ("team_abbr", codes[team] if team else None),
                )
            }
            | {"data_hash": chance.digest(game.nba_game_id, event.sequence, event.text)}
        )


def _event_columns(event: Event) -> dict:
    length = QUARTER if event.period <= 4 else OVERTIME
    earlier = QUARTER * min(event.period - 1, 4) + OVERTIME * max(event.period - 5, 0)
    return {
        "event_id": str(event.sequence),
        "event_sequence": event.sequence,
        "period": event.period,
        "game_clock": f"{event.clock // 60:02d}:{event.clock % 60:02d}",
        "game_clock_seconds": event.clock,
        "time_elapsed_seconds": earlier + length - event.clock,
        "event_type": event.kind,
        "event_action_type": event.action,
        "event_description": event.text,
        "score_home": event.home_score,
        "score_away": event.away_score,
        "shot_made": event.made,
        "shot_type": event.shot_type,
        "shot_x": event.x,
        "shot_y": event.y,
        "shot_distance": event.distance,
    }


def _lose_coordinates(rng: random.Random, game_rows: list[dict]) -> None:
    shot = rng.choice([row for row in game_rows if row["shot_type"] == "2PT"])
    shot |= {"shot_x": None, "shot_y": None, "shot_distance": 0.0}


def _move_blockers(game_rows: list[dict]) -> None:
    for row in game_rows:
        if row["event_action_type"] == "missed" and row["player_3_lookup"]:
            for column in ("id", "lookup", "team_abbr"):
                row[f"player_2_{column}"] = row[f"player_3_{column}"]
                row[f"player_3_{column}"] = None


def _repeat_a_shot(rng: random.Random, game_rows: list[dict]) -> None:
    places = [
        place
        for place, row in enumerate(game_rows)
        if row["event_type"] == "fieldgoal" and row["shot_made"]
    ]
    place = rng.choice(places)
    game_rows.insert(place, game_rows[place])
