"""Nothing broken is published, whatever was selected; what is repaired heals.

Each fault is made in a copy of the real raw data. F05, F06,
F12, F16, F17, F24, F37.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.python.harness import (
    CHECKOUT,
    MARTS,
    SUMMARIES,
    Project,
    RawFolder,
    Run,
    changes,
    window,
)

DATE = "2021-11-16"
WINDOW = ("2021-11-15", "2021-11-17")
GAME, NBA_GAME, TEAM = "20211116_GSW_BKN", "0022100210", "BKN"
REPAIR = f"dbt build --vars '{window(DATE, WINDOW[1])}'"


def lose_team_rows(raw: RawFolder, game: str = GAME, team: str = TEAM) -> None:
    """Fault (a): the game book of one team of one game."""
    raw.delete("nbac_gamebook_player_stats", f"game_id = '{game}' and team_abbr = '{team}'")


def lose_players(raw: RawFolder, game: str = GAME) -> None:
    """Fault (b): both sources of a game's players."""
    raw.delete("nbac_gamebook_player_stats", f"game_id = '{game}'")
    raw.delete("bdl_player_boxscores", f"game_id = '{game}'")


def lose_play_by_play(raw: RawFolder, nba_game: str = NBA_GAME) -> None:
    """Fault (c): every event of a game."""
    raw.delete("nbac_play_by_play", f"nba_game_id = '{nba_game}'")


def lose_score(raw: RawFolder, nba_game: str = NBA_GAME) -> None:
    """Fault (d): a final game without a home score."""
    raw.update("nbac_schedule", f"game_id = '{nba_game}'", home_team_score="null")


def assert_refused(run: Run, *words: str) -> None:
    """The command failed and what it shows names all this."""
    assert not run.success
    assert [word for word in words if word not in run.screen] == [], run.screen


@pytest.mark.parametrize(
    ("fault", "rules", "mart"),
    [
        (lose_team_rows, ["R2", "R7"], "player_game_summary"),
        (lose_players, ["R2", "R7"], "team_offense_game_summary"),
        (lose_play_by_play, ["R3"], "team_defense_game_summary"),
        (lose_score, ["SCORE"], "player_game_summary"),
    ],
)
def test_a_broken_game_is_refused_under_every_selection(
    project: Project, fault: Callable[[RawFolder], None], rules: list[str], mart: str
) -> None:
    """F06, F12, F16, F37: the build, one mart with its tests, and one mart without any test."""
    before = project.published()
    fault(project.raw)

    everything = project.build(*WINDOW)
    assert_refused(everything, DATE, GAME, TEAM, *rules, REPAIR)
    assert everything.of(*MARTS) <= {"skipped", "error"}

    selected = project.dbt("build", "-s", mart, "--vars", window(*WINDOW))
    assert_refused(selected, mart, DATE, GAME, TEAM, *rules, REPAIR)
    assert selected.of(mart) == {"error"}

    below = project.run(*WINDOW, "-s", f"{mart}+")
    assert_refused(below, mart, DATE, GAME, TEAM, *rules, REPAIR)
    assert below.of(mart) == {"error"}
    assert set(below.statuses.values()) == {"error", "skipped"}

    assert changes(before, project.published()) == []


def test_restored_games_heal_with_the_same_command(season: Project, project: Project) -> None:
    """F17: all faults at once on two new dates; then equal to a build that was never broken.

    On the way a three-game night is no reason to refuse.
    """
    for mart in MARTS:
        project.execute(f"delete from {mart} where game_date between '{DATE}' and '{WINDOW[1]}'")
    before = project.published()
    lose_team_rows(project.raw)
    lose_players(project.raw, "20211116_PHI_UTA")
    lose_play_by_play(project.raw, "0022100212")
    lose_score(project.raw, "0022100219")

    broken = project.run(*WINDOW)
    games = [GAME, "20211116_PHI_UTA", "20211116_SAS_LAC", "20211117_LAL_MIL"]
    assert_refused(broken, "player_game_summary", "R2", "R3", "R7", "SCORE", REPAIR, *games)
    assert broken.of(*MARTS) == {"error", "skipped"}
    assert changes(before, project.published()) == []

    project.raw.restore()
    assert project.run(*WINDOW).success
    assert changes(season.published(), project.published()) == []


