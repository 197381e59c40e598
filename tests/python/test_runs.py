"""What lies between two runs: a run owns its window, and nothing but its window.

docs/design.md 2.2; F14, F20, F21, F22, F24.
"""

from tests.python.harness import MARTS, PHASE_3, SUMMARIES, Contents, Project, changes

DATE = "2021-11-16"
GAME, NBA_GAME = "20211116_GSW_BKN", "0022100210"
DIRTY_DATE = "2021-11-17"
SNAPSHOTS = ("player_shot_zone_analysis", "team_defense_zone_analysis")


def without(contents: Contents, *dates: str) -> Contents:
    """Leave out some dates."""
    return {key: value for key, value in contents.items() if key[1] not in dates}


def test_building_a_window_again_changes_nothing(project: Project) -> None:
    """F14, F21: the incremental rebuild of three dates equals the first build of the season."""
    before = project.published()
    run = project.run("2021-11-15", "2021-11-17")
    assert run.of(*MARTS) == {"success"}
    assert changes(before, project.published()) == []


def test_two_halves_equal_one_whole(season: Project, empty_project: Project) -> None:
    """F20: a first build to the end of bootstrap, then five dates, equals the season at once."""
    assert empty_project.dbt("seed").success
    assert empty_project.run("2021-10-19", "2021-11-01").success
    assert empty_project.run("2021-11-02", "2021-11-06").success
    whole = {
        key: value
        for key, value in season.published().items()
        if key[1] is None or key[1] <= "2021-11-06"
    }
    assert changes(whole, empty_project.published()) == []


def test_a_date_that_vanishes_upstream_vanishes_here(project: Project) -> None:
    """F21, F32: the games of a date are moved to the empty 25th; no other date is touched."""
    before = project.published()
    project.raw.update(
        "nbac_schedule",
        f"game_date = date '{DATE}'",
        game_date="date '2021-11-25'",
        game_date_est="game_date_est + interval 9 day",
        game_status="1",
        game_status_text="'7:30 pm ET'",
        home_team_score="null",
        away_team_score="null",
    )
    assert project.run(DATE).success
    of_games = {key for key in before if key[1] == DATE and key[0] not in SNAPSHOTS}
    assert changes(before, project.published()) == sorted(of_games, key=str)

    assert project.run("2021-11-25").success
    rows = project.rows("upcoming_team_game_context", "game_date = date '2021-11-25'")
    assert sorted({row["game_id"][:8] for row in rows}) == ["20211125"]
    assert len(rows) == 6
    assert not of_games & project.published().keys()


def test_a_late_game_heals(season: Project, project: Project) -> None:
    """F21: built while a game was in progress, and again when it was final."""
    project.raw.update(
        "nbac_schedule",
        f"game_id = '{NBA_GAME}'",
        game_status="2",
        home_team_score="null",
        away_team_score="null",
    )
    assert project.run(DATE).success
    for mart in PHASE_3:
        games = {row["game_id"] for row in project.rows(mart, f"game_date = date '{DATE}'")}
        assert (GAME in games) == (mart not in SUMMARIES)
        assert len(games) == (2 if mart in SUMMARIES else 3)

    project.raw.restore()
    assert project.run(DATE).success
    assert changes(season.published(), project.published()) == []


def test_a_crash_inside_the_write_leaves_the_table_as_it_was(project: Project) -> None:
    """F24: a name that is NULL passes every gate and breaks the contract after the delete."""
    before = project.published()
    project.raw.update(
        "nbac_gamebook_player_stats",
        f"game_id = '{GAME}' and player_lookup = 'kevindurant'",
        player_name="null",
        player_name_original="null",
    )
    run = project.run(DATE)
    assert not run.success
    assert "NOT NULL constraint failed" in run.errors
    assert "player_full_name" in run.errors
    assert run.of("player_game_summary") == {"error"}
    assert run.of(*MARTS[1:]) == {"skipped"}
    assert changes(before, project.published()) == []


BY_GAME = "game_date < date '2021-12-01'"
DIRTY_TABLES = {
    "nbac_schedule": None,
    "nbac_gamebook_player_stats": BY_GAME,
    "bdl_player_boxscores": BY_GAME,
    "nbac_team_boxscore": BY_GAME,
    "nbac_play_by_play": BY_GAME,
    "bettingpros_player_points_props": BY_GAME,
    "odds_api_game_lines": BY_GAME,
    "nbac_injury_report": BY_GAME,
    "espn_team_rosters": "roster_date < date '2021-12-01'",
    "nba_players_registry": None,
}
"""Raw tables with rows, and those of their files that the dirty date reads."""

LATER_LOADS = " union all ".join(
    f"select * replace (processed_at + interval {days} day as processed_at) from raw"
    for days in range(3)
)
LATE_LINE = """
    from raw union all by name
    select
        '20211117_LAL_MIL' as game_id,
        date '2021-11-17' as game_date,
        timestamp '2021-11-18 01:30:00' as snapshot_timestamp,
        'draftkings' as bookmaker,
        'Giannis Antetokounmpo' as player_name,
        'giannisantetokounmpo' as player_lookup,
        40.5 as points_line
"""


def test_doubled_and_reordered_raw_rows_change_nothing(project: Project) -> None:
    """F28, F35: the same load twice, every table, in another order."""
    before = project.published()
    shuffled = "select twice.* from (from raw union all from raw) as twice order by hash(twice)"
    for table, where in {**DIRTY_TABLES, "player_aliases": None}.items():
        project.raw.rewrite(table, shuffled, where)
    assert project.run(DIRTY_DATE).success
    assert changes(before, project.published()) == []


def test_a_later_load_of_the_same_rows_changes_nothing(project: Project) -> None:
    """F28, F32: three loads of every table, and a second, older source of the schedule."""
    before = project.published()
    for table, where in DIRTY_TABLES.items():
        project.raw.rewrite(table, LATER_LOADS, where)
    project.raw.add(
        "nbac_schedule",
        "data_source = 'api_stats'",
        data_source="'cdn_static'",
        processed_at="timestamp '2021-08-20 10:00:00'",
        game_date="game_date + 1",
        game_status="1",
        game_status_text="'TBD'",
        home_team_score="null",
        away_team_score="null",
    )
    assert project.run(DIRTY_DATE).success
    assert changes(before, project.published()) == []


def test_what_was_published_after_the_tip_off_changes_nothing(project: Project) -> None:
    """F39: lines, injury reports and rosters of the evening, all with other values."""
    before = project.published()
    raw, tonight = project.raw, f"game_date = date '{DIRTY_DATE}'"
    raw.add(
        "odds_api_game_lines",
        tonight,
        snapshot_timestamp="commence_time + interval 20 minute",
        outcome_point="outcome_point + 7",
    )
    raw.add(
        "bettingpros_player_points_props",
        tonight,
        bookmaker_last_update="bookmaker_last_update + interval 6 hour",
        points_line="points_line + 5",
    )
    raw.rewrite("odds_api_player_points_props", LATE_LINE)
    raw.add(
        "nbac_injury_report",
        tonight,
        report_date=f"date '{DIRTY_DATE}'",
        report_hour="23",
        scrape_time="'23-30-00'",
        injury_status="'out'",
    )
    raw.add(
        "espn_team_rosters",
        f"roster_date = date '{DIRTY_DATE}' and player_lookup > 'k'",
        scrape_hour="23",
        birth_date="birth_date - 3650",
    )
    assert project.run(DIRTY_DATE).success
    assert changes(before, project.published()) == []
