"""Rolling tables are built on whole history only, and say which table is the root of a hole.

F06, F08, F17, F22: the gate on history, and waived gaps.
"""

import csv
from pathlib import Path

from tests.python.harness import MARTS, PHASE_4, SUMMARIES, Project, changes, window

LOST = "2021-11-16"
GAME = "20211116_GSW_BKN"
LATER = "2021-11-18"
ROLLING = ["-s", "path:models/marts/precompute", "path:models/marts/feature_store"]


def test_a_lost_date_stops_every_later_window_and_is_named_as_the_root(
    season: Project, project: Project
) -> None:
    """Delete a date of player_game_summary, as the earlier pipeline lost it."""
    project.execute(f"delete from player_game_summary where game_date = date '{LOST}'")
    before = project.published()
    repair = f"dbt build --vars '{window(LOST, LATER)}'"

    rolling = project.run(LATER, None, *ROLLING)
    assert not rolling.success
    assert f"on a broken player_game_summary (first on {LOST})" in rolling.errors
    assert repair in rolling.errors
    assert rolling.of(*PHASE_4) == {"error", "skipped"}
    for mart in PHASE_4:
        alone = project.run(LATER, None, "-s", mart)
        assert not alone.success
        assert f"on a broken player_game_summary (first on {LOST})" in alone.errors, mart
        assert "on a broken upcoming_" not in alone.errors
    assert changes(before, project.published()) == []

    everything = project.run(LATER)
    assert not everything.success
    assert everything.of(*PHASE_4) == {"error", "skipped"}
    assert everything.of("player_game_summary") == {"success"}

    assert project.dbt(*rolling.repair_command()).success
    assert changes(season.published(), project.published()) == []


def test_a_hole_on_the_same_date_stops_what_reads_it_and_nothing_else(project: Project) -> None:
    """docs/design.md 2.3: one team lost from the defence zones, as on 29 and 30 November 2021."""
    project.execute(
        "delete from team_defense_zone_analysis"
        f" where game_date = date '{LATER}' and team_abbr = 'CLE'"
    )
    before = project.published()
    run = project.run(
        LATER, None, "-s", "player_composite_factors", "ml_feature_store_v2", "player_daily_cache"
    )
    assert not run.success
    assert f"on a broken team_defense_zone_analysis (first on {LATER})" in run.errors
    assert "CLE" in run.errors
    assert run.of("player_composite_factors") == {"error"}
    assert run.of("ml_feature_store_v2") == {"skipped"}
    assert run.of("player_daily_cache") == {"success"}
    assert changes(before, project.published()) == []


def test_a_hole_in_the_team_summaries_stops_only_what_is_made_of_them(project: Project) -> None:
    """The cache reads the pace of the team; a player's shot zones do not."""
    project.execute(
        f"delete from team_offense_game_summary where game_id = '{GAME}' and team_abbr = 'BKN'"
    )
    zones, cache = "player_shot_zone_analysis", "player_daily_cache"
    run = project.run(LATER, None, "-s", zones, cache)
    assert not run.success
    assert f"on a broken team_offense_game_summary (first on {LOST})" in run.errors
    assert run.of(zones) == {"success"}
    assert run.of(cache) == {"error"}


def test_an_accepted_hole_builds_and_degrades_what_is_computed_over_it(
    project: Project, tmp_path: Path
) -> None:
    """Rows whose window holds the game say so: not to be trained on (docs/design.md 2.9)."""
    accepting = project.with_own_files(tmp_path)
    with (accepting.checkout / "seeds" / "known_gaps.csv").open("a", newline="") as file:
        for mart in SUMMARIES:
            csv.writer(file, lineterminator="\n").writerow(
                [mart, "rows", LOST, LOST, GAME, "", "missing"]
                + ["The box score is disputed", "data-engineering", "2021-11-17", ""]
            )
    for mart in SUMMARIES:
        accepting.execute(f"delete from {mart} where game_id = '{GAME}'")

    assert accepting.dbt("seed").success
    run = accepting.run(LATER)
    assert run.success, run.errors
    rows = accepting.rows("ml_feature_store_v2", f"game_date = date '{LATER}'")
    over_the_hole = [row for row in rows if row["team_abbr"] == "GSW" and row["actual_games_count"]]
    assert len(over_the_hole) > 10
    for row in over_the_hole:
        assert {"degraded_history", "upstream_games_missing"} <= set(row["data_quality_issues"])
        assert row["expected_games_count"] == row["actual_games_count"] + 1
        assert not row["is_production_ready"]
    others = [row for row in rows if row["team_abbr"] not in ("GSW", "BKN")]
    assert others
    assert not any("degraded_history" in row["data_quality_issues"] for row in others)
    [defense] = accepting.rows(
        "team_defense_zone_analysis", f"game_date = date '{LATER}' and team_abbr = 'GSW'"
    )
    assert "degraded_history" in defense["data_quality_issues"]
    assert not defense["is_production_ready"]


def test_a_live_season_has_snapshots_for_one_day_ahead(project: Project) -> None:
    """docs/contracts/raw.md 1.3: on the morning of the 17th the last eligible date is the 18th."""
    project.raw.update(
        "nbac_schedule",
        "game_date >= date '2021-11-17' and game_status = 3",
        game_status="1",
        game_status_text="'7:00 pm ET'",
        home_team_score="null",
        away_team_score="null",
    )
    run = project.run("2021-11-16", "2021-11-20")
    assert run.success, run.errors
    days = {f"2021-11-{day}" for day in range(16, 21)}
    held = {mart: days & project.rows_per_date(mart).keys() for mart in MARTS}
    for mart in PHASE_4:
        assert held[mart] == {"2021-11-16", "2021-11-17", "2021-11-18"}, mart
    for mart in SUMMARIES:
        assert held[mart] == {"2021-11-16"}, mart
    assert held["upcoming_player_game_context"] == days


def test_nights_of_any_size_have_one_row_per_context_row(season: Project) -> None:
    """F01, F02, F03, F07: no minimum anywhere; three games, thirteen, none, and the break."""
    sizes = {"2021-11-16": 101, "2021-11-24": 423, "2021-11-25": 0, "2022-02-20": 0}
    for mart in ("player_composite_factors", "ml_feature_store_v2"):
        rows = season.rows_per_date(mart)
        assert {date: rows.get(date, 0) for date in sizes} == sizes
    defense = season.rows_per_date("team_defense_zone_analysis")
    assert {defense[date] for date in sizes} == {30}
    assert len(defense) == 227
    assert set(defense.values()) == {30}
    assert min(min(season.rows_per_date(mart)) for mart in PHASE_4) == "2021-11-02"
