"""Time builds of one season, one month and one date, and write docs/benchmark.md.

    python -m tools.bench [--scale]

Each build is a process of its own (`dbt build`, start-up included) on a scratch warehouse:
first the season into an empty file, everything parsed anew, then the month and the date into the
built one, as `make build START=…` gives them. CPU seconds are user and system time of the process.
The limit that SQL alone sets is the same compiled statements run directly in DuckDB. Raw data come
from NBA_RAW_DIR (default data/); the season is the default window of dbt_project.yml. `--scale`
adds how cost grows with synthetic seasons: so many built at once with the time of their coverage,
and one date on such a history.
"""

import argparse
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
    "one month": ("2021-11-01", "2021-11-30"),
    "one date": ("2021-11-17", "2021-11-17"),
}
SCALES = (1, 2, 5)  # seasons of history


@dataclass
class Build:
    """What one `dbt build` cost: seconds by the clock and of CPU, MiB of peak memory, per node."""

    wall: float
    cpu: float
    peak_mib: float
    nodes: dict[str, float]
    direct: dict[str, float]  # seconds of each mart's compiled SQL in DuckDB alone

    def seconds_of(self, prefix: str) -> float:
        """Seconds spent in the nodes of one resource type, e.g. `test.`."""
        return sum(seconds for node, seconds in self.nodes.items() if node.startswith(prefix))

    def mart_seconds(self) -> dict[str, float]:
        """Seconds that dbt needed for each mart: its gate and its write."""
        return {mart: self.nodes[f"model.nba_pipeline.{mart}"] for mart in self.direct}


def build(window: tuple[str, str] | None, scratch: Path) -> Build:
    """Run `dbt build` for a window in a process of its own and measure it."""
    target = scratch / "target"
    environment = os.environ | {
        "NBA_WAREHOUSE": str(scratch / "bench.duckdb"),
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(scratch / "logs"),
    }
    if window:
        environment |= dict(zip(("NBA_START_DATE", "NBA_END_DATE"), window, strict=True))
    command = [str(Path(sys.executable).with_name("dbt")), "--quiet", "build"]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        raise SystemExit(f"dbt build failed for {window or 'the season'}: nothing to measure")
    results = json.loads((target / "run_results.json").read_text())["results"]
    return Build(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        peak_mib=usage.ru_maxrss / 1024,
        nodes={result["unique_id"]: result["execution_time"] for result in results},
        direct=run_directly(scratch / "bench.duckdb", target),
    )


