"""The synthetic season: deterministic, in the raw schema, internally consistent, and dirty.

The reconciliations R1-R10 of the raw contract are recomputed here in SQL over the written files,
with staging rules of their own, so that the generator is not checked with its own means.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from packages.sample_season import schema, season, tables
from packages.sample_season.__main__ import main
from packages.sample_season.dates import Calendar
from packages.sample_season.schedule import Stage
from packages.sample_season.teams import MILES, TEAMS

REPOSITORY = Path(__file__).resolve().parents[2]
REAL_DATA = Path(os.environ.get("NBA_REAL_DATA", REPOSITORY.parent / "shared" / "data"))
FEW_GAMES = "20"
ALL_TABLES = schema.RAW | schema.REFERENCE

ALIASES_OF_CODES = {
    "BRK": "BKN",
    "PHO": "PHX",
    "CHO": "CHA",
    "GS": "GSW",
    "NO": "NOP",
    "NY": "NYK",
    "SA": "SAS",
    "UTAH": "UTA",
    "WSH": "WAS",
}


def generate(out: Path, *options: str) -> Path:
    assert main(["--out", str(out), *options]) == 0
    return out


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default season, written once."""
    return generate(tmp_path_factory.mktemp("sample_season") / "data")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A season of a few games, for what does not depend on its size."""
    return generate(tmp_path_factory.mktemp("few_games") / "data", "--games", FEW_GAMES)


@pytest.fixture(scope="module")
def db(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The raw tables under their names, and the staged views that the checks read."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for table in schema.RAW:
            files = data / "nba_raw" / table / "*.parquet"
            connection.execute(f"create view {table} as select * from '{files}'")
        for table in schema.REFERENCE:
            file = data / "nba_reference" / f"{table}.parquet"
            connection.execute(f"create view {table} as select * from '{file}'")
        codes = ", ".join(f"('{alias}', '{code}')" for alias, code in ALIASES_OF_CODES.items())
        connection.execute(f"create table code_aliases as from (values {codes}) t(alias, code)")
        connection.execute(STAGING)
        yield connection


STAGING = """
create macro normalised(name) as regexp_replace(strip_accents(
    replace(replace(replace(replace(replace(replace(
        lower(name), 'ß', 'ss'), 'ø', 'o'), 'đ', 'd'), 'ł', 'l'), 'æ', 'ae'), 'ı', 'i')
), '[^a-z0-9]', '', 'g');
create macro bare(lookup) as regexp_replace(lookup, '(jr|sr|iii|ii|iv)$', '');
create macro canonical(team) as coalesce(
    (select code from code_aliases where alias = team), team
);
create macro tip_off(game_date, wall_clock) as (case
    when wall_clock is null or cast(wall_clock as time) = time '00:00'
        then cast(game_date as timestamp) + interval 12 hours
    else wall_clock
end at time zone 'America/New_York') at time zone 'UTC';

-- One row per game of the league; the later load wins.
create table games as
select
    game_id as nba_game_id, game_date, game_status, home_team_tricode as home,
    away_team_tricode as away, home_team_score as home_score, away_team_score as away_score,
    is_regular_season, tip_off(game_date, game_date_est) as tip_off,
    strftime(game_date, '%Y%m%d') || '_' || away_team_tricode || '_' || home_team_tricode as game_id
from nbac_schedule
where left(game_id, 3) in ('002', '004', '005')
qualify row_number() over (
    partition by game_id order by processed_at desc, source_file_path desc
) = 1;

create view finals as
select * from games where game_status = 3 and home_score <> away_score;

create view sides as
select nba_game_id, game_id, game_date, tip_off, home as team, away as opponent,
    home_score as score, away_score as opponent_score, true as is_home from finals
union all
select nba_game_id, game_id, game_date, tip_off, away, home, away_score, home_score, false
from finals;

create view minutes_of as
select *, normalised(player_lookup) as lookup,
    split_part(minutes, ':', 1)::double
    + coalesce(try_cast(split_part(minutes, ':', 2) as double), 0) / 60 as played
from nbac_gamebook_player_stats;

create view players as
select finals.nba_game_id, minutes_of.*
from minutes_of inner join finals using (game_id)
where player_status = 'active';

create view team_rows as
select * from nbac_team_boxscore
qualify row_number() over (
    partition by nba_game_id, team_abbr order by processed_at desc, source_file_path desc
) = 1;

create table events as
select *, canonical(player_1_team_abbr) as team from nbac_play_by_play
qualify row_number() over (
    partition by nba_game_id, event_sequence order by processed_at desc, source_file_path desc
) = 1;

