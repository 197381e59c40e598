"""Faults of all kinds, planted one at a time into a built season, and what coverage says of each.

    python -m tests.python.faults [--faults 320] [--seed 1]

Builds the real season, plants every kind of fault into every mart and raw table in turn on random
dates, and asks the table `coverage` for the status and the root. Prints the score and writes it to
docs/fault_campaign.md; exit code 1 if a fault was missed.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from tests.python.harness import ALL_KEYS, CHECKOUT, MARTS, SCHEMAS, Project

KINDS = (
    "drop",
    "duplicate",
    "shift by a day",
    "foreign key",
    "stranger row",
    "null key",
    "lost team",
    "lost half of a slate",
)
RAW_TABLES = (
    "nbac_schedule",
    "nbac_team_boxscore",
    "nbac_gamebook_player_stats",
    "nbac_play_by_play",
)
ABSENT = frozenset({"missing", "partial"})
EXCESS = frozenset({"excess"})
REPORT = CHECKOUT / "docs" / "fault_campaign.md"


@dataclass(frozen=True)
class Fault:
    """One fault: of a kind, in a table, on a date."""

    kind: str
    table: str
    day: date

    def __str__(self) -> str:
        """Name it in a message."""
        return f"{self.kind} in {self.table} on {self.day}"

    @property
    def expected(self) -> dict[date, frozenset[str]]:
        """The status that the table must have, by date."""
        if self.kind == "shift by a day":
            return {self.day: ABSENT, self.day + timedelta(days=1): EXCESS}
        if self.kind in ("drop", "lost team", "lost half of a slate"):
            return {self.day: ABSENT}
        # Whom nobody knows cannot be told from who is missing: the league's play-by-play then
        # differs from the box score, and a game of an unknown team is no game of the schedule.
        if (self.kind, self.table) in {
            ("foreign key", "nbac_play_by_play"),
            ("foreign key", "nbac_schedule"),
            ("null key", "nbac_schedule"),
            ("stranger row", "nbac_schedule"),
        }:
            return {self.day: ABSENT}
        return {self.day: EXCESS}

    @property
    def roots(self) -> set[tuple[str, date]]:
        """What may be named as the root of anything that it breaks."""
        roots = {(self.table, day) for day in self.expected}
        # Play-by-play of a game that nobody knows may as well be a game that the schedule lost.
        if (self.kind, self.table) == ("stranger row", "nbac_play_by_play"):
            roots.add(("nbac_schedule", self.day))
        return roots


@dataclass(frozen=True)
class Season:
    """A built season, and the statements that look at it anew, in the order of a build."""

    project: Project
    connection: duckdb.DuckDBPyConnection
    tables: dict[str, str]  # of facts and of observability: what makes each
    over_marts: frozenset[str]  # those of them that marts stand behind

    def look(self, *, raw_changed: bool) -> None:
        """Compute coverage again, as a build of observability does."""
        for relation, query in self.tables.items():
            if raw_changed or relation in self.over_marts:
                self.connection.execute(f"delete from {relation}")
                self.connection.execute(f"insert into {relation} by name {query}")

    def coverage(self) -> dict[tuple[str, date], dict]:
        """Every cell that is not as it should be."""
        relation = self.connection.sql(
            "from nba_processing.coverage"
            " where is_broken or status in ('missing', 'partial', 'excess')"
        )
        rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
        return {(row["model_name"], row["game_date"]): row for row in rows}

    def days(self, table: str) -> list[date]:
        """The dates on which a table has rows."""
        source = self.source(table)
        return [
            day
            for (day,) in self.connection.sql(
                f"select distinct game_date from {source} where {self.scope(table)} order by 1"
            ).fetchall()
        ]

    def source(self, table: str) -> str:
        """SQL for the rows of a table."""
        if table in RAW_TABLES:
            return f"read_parquet('{self.project.folder}/raw/nba_raw/{table}/*.parquet')"
        return f"{SCHEMAS[table]}.{table}"

    def scope(self, table: str) -> str:
        """The rows of a raw table that are promised: no preseason, no all-star game."""
        games = "select nba_game_id from known_games"
        return {
            "nbac_schedule": f"game_id in ({games})",
            "nbac_team_boxscore": f"nba_game_id in ({games})",
            "nbac_play_by_play": f"nba_game_id in ({games})",
        }.get(table, "true")

    def one(self, sql: str) -> tuple:
        """The first row of a query."""
        return self.connection.sql(sql).fetchone()

    @contextmanager
    def planted(self, fault: Fault, chance: random.Random) -> Iterator[None]:
        """Plant a fault, look at it, and take it back."""
        self.connection.execute("begin")
        try:
            if fault.table in RAW_TABLES:
                plant_raw(self, fault, chance)
            else:
                plant_mart(self, fault, chance)
            self.look(raw_changed=fault.table in RAW_TABLES)
            yield
        finally:
            self.connection.execute("rollback")
            if fault.table in RAW_TABLES:
                self.project.raw.restore_table(fault.table)


def text(value: object) -> str:
    """A value as SQL."""
    return f"'{value}'"


def plant_mart(season: Season, fault: Fault, chance: random.Random) -> None:
    """Change the rows of one date of a mart."""
    table = season.source(fault.table)
    key = [column for column in ALL_KEYS[fault.table] if column != "game_date"]
    entity = key[-1]
    on_day = f"game_date = date '{fault.day}'"
    rows = season.connection.sql(
        f"select {', '.join(key)} from {table} where {on_day} order by all"
    ).fetchall()
    row = chance.choice(rows)
    this = f"{on_day} and " + " and ".join(
        f"{column} = {text(value)}" for column, value in zip(key, row, strict=True)
    )
    columns = [name for name, *_ in season.connection.sql(f"describe {table}").fetchall()]
    parity = f"hash({key[0]}) % 2"
    half = f"{parity} = (select min({parity}) from {table} where {on_day})"
    team = next((name for name in ("defending_team_abbr", "team_abbr") if name in columns), entity)
    [lost] = season.one(
        f"select {team} from {table} where {on_day}"
        f" order by hash({team}, {chance.random()}) limit 1"
    )
    statements = {
        "drop": f"delete from {table} where {this}",
        "duplicate": f"insert into {table} from {table} where {this}",
        "shift by a day": f"update {table} set game_date = game_date + 1 where {this}",
        "foreign key": f"update {table} set {entity} = 'unheard of' where {this}",
        "stranger row": f"insert into {table} select * replace ('nobody' as {entity})"
        f" from {table} where {this}",
        "null key": f"alter table {table} alter {entity} drop not null;"
        f" update {table} set {entity} = null where {this}",
        "lost team": f"delete from {table} where {on_day} and {team} = {text(lost)}",
        "lost half of a slate": f"delete from {table} where {on_day} and {half}",
    }
    season.connection.execute(statements[fault.kind])


def plant_raw(season: Season, fault: Fault, chance: random.Random) -> None:
    """Change the rows of one date of a raw table, all copies of a row alike."""
    raw = season.project.raw
    source, scope = season.source(fault.table), season.scope(fault.table)
    on_day = f"game_date = date '{fault.day}' and {scope}"
    game_id = {
        "nbac_schedule": "game_id",
        "nbac_gamebook_player_stats": "game_id",
    }.get(fault.table, "nba_game_id")
    games = sorted(
        game
        for (game,) in season.connection.sql(
            f"select distinct {game_id} from {source} where {on_day}"
        ).fetchall()
    )
    game = f"{game_id} = {text(chance.choice(games))}"
    some = " or ".join(f"{game_id} = {text(each)}" for each in games[: (len(games) + 1) // 2])
    team = {
        "nbac_schedule": "home_team_tricode",
        "nbac_play_by_play": "player_1_team_abbr",
    }.get(fault.table, "team_abbr")
    [lost] = season.one(
        f"select {team} from {source} where {game} and coalesce({team}, '') <> ''"
        f" order by hash({team}, {chance.random()}) limit 1"
    )
    of_team = f"{game} and {team} = {text(lost)}"
    row = {
        "nbac_schedule": lambda: game,
        "nbac_team_boxscore": lambda: of_team,
        "nbac_gamebook_player_stats": lambda: (
            f"{game} and player_lookup = "
            + text(
                season.one(
                    f"select player_lookup from {source} where {of_team} and points > 3"
                    f" and lower(player_status) = 'active' and player_lookup <> ''"
                    f" order by hash(player_lookup, {chance.random()}) limit 1"
                )[0]
            )
        ),
        "nbac_play_by_play": lambda: (
            f"{game} and event_sequence = "
            + str(
                season.one(
                    f"select event_sequence from {source} where {of_team} and shot_made"
                    f" and shot_type in ('2PT', '3PT')"
                    f" order by hash(event_sequence, {chance.random()}) limit 1"
                )[0]
            )
        ),
    }[fault.table]()
    whole = {"nbac_gamebook_player_stats": of_team, "nbac_play_by_play": game}.get(fault.table, row)
    stranger = {
        "nbac_schedule": {"game_id": "'0022199999'", "away_team_tricode": "'SEA'"},
        "nbac_team_boxscore": {team: f"'{'ATL' if 'ATL' not in lost else 'BOS'}'"},
        "nbac_gamebook_player_stats": {team: "'NYK'", "player_lookup": "'nobody'"},
        "nbac_play_by_play": {"nba_game_id": "'0022199999'"},
    }[fault.table]
    contradiction = {
        "nbac_schedule": {"game_id": "'0022199999'"},
        "nbac_play_by_play": {"shot_made": "not shot_made"},
    }.get(fault.table, {"points": "points + 1"})
    plants: dict[str, Callable[[], None]] = {
        "drop": lambda: raw.delete(fault.table, row),
        "duplicate": lambda: raw.add(fault.table, row, **contradiction),
        "shift by a day": lambda: raw.update(fault.table, whole, game_date="game_date + 1"),
        "foreign key": lambda: raw.update(fault.table, row, **{team: "'XXX'"}),
        "stranger row": lambda: raw.add(fault.table, row, **stranger),
        "null key": lambda: raw.update(fault.table, row, **{game_id: "null"}),
        "lost team": lambda: raw.delete(
            fault.table, game if fault.table == "nbac_schedule" else of_team
        ),
        "lost half of a slate": lambda: raw.delete(fault.table, some),
    }
    plants[fault.kind]()


def verdict(season: Season, fault: Fault) -> str | None:
    """What coverage got wrong of a planted fault; None if it got all of it."""
    cells = season.coverage()
    for day, statuses in fault.expected.items():
        cell = cells.get((fault.table, day))
        if cell is None or cell["status"] not in statuses:
            status = cell["status"] if cell else "whole"
            return f"{fault}: {fault.table} of {day} is {status}, not {' or '.join(statuses)}"
    for (table, day), cell in cells.items():
        if (cell["root_model"], cell["root_date"]) not in fault.roots:
            root = f"{cell['root_model']} of {cell['root_date']}"
            return f"{fault}: {table} of {day} is {cell['status']} because of {root}"
    return None


def faults(season: Season, count: int, chance: random.Random) -> Iterator[Fault]:
    """Every kind in every table in turn, on random dates."""
    days = {table: season.days(table) for table in (*MARTS, *RAW_TABLES)}
    cases = [(kind, table) for kind in KINDS for table in (*MARTS, *RAW_TABLES)]
    chance.shuffle(cases)
    for number in range(count):
        kind, table = cases[number % len(cases)]
        # A row of the last date has no day after it in the window.
        yield Fault(kind, table, chance.choice(days[table][:-1]))


@contextmanager
def built(project: Project) -> Iterator[Season]:
    """Open a built season, with coverage over the whole of it."""
    run = project.dbt("build", "--selector", "observability", "--quiet")
    assert run.success, run.screen
    assert project.dbt("compile", "--quiet").success
    nodes = json.loads((project.target / "manifest.json").read_text())["nodes"]
    tables, over_marts = {}, set()
    # The results of a run are in its order: what is read comes before who reads it.
    for name in run.statuses:
        node = nodes.get(f"model.nba_pipeline.{name}", {})
        if node.get("config", {}).get("materialized") == "incremental":
            relation = f"{node['schema']}.{node['alias']}"
            tables[relation] = node["compiled_code"]
            if stands_on_marts(nodes, node):
                over_marts.add(relation)
    with duckdb.connect(project.warehouse) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(
            "create temp table known_games as select distinct game_id as nba_game_id"
            f" from read_parquet('{project.folder}/raw/nba_raw/nbac_schedule/*.parquet')"
            " where substr(game_id, 1, 3) in ('002', '004', '005')"
        )
        yield Season(project, connection, tables, frozenset(over_marts))


def stands_on_marts(nodes: dict[str, dict], node: dict) -> bool:
    """Whether a model reads a mart, itself or through others."""
    parents = [parent for parent in node["depends_on"]["nodes"] if parent.startswith("model.")]
    return any(
        parent.split(".")[-1] in MARTS or stands_on_marts(nodes, nodes[parent])
        for parent in parents
    )


def campaign(season: Season, count: int, seed: int) -> tuple[Counter, Counter, list[str]]:
    """Plant so many faults; how many were planted and found by kind, and what was missed."""
    chance = random.Random(seed)
    planted, found, missed = Counter(), Counter(), []
    assert season.coverage() == {}, "the season has faults of its own"
    for fault in faults(season, count, chance):
        with season.planted(fault, chance):
            wrong = verdict(season, fault)
        planted[fault.kind] += 1
        found[fault.kind] += wrong is None
        if wrong:
            missed.append(wrong)
            print(wrong, flush=True)
    season.look(raw_changed=True)
    assert season.coverage() == {}, "a fault was not taken back"
    return planted, found, missed


def report(planted: Counter, found: Counter, seed: int) -> str:
    """The page of docs/fault_campaign.md."""
    lines = [
        "# Fault campaign",
        "",
        f"Written by `make faults`, seed {seed}: one fault at a time in the built real season, in",
        "the ten marts and four raw tables in turn, on random dates. Found means the right status",
        "of the table on the date, and the right root of all that coverage calls broken.",
        "",
        "| fault | planted | found |",
        "|---|---|---|",
    ]
    lines += [f"| {kind} | {planted[kind]} | {found[kind]} |" for kind in KINDS]
    lines.append(f"| **all** | **{planted.total()}** | **{found.total()}** |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run a campaign and write its score."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.python.faults", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--faults", type=int, default=336, help="how many (default 336)")
    parser.add_argument("--seed", type=int, default=1, help="of the random dates and rows")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nba_faults_") as folder:
        (Path(folder) / "season").mkdir()
        (Path(folder) / "target").mkdir()
        project = Project(Path(folder) / "season", Path(folder) / "target")
        project.raw.restore()
        print("building the season …", flush=True)
        for command in ("seed", "run"):
            assert project.dbt("--quiet", command).success
        with built(project) as season:
            planted, found, missed = campaign(season, options.faults, options.seed)
    REPORT.write_text(report(planted, found, options.seed))
    print(f"{found.total()} of {planted.total()} faults found")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
