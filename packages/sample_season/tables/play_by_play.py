"""nbac_play_by_play: every event, with the spellings and faults of its loads."""

import random
from collections.abc import Iterator
from itertools import zip_longest

from .. import random_streams
from ..names import lookup_of
from ..players import Player
from ..season import Final, Season
from ..teams import PLAY_BY_PLAY_CODES
from .common import loaded, some_games

# Shares of the games.
SHARE_REPEATED_SHOT = 0.02  # one made shot is there twice
SHARE_LOST_COORDINATES = 0.008  # one two-point shot has no coordinates, and distance 0
SHARE_WITHOUT_SUFFIXES = 0.01  # lookups lack jr, sr, ii, ...
SHARE_LAST_NAMES = 0.01  # lookups are last names, where the box score tells whose
SHARE_BLOCKER_SECOND = 0.02  # blockers are the second player of a miss, not the third
SHARE_SIDES_SWAPPED = 0.01  # home and away are mixed up in the game id and the team columns


def rows(season: Season) -> Iterator[dict]:
    rng = random_streams.stream(season.seed, "play by play")
    finals = season.finals
    repeated = some_games(rng, finals, SHARE_REPEATED_SHOT)
    lost = some_games(rng, finals, SHARE_LOST_COORDINATES)
    with_suffixes = [final for final in finals if _has_suffixes(final)]
    without_suffixes = some_games(rng, with_suffixes, SHARE_WITHOUT_SUFFIXES)
    last_names = some_games(rng, finals, SHARE_LAST_NAMES)
    blocker_second = some_games(rng, finals, SHARE_BLOCKER_SECOND)
    swapped = some_games(rng, finals, SHARE_SIDES_SWAPPED)
    for final in season.finals:
        game_id = final.game.nba_game_id
        lookups = {
            each.player: _last_name(final, each.player)
            if game_id in last_names
            else lookup_of(each.player.name.without_suffix)
            if game_id in without_suffixes
            else each.player.lookup
            for each in final.appearances
        }
        game_rows = list(_game_rows(final, lookups, game_id in swapped))
        if game_id in lost:
            _lose_coordinates(rng, game_rows)
        if game_id in blocker_second:
            _move_blockers(game_rows)
        if game_id in repeated:
            _repeat_a_shot(rng, game_rows)
        yield from game_rows


def _has_suffixes(final: Final) -> bool:
    """Whether somebody takes a shot who has a generational suffix."""
    return any(
        "shot_made" in event.columns and event.players[0].name.suffix for event in final.events
    )


def _last_name(final: Final, player: Player) -> str:
    """The last name, if only one player in the gamebooks has a lookup that ends with it."""
    last_name = lookup_of(player.name.last)
    players = [each.player for each in final.appearances]
    same_ending = [one for one in players if one.lookup.endswith(last_name)]
    return last_name if same_ending == [player] else player.lookup


def _game_rows(final: Final, lookups: dict[Player, str], swapped: bool) -> Iterator[dict]:
    game = final.game
    codes = {team.code: PLAY_BY_PLAY_CODES.get(team.code, team.code) for team in final.teams}
    away, home = codes[game.away], codes[game.home]
    if swapped:
        away, home = home, away
    game_columns = {
        "game_id": f"{game.game_date:%Y%m%d}_{away}_{home}",
        "nba_game_id": game.nba_game_id,
        "game_date": game.game_date,
        "home_team_abbr": home,
        "away_team_abbr": away,
        "source_file_path": f"nba-com/play-by-play/{game.game_date}/{game.nba_game_id}.json",
        "processed_at": loaded(game.game_date, 11, f"play by play {game.nba_game_id}"),
    }
    for event in final.events:
        players = zip_longest((1, 2, 3), event.players)
        yield (
            game_columns
            | {f"player_{place}_lookup": lookups.get(player) for place, player in players}
            | {"player_1_team_abbr": codes[event.team]}
            | event.columns
        )


def _lose_coordinates(rng: random.Random, game_rows: list[dict]) -> None:
    shot = rng.choice([row for row in game_rows if row.get("shot_type") == "2PT"])
    shot |= {"shot_x": None, "shot_y": None, "shot_distance": 0.0}


def _move_blockers(game_rows: list[dict]) -> None:
    for row in game_rows:
        if row["event_action_type"] == "missed" and row["player_3_lookup"]:
            row["player_2_lookup"], row["player_3_lookup"] = row["player_3_lookup"], None


def _repeat_a_shot(rng: random.Random, game_rows: list[dict]) -> None:
    places = [place for place, row in enumerate(game_rows) if row["event_action_type"] == "made"]
    place = rng.choice(places)
    game_rows.insert(place, game_rows[place])
