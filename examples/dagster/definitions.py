"""The pipeline as Dagster assets: a partition is a date, a run is one window, dbt is not changed.

    dagster dev -f examples/dagster/definitions.py

A run for one date builds that date. A backfill is one run for the whole range, not one per date:
a window costs one statement per table however long it is. What a gate refuses fails the run with
dbt's message, and is not retried: a refusal is not a hiccup.
"""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import dagster
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets

PROJECT = DbtProject(
    project_dir=Path(__file__).resolve().parents[2],
    profiles_dir=Path(__file__).resolve().parents[2] / "profiles",
    target_path=Path(os.environ.get("DBT_TARGET_PATH", "target")),
)
# The assets are made from the manifest; `make setup` has installed the packages it needs.
DbtCliResource(project_dir=PROJECT).cli(
    ["--quiet", "parse"], target_path=PROJECT.manifest_path.parent
).wait()

DATES = dagster.DailyPartitionsDefinition(
    start_date="2021-10-19", timezone="America/New_York", end_offset=1
)


def window(first: str, last: str) -> list[str]:
    """The arguments by which dbt builds the dates from first to last, both included."""
    return ["--vars", json.dumps({"start_date": first, "end_date": last})]


@dbt_assets(
    manifest=PROJECT.manifest_path,
    project=PROJECT,
    select="fqn:*",
    partitions_def=DATES,
    backfill_policy=dagster.BackfillPolicy.single_run(),
)
def nba_pipeline(context: dagster.AssetExecutionContext, dbt: DbtCliResource) -> Iterator[Any]:
    """Seeds, facts, marts, coverage and their tests, for the dates of the run."""
    dates = context.partition_key_range
    yield from dbt.cli(["build", *window(dates.start, dates.end)], context=context).stream()


daily_build = dagster.define_asset_job("daily_build", [nba_pipeline])


@dagster.schedule(
    job=daily_build, cron_schedule="0 11 * * *", execution_timezone="America/New_York"
)
def every_morning(context: dagster.ScheduleEvaluationContext) -> dagster.RunRequest:
    """Yesterday, whose games are final, and today, whose games are to be predicted: one window."""
    today = context.scheduled_execution_time.date()
    return dagster.RunRequest(
        tags={
            "dagster/asset_partition_range_start": str(today - timedelta(days=1)),
            "dagster/asset_partition_range_end": str(today),
        }
    )


defs = dagster.Definitions(
    assets=[nba_pipeline],
    schedules=[every_morning],
    resources={"dbt": DbtCliResource(project_dir=PROJECT)},
)