def test_a_game_that_the_schedule_cannot_promise_is_refused(project: Project) -> None:
    """An unknown code or status must not make a game vanish (docs/design.md 2.1 and 2.8)."""
    before = project.published()
    project.raw.update("nbac_schedule", f"game_id = '{NBA_GAME}'", home_team_tricode="'XXX'")
    project.raw.update("nbac_schedule", "game_id = '0022100211'", game_status="null")

    everything = project.build(DATE)
    assert_refused(everything, DATE, NBA_GAME, "XXX", "20211116_PHI_UTA", "game_status")
    assert everything.of(*MARTS) <= {"skipped", "error"}

    alone = project.run(DATE, None, "-s", "player_game_summary")
    assert_refused(alone, DATE, NBA_GAME, "XXX", "20211116_PHI_UTA", "game_status")
    assert changes(before, project.published()) == []


def test_a_half_loaded_large_slate_is_refused_although_200_rows_remain(project: Project) -> None:
    """F05: a fixed minimum of 200 rows let this night of 13 games pass."""
    before = project.published()
    active = "player_status = 'active' and game_date = date '2021-11-24'"
    every_eighth = (
        f"select game_id || player_lookup from raw where {active}"
        " qualify row_number() over (order by game_id, player_lookup) % 8 = 0"
    )
    project.raw.rewrite(
        "nbac_gamebook_player_stats",
        f"from raw where game_id || coalesce(player_lookup, '') not in ({every_eighth})",
        active,
    )

    everything = project.build("2021-11-24")
    assert_refused(everything, "2021-11-24", "20211124_", "R8")
    assert everything.of(*MARTS) == {"skipped"}

    alone = project.run("2021-11-24", None, "-s", "player_game_summary")
    assert_refused(alone, "2021-11-24", "20211124_", "R2")
    assert changes(before, project.published()) == []


def test_marts_that_do_not_depend_on_the_hole_are_built(empty_project: Project) -> None:
    """A roster is missing on opening night: only the table that lists its players is refused."""
    empty_project.raw.delete(
        "espn_team_rosters", "team_abbr = 'LAL' and roster_date <= date '2021-10-19'"
    )
    run = empty_project.build("2021-10-19")
    assert_refused(run, "2021-10-19", "20211019_GSW_LAL", "LAL", "no roster", "dbt build --vars")
    assert run.of(*MARTS[:4]) == {"success"}
    assert run.of("upcoming_player_game_context") == {"error"}
    assert {mart for mart, date in empty_project.published() if date} == set(MARTS[:4])


def test_a_fallback_restores_a_game_and_lowers_its_tier(project: Project) -> None:
    """docs/design.md 2.6, fault (e): no team rows of one game, no game book of another."""
    without_team_rows, without_gamebook = "20211117_LAL_MIL", "20211117_CHI_POR"
    played = project.rows("player_game_summary", f"game_id = '{without_gamebook}'")
    box_score = project.query(
        "select team_abbr, points_scored, fg_makes, fg_attempts, team_minutes, assists, rebounds"
        f" from team_offense_game_summary where game_id = '{without_team_rows}' order by all"
    )
    project.raw.delete("nbac_team_boxscore", f"game_id = '{without_team_rows}'")
    project.raw.delete("nbac_gamebook_player_stats", f"game_id = '{without_gamebook}'")

    run = project.build("2021-11-17")
    assert run.success, run.screen

    for mart, tiers in {
        "player_game_summary": {"gold"},
        "team_offense_game_summary": {"bronze"},
        "team_defense_game_summary": {"bronze"},
    }.items():
        rows = project.rows(mart, f"game_id = '{without_team_rows}'")
        assert {row["data_quality_tier"] for row in rows} == tiers
        if mart != "player_game_summary":
            sources = [row["primary_source_used"] for row in rows]
            assert sources == ["reconstructed_from_players"] * 2
    assert box_score == project.query(
        "select team_abbr, points_scored, fg_makes, fg_attempts, team_minutes, assists, rebounds"
        f" from team_offense_game_summary where game_id = '{without_team_rows}' order by all"
    )

    restored = project.rows("player_game_summary", f"game_id = '{without_gamebook}'")
    assert {
        (row["primary_source_used"], row["data_quality_tier"], row["plus_minus"])
        for row in restored
    } == {("bdl_boxscores", "bronze", None)}
    assert {(row["player_lookup"], row["points"]) for row in restored} == {
        (row["player_lookup"], row["points"])
        for row in played
        if row["minutes_played"] > 0 or row["points"] > 0
    }
    teams = project.rows("team_offense_game_summary", f"game_id = '{without_gamebook}'")
    assert {(row["data_quality_tier"], row["players_inactive"]) for row in teams} == {
        ("gold", None)
    }


