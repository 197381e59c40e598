"""The built season holds every worked example and the numbers of docs/contracts/game_*.md."""

from decimal import Decimal

import pytest

from oracle import worked_examples
from oracle.contract import KEYS
from tests.python.harness import PHASE_3, SUMMARIES, Project

EXAMPLES = {
    "player_game_summary": worked_examples.PLAYER_SUMMARIES,
    "team_offense_game_summary": worked_examples.OFFENSES,
    "team_defense_game_summary": worked_examples.DEFENSES,
    "upcoming_team_game_context": worked_examples.TEAM_CONTEXTS,
    "upcoming_player_game_context": worked_examples.PLAYER_CONTEXTS,
}

GAMES = [11, 3, 11, 6, 9, 9, 5, 10, 4, 13, 0, 12, 8, 5, 9, 5]
ROWS = {
    "player_game_summary": (
        [241, 68, 232, 141, 190, 203, 110, 225, 86, 276, 0, 269, 161, 114, 201, 108]
    ),
    "team_offense_game_summary": [2 * games for games in GAMES],
    "team_defense_game_summary": [2 * games for games in GAMES],
    "upcoming_team_game_context": [2 * games for games in GAMES],
    "upcoming_player_game_context": (
        [364, 101, 366, 199, 301, 299, 167, 333, 129, 423, 0, 389, 258, 163, 289, 162]
    ),
}

# What the contracts say of the whole season; of regular-season or eligible rows alone where noted.
REGULAR, ELIGIBLE = "nba_game_id like '002%'", "game_date >= date '2021-11-02'"
NUMBERS = [
    ("player_game_summary", "count(distinct game_id)", "true", 1317),
    ("player_game_summary", "count(distinct player_lookup)", "true", 606),
    ("player_game_summary", "count(*)", "minutes_played = 0", 106),
    ("player_game_summary", "count(*)", "data_quality_tier = 'gold'", 27931),
    ("player_game_summary", "max(points)", "true", 60),
    ("player_game_summary", "max(minutes_played)", "true", 57),
    ("player_game_summary", "max(usage_rate)", "minutes_played >= 10", "56.07"),
    ("player_game_summary", "count(*)", "usage_rate > 100", 4),
    ("team_offense_game_summary", "min(points_scored)", "true", 75),
    ("team_offense_game_summary", "max(points_scored)", "true", 158),
    ("team_offense_game_summary", "min(pace)", "true", "86.12"),
    ("team_offense_game_summary", "max(pace)", "true", "117.28"),
    ("team_offense_game_summary", "max(overtime_periods)", "true", 3),
    ("team_offense_game_summary", "round(avg(offensive_rating), 2)", REGULAR, "109.43"),
    ("team_offense_game_summary", "round(avg(pace), 2)", REGULAR, "100.58"),
    ("team_offense_game_summary", "sum(players_inactive)", "true", 6529),
    ("upcoming_team_game_context", "max(team_days_rest)", "true", 8),
    ("upcoming_team_game_context", "max(travel_miles)", "true", 2691),
    ("upcoming_team_game_context", "max(miles_traveled_last_14_days)", "true", 10662),
    ("upcoming_team_game_context", "max(miles_traveled_last_14_days)", REGULAR, 9267),
    ("upcoming_team_game_context", "max(consecutive_road_games)", "true", 8),
    ("upcoming_team_game_context", "max(game_spread)", "true", "19.5"),
    ("upcoming_team_game_context", "count(*)", f"{REGULAR} and team_back_to_back", 423),
    ("upcoming_team_game_context", "count(*)", "injury_report_available", 458),
    ("upcoming_team_game_context", "count(distinct game_id)", "opening_spread is null", 6),
    ("upcoming_player_game_context", "count(*)", REGULAR, 38742),
    ("upcoming_player_game_context", "max(days_rest)", "true", 145),
    ("upcoming_player_game_context", "max(minutes_in_last_7_days)", "true", 180),
    ("upcoming_player_game_context", "max(pace_differential)", ELIGIBLE, "10.9"),
    ("upcoming_player_game_context", "min(opponent_def_rating_last_10)", ELIGIBLE, "92.32"),
    ("upcoming_player_game_context", "max(opponent_ft_rate_allowed)", ELIGIBLE, "0.384"),
    ("upcoming_player_game_context", "max(player_age)", "true", 41),
]

SEASON_ROWS = {
    "player_game_summary": 27931,
    "team_offense_game_summary": 2634,
    "team_defense_game_summary": 2634,
    "upcoming_team_game_context": 2646,
    "upcoming_player_game_context": 41726,
}


def as_published(value: object) -> object:
    """Read an example: a text that is a number is a numeric column."""
    is_number = isinstance(value, str) and value.lstrip("-").replace(".", "", 1).isdigit()
    return Decimal(value) if is_number else value


def test_the_season_passes_every_test_of_its_data(season: Project) -> None:
    """The whole season builds; ranges, identities and reconciliations hold on it."""
    run = season.dbt("test")
    assert run.success, run.screen
    assert set(run.statuses.values()) == {"pass"}


