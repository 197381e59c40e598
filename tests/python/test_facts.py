"""Nothing reads yesterday's facts: tables outlive the run that made them, and the ledger knows.

Facts are reused where raw, seeds, marts and code are what they were, and refused where they are
not: with date, input, both counts and the command that rebuilds those facts and nothing else.
"""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.python.harness import MARTS, Project, Run, changes, window

DATE, NEXT = "2021-11-17", "2021-11-18"
GAME, NBA_GAME = "20211117_LAL_MIL", "0022100219"
MART = "player_game_summary"
ALONE = (DATE, None, "-s", MART)
PROMISE_TESTS = ("test", "-s", "test_name:keeps_its_promise")


def assert_refused(run: Run, *words: str) -> None:
    """The command failed and says all this."""
    assert not run.success
    assert [word for word in words if word not in run.errors] == [], run.errors


def rebuild_as_told(project: Project, run: Run) -> Run:
    """Run the command that a refusal names: it builds facts and touches no mart."""
    selection, first, last = re.search(
        r"dbt build (-\S+ .+?) --vars '{start_date: (\S+), end_date: (\S+)}'", run.errors
    ).groups()
    rebuilt = project.dbt("build", *selection.split(), "--vars", window(first, last))
    assert rebuilt.success, rebuilt.errors
    assert rebuilt.of(*MARTS) == {"not selected"}
    return rebuilt


def test_a_mart_alone_builds_on_facts_of_the_same_raw_data(project: Project) -> None:
    """Reuse: raw files are written anew with their rows in another order, and one mart is built."""
    before = project.published()
    for table in ("nbac_play_by_play", "nbac_gamebook_player_stats", "espn_team_rosters"):
        project.raw.rewrite(table, "from raw order by hash(raw)")
    for mart in MARTS:
        run = project.run(DATE, None, "-s", mart)
        assert run.success, run.errors
        assert set(run.statuses) == {mart}
    assert changes(before, project.published()) == []


def test_facts_of_other_raw_data_are_refused_until_they_are_rebuilt(project: Project) -> None:
    """Four events fewer in the same folder, in a game that still reconciles."""
    before = project.published()
    project.raw.rewrite(
        "nbac_play_by_play",
        f"from raw where nba_game_id <> '{NBA_GAME}' or shot_made is not null"
        " or event_sequence not in (select event_sequence from raw"
        f" where nba_game_id = '{NBA_GAME}' and shot_made is null order by event_sequence limit 4)",
        f"nba_game_id = '{NBA_GAME}'",
    )
    now = project.raw_rows("nbac_play_by_play", DATE)
    refused = project.run(*ALONE)
    assert_refused(refused, f"{MART} refuses to build", DATE, "nbac_play_by_play")
    assert_refused(refused, f"{now} rows now, {now + 4} when int_", "Nothing was written")
    assert "nbac_gamebook" not in refused.errors
    assert refused.of(MART) == {"error"}
    assert changes(before, project.published()) == []

    rebuilt = rebuild_as_told(project, refused)
    assert "int_box_scores__players" not in rebuilt.statuses
    assert project.run(*ALONE).success
    assert changes(before, project.published()) == []


def test_raw_that_a_window_does_not_read_is_no_reason(project: Project) -> None:
    """Play-by-play of another month; but a box score of an earlier date is history, and is one."""
    project.raw.delete("nbac_play_by_play", "game_date = date '2021-12-01'")
    assert project.run(*ALONE).success
    project.raw.update(
        "nbac_gamebook_player_stats", "game_date = date '2021-11-10'", assists="assists + 1"
    )
    assert_refused(project.run(*ALONE), "2021-11-10", "nbac_gamebook_player_stats", " rows now")


def test_a_window_that_was_never_built_is_refused(empty_project: Project) -> None:
    """Facts of three dates are none for the fourth."""
    assert empty_project.dbt("seed").success
    assert empty_project.run("2021-10-19", "2021-10-21").success
    refused = empty_project.run("2021-10-22", None, "-s", MART)
    assert_refused(refused, "2021-10-22", "was never built for this date", "--selector facts")
    rebuild_as_told(empty_project, refused)
    assert empty_project.run("2021-10-22", None, "-s", MART).success


@pytest.mark.parametrize(
    ("file", "fact", "mart"),
    [
        (
            "models/intermediate/play_by_play/int_play_by_play__shots.sql",
            "int_play_by_play__player_totals",
            MART,
        ),
        ("models/staging/nbac/stg_nbac__schedule.sql", "int_box_scores__players", MART),
        ("macros/sql/holds_until.sql", "int_form__players", "upcoming_player_game_context"),
    ],
)
def test_facts_of_older_code_are_refused(
    project: Project, tmp_path: Path, file: str, fact: str, mart: str
) -> None:
    """The fact itself, what is nested in it, or a macro that it calls; not the mart's own query."""
    editing = project.with_own_files(tmp_path)
    own_query = editing.checkout / "models/marts/game_summary/player_game_summary.sql"
    own_query.write_text(own_query.read_text() + "\n-- another word\n")
    assert editing.run(*ALONE).success

    code = editing.checkout / file
    code.write_text(re.sub(r"(?m)^(with|{% macro .*)$", r"\1 {# another word #}", code.read_text()))
    refused = editing.run(DATE, None, "-s", mart)
    assert_refused(refused, DATE, "code of ", f"changed since {fact} was built")
    rebuild_as_told(editing, refused)
    assert editing.run(DATE, None, "-s", mart).success


