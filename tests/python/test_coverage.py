"""Coverage: November 2021 replayed, repaired as the report says, and faults of every kind.

F12, F15, F19, F26; docs/design.md 2.9, 2.10 and 3.

The expected files in golden/ are of the real season.
"""

import csv
import io
import json
import random
import re
from pathlib import Path

import pytest

from tests.python.faults import built, campaign, faults
from tests.python.harness import PHASE_4, SUMMARIES, Project, changes, window

GOLDEN = Path(__file__).parent / "golden" / "november_2021"
FIRST, LAST = "2021-11-15", "2021-11-30"
SHORT_SLATES = (16, 18, 21, 23, 28, 30)
# Which days of the month the earlier pipeline left empty (docs/failure_modes.md 1).
LOST_DAYS = {
    "player_game_summary": SHORT_SLATES,
    "team_offense_game_summary": range(16, 31),
    "team_defense_game_summary": range(16, 31),
    "player_composite_factors": (16, 23, 29, 30),
    "player_daily_cache": (29, 30),
    "ml_feature_store_v2": (16, 21, *range(23, 31)),
}
IN_NOVEMBER = f"between date '{FIRST}' and date '{LAST}'"
QUERIES = {
    "gap_report": f"""
        from nba_processing.gap_report where target_date {IN_NOVEMBER} order by target_date
    """,
    "coverage": f"""
        select
            game_date, model_name, rows_promised, rows_found, rows_missing, rows_excess,
            rows_duplicated, status, is_broken, root_model, root_date
        from nba_processing.coverage
        where game_date {IN_NOVEMBER}
        order by game_date, model_position
    """,
    # The two queries that operators ran on the earlier table, by category and by date.
    "precompute_failures_by_category": """
        select processor_name, failure_category, count(*) as failures
        from nba_processing.precompute_failures
        where analysis_date between '2021-11-15' and '2021-11-30'
        group by processor_name, failure_category
        order by processor_name, failure_category
    """,
    "precompute_failures_by_date": f"""
        select analysis_date, processor_name, failure_category, failure_reason
        from nba_processing.precompute_failures
        where entity_id = 'DATE_LEVEL' and analysis_date {IN_NOVEMBER}
        order by analysis_date, processor_name
    """,
}


def observe(project: Project, first: str = FIRST, last: str = LAST) -> None:
    """Build observability over a window."""
    run = project.dbt("build", "--selector", "observability", dates=(first, last))
    assert run.success, run.screen


def break_as_in_november(project: Project) -> None:
    """Bring a whole warehouse into the state that the earlier pipeline left."""
    for mart, days in LOST_DAYS.items():
        dates = ", ".join(f"date '2021-11-{day}'" for day in days)
        project.execute(f"delete from {mart} where game_date in ({dates})")
    for mart in SUMMARIES[1:]:
        fourfold = f"select * from {mart}, range(3) where game_date = date '{FIRST}'"
        project.execute(f"insert into {mart} select * exclude (range) from ({fourfold})")
    project.execute(
        "delete from team_defense_zone_analysis"
        " where game_date in (date '2021-11-29', date '2021-11-30') and team_abbr = 'CLE'"
    )


def as_csv(project: Project, query: str) -> str:
    """What a query returns, as the text of a CSV file."""
    names = [name for name, *_ in project.query(f"describe {query}")]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(project.query(query))
    return text.getvalue()


