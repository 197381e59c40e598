"""espn_team_rosters and nba_reference.nba_players_registry."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from tools.sample_season import chance
from tools.sample_season.dates import at, to_utc
from tools.sample_season.players import Player
from tools.sample_season.season import Season
from tools.sample_season.tables.common import loaded
from tools.sample_season.teams import ESPN_CODES

SCRAPE_HOUR = 8  # Eastern
UNREGISTERED_GAMES = 6
VETERANS = 12  # players with a registry row of the season before
POSITION_NAMES = {"G": "Guard", "F": "Forward", "C": "Center"}


def unregistered(season: Season) -> Player:
    """The player whom the registry lacks: one who played in about UNREGISTERED_GAMES games."""
    games = Counter(
        each.player
        for final in season.finals
        for team in final.teams
        for each in team.appearances
        if each.line
    )
    return min(games, key=lambda player: (abs(games[player] - UNREGISTERED_GAMES), player.lookup))


def rows(season: Season) -> Iterator[dict]:
    """One snapshot per team and game day."""
    unknown = unregistered(season)
    for (day, team), roster in sorted(season.rosters.items(), key=lambda entry: entry[0]):
        code = ESPN_CODES.get(team, team)
        for player in sorted(roster, key=lambda player: player.lookup):
            yield {
                "roster_date": day,
                "scrape_hour": SCRAPE_HOUR,
                "season_year": season.calendar.year,
                "team_abbr": code,
                "espn_player_id": player.espn_id,
                "player_full_name": player.full_name,
                "player_lookup": player.lookup,
                "universal_player_id": None if player is unknown else player.universal_id,
                "position": player.position,
                "age": player.age_on(day),
                "birth_date": player.birth_date if player.birth_date_published else None,
                "status": "Active",
                "roster_status": "Active Roster",
                "source_file_path": f"espn/rosters/{day}/team_{code}.json",
                "data_hash": chance.digest("roster", day, team, player.lookup),
                "processed_at": to_utc(at(day, SCRAPE_HOUR)),
            }


def registry_rows(season: Season) -> Iterator[dict]:
    """A row per player and team of this season, and some of the season before."""
    appearances: dict[tuple[Player, str], list[tuple[date, str]]] = {}
    for final in season.finals:
        for team in final.teams:
            for each in team.appearances:
                entry = (final.game.game_date, each.status)
                appearances.setdefault((each.player, team.code), []).append(entry)
    unknown = unregistered(season)
    registry = [
        _registry_row(season, player, team, entries)
        for (player, team), entries in appearances.items()
        if player is not unknown
    ]
    registry += _last_season(season, {player for player, _ in appearances} - {unknown})
    yield from sorted(
        registry, key=lambda row: (row["player_lookup"], row["season"], row["team_abbr"])
    )


def _registry_row(
    season: Season, player: Player, team: str, entries: list[tuple[date, str]]
) -> dict:
    """:param entries: date and status of his gamebook rows with the team, in date order."""
    statuses = Counter(status for _, status in entries)
    played = [day for day, status in entries if status == "active"]
    return _identity(player) | {
        "team_abbr": team,
        "season": season.calendar.label,
        "first_game_date": played[0] if played else None,
        "last_game_date": played[-1] if played else None,
        "games_played": statuses["active"],
        "total_appearances": len(entries),
        "inactive_appearances": statuses["inactive"],
        "dnp_appearances": statuses["dnp"],
        "processed_at": loaded(entries[-1][0], 10, f"registry {player.lookup}"),
    }


def _last_season(season: Season, playing: set[Player]) -> Iterator[dict]:
    """Rows of the season before; one player had another id then, which must not win.

    Players who are on no roster this year are known from that season only.
    """
    year = season.calendar.year
    rng = chance.stream(season.seed, "veterans")
    known = sorted(playing, key=lambda player: player.lookup)
    veterans = rng.sample(known, min(VETERANS, len(known)))
    signed = {move.player for move in season.moves}
    unsigned = [player for player in season.league.free_agents if player not in signed]
    for place, player in enumerate([*veterans, *unsigned]):
        games = rng.randint(20, 70)
        first, last = date(year - 1, 12, 23), date(year, 5, 16)
        row = _identity(player) | {
            "team_abbr": rng.choice(sorted({team for _, team in season.rosters})),
            "season": f"{year - 1}-{year % 100:02d}",
            "first_game_date": first,
            "last_game_date": last,
            "games_played": games,
            "total_appearances": games,
            "inactive_appearances": 0,
            "dnp_appearances": 0,
            "processed_at": loaded(last, 10, f"registry {player.lookup}"),
        }
        yield row | ({"universal_player_id": f"{player.lookup}_000"} if place == 0 else {})


def _identity(player: Player) -> dict:
    return {
        "universal_player_id": player.universal_id,
        "player_name": player.full_name,
        "player_lookup": player.lookup,
        "position": "-".join(POSITION_NAMES[letter] for letter in player.position.split("-")),
        "source_priority": "nba_gamebook",
        "confidence_score": 1.0,
    }
