"""The 25 features: value and source of each (feature_store.md 2)."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .arithmetic import clamped, difference, mean, published, ratio

Value = float | int | Decimal
Found = tuple[Value, str]
PHASE4, PHASE3, CALCULATED, DEFAULT = "phase4", "phase3", "calculated", "default"
MINIMUM_GAMES = 5
RISKS = {
    None: 0,
    "available": 0,
    "probable": 1,
    "questionable": 2,
    "doubtful": 3,
    "out": 3,
}


@dataclass(frozen=True)
class Inputs:
    """The rows one vector is read from; `last_10` is oldest first."""

    context: dict
    cache: dict | None
    factors: dict
    zones: dict | None
    opponent: dict | None
    team_form: dict
    team_context: dict
    team_finals: int
    last_10: list[dict]


def feature(name: str, inputs: Inputs) -> Found:
    """The first value that is not NULL, with its source; else the default."""
    default, candidates = _RULES[name]
    for source, read in candidates:
        value = read(inputs)
        if value is not None:
            return value, source
    return default, DEFAULT


def _column(table: str, name: str) -> Callable[[Inputs], Value | None]:
    """A published column of one of the rows; NULL without the row."""

    def read(inputs: Inputs) -> Value | None:
        row = getattr(inputs, table)
        return None if row is None else row[name]

    return read


def _share(name: str) -> Callable[[Inputs], Decimal | None]:
    """A percentage of the shot zones as a share; exact with 4 decimals."""

    def read(inputs: Inputs) -> Decimal | None:
        percentage = None if inputs.zones is None else inputs.zones[name]
        return None if percentage is None else percentage / 100

    return read


def rest_advantage(inputs: Inputs) -> int | None:
    """9: his own rest against the opponent team's."""
    rest = difference(inputs.context["days_rest"], inputs.context["opponent_days_rest"])
    return clamped(rest, -2, 2)


def injury_risk(inputs: Inputs) -> int | None:
    """10: by the listed status; NULL without a report."""
    if not inputs.context["injury_report_available"]:
        return None
    return RISKS[inputs.context["player_status"]]


def recent_trend(inputs: Inputs) -> int | None:
    """11: the newest three games against the two before them."""
    if len(inputs.last_10) < MINIMUM_GAMES:
        return None
    points = [row["points"] for row in reversed(inputs.last_10)]
    return _in_steps(mean(points[:3]) - mean(points[3:5]), large=5, small=2)


def minutes_change(inputs: Inputs) -> int | None:
    """12: last 10 games against the season, both published."""
    if inputs.cache is None:
        return None
    recent, season = inputs.cache["minutes_avg_last_10"], inputs.cache["minutes_avg_season"]
    if recent is None or season is None:
        return None
    change = published(ratio(float(recent) - float(season), float(season)), 4)
    if change is None:
        return None
    return _in_steps(change, large=Decimal("0.20"), small=Decimal("0.10"))


def free_throw_share(inputs: Inputs) -> Decimal | None:
    """21: points from the line among the points of the last 10 games."""
    if len(inputs.last_10) < MINIMUM_GAMES:
        return None
    share = ratio(
        sum(row["ft_makes"] for row in inputs.last_10),
        sum(row["points"] for row in inputs.last_10),
    )
    return published(clamped(share, 0, 0.5), 4)


def team_win_share(inputs: Inputs) -> Decimal | None:
    """24: the record of his team, from 5 final games."""
    if inputs.team_finals < MINIMUM_GAMES:
        return None
    return inputs.team_context["team_win_pct"]


def _in_steps(value: Value, large: Value, small: Value) -> int:
    """2 or 1 from the bounds upwards, -2 or -1 from them downwards, else 0."""
    size = 2 if abs(value) >= large else 1 if abs(value) >= small else 0
    return size if value > 0 else -size


def _is_playoff_game(inputs: Inputs) -> int:
    return int(inputs.context["season_phase"] == "playoffs")


def _context_flag(name: str) -> Callable[[Inputs], int]:
    return lambda inputs: int(inputs.context[name])


_RULES: dict[str, tuple[float | None, list[tuple[str, Callable[[Inputs], Value | None]]]]] = {
    "points_avg_last_5": (
        10.0,
        [
            (PHASE4, _column("cache", "points_avg_last_5")),
            (PHASE3, _column("context", "points_avg_last_5")),
        ],
    ),
    "points_avg_last_10": (
        10.0,
        [
            (PHASE4, _column("cache", "points_avg_last_10")),
            (PHASE3, _column("context", "points_avg_last_10")),
        ],
    ),
    "points_avg_season": (
        10.0,
        [
            (PHASE4, _column("cache", "points_avg_season")),
            (PHASE3, _column("context", "points_avg_last_10")),
        ],
    ),
    "points_std_last_10": (5.0, [(PHASE4, _column("cache", "points_std_last_10"))]),
    "games_in_last_7_days": (
        3.0,
        [
            (PHASE4, _column("cache", "games_in_last_7_days")),
            (PHASE3, _column("context", "games_in_last_7_days")),
        ],
    ),
    "fatigue_score": (50.0, [(PHASE4, _column("factors", "fatigue_score"))]),
    "shot_zone_mismatch_score": (
        0.0,
        [(PHASE4, _column("factors", "shot_zone_mismatch_score"))],
    ),
    "pace_score": (0.0, [(PHASE4, _column("factors", "pace_score"))]),
    "usage_spike_score": (0.0, [(PHASE4, _column("factors", "usage_spike_score"))]),
    "rest_advantage": (0.0, [(CALCULATED, rest_advantage)]),
    "injury_risk": (0.0, [(CALCULATED, injury_risk)]),
    "recent_trend": (0.0, [(CALCULATED, recent_trend)]),
    "minutes_change": (0.0, [(CALCULATED, minutes_change)]),
    "opponent_def_rating": (112.0, [(PHASE4, _column("opponent", "defensive_rating_last_15"))]),
    "opponent_pace": (100.0, [(PHASE4, _column("opponent", "opponent_pace"))]),
    "home_away": (None, [(PHASE3, _context_flag("home_game"))]),
    "back_to_back": (None, [(PHASE3, _context_flag("back_to_back"))]),
    "playoff_game": (None, [(PHASE3, _is_playoff_game)]),
    "pct_paint": (0.30, [(PHASE4, _share("paint_rate_last_10"))]),
    "pct_mid_range": (0.20, [(PHASE4, _share("mid_range_rate_last_10"))]),
    "pct_three": (0.35, [(PHASE4, _share("three_pt_rate_last_10"))]),
    "pct_free_throw": (0.15, [(CALCULATED, free_throw_share)]),
    "team_pace": (
        100.0,
        [
            (PHASE4, _column("cache", "team_pace_last_10")),
            (PHASE3, _column("team_form", "team_pace_last_10")),
        ],
    ),
    "team_off_rating": (
        112.0,
        [
            (PHASE4, _column("cache", "team_off_rating_last_10")),
            (PHASE3, _column("team_form", "team_off_rating_last_10")),
        ],
    ),
    "team_win_pct": (0.5, [(CALCULATED, team_win_share)]),
}
"""Default and sources in order, by name and position."""

FEATURES = tuple(_RULES)
