"""Box scores of three sources: gamebook players, ball-don't-lie players, teams."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date

from .. import random_streams
from ..game import Line
from ..players import Player
from ..schedule import Game
from ..season import Appearance, Final, Season, TeamGame
from .common import loaded, some_games

# Gamebook
SHARE_WHOLE_MINUTES = 0.6  # games printed in whole minutes, as 36:00
MINUTES_ROUNDING = 4  # whole minutes of a team may be off by this much, else seconds are printed
SHARE_STARTERS_UNKNOWN = 0.01  # games
# Inactive rows that have a last name only, of players without and with a namesake in the team.
SHARE_UNRESOLVED = {"not_found": 0.03, "multiple_matches": 0.5}
PLAYERS_WITH_ACCENTS = 2  # whose lookup keeps its accents in the first third of the season
# Ball-don't-lie
SHARE_NOT_COVERED = 0.06  # games
SHARE_WITH_SECONDS = 0.25  # games
SHARE_EMPTY_MINUTES = 0.3  # rows of players who did not play; the others say 00
# Teams
SHARE_LOADED_TWICE = 0.95  # games of the first calendar year
SHARE_WRONG_FIRST_COPY = 0.03  # of the team rows that are loaded twice

COUNTS = [name for name in Line.__slots__ if name not in ("seconds", "plus_minus")]
TEAM_NAMES = {"field_goals": "fg", "three_pointers": "three_pt", "free_throws": "ft"}


def printed_minutes(team: TeamGame, whole: bool) -> dict[Player, tuple[int, int]]:
    """Minutes and seconds as printed for the players of a team.

    :param whole: round to whole minutes, unless the sum of the team would be off too far.
    """
    seconds = {each.player: each.line.seconds for each in team.appearances if each.line}
    minutes = {player: (own + 30) // 60 for player, own in seconds.items()}
    if whole and abs(sum(minutes.values()) - sum(seconds.values()) / 60) <= MINUTES_ROUNDING:
        return {player: (own, 0) for player, own in minutes.items()}
    return {player: divmod(own, 60) for player, own in seconds.items()}


def _identity(game: Game, team: TeamGame, player: Player) -> dict:
    return {
        "game_id": game.game_id,
        "game_date": game.game_date,
        "home_team_abbr": game.home,
        "away_team_abbr": game.away,
        "team_abbr": team.code,
        "player_lookup": player.lookup,
    }


def _counts(line: Line) -> dict:
    return {count: getattr(line, count) for count in COUNTS} | {"points": line.points}


def gamebook_rows(season: Season) -> Iterator[dict]:
    rng = random_streams.stream(season.seed, "gamebook")
    whole_minutes = some_games(rng, season.finals, SHARE_WHOLE_MINUTES)
    starters_unknown = some_games(rng, season.finals, SHARE_STARTERS_UNKNOWN)
    last_names = _last_names_only(rng, season)
    accented = _accented_players(rng, season)
    accents_until = season.dates[len(season.dates) // 3]
    for final in season.finals:
        game_id = final.game.nba_game_id
        for team in final.teams:
            minutes = printed_minutes(team, game_id in whole_minutes)
            for each in sorted(team.appearances, key=lambda each: each.player.lookup):
                row = _gamebook_row(final, team, each)
                if each.line:
                    row |= _counts(each.line) | {
                        "minutes": "{:02d}:{:02d}".format(*minutes[each.player]),
                        "plus_minus": each.line.plus_minus,
                    }
                if status := last_names.get((game_id, each.player)):
                    row |= {"player_name": each.player.name.printed_last, "player_lookup": None}
                    row |= {"name_resolution_status": status}
                if each.status != "inactive" and game_id in starters_unknown:
                    row["is_starter"] = None
                if each.player in accented and final.game.game_date <= accents_until:
                    row["player_lookup"] = "".join(
                        filter(str.isalnum, each.player.full_name.lower())
                    )
                yield row


def _gamebook_row(final: Final, team: TeamGame, each: Appearance) -> dict:
    """Who he is and whether he played."""
    game, player = final.game, each.player
    inactive = each.status == "inactive"
    return _identity(game, team, player) | {
        "player_name": player.full_name,
        "player_name_original": player.name.printed_last if inactive else player.full_name,
        "player_status": each.status,
        "is_starter": each.starter and each.line is not None,
        "name_resolution_status": "resolved" if inactive else "original",
        "source_file_path": f"nba-com/gamebooks-data/{game.game_date}/{game.game_id}.json",
        "data_hash": random_streams.digest("gamebook", game.nba_game_id, player.lookup),
        "processed_at": loaded(game.game_date, 10, f"gamebook {game.nba_game_id}"),
    }


def _last_names_only(rng: random.Random, season: Season) -> dict[tuple[str, Player], str]:
    """The inactive rows whose name was not resolved, by game id and player, and why."""
    unresolved = {"not_found": [], "multiple_matches": []}
    for final in season.finals:
        for team in final.teams:
            names = Counter(each.player.name.printed_last for each in team.appearances)
            for each in team.appearances:
                if each.status == "inactive":
                    alone = names[each.player.name.printed_last] == 1
                    entry = (final.game.nba_game_id, each.player)
                    unresolved["not_found" if alone else "multiple_matches"].append(entry)
    return {
        entry: status
        for status, entries in unresolved.items()
        for entry in random_streams.some(rng, entries, SHARE_UNRESOLVED[status])
    }


def _accented_players(rng: random.Random, season: Season) -> set[Player]:
    """Regulars whose lookup keeps letters beyond ASCII: lower-cased, but not normalised."""
    regulars = [player for roster in season.league.rosters.values() for player in roster[:8]]
    accented = [player for player in regulars if not player.full_name.isascii()]
    return set(rng.sample(accented, PLAYERS_WITH_ACCENTS))


def bdl_rows(season: Season) -> Iterator[dict]:
    rng = random_streams.stream(season.seed, "bdl")
    not_covered = some_games(rng, season.finals, SHARE_NOT_COVERED)
    with_seconds = some_games(rng, season.finals, SHARE_WITH_SECONDS)
    for final in season.finals:
        game_id = final.game.nba_game_id
        if game_id in not_covered:
            continue
        for team in final.teams:
            printed = printed_minutes(team, whole=game_id not in with_seconds)
            shows_seconds = any(seconds for _, seconds in printed.values())
            form = "{:02d}:{:02d}" if shows_seconds else "{:02d}"
            for each in team.appearances:
                if each.line:
                    text = form.format(*printed[each.player])
                else:
                    text = "" if rng.random() < SHARE_EMPTY_MINUTES else "00"
                if each.status != "inactive":
                    yield _bdl_row(final, team, each.player, each.line or Line(), text)


def _bdl_row(final: Final, team: TeamGame, player: Player, line: Line, minutes: str) -> dict:
    game = final.game
    return (
        _identity(game, team, player)
        | _counts(line)
        | {
            "player_full_name": player.full_name,
            "minutes": minutes,
            "source_file_path": f"ball-dont-lie/boxscores/{game.game_date}.json",
            "processed_at": loaded(game.game_date, 9, f"bdl {game.game_date}"),
        }
    )


def team_rows(season: Season) -> Iterator[dict]:
    rng = random_streams.stream(season.seed, "team box scores")
    new_year = date(season.calendar.year + 1, 1, 1)
    reloadable = [
        final
        for final in season.finals
        if final.game.game_date < new_year and (season.next_date - final.game.game_date).days >= 2
    ]
    twice = some_games(rng, reloadable, SHARE_LOADED_TWICE)
    lacking = [
        (final.game.nba_game_id, team.code)
        for final in reloadable
        for team in final.teams
        if final.game.nba_game_id in twice and team.turnovers
    ]
    # The first copy lacks the turnovers of the team.
    wrong = set(random_streams.some(rng, lacking, SHARE_WRONG_FIRST_COPY))
    for final in season.finals:
        game_id = final.game.nba_game_id
        for team in final.teams:
            missing = team.turnovers if (game_id, team.code) in wrong else 0
            yield _team_row(final, team, 1, team.turnovers - missing)
            if game_id in twice:
                yield _team_row(final, team, 2, team.turnovers)


def _team_row(final: Final, team: TeamGame, copy: int, turnovers: int) -> dict:
    """:param copy: 1 for the first load, 2 for the repetition a day later.

    :param turnovers: those of nobody, which are added to the players'.
    """
    game = final.game
    totals = {}
    for count in COUNTS:
        stem, _, end = count.rpartition("_")
        totals[f"{TEAM_NAMES[stem]}_{end}" if stem in TEAM_NAMES else count] = team.total(count)
    totals["turnovers"] += turnovers
    return totals | {
        "game_id": game.game_id,
        "nba_game_id": game.nba_game_id,
        "game_date": game.game_date,
        "team_abbr": team.code,
        "is_home": team.code == game.home,
        "minutes": f"{240 + 25 * (final.periods - 4)}:00",
        "total_rebounds": totals["offensive_rebounds"] + totals["defensive_rebounds"],
        "points": team.score,
        "plus_minus": 2 * team.score - sum(final.scores.values()),
        "source_file_path": f"nba-com/team-boxscore/{game.nba_game_id}/{copy}.json",
        "processed_at": loaded(game.game_date, 8, f"team {game.nba_game_id}", mornings=copy),
    }