def accept_lost_play_by_play(folder: Path, *, r3_expires_on: str) -> None:
    """Write the two lines that excuse the game without play-by-play."""
    seed = folder / "seeds" / "known_gaps.csv"
    lines = (CHECKOUT / "seeds" / "known_gaps.csv").read_text()
    with seed.open("w", newline="") as file:
        file.write(lines.rstrip("\n") + "\n")
        for rule, expires_on in (("R3", r3_expires_on), ("R4", "")):
            csv.writer(file, lineterminator="\n").writerow(
                ["nbac_play_by_play", rule, DATE, DATE, GAME, "", "missing"]
                + ["The league never published it", "data-engineering", "2021-11-17", expires_on]
            )


def test_an_accepted_gap_builds_with_null_zones_until_it_expires(
    project: Project, tmp_path: Path
) -> None:
    """The only way around a rule is a dated row, for that rule alone (docs/design.md 2.9)."""
    accepting = project.with_own_files(tmp_path)
    lose_play_by_play(accepting.raw)

    accept_lost_play_by_play(accepting.checkout, r3_expires_on="2999-12-31")
    run = accepting.build(DATE)
    assert run.success, run.screen
    for mart, zones in {
        "player_game_summary": ["paint_attempts", "three_pt_blocks", "fourth_quarter_points"],
        "team_offense_game_summary": ["team_paint_attempts", "points_in_paint_scored"],
        "team_defense_game_summary": ["opp_paint_attempts", "blocks_paint"],
    }.items():
        rows = accepting.rows(mart, f"game_id = '{GAME}'")
        assert {tuple(row[column] for column in zones) for row in rows} == {(None,) * len(zones)}
        assert {row["data_quality_tier"] for row in rows} == {"silver"}
        others = accepting.rows(mart, f"game_date = '{DATE}' and game_id <> '{GAME}'")
        assert {row["data_quality_tier"] for row in others} == {"gold"}

    before = accepting.published()
    accept_lost_play_by_play(accepting.checkout, r3_expires_on="2021-12-31")
    run = accepting.build(DATE)
    assert_refused(run, DATE, GAME, TEAM, "R3")
    assert "R4" not in run.screen
    assert run.of(*SUMMARIES) == {"skipped"}
    assert changes(before, accepting.published()) == []


def test_an_off_day_alone_builds_no_rows(project: Project) -> None:
    """F10: Thanksgiving 2021 was reported as a failure."""
    before = project.published()
    run = project.build("2021-11-25")
    assert run.success, run.screen
    assert run.of(*MARTS) == {"success"}
    assert changes(before, project.published()) == []


