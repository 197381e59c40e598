"""Box scores of three sources: gamebook players, ball-don't-lie players, teams."""

import random
from collections.abc import Iterator
from datetime import date

from tools.sample_season import chance
from tools.sample_season.game import Line
from tools.sample_season.players import Player
from tools.sample_season.schedule import Stage
from tools.sample_season.season import Appearance, Final, Season, TeamGame
from tools.sample_season.tables.common import loaded, percentage
from tools.sample_season.teams import REFERENCE_SITE_CODES, TEAMS

# Gamebook
SHARE_WHOLE_MINUTES = 0.6  # games printed in whole minutes, as 36:00
MINUTES_ROUNDING = 4  # whole minutes of a team may be off by this much, else seconds are printed
SHARE_STARTERS_UNKNOWN = 0.01  # games
SHARE_LAST_NAME_ONLY = 0.03  # inactive rows
SHARE_NAMESAKE_UNRESOLVED = 0.5  # inactive rows of a player with a namesake in the team
PLAYERS_WITH_ACCENTS = 2  # whose lookup keeps its accents in the first third of the season
# Ball-don't-lie
SHARE_NOT_COVERED = 0.06  # games
SHARE_WITH_SECONDS = 0.25  # games
SHARE_EMPTY_MINUTES = 0.3  # rows of players who did not play; the others say 00
# Teams
SHARE_LOADED_TWICE = 0.95  # games of the first calendar year
SHARE_WRONG_FIRST_COPY = 0.03  # of the team rows that are loaded twice

COUNTS = (
    "field_goals_made",
    "field_goals_attempted",
    "three_pointers_made",
    "three_pointers_attempted",
    "free_throws_made",
    "free_throws_attempted",
    "offensive_rebounds",
    "defensive_rebounds",
    "assists",
    "steals",
    "blocks",
    "turnovers",
    "personal_fouls",
)


def _chosen(rng: random.Random, finals: list[Final], share: float) -> set[str]:
    """The ids of a share of the games."""
    return {final.game.nba_game_id for final in chance.some(rng, finals, share)}


