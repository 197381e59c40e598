"""Known before tip-off: what a pre-game row holds, only the morning of its date could tell.

docs/design.md 2.4; F38, F39. A run for one date must not read that date's games: proven on the
compiled SQL, and by building dates from raw data that is cut to what existed before their games.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from tests.python.harness import (
    MARTS,
    PHASE_4,
    SCHEMAS,
    SUMMARIES,
    Contents,
    Project,
    RawFolder,
    changes,
    window,
)

PRE_GAME = ("upcoming_team_game_context", "upcoming_player_game_context", *PHASE_4)
MORNINGS = {
    "2021-10-19": "opening night",
    "2021-11-02": "the first date after bootstrap",
    "2021-11-16": "three games, the date that the earlier pipeline lost",
    "2021-11-17": "a back-to-back night for Brooklyn, whose injury report came late",
    "2021-11-24": "thirteen games",
    "2021-11-25": "Thanksgiving: no game, snapshots only",
    "2021-12-19": "games of the date were postponed",
    "2022-01-17": "Monday, an early start at noon",
    "2022-02-17": "the last date before the All-Star break",
    "2022-02-20": "the All-Star Game: no game, snapshots only",
    "2022-02-24": "the first date after the break",
    "2022-04-10": "the last day of the regular season",
    "2022-04-16": "the first play-off games, rosters from recent box scores",
    "2022-06-16": "the last day of the season",
}
BOX_SCORES = ("nbac_gamebook_player_stats", "bdl_player_boxscores", "nbac_team_boxscore")


def cut_to_the_morning(raw: RawFolder, date: str) -> None:
    """Remove from raw all that did not exist before the date's first games.

    Box scores and play-by-play of the date and later; the state and score of its games and of later
    ones; later rosters; lines and injury reports from the tip-off on.
    """
    for table in (*BOX_SCORES, "nbac_play_by_play"):
        raw.rewrite(table, f"from raw where game_date < date '{date}'")
    is_postponed = "upper(game_status_text) like 'PPD%'"
    not_played_yet = f"game_date >= date '{date}' and not {is_postponed}"
    raw.update(
        "nbac_schedule",
        not_played_yet,
        game_status="1",
        game_status_text="'scheduled'",
        home_team_score="null",
        away_team_score="null",
    )
    raw.rewrite("espn_team_rosters", f"from raw where roster_date <= date '{date}'")
    raw.rewrite(
        "odds_api_game_lines",
        f"from raw where game_date <= date '{date}' and snapshot_timestamp < commence_time",
    )
    raw.rewrite("bettingpros_player_points_props", f"from raw where game_date <= date '{date}'")
    schedule = raw.path / "nba_raw" / "nbac_schedule" / "*.parquet"
    raw.rewrite(
        "nbac_injury_report",
        f"""
        select raw.* from raw
        left join (
            select game_date, away_team_tricode || '@' || home_team_tricode as matchup,
                min(game_date_est) as tip_off
            from read_parquet('{schedule}') group by all
        ) as games using (game_date, matchup)
        where raw.report_date <= date '{date}'
            and raw.report_date + to_hours(raw.report_hour)
                < coalesce(games.tip_off, raw.game_date + interval 12 hour)
        """,
    )


def rows_of(contents: Contents, date: str) -> Contents:
    """Keep what the pre-game tables hold on one date."""
    return {key: value for key, value in contents.items() if key[0] in PRE_GAME and key[1] == date}


@pytest.mark.parametrize("date", MORNINGS, ids=lambda date: f"{date} {MORNINGS[date]}")
def test_a_row_is_the_same_from_raw_data_cut_to_its_morning(
    season: Project, project: Project, date: str
) -> None:
    """Truncation replay: built that morning, every column equals the row of the whole season."""
    for mart in MARTS:
        project.execute(f"delete from {mart} where game_date >= date '{date}'")
    cut_to_the_morning(project.raw, date)
    run = project.run(date)
    assert run.success, run.errors
    expected = rows_of(season.published(), date)
    assert changes(expected, rows_of(project.published(), date)) == []
    assert {mart for mart, _ in expected} >= (set(PHASE_4[:2]) if date >= "2021-11-06" else set())


def test_a_season_built_that_morning_is_the_same(season: Project, empty_project: Project) -> None:
    """The same without any table of the whole season: all from raw cut to one morning."""
    date = "2021-11-17"
    cut_to_the_morning(empty_project.raw, date)
    assert empty_project.dbt("seed").success
    run = empty_project.run("2021-10-19", date)
    assert run.success, run.errors
    expected = rows_of(season.published(), date)
    assert changes(expected, rows_of(empty_project.published(), date)) == []


def test_a_game_of_the_date_that_hides_in_the_history_is_refused(project: Project) -> None:
    """F38: tonight's box scores under yesterday's date would be a leak that no query can see."""
    before = rows_of(project.published(), "2021-11-17")
    project.execute(
        "update player_game_summary set game_date = date '2021-11-16'"
        " where game_date = date '2021-11-17'"
    )
    run = project.run("2021-11-17", None, "-s", "upcoming_player_game_context")
    assert not run.success
    assert "20211117_LAL_MIL" in run.errors and "not promised" in run.errors
    assert rows_of(project.published(), "2021-11-17") == before


def reads_of_summaries(sql: str) -> Iterator[tuple[str, str]]:
    """Find every read of a game summary in a query: its name, and the last date that it may see."""
    for table in sqlglot.parse_one(sql, dialect="duckdb").find_all(exp.Table):
        if table.name in SUMMARIES and table.db == SCHEMAS[table.name]:
            select = table.find_ancestor(exp.Select)
            bounds = [
                between.args["high"].this.name
                for between in (select.args.get("where") or exp.Where()).find_all(exp.Between)
                if between.this.name == "game_date"
            ]
            yield table.name, min(bounds, default="no bound")


@pytest.mark.parametrize("date", ["2021-11-17", "2022-03-02"])
def test_every_read_of_a_game_ends_before_the_date_of_the_row(
    target: Path, tmp_path: Path, date: str
) -> None:
    """Static: in the SQL of a run for one date, summaries are read strictly before it.

    By the mart itself or by the facts that it is made of, which are tables of their own.
    """
    run = Project(tmp_path, target).dbt("compile", "--vars", window(date))
    assert run.success, run.screen
    nodes = json.loads((target / "manifest.json").read_text())["nodes"]
    found = {
        mart: [
            read
            for model in made_of(nodes, f"model.nba_pipeline.{mart}")
            for read in reads_of_summaries(nodes[model]["compiled_code"])
        ]
        for mart in PRE_GAME
    }
    assert [mart for mart, reads in found.items() if not reads] == []
    too_late = [
        (mart, table, last)
        for mart, reads in found.items()
        for table, last in reads
        if last >= date
    ]
    assert too_late == []


def made_of(nodes: dict[str, dict], model: str) -> set[str]:
    """Return a model and all others that it is made of, up to the marts that it reads."""
    parents = {
        parent
        for parent in nodes[model]["depends_on"]["nodes"]
        if parent.startswith("model.") and parent.split(".")[-1] not in MARTS
    }
    return {model}.union(*(made_of(nodes, parent) for parent in parents))


def test_the_static_check_finds_a_read_of_the_date_itself() -> None:
    """The test of the test: one read to the date, one without any bound."""
    read = "select points from w.nba_analytics.player_game_summary as games"
    bounded = f"{read} where games.game_date between date '2021-01-01' and date '{{}}'"
    ctes = [bounded.format("2021-11-16"), bounded.format("2021-11-17"), read]
    sql = f"with a as ({ctes[0]}), b as ({ctes[1]}), c as ({ctes[2]}) select 1"
    lasts = [last for _, last in reads_of_summaries(sql)]
    assert lasts == ["2021-11-16", "2021-11-17", "no bound"]