@pytest.fixture(scope="module")
def november(season: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The season with the holes of November 2021, observed."""
    project = season.copy(tmp_path_factory.mktemp("november"))
    break_as_in_november(project)
    observe(project)
    return project


@pytest.mark.parametrize("name", QUERIES)
def test_the_views_say_what_november_2021_was(november: Project, name: str) -> None:
    """F26: compared with files that people have read."""
    assert as_csv(november, QUERIES[name]) == (GOLDEN / f"{name}.csv").read_text()


def test_the_report_says_what_the_issue_wants(november: Project) -> None:
    """What the report has to say of November 2021, each looked up by itself."""
    rows = november.query(
        "select game_date, model_name, status, root_model, root_date from nba_processing.coverage"
        f" where game_date {IN_NOVEMBER}"
    )
    cells = {(date.day, model): (status, root, str(day)) for date, model, status, root, day in rows}
    for mart in SUMMARIES[1:]:
        assert cells[15, mart][0] == "excess"
    for day in (18, 21):
        root = ("degraded", "player_game_summary", "2021-11-16")
        assert cells[day, "player_composite_factors"] == root
    for mart in (*SUMMARIES, "upcoming_player_game_context", "ml_feature_store_v2"):
        assert cells[25, mart][0] == "not_scheduled"
    for day in (29, 30):
        assert cells[day, "team_defense_zone_analysis"][0] == "partial"
    raw = {table for _, table in cells if table.startswith("nbac_")}
    complete_later = {
        table for (day, table), cell in cells.items() if day > 16 and cell[0] == "complete"
    }
    assert complete_later == raw | {"player_game_summary"}
    whole = november.query(
        "select rows_missing + rows_excess + rows_duplicated from nba_processing.coverage"
        " where game_date = date '2021-11-25' and model_name like '%zone_analysis'"
    )
    assert whole == [(0,), (0,)]
    verdicts = november.query(
        f"select distinct verdict from nba_processing.gap_report where target_date {IN_NOVEMBER}"
    )
    assert ("complete",) not in verdicts
    november.execute(f"delete from nba_processing.coverage where not game_date {IN_NOVEMBER}")
    summary = november.query("select model_name, verdict from nba_processing.coverage_summary")
    assert {model for model, verdict in summary if verdict == "complete"} == raw


def test_backfill_status_agrees_with_coverage(november: Project) -> None:
    """Broken is never a success, and what is not broken never a failure."""
    disagreeing = november.query(
        """
        select backfill.processor, backfill.target_date, backfill.status, cells.status
        from nba_reference.backfill_status as backfill
        inner join nba_processing.coverage as cells
            on backfill.processor = cells.model_name and backfill.target_date = cells.game_date
        where (backfill.status = 'success') <> (
            not cells.is_broken and cells.status in ('complete', 'waived', 'degraded')
        )
        """
    )
    assert disagreeing == []


def test_repairing_as_told_leads_to_a_whole_warehouse(
    season: Project, november: Project, tmp_path: Path
) -> None:
    """In the order and with the commands of the report; identical to one without faults."""
    project = november.copy(tmp_path)
    observe(project)
    for _ in range(3):
        commands = project.query(
            "select repair_command from nba_processing.coverage"
            " where is_broken order by root_date, model_position limit 1"
        )
        if not commands:
            break
        [(command,)] = commands
        vars_ = command.removeprefix("dbt build --vars ").strip("'")
        run = project.dbt("build", "--vars", vars_)
        assert run.success, run.errors
        observe(project)
    assert project.query("from nba_processing.coverage where is_broken") == []
    assert changes(season.published(), project.published()) == []


def add_turnovers(project: Project, day: str) -> None:
    """Correct the raw box scores of a game: its player and his team lost the ball more often."""
    for table, whose in (
        ("nbac_gamebook_player_stats", "player_lookup = 'stephencurry'"),
        ("nbac_team_boxscore", "team_abbr = 'GSW'"),
    ):
        where = f"game_date = date '{day}' and {whose}"
        project.raw.update(table, where, turnovers="turnovers + 4")


def test_a_correction_in_raw_makes_what_was_built_of_it_stale(project: Project) -> None:
    """F21: late data is seen without a run log, and a build of its date heals it."""
    day, next_day = "2021-11-16", "2021-11-17"
    add_turnovers(project, day)
    observe(project, day, next_day)
    stale = project.query(
        "select model_name, rows_stale, first_broken_key, cast(root_date as varchar)"
        " from nba_processing.coverage where status = 'stale' order by model_position"
    )
    assert stale == [
        ("player_game_summary", 1, "20211116_GSW_BKN stephencurry", day),
        ("team_offense_game_summary", 1, "20211116_GSW_BKN GSW", day),
        ("team_defense_game_summary", 1, "20211116_GSW_BKN BKN", day),
    ]
    assert project.query(
        "select distinct game_date::varchar, status, root_model from nba_processing.coverage"
        " where is_broken and status <> 'stale'"
    ) == [(next_day, "degraded", "player_game_summary")]
    assert project.run(day, next_day).success
    observe(project, day, next_day)
    assert project.query("from nba_processing.coverage where is_broken") == []


def test_a_repair_that_ends_too_early_leaves_later_dates_stale(project: Project) -> None:
    """F22: every table over the repaired date says since when; building on from there heals it."""
    day, first, last = "2021-11-16", "2021-11-17", "2021-11-19"
    add_turnovers(project, day)
    assert project.run(day).success
    observe(project, day, last)
    roots = project.query(
        "select distinct root_model, cast(root_date as varchar) from nba_processing.coverage"
        " where is_broken order by all"
    )
    assert roots == [
        ("team_defense_zone_analysis", first),
        ("upcoming_player_game_context", "2021-11-18"),
    ]
    assert project.run(first, last).success
    observe(project, day, last)
    assert project.query("from nba_processing.coverage where is_broken") == []


def test_faults_of_every_kind_are_found(season: Project, tmp_path: Path) -> None:
    """A sample of `make faults`; its last score is in docs/fault_campaign.md."""
    project = season.copy(tmp_path)
    with built(project) as whole:
        planted, found, missed = campaign(whole, 16, seed=2026)
    assert missed == []
    assert planted == found
    assert planted.total() == 16


def test_a_fault_fails_dbt_test_and_the_key_is_named(project: Project) -> None:
    """dbt test without vars passes, and fails after any one fault."""
    passing = project.dbt("test", "-s", "test_name:keeps_its_promise")
    assert passing.success, passing.errors
    with built(project) as whole:
        chance = random.Random(7)
        planted = next(
            fault
            for fault in faults(whole, 200, chance)
            if fault.kind == "drop" and fault.table in PHASE_4
        )
    project.execute(
        f"delete from {planted.table} where game_date = date '{planted.day}'"
        f" and hash({planted.table}) = (select min(hash(t)) from {planted.table} as t"
        f" where t.game_date = date '{planted.day}')"
    )
    run = project.dbt("test", "-s", "test_name:keeps_its_promise")
    assert run.of(f"{planted.table}_keeps_its_promise") == {"fail"}
    assert str(planted.day) in run.screen
    [(problem,)] = project.query(
        f"select problem from nba_test_failures.{planted.table}_keeps_its_promise"
    )
    assert problem == "missing"


def test_a_run_is_logged_and_a_crash_shows(project: Project) -> None:
    """One row at the start, one per mart and one for the run at the end."""
    alone = ("run", "-s", "upcoming_team_game_context", "--vars", window("2021-11-17"))
    assert project.dbt(*alone).success
    newest = "select invocation_id from nba_processing.run_log order by run_started_at desc limit 1"
    logged = f"from nba_processing.run_log where invocation_id = ({newest})"
    rows = project.query(
        f"select event, model_name, outcome, cast(window_start as varchar), vars {logged}"
    )
    given = ("2021-11-17", "start_date: 2021-11-17, end_date: 2021-11-17")
    assert rows == [
        ("start", None, None, *given),
        ("model", "upcoming_team_game_context", "success", *given),
        ("end", None, "success", *given),
    ]
    project.execute(
        "delete from nba_processing.run_log where event <> 'start';"
        " delete from upcoming_team_game_context where game_date = date '2021-11-17'"
    )
    project.execute(
        "insert into nba_processing.run_log by name"
        " select *  replace ('another' as invocation_id,"
        " run_started_at + interval 1 minute as run_started_at,"
        " date '2021-12-01' as window_start, date '2021-12-01' as window_end)"
        f" {logged}"
    )
    observe(project, "2021-11-17", "2021-11-17")
    [(status, message)] = project.query(
        "select status, error_message from nba_reference.backfill_status"
        " where processor = 'upcoming_team_game_context' and target_date = date '2021-11-17'"
    )
    assert (status, message[:7]) == ("failed", "crashed")


def test_a_log_that_cannot_be_written_stops_nobody(project: Project) -> None:
    """It is reported, and the build goes on."""
    project.execute("alter table nba_processing.run_log drop column outcome")
    run = project.run("2021-11-17", None, "-s", "upcoming_team_game_context")
    assert run.success
    assert "this run was not logged" in run.screen


def test_the_terminal_report_groups_by_root(november: Project, capsys, monkeypatch) -> None:
    """What `make gaps` prints: roots, one command, exit code 1; and the same as JSON."""
    from tools import gaps

    monkeypatch.setattr(gaps, "read_coverage", lambda dbt_vars: coverage_rows(november))
    monkeypatch.setattr("sys.argv", ["gaps"])
    assert gaps.main() == 1
    printed = capsys.readouterr().out
    assert "2021-11-15  team_defense_game_summary" in printed
    assert f"dbt build --vars '{window(FIRST, LAST)}'" in printed
    monkeypatch.setattr("sys.argv", ["gaps", "--json"])
    assert gaps.main() == 1
    assert len(json.loads(capsys.readouterr().out)) == 16 * 14


def coverage_rows(project: Project) -> list[dict]:
    """The views as the report reads them."""
    from tools.gaps import QUERY

    query = re.sub(r"\{\{ ref\('(\w+)'\) \}\}", r"nba_processing.\1", QUERY)
    query = re.sub(r"\{\{ in_window\('(\S+)'\) \}\}", rf"\1 {IN_NOVEMBER}", query)
    query += " order by game_date, model_position"
    names = [name for name, *_ in project.query(f"describe {query}")]
    return [dict(zip(names, row, strict=True)) for row in project.query(query)]
