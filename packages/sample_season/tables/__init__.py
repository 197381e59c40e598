"""The season as rows of the raw tables: one module per kind of source.

Every builder takes the season and yields dictionaries with the columns of `schema`, in date
order; a column that is left out is NULL. Filled are the columns that a model reads, and those in
which there is dirt.
"""

from collections.abc import Callable, Iterable

from ..season import Season
from . import aliases, box_scores, game_lines, injuries, play_by_play, props, rosters, schedule

Builder = Callable[[Season], Iterable[dict]]

RAW: dict[str, Builder] = {
    "nbac_schedule": schedule.rows,
    "nbac_gamebook_player_stats": box_scores.gamebook_rows,
    "bdl_player_boxscores": box_scores.bdl_rows,
    "nbac_team_boxscore": box_scores.team_rows,
    "nbac_play_by_play": play_by_play.rows,
    "odds_api_player_points_props": props.odds_api_rows,
    "bettingpros_player_points_props": props.bettingpros_rows,
    "odds_api_game_lines": game_lines.rows,
    "nbac_injury_report": injuries.rows,
    "espn_team_rosters": rosters.rows,
}
REFERENCE: dict[str, Builder] = {
    "nba_players_registry": rosters.registry_rows,
    "player_aliases": aliases.rows,
}