@pytest.mark.parametrize(
    ("mart", "game_id", "entity"),
    [(mart, *key) for mart, examples in EXAMPLES.items() for key in examples],
)
def test_a_worked_example_matches(season: Project, mart: str, game_id: str, entity: str) -> None:
    """F41 and the Done-when line "every worked example matches"."""
    [row] = season.rows(mart, f"game_id = '{game_id}' and {KEYS[mart][2]} = '{entity}'")
    example = EXAMPLES[mart][game_id, entity]
    expected = {column: as_published(value) for column, value in example.items()}
    assert {column: row[column] for column in expected} == expected


def test_starters_that_nobody_noted_are_the_five_longest_minutes(season: Project) -> None:
    """The game book of 20211114_GSW_CHA has no is_starter."""
    starters = season.rows(
        "player_game_summary",
        "game_id = '20211114_GSW_CHA' and team_abbr = 'CHA' and starter_flag",
    )
    minutes = {row["player_lookup"]: row["minutes_played"] for row in starters}
    assert minutes == worked_examples.CHARLOTTE_STARTERS


def test_the_last_ten_games_of_an_example_are_the_ten_before_it(season: Project) -> None:
    """The inputs of the example of Giannis Antetokounmpo."""
    rows = season.query(
        "select strftime(game_date, '%m-%d'), points from player_game_summary"
        " where player_lookup = 'giannisantetokounmpo' and game_date < date '2021-11-17'"
        " order by game_date desc limit 10"
    )
    assert rows == worked_examples.GIANNIS_POINTS


@pytest.mark.parametrize(("mart", "measure", "where", "expected"), NUMBERS)
def test_a_number_of_the_contracts_is_found(
    season: Project, mart: str, measure: str, where: str, expected: object
) -> None:
    """Counts and ranges of the whole season."""
    [(found,)] = season.query(f"select {measure} from {mart} where {where}")
    assert float(found) == float(expected)


@pytest.mark.parametrize("mart", PHASE_3)
def test_every_date_of_the_lost_november_has_its_rows(season: Project, mart: str) -> None:
    """F01, F02, F10, F28, F29: the regression table of failures.md; nothing on 25 November."""
    per_date = season.rows_per_date(mart)
    november = [per_date.get(f"2021-11-{day}", 0) for day in range(15, 31)]
    assert november == ROWS[mart]
    assert sum(per_date.values()) == SEASON_ROWS[mart]


@pytest.mark.parametrize("mart", PHASE_3)
def test_keys_are_unique_although_raw_holds_doubled_rows(season: Project, mart: str) -> None:
    """F28, F29, F32."""
    key = ", ".join(KEYS[mart])
    duplicates = season.query(f"select {key} from {mart} group by {key} having count(*) > 1")
    assert duplicates == []


@pytest.mark.parametrize("mart", PHASE_3[1:4])
def test_team_tables_have_two_rows_per_game(season: Project, mart: str) -> None:
    """F28: 88 rows for 22 teams cannot come back; the play-in games are in known_gaps."""
    counts = season.query(
        f"select game_id, count(*) from {mart} group by game_id having count(*) <> 2"
    )
    assert counts == []


def test_play_in_games_have_context_and_no_summary(season: Project) -> None:
    """docs/design.md 2.9: an accepted hole stays a hole, and the build goes on around it."""
    for mart in SUMMARIES:
        assert season.rows(mart, "nba_game_id like '005%'") == []
    assert len(season.rows("upcoming_team_game_context", "nba_game_id like '005%'")) == 12


def test_brooklyn_has_shot_zones_in_all_of_its_games(season: Project) -> None:
    """F31: BRK in the play-by-play is BKN."""
    rows = season.rows(
        "team_offense_game_summary",
        "team_abbr = 'BKN' and shot_zones_available and nba_game_id like '002%'",
    )
    assert len(rows) == 82


def test_every_game_with_lines_has_opposite_spreads(season: Project) -> None:
    """F30: three id namespaces left all spreads NULL."""
    [(rows, with_spread, not_opposite)] = season.query(
        "select count(*), count(spread), count(*) filter (spread <> 0) from ("
        " select sum(game_spread) as spread from upcoming_team_game_context group by game_id)"
    )
    assert with_spread >= 0.95 * rows
    assert not_opposite == 0


def test_a_report_that_came_after_the_tip_off_is_not_known(season: Project) -> None:
    """F39: the report on Brooklyn of 2021-11-17 was published 30 minutes late."""
    rows = season.rows(
        "upcoming_player_game_context", "game_id = '20211117_CLE_BKN' and team_abbr = 'BKN'"
    )
    assert rows
    assert {row["injury_report_available"] for row in rows} == {False}


def test_both_results_occur_on_every_date(season: Project) -> None:
    """F41: win_flag was constant FALSE."""
    constant = season.query(
        "select game_date from player_game_summary group by game_date"
        " having count(distinct win_flag) <> 2"
    )
    assert constant == []
