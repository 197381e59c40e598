"""Build the five tables from a folder of raw files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import (
    boxscores,
    game_lines,
    injuries,
    play_by_play,
    points_lines,
    rosters,
    schedule,
)
from .contract import in_contract_order
from .names import Lookups, normalise
from .player_game_summary import summarise_players, with_line
from .player_history import PlayerHistory
from .raw_files import read_raw, read_reference
from .reconciliation import Failure, ResolvedGame, failures
from .team_summaries import absences, summarise_defense, summarise_offense
from .upcoming_player import PlayerContext
from .upcoming_team import TeamContext


@dataclass(frozen=True)
class Summaries:
    """The three game summaries and what was resolved on the way to them."""

    resolved: dict[str, ResolvedGame]
    failures: list[Failure]
    rosters_by_date: dict[date, rosters.RostersOfDate]
    history: PlayerHistory
    offense: list[dict]
    defense: list[dict]


class Build:
    """Staged inputs and the tables built from them, step by step."""

    def __init__(self, raw_dir: Path, known_gaps: list[dict], today: date | None = None) -> None:
        """Without `today` no line of known_gaps has expired."""
        self._raw_dir = raw_dir
        self.known_gaps = known_gaps
        self.today = today
        self.lookups = Lookups(self._aliases())
        self.schedule = schedule.Schedule(
            schedule.stage_schedule(self._read("nbac_schedule", schedule.COLUMNS))
        )
        self.rosters = rosters.Rosters(
            rosters.stage_rosters(
                self._read("espn_team_rosters", rosters.ROSTER_COLUMNS), self.lookups
            ),
            self.schedule,
        )
        self.registry = rosters.stage_registry(
            read_reference(raw_dir, "nba_players_registry", rosters.REGISTRY_COLUMNS),
            self.lookups,
        )
        self.summaries = self._summarise_games()
        self.lines = points_lines.choose_lines(
            self._read("odds_api_player_points_props", points_lines.ODDS_API_COLUMNS),
            self._read("bettingpros_player_points_props", points_lines.BETTINGPROS_COLUMNS),
            self.schedule,
            self.summaries.rosters_by_date,
            self.lookups,
        )
        self.injuries = injuries.InjuryReports(
            self._read("nbac_injury_report", injuries.COLUMNS),
            self.schedule,
            self.lookups,
        )
        self.tables = self._tables()

    def _read(self, table: str, columns: Iterable[str]) -> list[dict]:
        return read_raw(self._raw_dir, table, list(columns))

    def _aliases(self) -> dict[str, str]:
        """Active aliases (raw.md 3.3)."""
        columns = ["alias_lookup", "nba_canonical_lookup", "is_active"]
        return {
            normalise(row["alias_lookup"]): normalise(row["nba_canonical_lookup"])
            for row in read_reference(self._raw_dir, "player_aliases", columns)
            if row["is_active"]
        }

    def _summarise_games(self) -> Summaries:
        """Date by date: a roster of recent box scores needs the dates before."""
        gamebook = boxscores.group_by_game(
            self._read("nbac_gamebook_player_stats", boxscores.GAMEBOOK_COLUMNS),
            self.schedule,
        )
        bdl = boxscores.group_by_game(
            self._read("bdl_player_boxscores", boxscores.BDL_COLUMNS), self.schedule
        )
        team_rows = boxscores.stage_team_rows(
            self._read("nbac_team_boxscore", boxscores.TEAM_COLUMNS), self.schedule
        )
        events = play_by_play.stage_play_by_play(
            self._read("nbac_play_by_play", play_by_play.COLUMNS),
            self.schedule,
            self.lookups,
        )
        result = Summaries({}, [], {}, PlayerHistory(), [], [])
        for day in sorted(self.schedule.by_date):
            rosters_of_date = self.rosters.of_date(day, result.history)
            result.rosters_by_date[day] = rosters_of_date
            player_rows = []
            for game in self.schedule.by_date[day]:
                if not game.is_final:
                    continue
                staged = boxscores.stage_gamebook(
                    gamebook.get(game.game_id, []), rosters_of_date, self.lookups
                )
                resolved = _resolve(
                    game,
                    staged,
                    boxscores.stage_bdl(bdl.get(game.game_id, []), self.lookups),
                    team_rows.get(game.game_id, []),
                    events.get(game.nba_game_id, []),
                )
                result.resolved[game.game_id] = resolved
                found = failures(resolved)
                result.failures.extend(found)
                if not all(self._is_excused(failure) for failure in found):
                    continue
                player_rows += summarise_players(resolved, self.registry)
                for team in game.teams:
                    absent = absences(game, team, staged, result.history)
                    offense = summarise_offense(resolved, team, absent)
                    defense = summarise_defense(resolved, team, absent)
                    result.offense.extend([offense] if offense else [])
                    result.defense.extend([defense] if defense else [])
            result.history.add(player_rows)
        return result

    def _is_excused(self, failure: Failure) -> bool:
        return any(failure.is_excused_by(gap, self.today) for gap in self.known_gaps)

    def _tables(self) -> dict[str, list[dict]]:
        history = self.summaries.history
        tables = {
            "player_game_summary": [
                with_line(row, self.lines.get((row["game_id"], row["player_lookup"])))
                for row in history.all_rows()
            ],
            "team_offense_game_summary": self.summaries.offense,
            "team_defense_game_summary": self.summaries.defense,
        }
        tables["upcoming_team_game_context"] = TeamContext(
            self.schedule,
            game_lines.GameLines(
                self._read("odds_api_game_lines", game_lines.COLUMNS), self.schedule
            ),
            self.injuries,
            history,
        ).rows()
        tables["upcoming_player_game_context"] = PlayerContext(
            self.schedule,
            self.rosters,
            self.summaries.rosters_by_date,
            history,
            self.lines,
            self.injuries,
            self.registry,
            tables,
        ).rows()
        return {table: in_contract_order(table, rows) for table, rows in tables.items()}


def _resolve(
    game: schedule.Game,
    gamebook: boxscores.Gamebook | None,
    bdl: list[boxscores.PlayerRow],
    team_rows: list[boxscores.TeamRow],
    events: list[dict],
) -> ResolvedGame:
    """Players from the gamebook, else BDL; team rows loaded, else summed."""
    players = bdl if gamebook is None else gamebook.active
    box_score = {
        team: {row.player for row in boxscores.players_of(players, team)} for team in game.teams
    }
    tallied = play_by_play.tally_game(game, events, box_score)
    teams = boxscores.with_reconstructed_teams(
        game, team_rows, players, tallied and tallied.last_period
    )
    return ResolvedGame(game, players, teams, tallied)
