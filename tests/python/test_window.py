"""A window or flag that cannot be meant is refused in one clear screen, and nothing changes.

Each is a clear one-screen error, exit ≠ 0, nothing changed (docs/design.md 2.8 and 4).
"""

import re
import shutil
import subprocess

import pytest

from tests.python.harness import CHECKOUT, MARTS, Project, Run, changes, window

DATE = "2021-11-16"
SCREEN_LINES = 25


def assert_refused(run: Run, *words: str) -> None:
    """The command failed, wrote no mart, and its error says this within one screen."""
    assert not run.success
    assert not run.of(*MARTS) & {"success"}
    assert [word for word in words if word not in run.errors] == [], run.errors
    assert len(run.errors.splitlines()) < SCREEN_LINES


@pytest.fixture
def untouched(project: Project):
    """The built season; every published row must be the same after the test."""
    before = project.published()
    yield project
    assert changes(before, project.published()) == []


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ("{strat_date: 2021-11-16}", ["'strat_date'", "did you mean 'start_date'"]),
        ("{start_date: 2021-11-16, end: 2021-11-17}", ["'end'", "did you mean 'end_date'"]),
        ("{start_date: 2021-11-17, end_date: 2021-11-16}", ["2021-11-17 is after", "swap them"]),
        ("{start_date: '2021-02-30'}", ["start_date", "'2021-02-30'", "YYYY-MM-DD"]),
        ("{end_date: '2021-13-01'}", ["end_date", "'2021-13-01'", "YYYY-MM-DD"]),
        ("{start_date: 20211115}", ["start_date", "'20211115'", "YYYY-MM-DD"]),
        ("{start_date: 16/11/2021}", ["start_date", "'16/11/2021'", "YYYY-MM-DD"]),
        ("{start_date: null, end_date: null}", ["start_date", "YYYY-MM-DD"]),
        ("{start_date: '', end_date: ''}", ["start_date", "''", "YYYY-MM-DD"]),
        (
            "{start_date: \"2021-11-16' or true or '' = '\"}",
            ["start_date", "2021-11-16' or true", "YYYY-MM-DD"],
        ),
        ("{start_date: 2022-07-04, end_date: 2022-07-10}", ["2022-07-04", "2022-06-16"]),
    ],
)
def test_a_window_that_cannot_be_meant_is_refused(
    untouched: Project, variables: str, words: list[str]
) -> None:
    """Misspelt, inverted, no day of the calendar, no date, not in a season, or SQL."""
    assert_refused(untouched.dbt("build", "--vars", variables), *words)


def test_a_bare_30th_of_february_is_refused(untouched: Project) -> None:
    """YAML itself cannot make a date of it, so dbt refuses before it reads the project."""
    run = untouched.dbt("build", "--vars", "{start_date: 2021-02-30}")
    assert_refused(run, "day is out of range for month")


@pytest.mark.parametrize("command", ["build", "run"])
@pytest.mark.parametrize("flag", ["--full-refresh", "--empty"])
def test_a_flag_that_destroys_history_is_refused(
    untouched: Project, command: str, flag: str
) -> None:
    """F23: neither may shrink a published table; the message says what to run instead."""
    run = untouched.dbt(command, flag, "--vars", window(DATE))
    assert_refused(run, f"{flag} is refused", f"dbt build --vars '{window(DATE)}'")
    alone = untouched.dbt(command, flag, "--vars", window(DATE), "-s", MARTS[0])
    assert_refused(alone, f"{flag} is refused", MARTS[0])


def test_seeds_alone_may_be_refreshed(untouched: Project) -> None:
    """A seed holds no history: its whole content is in the repository."""
    refresh = ["--full-refresh", "-s", "resource_type:seed"]
    run = untouched.dbt("build", *refresh, "--vars", window(DATE))
    assert run.success, run.errors


def test_a_schedule_without_the_season_is_refused(untouched: Project) -> None:
    """F19: without promises everything would look complete."""
    untouched.raw.rewrite("nbac_schedule", "from raw limit 0")
    run = untouched.dbt("build", "--vars", window(DATE))
    assert_refused(run, DATE, "nbac_schedule is empty", "load its schedule")