def test_a_hole_in_published_history_is_refused_until_it_is_rebuilt(
    season: Project, project: Project
) -> None:
    """F06, F16, F22: nothing is built over a date that is missing, or there twice, upstream."""
    project.execute(f"delete from player_game_summary where game_date = date '{DATE}'")
    before = project.published()
    alone = ["2021-11-18", None, "-s", "upcoming_player_game_context"]
    hole = project.run(*alone)
    repair = f"dbt build --vars '{window(DATE, '2021-11-18')}'"
    assert_refused(hole, "on a broken player_game_summary", DATE, GAME, "missing", repair)

    project.execute(
        "insert into player_game_summary from player_game_summary"
        " where game_id = '20211115_CHI_LAL' and player_lookup = 'demarderozan'"
    )
    doubled = project.run(*alone)
    assert_refused(doubled, "2021-11-15", "20211115_CHI_LAL", "demarderozan", "duplicated")
    after = project.published()
    assert changes(before, after) == [("player_game_summary", "2021-11-15")]

    assert project.dbt(*doubled.repair_command()).success
    assert changes(season.published(), project.published()) == []


def test_rows_that_were_published_wrongly_are_found_by_dbt_test(project: Project) -> None:
    """F05, F12: half a night lost, a row twice, a row that nobody promised, each with its key."""
    project.execute(
        """
        delete from player_game_summary
        where game_date = date '2021-11-24' and game_id < '20211124_H';
        insert into team_offense_game_summary from team_offense_game_summary
        where game_id = '20211117_LAL_MIL' and team_abbr = 'MIL';
        insert into team_defense_game_summary
        select * replace (date '2021-11-25' as game_date) from team_defense_game_summary
        where game_id = '20211117_LAL_MIL' and defending_team_abbr = 'LAL'
        """
    )
    run = project.dbt(
        "test", "-s", "test_name:keeps_its_promise", "--vars", window("2021-11-17", "2021-11-25")
    )
    assert_refused(run, "2021-11-24", "20211124_", "missing")
    assert_refused(run, "2021-11-17", "20211117_LAL_MIL", "MIL", "duplicated")
    assert_refused(run, "2021-11-25", "20211117_LAL_MIL", "LAL", "not promised")
    failed = {node for node, status in run.statuses.items() if status == "fail"}
    assert {mart for mart in MARTS if any(mart in node for node in failed)} == set(SUMMARIES)


def test_a_mart_alone_on_an_empty_warehouse_says_what_is_missing(empty_project: Project) -> None:
    """Not a Catalog Error: its upstream does not exist, and this builds it."""
    run = empty_project.run(DATE, None, "-s", "upcoming_player_game_context")
    assert_refused(run, "does not exist yet", f"dbt build --vars '{window(DATE)}'")
    assert {date for _, date in empty_project.published()} == {None}


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("create view nba_analytics.{mart} as from nba_analytics.kept", "it is a view"),
        (
            "create table nba_analytics.{mart} as select * exclude points from nba_analytics.kept",
            "its columns differ from the contract (points)",
        ),
    ],
)
def test_what_only_has_the_name_of_a_mart_is_refused(
    project: Project, made: str, said: str
) -> None:
    """dbt would replace it by a window, past any gate: history and a refused game with it."""
    mart = "player_game_summary"
    project.execute(
        f"create table nba_analytics.kept as from {mart}; drop table {mart};"
        + made.format(mart=mart)
    )
    lose_play_by_play(project.raw)
    before = project.published()
    all_shots = "select count(*), max(game_date) from nba_intermediate.int_play_by_play__shots"
    shots = project.query(all_shots)
    for run in (project.build(DATE), project.run(DATE, None, "-s", mart)):
        assert_refused(run, mart, "is not the table of this project", said, "Nothing was written")
        assert run.of(*MARTS) <= {"skipped", "not selected"}
    assert changes(before, project.published()) == []
    assert shots == project.query(all_shots)
    rows = "select count(*) from nba_analytics.kept"
    assert project.query(f"select count(*) from nba_analytics.{mart}") == project.query(rows)


def test_a_mart_whose_column_has_another_type_is_refused(project: Project) -> None:
    """An insert would cast: the table stays as it was."""
    mart = "player_game_summary"
    project.execute(f"alter table {mart} alter steals type varchar")
    before = project.published()
    run = project.run(DATE, None, "-s", mart)
    assert_refused(run, mart, "'column_name': 'steals', 'new_type': 'BIGINT'")
    assert changes(before, project.published()) == []
