"""espn_team_rosters and nba_reference.nba_players_registry."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from .. import random_streams
from ..dates import at, to_utc
from ..players import Player
from ..season import Season
from ..teams import ESPN_CODES, TEAMS

SCRAPE_HOUR = 8  # Eastern
UNREGISTERED_GAMES = 6


def unregistered(season: Season) -> Player:
    """The player whom the registry lacks: one who played in about UNREGISTERED_GAMES games."""
    games = Counter(
        each.player for final in season.finals for each in final.appearances if each.line
    )
    return min(games, key=lambda player: (abs(games[player] - UNREGISTERED_GAMES), player.lookup))


def rows(season: Season) -> Iterator[dict]:
    """One snapshot per team and game day."""
    for (day, team), roster in sorted(season.rosters.items(), key=lambda entry: entry[0]):
        code = ESPN_CODES.get(team, team)
        for player in sorted(roster, key=lambda player: player.lookup):
            yield {
                "roster_date": day,
                "scrape_hour": SCRAPE_HOUR,
                "team_abbr": code,
                "player_full_name": player.full_name,
                "player_lookup": player.lookup,
                "position": player.position,
                "age": player.age_on(day),
                "birth_date": player.birth_date if player.birth_date_published else None,
                "source_file_path": f"espn/rosters/{day}/team_{code}.json",
                "processed_at": to_utc(at(day, SCRAPE_HOUR)),
            }


def registry_rows(season: Season) -> Iterator[dict]:
    """A row per player and team of this season, and some of the season before.

    One player had another id in the season before, which must not win. Players who are on no
    roster this year are known from that season only.
    """
    last_games: dict[tuple[Player, str], date | None] = {}
    for final in season.finals:
        for team in final.teams:
            for each in team.appearances:
                before = last_games.setdefault((each.player, team.code), None)
                last_games[each.player, team.code] = final.game.game_date if each.line else before
    unknown = unregistered(season)
    registered = {entry: last for entry, last in last_games.items() if entry[0] is not unknown}
    for (player, team), last in registered.items():
        yield _registry_row(player, team, season.calendar.label, last)
    year = season.calendar.year
    rng = random_streams.stream(season.seed, "veterans")
    veteran, _ = next(iter(registered))
    for player in (veteran, *season.unsigned):
        label, last = f"{year - 1}-{year % 100:02d}", date(year, 5, 16)
        row = _registry_row(player, rng.choice(list(TEAMS)), label, last)
        yield row | ({"universal_player_id": f"{player.lookup}_000"} if player is veteran else {})


def _registry_row(player: Player, team: str, season: str, last_game: date | None) -> dict:
    return {
        "universal_player_id": f"{player.lookup}_001",
        "player_name": player.full_name,
        "player_lookup": player.lookup,
        "team_abbr": team,
        "season": season,
        "last_game_date": last_game,
    }