def test_a_season_that_no_seed_knows_is_refused(untouched: Project) -> None:
    """Its bootstrap days and its ends would be unknown; -s does not go around it."""
    untouched.raw.add(
        "nbac_schedule",
        "game_id = '0022100001'",
        game_id="'0022200001'",
        season_year="2022",
        game_date="date '2022-10-18'",
    )
    words = ["2022-10-18", "seeds/seasons.csv", "2021-10-19 to 2022-06-16"]
    assert_refused(untouched.build("2022-10-18"), *words)
    assert_refused(untouched.run("2022-10-18", None, "-s", MARTS[0]), *words)


def test_missing_raw_tables_are_named(untouched: Project) -> None:
    """One table of twelve that is not there, and the whole folder."""
    shutil.rmtree(untouched.raw.path / "nba_raw" / "nbac_play_by_play")
    run = untouched.build(DATE)
    assert_refused(run, "raw/nba_raw/nbac_play_by_play", "NBA_RAW_DIR")
    assert "nbac_schedule" not in run.errors

    shutil.rmtree(untouched.raw.path)
    run = untouched.build(DATE)
    assert_refused(run, "12 of 12", "raw/nba_raw/nbac_schedule", "NBA_RAW_DIR")


@pytest.mark.parametrize(
    ("variables", "dates"),
    [
        ("{start_date: 2021-11-16}", "date '2021-11-16' and date '2021-11-16'"),
        ("{end_date: '2021-11-16'}", "date '2021-11-16' and date '2021-11-16'"),
        (window("2021-11-15", "2021-11-30"), "date '2021-11-15' and date '2021-11-30'"),
        ("{}", "date '2021-10-19' and date '2022-06-16'"),
    ],
)
def test_one_date_alone_is_that_date_and_none_is_the_season(
    season: Project, variables: str, dates: str
) -> None:
    """docs/design.md 4: as a date or as text."""
    run = season.dbt("compile", "--vars", variables, "--inline", "{{ in_window() }}")
    assert run.compiled == [f"game_date between {dates}"]


def test_make_gets_the_same_refusal_of_the_30th_of_february(untouched: Project) -> None:
    """`make build` hands its dates on in the environment, as they are and past no shell."""
    environment = subprocess.run(
        ["make", "--silent", "--eval", "show: ; @env", "show", "START=2021-02-30"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    dates = dict(re.findall(r"(?m)^(NBA_(?:START|END)_DATE)=(.*)$", environment))
    assert dates == {"NBA_START_DATE": "2021-02-30", "NBA_END_DATE": "2021-02-30"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in dates.items():
            patch.setenv(name, value)
        assert_refused(untouched.dbt("build"), "'2021-02-30'", "YYYY-MM-DD")


def test_a_window_of_the_environment_parses_nothing_and_vars_win(
    season: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window is then no other project; whoever writes --vars is obeyed all the same."""
    inline = ("compile", "--inline", "{{ in_window() }}")
    assert season.dbt(*inline).success
    monkeypatch.setenv("NBA_START_DATE", "2021-11-20")
    run = season.dbt(*inline)
    assert run.compiled == ["game_date between date '2021-11-20' and date '2021-11-20'"]
    assert "Unable to do partial parsing" not in run.screen
    monkeypatch.setenv("NBA_END_DATE", "2021-11-21")
    run = season.dbt(*inline)
    assert run.compiled == ["game_date between date '2021-11-20' and date '2021-11-21'"]
    assert "Unable to do partial parsing" not in run.screen
    run = season.dbt(*inline, "--vars", window(DATE))
    assert run.compiled == [f"game_date between date '{DATE}' and date '{DATE}'"]
    monkeypatch.setenv("NBA_START_DATE", "2021-11-20' or true or '' = '")
    assert_refused(season.dbt("build"), "start_date", "2021-11-20' or true", "YYYY-MM-DD")
