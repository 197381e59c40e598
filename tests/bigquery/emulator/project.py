"""The project on an emulator of BigQuery, through dbt-bigquery and the project's own profile."""

from dataclasses import dataclass

import pytest
from google.cloud import bigquery

from tests.bigquery.emulator.host import PROJECT
from tests.python.harness import MARTS, SCHEMAS, Project, Run

# What the emulator cannot do, and what is said to it instead of to BigQuery.
FOR_THE_EMULATOR_ALONE = {
    # It has no credentials; any token is taken.
    "NBA_BIGQUERY_TOKEN": "emulator",
    "NBA_BIGQUERY_PROJECT": PROJECT,
}


@dataclass(frozen=True)
class BigQueryProject:
    """The project, its warehouse on an emulator."""

    project: Project
    address: str
    client: bigquery.Client

    def dbt(self, *arguments: str, dates: tuple[str, str] | None = None, **environment: str) -> Run:
        """Run a dbt command on the bigquery target, for a window or the season on hand."""
        said = FOR_THE_EMULATOR_ALONE | environment
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("NBA_BIGQUERY_ENDPOINT", self.address)
            for name, value in said.items():
                patch.setenv(name, value)
            return self.project.dbt(*arguments, "--target", "bigquery", dates=dates)

    def build(self, first: str, last: str | None = None, *arguments: str) -> Run:
        """Build a window with all its tests."""
        return self.dbt("build", *arguments, dates=(first, last or first))

    def run(self, first: str, last: str | None = None, *arguments: str, **environment: str) -> Run:
        """Build a window without tests: only the gates guard it."""
        return self.dbt("run", *arguments, dates=(first, last or first), **environment)

    def query(self, sql: str) -> list[dict]:
        """Read the warehouse."""
        return [dict(row) for row in self.client.query_and_wait(sql)]

    def rows(self, mart: str, first: str, last: str) -> list[dict]:
        """Read the rows of a mart in a window."""
        return self.query(
            f"select * from {SCHEMAS[mart]}.{mart}"
            f" where game_date between date '{first}' and date '{last}'"
        )

    def rows_per_date(self) -> dict[tuple[str, str], int]:
        """Count the rows of each mart and date."""
        return {
            (mart, str(row["game_date"])): row["found"]
            for mart in MARTS
            for row in self.query(
                f"select game_date, count(*) as found from {SCHEMAS[mart]}.{mart}"
                f" where game_date > date '2000-01-01' group by game_date"
            )
        }