def printed_minutes(lines: list[Line], whole: bool) -> list[tuple[int, int]]:
    """Minutes and seconds as printed for the players of a team.

    :param whole: round to whole minutes, unless the sum of the team would be off too far.
    """
    if whole:
        minutes = [(line.seconds + 30) // 60 for line in lines]
        if abs(sum(minutes) - sum(line.seconds for line in lines) / 60) <= MINUTES_ROUNDING:
            return [(each, 0) for each in minutes]
    return [divmod(line.seconds, 60) for line in lines]


def _counts(line: Line) -> dict:
    return {count: getattr(line, count) for count in COUNTS} | {"points": line.points}


# Gamebook


def gamebook_rows(season: Season) -> Iterator[dict]:
    rng = chance.stream(season.seed, "gamebook")
    whole_minutes = _chosen(rng, season.finals, SHARE_WHOLE_MINUTES)
    starters_unknown = _chosen(rng, season.finals, SHARE_STARTERS_UNKNOWN)
    last_names = _last_names_only(rng, season)
    accented = _accented_players(rng, season)
    accents_until = season.dates[len(season.dates) // 3]
    for final in season.finals:
        game = final.game
        for team in final.teams:
            played = [each for each in team.appearances if each.line]
            printed = printed_minutes(
                [each.line for each in played], game.nba_game_id in whole_minutes
            )
            minutes = {each.player: clock for each, clock in zip(played, printed, strict=True)}
            for each in sorted(team.appearances, key=lambda each: each.player.lookup):
                row = _gamebook_row(season, final, team, each)
                row |= _gamebook_line(each, minutes.get(each.player))
                if (game.nba_game_id, each.player) in last_names:
                    row |= _last_name_only(team, each)
                if each.status != "inactive" and game.nba_game_id in starters_unknown:
                    row["is_starter"] = None
                if each.player in accented and game.game_date <= accents_until:
                    row["player_lookup"] = _accented_lookup(each.player)
                yield row


def _gamebook_row(season: Season, final: Final, team: TeamGame, each: Appearance) -> dict:
    game = final.game
    inactive = each.status == "inactive"
    code = REFERENCE_SITE_CODES.get(team.code, team.code)
    flags = ["team_mapped"] if inactive and code != team.code else []
    return {
        "game_id": game.game_id,
        "game_code": f"{game.game_date:%Y%m%d}/{game.away}{game.home}",
        "game_date": game.game_date,
        "season_year": season.calendar.year,
        "home_team_abbr": game.home,
        "away_team_abbr": game.away,
        "player_name": each.player.full_name,
        "player_name_original": (
            each.player.name.printed_last if inactive else each.player.full_name
        ),
        "player_lookup": each.player.lookup,
        "team_abbr": team.code,
        "player_status": each.status,
        "dnp_reason": "DNP - Coach's Decision" if each.status == "dnp" else each.reason,
        "is_starter": each.starter and each.line is not None,
        "name_resolution_status": "resolved" if inactive else "original",
        "name_resolution_confidence": 1.0 if inactive else None,
        "name_resolution_method": "auto_exact" if inactive else None,
        "br_team_abbr_used": code if inactive else None,
        "processed_by_run_id": chance.digest("gamebook", game.nba_game_id)[:8],
        "data_quality_flags": [*flags, "name_resolved"] if inactive else [],
        "requires_manual_review": False,
        "source_file_path": (f"nba-com/gamebooks-data/{game.game_date}/{game.game_id}.json"),
        "data_hash": chance.digest("gamebook", game.nba_game_id, each.player.lookup),
        "processed_at": loaded(game.game_date, 10, f"gamebook {game.nba_game_id}"),
    }


def _gamebook_line(each: Appearance, clock: tuple[int, int] | None) -> dict:
    """The statistics of an active player, nothing for the others."""
    line = each.line
    if line is None:
        return {}
    minutes, seconds = clock
    return _counts(line) | {
        "minutes": f"{minutes:02d}:{seconds:02d}",
        "minutes_decimal": round(minutes + seconds / 60, 2),
        "field_goal_percentage": percentage(line.field_goals_made, line.field_goals_attempted),
        "three_point_percentage": percentage(
            line.three_pointers_made, line.three_pointers_attempted
        ),
        "free_throw_percentage": percentage(line.free_throws_made, line.free_throws_attempted),
        "total_rebounds": line.offensive_rebounds + line.defensive_rebounds,
        "plus_minus": line.plus_minus,
    }


def _last_names_only(rng: random.Random, season: Season) -> set[tuple[str, Player]]:
    """The inactive rows whose name was not resolved: (game id, player)."""
    inactive = [
        (final.game.nba_game_id, each.player, _has_namesake(team, each.player))
        for final in season.finals
        for team in final.teams
        for each in team.appearances
        if each.status == "inactive"
    ]
    picked = chance.some(rng, inactive, SHARE_LAST_NAME_ONLY)
    namesakes = chance.some(rng, [row for row in inactive if row[2]], SHARE_NAMESAKE_UNRESOLVED)
    return {(game_id, player) for game_id, player, _ in picked + namesakes}


def _has_namesake(team: TeamGame, player: Player) -> bool:
    return any(
        each.player is not player and each.player.name.printed_last == player.name.printed_last
        for each in team.appearances
    )


def _last_name_only(team: TeamGame, each: Appearance) -> dict:
    """The columns of an inactive player whose printed last name was not resolved."""
    several = _has_namesake(team, each.player)
    return {
        "player_name": each.player.name.printed_last,
        "player_lookup": None,
        "name_resolution_status": "multiple_matches" if several else "not_found",
        "name_resolution_confidence": 0.6 if several else 0.0,
        "name_resolution_method": "pending_review" if several else "not_found",
        "data_quality_flags": ["multiple_candidates" if several else "no_roster_match"],
        "requires_manual_review": True,
    }


def _accented_players(rng: random.Random, season: Season) -> set[Player]:
    """Regulars whose names have letters beyond ASCII."""
    names = [
        player
        for roster in season.league.rosters.values()
        for player in roster[:8]
        if not player.full_name.isascii()
    ]
    return set(rng.sample(names, PLAYERS_WITH_ACCENTS))


def _accented_lookup(player: Player) -> str:
    """A lookup that was lower-cased but not normalised."""
    return "".join(letter for letter in player.full_name.lower() if letter.isalnum())


# Ball-don't-lie


def bdl_rows(season: Season) -> Iterator[dict]:
    rng = chance.stream(season.seed, "bdl")
    not_covered = _chosen(rng, season.finals, SHARE_NOT_COVERED)
    with_seconds = _chosen(rng, season.finals, SHARE_WITH_SECONDS)
    for final in season.finals:
        game_id = final.game.nba_game_id
        if game_id in not_covered:
            continue
        for team in final.teams:
            dressed = [each for each in team.appearances if each.status != "inactive"]
            lines = [each.line or Line() for each in dressed]
            printed = printed_minutes(lines, whole=game_id not in with_seconds)
            shows_seconds = game_id in with_seconds or any(seconds for _, seconds in printed)
            for each, line, (minutes, seconds) in zip(dressed, lines, printed, strict=True):
                if each.line is None:
                    text = "" if rng.random() < SHARE_EMPTY_MINUTES else "00"
                else:
                    text = f"{minutes:02d}:{seconds:02d}" if shows_seconds else f"{minutes:02d}"
                yield _bdl_row(season, final, team, each.player, line, text)


def _bdl_row(
    season: Season, final: Final, team: TeamGame, player: Player, line: Line, minutes: str
) -> dict:
    game = final.game
    made_attempted = {
        "field_goal_pct": (line.field_goals_made, line.field_goals_attempted),
        "three_point_pct": (line.three_pointers_made, line.three_pointers_attempted),
        "free_throw_pct": (line.free_throws_made, line.free_throws_attempted),
    }
    return {
        "game_id": game.game_id,
        "game_date": game.game_date,
        "season_year": season.calendar.year,
        "game_status": "Final",
        "period": final.periods,
        "is_postseason": game.stage is not Stage.REGULAR,
        "home_team_abbr": game.home,
        "away_team_abbr": game.away,
        "home_team_score": final.scores[game.home],
        "away_team_score": final.scores[game.away],
        "team_abbr": team.code,
        "player_full_name": player.full_name,
        "player_lookup": player.lookup,
        "position": player.position,
        "minutes": minutes,
        "rebounds": line.offensive_rebounds + line.defensive_rebounds,
        **_counts(line),
        **{name: percentage(*pair) or 0.0 for name, pair in made_attempted.items()},
        "source_file_path": f"ball-dont-lie/boxscores/{game.game_date}.json",
        "data_hash": chance.digest("bdl", game.nba_game_id, player.lookup),
        "processed_at": loaded(game.game_date, 9, f"bdl {game.game_date}"),
    }


# Teams


def team_rows(season: Season) -> Iterator[dict]:
    rng = chance.stream(season.seed, "team box scores")
    new_year = date(season.calendar.year + 1, 1, 1)
    reloadable = [
        final
        for final in season.finals
        if final.game.game_date < new_year and (season.next_date - final.game.game_date).days >= 2
    ]
    twice = _chosen(rng, reloadable, SHARE_LOADED_TWICE)
    wrong = _wrong_first_copies(rng, [f for f in reloadable if f.game.nba_game_id in twice])
    for final in season.finals:
        game_id = final.game.nba_game_id
        for team in final.teams:
            if game_id in twice:
                missing_turnovers = team.turnovers if (game_id, team.code) in wrong else 0
                yield _team_row(season, final, team, 1, missing_turnovers)
                yield _team_row(season, final, team, 2)
            else:
                yield _team_row(season, final, team, 1)


def _wrong_first_copies(rng: random.Random, finals: list[Final]) -> set[tuple[str, str]]:
    """Team rows whose first copy lacks the turnovers of the team: (game id, team code)."""
    candidates = [
        (final.game.nba_game_id, team.code)
        for final in finals
        for team in final.teams
        if team.turnovers
    ]
    return set(chance.some(rng, candidates, SHARE_WRONG_FIRST_COPY))


def _team_row(
    season: Season, final: Final, team: TeamGame, copy: int, missing_turnovers: int = 0
) -> dict:
    """:param copy: 1 for the first load, 2 for the repetition a day later."""
    game = final.game
    totals = {count: team.total(count) for count in COUNTS}
    turnovers = totals["turnovers"] + team.turnovers - missing_turnovers
    minutes = 240 + 25 * (final.periods - 4)
    code = TEAMS[team.code]
    opponent_score = final.scores[game.opponent(team.code)]
    return {
        "game_id": game.game_id,
        "nba_game_id": game.nba_game_id,
        "game_date": game.game_date,
        "season_year": season.calendar.year,
        "team_id": code.team_id,
        "team_abbr": team.code,
        "team_name": code.name,
        "team_city": code.city,
        "is_home": team.code == game.home,
        "minutes": f"{minutes}:00",
        "fg_made": totals["field_goals_made"],
        "fg_attempted": totals["field_goals_attempted"],
        "fg_percentage": percentage(totals["field_goals_made"], totals["field_goals_attempted"]),
        "three_pt_made": totals["three_pointers_made"],
        "three_pt_attempted": totals["three_pointers_attempted"],
        "three_pt_percentage": percentage(
            totals["three_pointers_made"], totals["three_pointers_attempted"]
        ),
        "ft_made": totals["free_throws_made"],
        "ft_attempted": totals["free_throws_attempted"],
        "ft_percentage": percentage(totals["free_throws_made"], totals["free_throws_attempted"]),
        "offensive_rebounds": totals["offensive_rebounds"],
        "defensive_rebounds": totals["defensive_rebounds"],
        "total_rebounds": totals["offensive_rebounds"] + totals["defensive_rebounds"],
        "assists": totals["assists"],
        "steals": totals["steals"],
        "blocks": totals["blocks"],
        "turnovers": turnovers,
        "personal_fouls": totals["personal_fouls"],
        "points": team.score,
        "plus_minus": team.score - opponent_score,
        "source_file_path": (
            f"nba-com/team-boxscore/{game.game_date}/{game.nba_game_id}/{copy}.json"
        ),
        "data_hash": chance.digest("team", game.nba_game_id, team.code, turnovers),
        "processed_at": loaded(game.game_date, 8, f"team {game.nba_game_id}", mornings=copy),
    }
