"""Time cold builds of one season, one month and one date, and write docs/benchmark.md.

    python -m tools.bench

Each build is a process of its own (`dbt build`, start-up included) on a scratch warehouse:
first the season into an empty file, then the month and the date into the built one. The limit
that SQL alone sets is the same compiled statements run directly in DuckDB. Raw data come from
NBA_RAW_DIR (default data/); the season is the default window of dbt_project.yml.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "benchmark.md"
WINDOWS = {
    "one season": None,
    "one month": "{start_date: 2021-11-01, end_date: 2021-11-30}",
    "one date": "{start_date: 2021-11-17, end_date: 2021-11-17}",
}
MARTS = (
    "player_game_summary",
    "team_offense_game_summary",
    "team_defense_game_summary",
    "upcoming_team_game_context",
    "upcoming_player_game_context",
    "player_shot_zone_analysis",
    "team_defense_zone_analysis",
    "player_composite_factors",
    "player_daily_cache",
    "ml_feature_store_v2",
)


@dataclass
class Build:
    """What one `dbt build` cost: seconds of wall time, MiB of peak memory, seconds per node."""

    wall: float
    peak_mib: float
    nodes: dict[str, float]
    direct: dict[str, float]  # seconds of each mart's compiled SQL in DuckDB alone

    def seconds_of(self, prefix: str) -> float:
        """Seconds spent in the nodes of one resource type, e.g. `test.`."""
        return sum(seconds for node, seconds in self.nodes.items() if node.startswith(prefix))

    def mart_seconds(self, mart: str) -> float:
        """Seconds that dbt needed for a mart: its gate and its write."""
        return self.nodes[f"model.nba_pipeline.{mart}"]


def build(window: str | None, scratch: Path) -> Build:
    """Run `dbt build` for a window in a process of its own and measure it."""
    target = scratch / "target"
    shutil.rmtree(target, ignore_errors=True)
    environment = os.environ | {
        "NBA_WAREHOUSE": str(scratch / "bench.duckdb"),
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(scratch / "logs"),
    }
    command = [str(Path(sys.executable).with_name("dbt")), "--quiet", "build"]
    command += ["--vars", window] if window else []
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        raise SystemExit(f"dbt build failed for {window or 'the season'}: nothing to measure")
    results = json.loads((target / "run_results.json").read_text())["results"]
    return Build(
        wall=wall,
        peak_mib=usage.ru_maxrss / 1024,
        nodes={result["unique_id"]: result["execution_time"] for result in results},
        direct=run_directly(scratch / "bench.duckdb", target),
    )


def run_directly(warehouse: Path, target: Path) -> dict[str, float]:
    """Seconds of each mart's compiled SELECT, run in DuckDB without dbt."""
    seconds = {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        for mart in MARTS:
            (compiled,) = (target / "compiled").rglob(f"{mart}.sql")
            started = time.perf_counter()
            connection.execute(f"create or replace temp table measured as {compiled.read_text()}")
            seconds[mart] = time.perf_counter() - started
    return seconds


def report(builds: dict[str, Build]) -> str:
    """The Markdown page of docs/benchmark.md."""
    season = builds["one season"]
    lines = [
        "# Benchmark",
        "",
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}: "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}, {len(season.nodes)} nodes in a build.",
        "Cold: every build is a new process, start-up and parsing included, with all gates and "
        "tests.",
        "",
        "| window | wall, s | peak memory, MiB | marts (gate and write), s | their SQL alone, s "
        "| tests, s | start-up and the rest, s |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, cost in builds.items():
        marts = sum(cost.mart_seconds(mart) for mart in MARTS)
        tests = cost.seconds_of("test.")
        lines.append(
            f"| {name} | {cost.wall:.1f} | {cost.peak_mib:.0f} | {marts:.1f} "
            f"| {sum(cost.direct.values()):.1f} | {tests:.1f} | {cost.wall - marts - tests:.1f} |"
        )
    lines += [
        "",
        "Each mart over the season: what dbt needs with the gate, and what its compiled statement "
        "needs in DuckDB alone. The gate evaluates the statement once more before it is written.",
        "",
        "| mart | dbt, s | SQL alone, s | ratio |",
        "|---|---|---|---|",
    ]
    for mart in MARTS:
        dbt_seconds, sql_seconds = season.mart_seconds(mart), season.direct[mart]
        lines.append(
            f"| {mart} | {dbt_seconds:.2f} | {sql_seconds:.2f} | {dbt_seconds / sql_seconds:.1f} |"
        )
    lines += ["", "The ten slowest nodes of the season:", "", "| node | s |", "|---|---|"]
    slowest = sorted(season.nodes.items(), key=lambda item: -item[1])[:10]
    lines += [f"| {'.'.join(node.split('.')[:3:2])} | {seconds:.2f} |" for node, seconds in slowest]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure the three windows and write the report."""
    builds = {}
    with tempfile.TemporaryDirectory(prefix="nba_bench_") as folder:
        for name, window in WINDOWS.items():
            print(f"building {name} …", flush=True)
            builds[name] = build(window, Path(folder))
            print(f"  {builds[name].wall:.1f} s, {builds[name].peak_mib:.0f} MiB", flush=True)
    REPORT.write_text(report(builds))
    print(f"wrote {REPORT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