-- Who did what: shots of player 1, assists of player 2, blocks of player 3 (or 2 on a miss).
create table deeds as
select nba_game_id, team, player_1_lookup as raw_lookup, 'shot' as deed, shot_type, shot_made
from events where shot_made is not null
union all
select nba_game_id, team, player_2_lookup, 'assist', shot_type, shot_made
from events where shot_made and shot_type in ('2PT', '3PT') and player_2_lookup is not null
union all
select events.nba_game_id, sides.opponent, coalesce(player_3_lookup, player_2_lookup), 'block',
    shot_type, shot_made
from events inner join sides using (nba_game_id, team)
where not shot_made and shot_type in ('2PT', '3PT')
    and coalesce(player_3_lookup, player_2_lookup) is not null;

-- Raw lookups resolved inside the box score: equal, equal without suffix, the only ending.
create table resolved as
with box as (
    select finals.nba_game_id, team_abbr as team, lookup
    from minutes_of inner join finals using (game_id) where lookup is not null
),
actors as (select distinct nba_game_id, team, raw_lookup from deeds)
select actors.*, coalesce(
    max(lookup) filter (lookup = raw_lookup),
    case when count(*) filter (bare(lookup) = bare(raw_lookup)) = 1
        then max(lookup) filter (bare(lookup) = bare(raw_lookup)) end,
    case when count(*) filter (ends_with(lookup, raw_lookup)) = 1
        then max(lookup) filter (ends_with(lookup, raw_lookup)) end
) as lookup
from actors left join box using (nba_game_id, team)
group by all;
"""

BOX_COUNTS = {
    "field_goals_made": "fg_made",
    "field_goals_attempted": "fg_attempted",
    "three_pointers_made": "three_pt_made",
    "three_pointers_attempted": "three_pt_attempted",
    "free_throws_made": "ft_made",
    "free_throws_attempted": "ft_attempted",
    "assists": "assists",
    "steals": "steals",
    "blocks": "blocks",
    "personal_fouls": "personal_fouls",
    "offensive_rebounds": "offensive_rebounds",
    "defensive_rebounds": "defensive_rebounds",
}


def rows(db: duckdb.DuckDBPyConnection, sql: str) -> list[tuple]:
    return db.execute(sql).fetchall()


def value(db: duckdb.DuckDBPyConnection, sql: str) -> object:
    return db.execute(sql).fetchone()[0]


def count(db: duckdb.DuckDBPyConnection, sql: str) -> int:
    return value(db, f"select count(*) from ({sql})")


# Files


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_seed_gives_the_same_bytes_in_another_process(few: Path, tmp_path: Path):
    out = str(tmp_path / "again")
    command = [sys.executable, "-m", "packages.sample_season", "--out", out, "--games", FEW_GAMES]
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, capture_output=True)
    assert contents(few) == contents(tmp_path / "again")


def test_another_seed_gives_another_season(few: Path, tmp_path: Path):
    other = generate(tmp_path / "other", "--games", FEW_GAMES, "--seed", "8")
    changed = {path for path, _ in contents(few).items() ^ contents(other).items()}
    assert {Path(path).parent.name for path in changed} == {*schema.RAW, "nba_reference"}


def test_every_table_is_written(data: Path):
    assert {path.name for path in (data / "nba_raw").iterdir()} == set(schema.RAW)
    assert {path.stem for path in (data / "nba_reference").iterdir()} == set(schema.REFERENCE)
    assert set(tables.RAW) == set(schema.RAW)
    assert set(tables.REFERENCE) == set(schema.REFERENCE)


def test_nothing_else_is_left_behind(data: Path):
    assert {path.name for path in data.iterdir()} == {"nba_raw", "nba_reference"}


@pytest.mark.parametrize("table", ALL_TABLES)
def test_files_have_the_schema(data: Path, table: str):
    files = [*data.glob(f"nba_raw/{table}/*.parquet"), *data.glob(f"nba_reference/{table}.parquet")]
    assert files
    assert all(pq.read_schema(file).equals(ALL_TABLES[table]) for file in files)


@pytest.mark.parametrize("table", ALL_TABLES)
def test_schema_is_that_of_the_real_files(table: str):
    if not REAL_DATA.is_dir():
        pytest.skip(f"no real data in {REAL_DATA}; set NBA_REAL_DATA")
    real = [
        *REAL_DATA.glob(f"nba_raw/{table}/*.parquet"),
        *REAL_DATA.glob(f"nba_reference/{table}.parquet"),
    ]
    assert real
    assert pq.read_schema(real[0]).equals(ALL_TABLES[table])


def test_no_player_is_real(db: duckdb.DuckDBPyConnection):
    registry = REAL_DATA / "nba_reference" / "nba_players_registry.parquet"
    if not registry.is_file():
        pytest.skip(f"no real data in {REAL_DATA}; set NBA_REAL_DATA")
    real = {row[0] for row in rows(db, f"select player_lookup from '{registry}'")}
    assert real.isdisjoint(row[0] for row in rows(db, "select distinct lookup from minutes_of"))


@pytest.mark.parametrize("table", schema.RAW)
def test_rows_are_in_the_file_of_their_month(data: Path, db: duckdb.DuckDBPyConnection, table: str):
    day = "roster_date" if table == "espn_team_rosters" else "game_date"
    misplaced = f"""
        select filename, {day}
        from read_parquet('{data}/nba_raw/{table}/*.parquet', filename = true)
        where not ends_with(filename, strftime({day}, '%Y-%m') || '.parquet')
    """
    assert rows(db, misplaced) == []


# Command line


def test_refuses_to_overwrite(few: Path, capsys: pytest.CaptureFixture):
    before = contents(few)
    with pytest.raises(SystemExit) as refusal:
        main(["--out", str(few), "--games", FEW_GAMES, "--seed", "9"])
    assert refusal.value.code == 2
    assert "refusing to overwrite" in capsys.readouterr().err
    assert contents(few) == before


def test_force_replaces_what_is_there(few: Path, tmp_path: Path):
    stale = tmp_path / "data" / "nba_raw" / "nbac_schedule" / "1999-01.parquet"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"old")
    generate(tmp_path / "data", "--games", FEW_GAMES, "--force")
    assert contents(tmp_path / "data") == contents(few)


def test_a_failure_leaves_everything_as_it_was(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(_: season.Season) -> Iterator[dict]:
        yield {"no_such_column": 1}

    kept = tmp_path / "nba_raw" / "kept.txt"
    kept.parent.mkdir()
    kept.write_text("kept")
    monkeypatch.setitem(tables.REFERENCE, "player_aliases", broken)
    with pytest.raises(KeyError, match="no_such_column"):
        main(["--out", str(tmp_path), "--games", FEW_GAMES, "--force"])
    assert list(contents(tmp_path)) == ["nba_raw/kept.txt"]


@pytest.mark.parametrize(
    "options", [("--games", "0"), ("--games", "1231"), ("--games", "9", "--full")]
)
def test_refuses_impossible_sizes(tmp_path: Path, options: tuple[str, ...]):
    with pytest.raises(SystemExit) as refusal:
        main(["--out", str(tmp_path / "data"), *options])
    assert refusal.value.code == 2
    assert not (tmp_path / "data").exists()


def test_one_game_is_enough(tmp_path: Path):
    generate(tmp_path / "data", "--games", "1")
    assert {path.name for path in (tmp_path / "data" / "nba_raw").iterdir()} == set(schema.RAW)


# Reconciliations


def test_there_is_something_to_reconcile(db: duckdb.DuckDBPyConnection):
    assert value(db, "select count(*) from finals") == 240
    assert value(db, "select count(*) from players") > 240 * 18
    assert value(db, "select count(distinct nba_game_id) from events") == 240


def test_r1_two_team_rows_per_game_one_at_home(db: duckdb.DuckDBPyConnection):
    broken = """
        select sides.nba_game_id, sides.team from sides
        full join team_rows
            on sides.nba_game_id = team_rows.nba_game_id and sides.team = team_abbr
        where sides.is_home is distinct from team_rows.is_home
            or sides.game_id <> team_rows.game_id
    """
    assert rows(db, broken) == []
    assert value(db, "select count(*) from team_rows") == 480


def test_r2_points_of_players_team_and_schedule_are_equal(db: duckdb.DuckDBPyConnection):
    broken = """
        select sides.nba_game_id, sides.team, sum(players.points), any_value(team_rows.points)
        from sides
        left join players
            on sides.nba_game_id = players.nba_game_id and sides.team = players.team_abbr
        left join team_rows
            on sides.nba_game_id = team_rows.nba_game_id and sides.team = team_rows.team_abbr
        group by all
        having sum(players.points) is distinct from any_value(sides.score)
            or any_value(team_rows.points) is distinct from any_value(sides.score)
    """
    assert rows(db, broken) == []


def test_r3_play_by_play_equals_the_box_score_of_every_player(db: duckdb.DuckDBPyConnection):
    broken = """
        with tallies as (
            select deeds.nba_game_id, deeds.team, resolved.lookup,
                count(*) filter (deed = 'shot' and shot_type <> 'FT') as field_goals_attempted,
                count(*) filter (deed = 'shot' and shot_type <> 'FT' and shot_made)
                    as field_goals_made,
                count(*) filter (deed = 'shot' and shot_type = '3PT') as three_pointers_attempted,
                count(*) filter (deed = 'shot' and shot_type = '3PT' and shot_made)
                    as three_pointers_made,
                count(*) filter (deed = 'shot' and shot_type = 'FT') as free_throws_attempted,
                count(*) filter (deed = 'shot' and shot_type = 'FT' and shot_made)
                    as free_throws_made,
                count(*) filter (deed = 'assist') as assists,
                count(*) filter (deed = 'block') as blocks
            from deeds left join resolved using (nba_game_id, team, raw_lookup)
            group by all
        ),
        box as (
            select nba_game_id, team_abbr as team, lookup, columns(c -> c in (
                'field_goals_attempted', 'field_goals_made', 'three_pointers_attempted',
                'three_pointers_made', 'free_throws_attempted', 'free_throws_made', 'assists',
                'blocks'
            ))
            from players
        ),
        both_sides as (
            select 1 as source, * from tallies
            union all by name
            select -1 as source, * from box
        )
        select nba_game_id, team, lookup from both_sides group by all
        having sum(source * field_goals_attempted) <> 0 or sum(source * field_goals_made) <> 0
            or sum(source * three_pointers_attempted) <> 0
            or sum(source * three_pointers_made) <> 0
            or sum(source * free_throws_attempted) <> 0 or sum(source * free_throws_made) <> 0
            or sum(source * assists) <> 0 or sum(source * blocks) <> 0 or lookup is null
    """
    assert rows(db, broken) == []


def test_r4_assisted_makes_equal_the_assists_of_the_team(db: duckdb.DuckDBPyConnection):
    broken = """
        select team_rows.nba_game_id, team_abbr, assists, count(deed)
        from team_rows left join deeds
            on team_rows.nba_game_id = deeds.nba_game_id and team_abbr = team and deed = 'assist'
        group by all having assists <> count(deed)
    """
    assert rows(db, broken) == []


def test_r5_team_minutes_follow_from_the_last_period(db: duckdb.DuckDBPyConnection):
    broken = """
        select nba_game_id, minutes, max(period)
        from team_rows inner join events using (nba_game_id)
        group by all having minutes <> (240 + 25 * (max(period) - 4)) || ':00'
    """
    assert rows(db, broken) == []


def test_r6_minutes_of_players_add_up(db: duckdb.DuckDBPyConnection):
    broken = """
        select nba_game_id, team_abbr from players
        inner join team_rows using (nba_game_id, team_abbr)
        group by all
        having abs(sum(played) - any_value(split_part(team_rows.minutes, ':', 1)::int)) > 5
    """
    assert rows(db, broken) == []


def test_r7_at_least_five_players(db: duckdb.DuckDBPyConnection):
    teams = "select nba_game_id, team_abbr from players where played > 0 group by all"
    assert count(db, f"{teams} having count(*) >= 5") == 480


def test_r8_counts_of_players_add_up(db: duckdb.DuckDBPyConnection):
    unequal = " or ".join(
        f"sum(players.{player}) <> any_value(team_rows.{team})"
        for player, team in BOX_COUNTS.items()
    )
    broken = f"""
        select nba_game_id, team_abbr from players
        inner join team_rows using (nba_game_id, team_abbr)
        group by all
        having {unequal} or sum(players.turnovers) > any_value(team_rows.turnovers)
    """
    assert rows(db, broken) == []


def test_r9_points_follow_from_the_shots(db: duckdb.DuckDBPyConnection):
    broken = """
        select nba_game_id from players
        where points <> 2 * field_goals_made + three_pointers_made + free_throws_made
        union all
        select nba_game_id from team_rows where points <> 2 * fg_made + three_pt_made + ft_made
    """
    assert rows(db, broken) == []


def test_r10_plus_minus_is_the_score_difference(db: duckdb.DuckDBPyConnection):
    teams = """
        select nba_game_id from sides inner join team_rows using (nba_game_id)
        where team = team_abbr and plus_minus <> score - opponent_score
    """
    players = """
        select nba_game_id, team from players
        inner join sides using (nba_game_id)
        where team = team_abbr
        group by all
        having sum(plus_minus) <> 5 * any_value(score - opponent_score)
    """
    assert rows(db, teams) == []
    assert rows(db, players) == []


# What is computed from the raw data stays plausible


def test_ratings_and_pace_are_plausible(db: duckdb.DuckDBPyConnection):
    broken = """
        with possessions as (
            select *, fg_attempted + 0.44 * ft_attempted + turnovers - offensive_rebounds as p
            from team_rows
        )
        select nba_game_id, team_abbr from possessions
        where p * 48 / (split_part(minutes, ':', 1)::int / 5) not between 80 and 125
            or 100 * points / p not between 60 and 165
            or points / (2 * (fg_attempted + 0.44 * ft_attempted)) not between 0.3 and 0.85
    """
    assert rows(db, broken) == []


def test_usage_rates_are_plausible_and_add_up(db: duckdb.DuckDBPyConnection):
    db.execute("""
        create or replace temp view usage as
        select players.nba_game_id, players.team_abbr, round(played, 2) as played,
            split_part(team_rows.minutes, ':', 1)::int / 5 as length,
            round(100 * (field_goals_attempted + 0.44 * free_throws_attempted + players.turnovers)
                * length / (players.played
                * (fg_attempted + 0.44 * ft_attempted + team_rows.turnovers)), 2) as usage_rate
        from players inner join team_rows using (nba_game_id, team_abbr)
        where played > 0
    """)
    assert value(db, "select max(usage_rate) from usage where played >= 10") <= 60
    sums = """
        select min(total), max(total) from (
            select sum(usage_rate * played) / any_value(length) as total
            from usage group by nba_game_id, team_abbr
        )
    """
    ((lowest, highest),) = rows(db, sums)
    assert 94 <= lowest <= highest <= 100.03


def test_season_has_the_shape_of_an_early_season(db: duckdb.DuckDBPyConnection):
    first, last = rows(db, "select min(game_date), max(game_date) from finals")[0]
    assert first == date(2021, 10, 19)
    assert 28 <= (last - first).days <= 38
    assert value(db, "select count(distinct team) from sides") == 30
    off_days = (last - first).days + 1 - value(db, "select count(distinct game_date) from finals")
    assert off_days >= 1
    assert value(db, "select count(*) from (select game_date from sides group by 1, team)") == 480
    back_to_backs = """
        select avg((game_date - before = 1)::int) from (
            select game_date, lag(game_date) over (partition by team order by game_date) as before
            from sides
        )
    """
    assert 0.10 <= value(db, back_to_backs) <= 0.25
    three_in_a_row = """
        select team from sides
        qualify game_date - lag(game_date, 2) over (partition by team order by game_date) = 2
    """
    assert rows(db, three_in_a_row) == []


def test_every_team_is_in_the_defence_table_on_the_first_eligible_date(
    db: duckdb.DuckDBPyConnection,
):
    early = "select team from sides where game_date < date '2021-11-02' group by team"
    assert count(db, f"{early} having count(*) >= 5") == 30


# Point in time


def test_everybody_who_plays_is_on_the_valid_roster_of_his_team(db: duckdb.DuckDBPyConnection):
    missing = """
        select players.game_id, lookup from players
        inner join finals using (nba_game_id)
        where not exists (
            from espn_team_rosters
            where canonical(espn_team_rosters.team_abbr) = players.team_abbr
                and player_lookup = lookup
                and roster_date = finals.game_date
                and (roster_date + interval 8 hours) at time zone 'America/New_York'
                    < finals.tip_off at time zone 'UTC'
        )
    """
    assert rows(db, missing) == []
    twice = """
        select roster_date, player_lookup from espn_team_rosters
        group by all having count(*) > 1
    """
    assert rows(db, twice) == []


def test_who_is_out_does_not_play(db: duckdb.DuckDBPyConnection):
    out = """
        select distinct report.game_id,
            coalesce(nba_canonical_lookup, report.player_lookup) as lookup
        from nbac_injury_report as report
        left join player_aliases on alias_lookup = report.player_lookup and is_active
        where lower(injury_status) = 'out'
    """
    assert count(db, f"{out} and report.game_date < date '2021-11-05'") > 100
    assert rows(db, f"select * from ({out}) semi join players using (game_id, lookup)") == []


def test_injury_reports_end_after_two_thirds_and_come_back_for_the_next_date(
    db: duckdb.DuckDBPyConnection,
):
    final_dates = [row[0] for row in rows(db, "select distinct game_date from finals order by 1")]
    reported = {row[0] for row in rows(db, "select distinct game_date from nbac_injury_report")}
    cut = round(len(final_dates) * 2 / 3)
    assert reported.issuperset(final_dates[:cut])
    assert reported.isdisjoint(final_dates[cut:])
    next_date = value(db, "select min(game_date) from games where game_status = 1")
    assert reported == {*final_dates[:cut], next_date}


def test_two_more_dates_are_scheduled(db: duckdb.DuckDBPyConnection):
    last = value(db, "select max(game_date) from finals")
    upcoming = "select * from games where game_status = 1"
    dates = [row[0] for row in rows(db, f"select distinct game_date from ({upcoming}) order by 1")]
    assert len(dates) == 2
    assert last < dates[0] < dates[1]
    assert count(db, f"{upcoming} and (home_score is not null or away_score is not null)") == 0
    for table in (
        "nbac_gamebook_player_stats",
        "bdl_player_boxscores",
        "nbac_team_boxscore",
        "nbac_play_by_play",
    ):
        assert value(db, f"select max(game_date) from {table}") == last
    teams = value(db, f"select 2 * count(*) from games where game_date = '{dates[0]}'")
    rostered = """
        select count(distinct team_abbr) from espn_team_rosters where roster_date = '{}'
    """
    assert value(db, rostered.format(dates[0])) == teams
    assert value(db, rostered.format(dates[1])) == 0
    for table in ("bettingpros_player_points_props", "odds_api_game_lines", "nbac_injury_report"):
        assert value(db, f"select count(*) from {table} where game_date = '{dates[0]}'") > 0


def test_nothing_was_loaded_before_it_happened(db: duckdb.DuckDBPyConnection):
    early = [
        "select 1 from odds_api_game_lines where processed_at < snapshot_timestamp",
        "select 1 from odds_api_player_points_props where processed_at < snapshot_timestamp",
        "select 1 from bettingpros_player_points_props where processed_at < bookmaker_last_update",
        "select 1 from nbac_gamebook_player_stats where processed_at < game_date + interval 1 day",
        "select 1 from nbac_team_boxscore where processed_at < game_date + interval 1 day",
        "select 1 from nbac_play_by_play where processed_at < game_date + interval 1 day",
        "select 1 from bdl_player_boxscores where processed_at < game_date + interval 1 day",
    ]
    assert [sql for sql in early if count(db, sql)] == []
    next_date = value(db, "select min(game_date) from games where game_status = 1")
    for table in schema.RAW:
        assert value(db, f"select max(processed_at)::date from {table}") <= next_date


# Dirt


DIRT = {
    "a game of two schedule sources": """
        select game_id from nbac_schedule group by 1 having count(distinct data_source) = 2
    """,
    "a postponed game with the same id on a later date": """
        select ppd.game_id from nbac_schedule as ppd
        inner join nbac_schedule as played using (game_id)
        where ppd.game_status_text = 'PPD' and ppd.game_status = 1
            and ppd.home_team_score is null and ppd.data_source = 'cdn_static'
            and played.game_status = 3 and played.game_date > ppd.game_date
            and played.data_source = 'api_stats' and played.processed_at > ppd.processed_at
    """,
    "a preseason game": "select 1 from nbac_schedule where game_id like '001%'",
    "an All-Star game": "select 1 from nbac_schedule where game_id like '003%' and is_all_star",
    "a code that is no team of the league": """
        select 1 from nbac_schedule
        where away_team_tricode not in (select team from sides) and game_id not like '002%'
    """,
    "a missing tip-off": """
        select 1 from nbac_schedule where game_date_est is null and game_status = 3
    """,
    "a tip-off at midnight": """
        select 1 from nbac_schedule where game_date_est::time = time '00:00'
    """,
    "a national broadcast": "select 1 from nbac_schedule where is_primetime",
    "an overtime game": "select 1 from team_rows where minutes <> '240:00'",
    "a player who moved": """
        select lookup from players group by 1 having count(distinct team_abbr) = 2
    """,
    "a player who did not dress": "select 1 from minutes_of where player_status = 'dnp'",
    "an inactive player": "select 1 from minutes_of where player_status = 'inactive'",
    "an inactive player by last name, without lookup": """
        select 1 from minutes_of
        where player_status = 'inactive' and player_lookup is null
            and name_resolution_status = 'not_found'
    """,
    "an inactive player with a namesake in the team": """
        select 1 from minutes_of
        where player_status = 'inactive' and player_lookup is null
            and name_resolution_status = 'multiple_matches'
    """,
    "a lookup that was not normalised": "select 1 from minutes_of where lookup <> player_lookup",
    "a player who is not in the registry": """
        select 1 from players where lookup not in (select player_lookup from nba_players_registry)
    """,
    "a player with an older id": """
        select 1 from nba_players_registry group by player_lookup
        having count(distinct universal_player_id) = 2
    """,
    "an alias in props on a date with the other spelling": """
        select 1 from bettingpros_player_points_props as one
        inner join player_aliases on alias_lookup = player_lookup and player_aliases.is_active
        semi join bettingpros_player_points_props as other
            on other.player_lookup = nba_canonical_lookup and other.game_date = one.game_date
    """,
    "an alias in injury reports": """
        select 1 from nbac_injury_report
        inner join player_aliases on alias_lookup = player_lookup and is_active
    """,
    "an alias that must not be applied": """
        select 1 from player_aliases
        semi join espn_team_rosters on player_lookup = alias_lookup
        where not is_active
    """,
    "a team row loaded twice": """
        select 1 from nbac_team_boxscore group by nba_game_id, team_abbr having count(*) = 2
    """,
    "a team row loaded once": """
        select 1 from nbac_team_boxscore group by nba_game_id, team_abbr having count(*) = 1
    """,
    "a wrong first copy": """
        select 1 from nbac_team_boxscore as first_copy
        inner join team_rows using (nba_game_id, team_abbr)
        where first_copy.turnovers < team_rows.turnovers
            and first_copy.processed_at < team_rows.processed_at
    """,
    "team turnovers of nobody": """
        select 1 from team_rows inner join players using (nba_game_id, team_abbr)
        group by nba_game_id, team_abbr
        having any_value(team_rows.turnovers) > sum(players.turnovers)
    """,
    "Brooklyn as BRK": "select 1 from nbac_play_by_play where player_1_team_abbr = 'BRK'",
    "a repeated made shot": """
        select 1 from nbac_play_by_play where shot_made and shot_type <> 'FT'
        group by nba_game_id, event_sequence having count(*) = 2
    """,
    "distance 0 of an event without coordinates": """
        select 1 from events where shot_x is null and shot_distance = 0 and shot_made is null
    """,
    "a shot without coordinates": """
        select 1 from events where shot_x is null and shot_distance = 0 and shot_type = '2PT'
    """,
    "a lookup without suffix": """
        select 1 from resolved where raw_lookup <> lookup and raw_lookup = bare(lookup)
    """,
    "a last name as lookup": """
        select 1 from resolved where raw_lookup <> lookup and ends_with(lookup, raw_lookup)
    """,
    "a blocker as second player": """
        select 1 from events where event_action_type = 'missed' and player_2_lookup is not null
    """,
    "home and away swapped": """
        select 1 from events inner join finals using (nba_game_id)
        where home = canonical(away_team_abbr)
    """,
    "an unknown starting five": "select 1 from players where is_starter is null",
    "an active row of 0 minutes": """
        select 1 from players where minutes = '00:00' and points + field_goals_attempted = 0
    """,
    "whole minutes": """
        select 1 from players group by nba_game_id
        having bool_and(ends_with(minutes, ':00')) and count(*) > 10
    """,
    "minutes and seconds": "select 1 from players where not ends_with(minutes, ':00')",
    "a game without bdl rows": """
        select 1 from finals anti join bdl_player_boxscores using (game_id)
    """,
    "bdl minutes as MM": """
        select 1 from bdl_player_boxscores where regexp_full_match(minutes, '\\d\\d') and points > 0
    """,
    "bdl minutes as MM:SS": """
        select 1 from bdl_player_boxscores where regexp_full_match(minutes, '\\d\\d:\\d\\d')
    """,
    "a bdl row of zeros": "select 1 from bdl_player_boxscores where minutes in ('', '00')",
    "several lines of a player on a date": """
        select 1 from bettingpros_player_points_props where bet_side = 'over'
        group by game_date, player_lookup having count(distinct points_line) > 1
    """,
    "several lines of one book": """
        select 1 from bettingpros_player_points_props where bet_side = 'over'
        group by game_date, player_lookup, bookmaker having count(*) > 1
    """,
    "a line that is not active": """
        select 1 from bettingpros_player_points_props where not is_active
    """,
    "a line without opening": """
        select 1 from bettingpros_player_points_props where opening_line is null
    """,
    "a line after tip-off": """
        select 1 from bettingpros_player_points_props as line
        inner join games on games.game_date = line.game_date
            and line.player_team in (home, away)
        where bookmaker_last_update > tip_off
    """,
    "a line of a player who did not play": """
        select 1 from bettingpros_player_points_props as line
        inner join minutes_of using (game_date, player_lookup)
        where minutes_of.player_status = 'inactive'
    """,
    "a line of nobody's player": """
        select 1 from bettingpros_player_points_props where player_team = 'FA'
    """,
    "a line of a player on neither roster": """
        select 1 from bettingpros_player_points_props as line
        anti join espn_team_rosters as roster on roster.player_lookup = line.player_lookup
        where player_team <> 'FA'
            and line.player_lookup not in (select alias_lookup from player_aliases)
    """,
    "odds_api props in several snapshots": """
        select 1 from odds_api_player_points_props group by game_id, bookmaker, player_lookup
        having count(distinct snapshot_timestamp) >= 3
    """,
    "an odds_api snapshot after tip-off": """
        select 1 from odds_api_player_points_props inner join finals using (game_id)
        where snapshot_timestamp > tip_off
    """,
    "a date without odds_api props": """
        select 1 from finals anti join odds_api_player_points_props using (game_date)
    """,
    "an event hash as game id": """
        select 1 from odds_api_game_lines where regexp_full_match(game_id, '[0-9a-f]{32}')
    """,
    "the Los Angeles Clippers": """
        select 1 from odds_api_game_lines where home_team = 'Los Angeles Clippers'
    """,
    "a closing line without opening": """
        select 1 from odds_api_game_lines inner join finals on home = home_team_abbr
            and away = away_team_abbr and finals.game_date = odds_api_game_lines.game_date
        group by nba_game_id having count(distinct snapshot_timestamp) = 1
    """,
    "a game line after tip-off": """
        select 1 from odds_api_game_lines where snapshot_timestamp > commence_time
    """,
    "a team that has not submitted its report": """
        select 1 from nbac_injury_report
        where player_lookup is null and injury_status is null and reason = 'NOT YET SUBMITTED'
    """,
    "several reports of a day": """
        select 1 from nbac_injury_report group by report_date having count(distinct report_hour) = 3
    """,
    "a report after tip-off": """
        select 1 from nbac_injury_report inner join finals using (game_id)
        where (report_date + to_hours(report_hour)) at time zone 'America/New_York'
            > tip_off at time zone 'UTC'
    """,
    "a report without scrape time": "select 1 from nbac_injury_report where scrape_time is null",
    "a capitalised status": "select 1 from nbac_injury_report where injury_status = 'Out'",
    "an ESPN code": """
        select 1 from espn_team_rosters where team_abbr = 'UTAH' or team_abbr = 'WSH'
    """,
    "an unknown birth date": "select 1 from espn_team_rosters where birth_date is null",
    "a letter that no accent makes": """
        select 1 from minutes_of where regexp_matches(player_name, '[øłæßđıØŁÆĐ]')
    """,
    "a generational suffix": """
        select 1 from minutes_of where regexp_matches(player_name, ' (Jr\\.|Sr\\.|II|III|IV)$')
    """,
}


@pytest.mark.parametrize("dirt", DIRT)
def test_dirt_is_there(db: duckdb.DuckDBPyConnection, dirt: str):
    assert count(db, DIRT[dirt]) > 0


def test_all_espn_codes_occur(db: duckdb.DuckDBPyConnection):
    codes = {row[0] for row in rows(db, "select distinct team_abbr from espn_team_rosters")}
    assert {"GS", "NO", "NY", "SA", "UTAH", "WSH"} <= codes
    assert codes.isdisjoint({"GSW", "NOP", "NYK", "SAS", "UTA", "WAS"})


def test_injury_statuses_are_known_words(db: duckdb.DuckDBPyConnection):
    words = rows(db, "select distinct lower(injury_status) from nbac_injury_report")
    expected = {"out", "doubtful", "questionable", "probable", "available", None}
    assert {word for (word,) in words} == expected


# The whole season


@pytest.fixture(scope="module")
def whole() -> season.Season:
    return season.play(seed=7, calendar=Calendar(2021), games=None)


def test_whole_season_has_all_games(whole: season.Season):
    stages = [final.game.stage for final in whole.finals]
    assert stages.count(Stage.REGULAR) == 1230
    assert stages.count(Stage.PLAY_IN) == 6
    assert 4 * 14 <= stages.count(Stage.PLAYOFFS) <= 7 * 14
    ids = [final.game.nba_game_id for final in whole.finals]
    assert len(set(ids)) == len(ids)


def test_whole_season_lies_inside_its_dates(whole: season.Season):
    assert whole.dates[0] == date(2021, 10, 19)
    assert whole.upcoming[-1].game_date <= date(2022, 6, 16)
    assert whole.calendar.days_off.isdisjoint(whole.dates)
    assert date(2022, 2, 20) in whole.calendar.days_off


def test_whole_season_gives_every_team_82_games(whole: season.Season):
    played = [
        team
        for final in whole.finals
        if final.game.stage is Stage.REGULAR
        for team in final.game.teams
    ]
    assert {played.count(team) for team in set(played)} == {82}
    assert len(set(played)) == 30


def test_whole_season_leaves_the_finals_to_be_played(whole: season.Season):
    assert [game.round_name for game in whole.upcoming] == ["NBA Finals"] * 2
    assert whole.upcoming[0].game_date < whole.upcoming[1].game_date
    assert whole.dates[-1] < whole.upcoming[0].game_date
    assert all(
        (whole.next_date, team) in whole.rosters and whole.listings[game.nba_game_id, team]
        for game in whole.upcoming[:1]
        for team in game.teams
    )


def test_no_team_travels_more_than_the_models_allow(whole: season.Season):
    """12,000 miles in 14 days is the most that upcoming_team_game_context may publish."""
    legs: dict[str, list[tuple[date, float]]] = {team: [] for team in TEAMS}
    place = {team: team for team in TEAMS}
    for final in whole.finals:
        for team in final.game.teams:
            legs[team].append((final.game.game_date, MILES[place[team], final.game.home]))
            place[team] = final.game.home
    fortnights = [
        sum(miles for when, miles in of_team if day - timedelta(14) <= when <= day)
        for of_team in legs.values()
        for day, _ in of_team
    ]
    assert 5_000 < max(fortnights) < 11_000


def test_every_team_is_at_home_about_half_the_time(whole: season.Season):
    homes = [one.game.home for one in whole.finals if one.game.stage is Stage.REGULAR]
    assert all(36 <= homes.count(team) <= 46 for team in TEAMS)


def test_nobody_plays_on_three_days_in_a_row(whole: season.Season):
    dates: dict[str, list[date]] = {}
    for final in whole.finals:
        for team in final.game.teams:
            dates.setdefault(team, []).append(final.game.game_date)
    for days in dates.values():
        spans = [last - first for first, last in zip(days, days[2:], strict=False)]
        assert min(spans) >= timedelta(3)