def run_directly(warehouse: Path, target: Path) -> dict[str, float]:
    """Seconds of each mart's compiled SELECT, run in DuckDB without dbt."""
    seconds = {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        for compiled in sorted((target / "compiled/nba_pipeline/models/marts").glob("*/*.sql")):
            started = time.perf_counter()
            connection.execute(f"create or replace temp table measured as {compiled.read_text()}")
            seconds[compiled.stem] = time.perf_counter() - started
    return seconds


def write_seasons(years: range, scratch: Path) -> Path:
    """Write synthetic seasons and lay the last 1, 2 and 5 out as raw folders of their own."""
    for year in years:
        print(f"  writing season {year} …", flush=True)
        command = [sys.executable, "-m", "packages.sample_season", "--full", "--season", str(year)]
        subprocess.run(
            [*command, "--out", str(scratch / str(year))], cwd=ROOT, check=True, capture_output=True
        )
    for count in SCALES:
        raw = scratch / f"raw_{count}"
        for year in years[-count:]:
            for file in (scratch / str(year) / "nba_raw").rglob("*.parquet"):
                link = raw / "nba_raw" / file.parent.name / f"{year}_{file.name}"
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(file)
        (raw / "nba_reference").mkdir()
        for table in ("nba_players_registry", "player_aliases"):
            files = [
                str(scratch / str(year) / f"nba_reference/{table}.parquet")
                for year in years[-count:]
            ]
            duckdb.execute(
                f"copy (select distinct * from read_parquet({files}))"
                f" to '{raw / 'nba_reference' / table}.parquet' (format parquet)"
            )
    return scratch


def project_of_seasons(years: range, scratch: Path) -> Path:
    """A copy of the project whose seeds know the years, and excuse nothing."""
    project = scratch / "project"
    ignored = shutil.ignore_patterns(".*", "data", "logs", "target", "python", "*.duckdb*")
    shutil.copytree(ROOT, project, symlinks=True, ignore=ignored)
    seasons = [f"{year},{year}-10-01,{year + 1}-06-30,14" for year in years]
    header = "season_year,first_date,last_date,bootstrap_days"
    (project / "seeds" / "seasons.csv").write_text("\n".join([header, *seasons]) + "\n")
    return project


def run_dbt(project: Path, scratch: Path, count: int, *arguments: str) -> float:
    """Seconds by the clock of a dbt command on so many seasons, start-up and parsing apart."""
    target = scratch / f"target_{count}"
    environment = os.environ | {
        "NBA_RAW_DIR": str(scratch / f"raw_{count}"),
        "NBA_WAREHOUSE": str(scratch / f"scale_{count}.duckdb"),
        "DBT_PROJECT_DIR": str(project),
        "DBT_PROFILES_DIR": str(project / "profiles"),
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(scratch / "logs"),
    }
    dbt = str(Path(sys.executable).with_name("dbt"))
    subprocess.run([dbt, "--quiet", *arguments], cwd=project, env=environment, check=True)
    return json.loads((target / "run_results.json").read_text())["elapsed_time"]


def run_models(project: Path, scratch: Path, count: int, first: str, last: str) -> float:
    """Seconds of `dbt run` for a window on so many seasons: facts, marts, gates and coverage."""
    window = f"{{start_date: {first}, end_date: {last}}}"
    run_dbt(project, scratch, count, "seed", "--vars", window)
    return run_dbt(project, scratch, count, "run", "--vars", window)


def query_coverage(project: Path, scratch: Path, count: int, first: str, last: str) -> float:
    """Seconds in the tables of coverage, computed anew for a window on so many seasons."""
    window = f"{{start_date: {first}, end_date: {last}}}"
    return run_dbt(project, scratch, count, "run", "--selector", "coverage", "--vars", window)


def scale(scratch: Path) -> dict[str, float]:
    """Seconds of a run, and of coverage alone, by amount of history."""
    years = range(2019, 2024)
    write_seasons(years, scratch)
    project = project_of_seasons(years, scratch)
    seconds = {}
    for count in SCALES:
        first = f"{years[-count]}-10-01"
        print(f"  building {count} season(s) …", flush=True)
        seconds[f"{count} season(s) at once"] = run_models(
            project, scratch, count, first, "2024-06-30"
        )
        seconds[f"coverage of {count} season(s)"] = query_coverage(
            project, scratch, count, first, "2024-06-30"
        )
    for count in SCALES:
        seconds[f"one date on {count} season(s)"] = min(
            run_models(project, scratch, count, "2024-01-17", "2024-01-17") for _ in range(3)
        )
    return seconds


def report(builds: dict[str, Build], scaled: dict[str, float]) -> str:
    """The Markdown page of docs/benchmark.md."""
    season = builds["one season"]
    lines = [
        "# Benchmark",
        "",
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}: "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}, {len(season.nodes)} nodes in a build.",
        "Every build is a new process, start-up included, with all gates and tests; the season "
        "parses the project too, the others take their window from the environment and do not.",
        "",
        "| window | wall, s | CPU, s | peak memory, MiB | facts and coverage, s "
        "| marts (gate and write), s | their SQL alone, s | tests, s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, cost in builds.items():
        marts = sum(cost.mart_seconds().values())
        tests = cost.seconds_of("test.")
        facts = cost.seconds_of("model.") - marts
        lines.append(
            f"| {name} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.peak_mib:.0f} | {facts:.1f} "
            f"| {marts:.1f} | {sum(cost.direct.values()):.1f} | {tests:.1f} |"
        )
    lines += [
        "",
        "Seconds of nodes add up those of all threads. Each mart over the season: what dbt needs "
        "with the gate, and what its compiled statement needs in DuckDB alone.",
        "",
        "| mart | dbt, s | SQL alone, s | ratio |",
        "|---|---|---|---|",
    ]
    for mart, dbt_seconds in season.mart_seconds().items():
        sql_seconds = season.direct[mart]
        lines.append(
            f"| {mart} | {dbt_seconds:.2f} | {sql_seconds:.2f} | {dbt_seconds / sql_seconds:.1f} |"
        )
    lines += ["", "The ten slowest nodes of the season:", "", "| node | s |", "|---|---|"]
    slowest = sorted(season.nodes.items(), key=lambda item: -item[1])[:10]
    lines += [f"| {'.'.join(node.split('.')[:3:2])} | {seconds:.2f} |" for node, seconds in slowest]
    if scaled:
        lines += [
            "",
            "Synthetic seasons of 1,230 games and play-offs; by the clock, with gates and "
            "coverage, without tests, start-up and parsing:",
            "",
            "| what | s |",
            "|---|---|",
        ]
        lines += [f"| {name} | {seconds:.2f} |" for name, seconds in scaled.items()]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure the three windows and write the report."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.bench", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--scale", action="store_true", help="also measure up to five seasons")
    options = parser.parse_args()
    builds, scaled = {}, {}
    with tempfile.TemporaryDirectory(prefix="nba_bench_") as folder:
        for name, window in WINDOWS.items():
            print(f"building {name} …", flush=True)
            builds[name] = build(window, Path(folder))
            print(f"  {builds[name].wall:.1f} s, {builds[name].peak_mib:.0f} MiB", flush=True)
        if options.scale:
            print("scaling …", flush=True)
            scaled = scale(Path(folder))
    REPORT.write_text(report(builds, scaled))
    print(f"wrote {REPORT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