def test_a_seed_that_was_edited_and_not_loaded_is_refused(project: Project, tmp_path: Path) -> None:
    """A line of known_gaps decides what is promised."""
    editing = project.with_own_files(tmp_path)
    with (editing.checkout / "seeds" / "known_gaps.csv").open("a") as file:
        file.write(f"{MART},rows,{DATE},{DATE},{GAME},,missing,Disputed,us,2021-11-18,\n")
    refused = editing.run(*ALONE)
    assert_refused(refused, "seeds/known_gaps.csv", "changed since", "known_gaps")
    rebuild_as_told(editing, refused)
    assert editing.run(*ALONE).success


def test_an_expired_line_of_known_gaps_is_no_fact_of_yesterday(
    project: Project, tmp_path: Path
) -> None:
    """Nothing changed but the day: the promise was made while the line still excused."""
    project.execute("update nba_reference.known_gaps set expires_on = date '2000-01-01'")
    assert_refused(project.run(*ALONE), "seeds/known_gaps.csv", "changed since")


def test_a_fact_is_not_built_on_facts_of_other_raw_data(project: Project) -> None:
    """Or the ledger would call it up to date."""
    project.raw.delete("nbac_gamebook_player_stats", f"game_id = '{GAME}' and team_abbr = 'LAL'")
    refused = project.run(DATE, None, "-s", "int_play_by_play__player_totals")
    refusal = "int_play_by_play__player_totals refuses to build"
    assert_refused(refused, refusal, DATE, "nbac_gamebook_player_stats")


def test_a_run_that_died_leaves_no_facts_to_be_trusted(project: Project, tmp_path: Path) -> None:
    """Killed after facts of broken raw were written; then raw is as it was before."""
    lost = f"game_id = '{GAME}' and team_abbr = 'LAL'"
    project.raw.delete("nbac_gamebook_player_stats", lost)
    environment = os.environ | {
        "NBA_WAREHOUSE": str(project.warehouse),
        "NBA_RAW_DIR": str(project.folder / "raw"),
        "DBT_PROFILES_DIR": str(project.checkout / "profiles"),
        "DBT_TARGET_PATH": str(tmp_path / "killed"),
        "DBT_LOG_PATH": str(tmp_path / "killed"),
    }
    command = [Path(sys.executable).with_name("dbt"), "--no-use-colors", "run"]
    process = subprocess.Popen(
        [*command, "--vars", window(DATE)],
        cwd=project.checkout,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in process.stdout:
        if "OK created" in line and "int_play_by_play__player_totals" in line:
            process.send_signal(signal.SIGKILL)
            break
    process.wait()
    project.raw.restore()
    before = project.published()
    refused = project.run(*ALONE)
    assert_refused(refused, DATE, "int_box_scores__players", "was never built for this date")
    rebuild_as_told(project, refused)
    assert project.run(*ALONE).success
    assert changes(before, project.published()) == []


def test_dbt_test_alone_passes_on_what_is_whole(project: Project) -> None:
    """Without a build before it, and without a word about facts."""
    run = project.dbt("test", "--vars", window(DATE, NEXT))
    assert run.success, run.errors


def test_dbt_test_alone_finds_a_date_that_was_never_built(empty_project: Project) -> None:
    """Nothing is promised in tables of other dates, so nothing would be missing."""
    assert empty_project.dbt("seed").success
    assert empty_project.run("2021-10-19", "2021-10-21").success
    run = empty_project.dbt(*PROMISE_TESTS, "--vars", window("2021-10-20", "2021-10-22"))
    assert_refused(run, "cannot judge 2021-10-20 to 2021-10-22", "2021-10-22", "was never built")
    assert set(run.statuses.values()) == {"error"}


@pytest.mark.parametrize("change", ["appeared", "vanished", "changed"])
def test_dbt_test_alone_sees_raw_as_it_is_now(project: Project, change: str) -> None:
    """Rows of one game came, went or were corrected since the facts were built."""
    rows = f"game_id = '{GAME}' and team_abbr = 'LAL' and player_status = 'active'"
    before = project.raw_rows("nbac_gamebook_player_stats", DATE)
    if change == "appeared":
        project.raw.add("nbac_gamebook_player_stats", rows, player_lookup="'someone new'")
    elif change == "vanished":
        project.raw.delete("nbac_gamebook_player_stats", rows)
    else:
        project.raw.update("nbac_gamebook_player_stats", rows, steals="steals + 1")
    now = project.raw_rows("nbac_gamebook_player_stats", DATE)
    assert (now > before) == (change == "appeared")
    run = project.dbt(*PROMISE_TESTS, "--vars", window(DATE))
    assert_refused(run, DATE, f"nbac_gamebook_player_stats  {now} rows now, {before} when")
    assert run.of(f"{MART}_keeps_its_promise") == {"error"}


def test_dbt_test_alone_names_every_key_that_is_wrong(project: Project) -> None:
    """A hole, a duplicate and a stranger in one mart."""
    of_game = f"from {MART} where game_id = '{GAME}'"
    first, second = (
        player
        for (player,) in project.query(f"select player_lookup {of_game} order by all limit 2")
    )
    project.execute(f"insert into {MART} {of_game} and player_lookup = '{second}'")
    project.execute(f"delete {of_game} and player_lookup = '{first}'")
    project.execute(
        f"insert into {MART} select * replace ('zzz' as player_lookup) {of_game} limit 1"
    )
    run = project.dbt(*PROMISE_TESTS, "--vars", window(DATE))
    assert not run.success
    found = project.query(
        f"select row_key, problem from nba_test_failures.{MART}_keeps_its_promise order by all"
    )
    assert found == [
        (f"{DATE} {GAME} {first}", "missing"),
        (f"{DATE} {GAME} {second}", "duplicated"),
        (f"{DATE} {GAME} zzz", "not promised"),
    ]
    assert all(key in run.screen for key, _ in found)


def test_dbt_test_alone_does_not_pass_over_an_emptied_table(project: Project) -> None:
    """The promise is gone, and with it the rows that it promised."""
    promise = f"nba_intermediate.int_promises__{MART}"
    [(promised,)] = project.query(f"select count(*) from {promise} where game_date = date '{DATE}'")
    for table in (promise, MART):
        project.execute(f"delete from {table} where game_date = date '{DATE}'")
    run = project.dbt(*PROMISE_TESTS, "--vars", window(DATE))
    assert_refused(run, DATE, f"int_promises__{MART}  0 rows now, {promised} when")


def test_what_a_run_owns_of_a_fact_is_replaced_and_nothing_else(project: Project) -> None:
    """A season's facts hold the season so far of the last run; a window's are kept by date."""
    count = "select count(*) from nba_intermediate.{} where game_date > date '2021-11-17'"
    shots = project.query(count.format("int_play_by_play__shots"))
    assert project.run(DATE).success
    assert project.query(count.format("int_box_scores__players")) == [(0,)]
    assert project.query(count.format("int_play_by_play__shots")) == shots
    assert_refused(project.run(NEXT, None, "-s", MART), NEXT, "was never built for this date")


@pytest.mark.parametrize(
    ("change", "table"),
    [
        (
            "update nba_intermediate.int_box_scores__players set steals = steals + 7"
            f" where game_date = date '{DATE}'",
            "int_box_scores__players",
        ),
        (
            f"update nba_intermediate.int_promises__{MART} set is_excused = true"
            f" where game_date = date '{DATE}'",
            f"int_promises__{MART}",
        ),
        ("update nba_reference.seasons set bootstrap_days = 3", "seasons"),
    ],
)
def test_facts_that_another_hand_changed_are_refused(
    project: Project, change: str, table: str
) -> None:
    """As many rows as before, and others: for a build and for a test."""
    project.execute(change)
    assert_refused(project.run(*ALONE), f"when {table} was built, not the same")
    run = project.dbt(*PROMISE_TESTS, "--vars", window(DATE))
    assert_refused(run, "cannot judge", f"when {table} was built, not the same")


def test_coverage_is_not_computed_over_facts_that_were_never_built(project: Project) -> None:
    """An earlier window was the last one: the cells of this date are gone, and coverage stays."""
    assert project.run("2021-11-10").success
    cells = "select count(*) from nba_processing.coverage where game_date = date '2021-11-17'"
    before = project.query(cells)
    run = project.run(DATE, None, "-s", "coverage", "precompute_failures")
    assert_refused(run, "coverage refuses to build", "was never built for this date")
    assert run.of("precompute_failures") == {"skipped"}
    assert project.query(cells) == before != [(0,)]


def test_dbt_test_finds_lines_of_coverage_that_are_gone(project: Project) -> None:
    """One cell is lost, and another there twice."""
    project.execute(
        "delete from nba_processing.coverage"
        f" where game_date = date '{DATE}' and model_name = '{MART}'"
    )
    project.execute(
        "insert into nba_processing.coverage from nba_processing.coverage"
        f" where game_date = date '{DATE}' and model_name = 'nbac_schedule'"
    )
    run = project.dbt(
        "test", "-s", "coverage_has_every_table_and_date", "--vars", window(DATE, NEXT)
    )
    assert not run.success
    assert f"{DATE} | {MART} | 0" in run.screen
    assert f"{DATE} | nbac_schedule | 2" in run.screen
