{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per player on the valid roster of a team for a game of the season so far; a player is on
-- one team a day.
with

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        is_played_or_planned
        and {{ in_season_so_far('game_date') }}

),

roster_rows as (

    select * from {{ ref('stg_espn__team_rosters') }}
    where {{ in_season_so_far('roster_date') }}

),

appearances as (

    select * from {{ ref('int_rosters__appearances') }}

),

snapshots as (

    select
        team_abbr,
        roster_date,
        scrape_hour,
        published_at,
        count(*) as players

    from roster_rows
    group by team_abbr, roster_date, scrape_hour, published_at

),

-- A snapshot that lost half of its players is a broken scrape.
judged_snapshots as (

    select
        *,
        lag(players) over (
            partition by team_abbr
            order by roster_date, scrape_hour
        ) as players_before

    from snapshots

),

valid_snapshots as (

    select
        team_games.game_date,
        team_games.game_id,
        team_games.team_abbr,
        judged_snapshots.roster_date,
        judged_snapshots.scrape_hour,
        judged_snapshots.published_at

    from team_games
    inner join judged_snapshots
        on
            team_games.team_abbr = judged_snapshots.team_abbr
            and team_games.tipoff_at > judged_snapshots.published_at
            and {{ days_between('judged_snapshots.roster_date', 'team_games.game_date') }} <= 3
    where
        judged_snapshots.players_before is null
        or judged_snapshots.players * 2 >= judged_snapshots.players_before
    qualify row_number() over (
        partition by team_games.game_id, team_games.team_abbr
        order by judged_snapshots.roster_date desc, judged_snapshots.scrape_hour desc
    ) = 1

),

scraped as (

    select
        valid_snapshots.game_date,
        valid_snapshots.game_id,
        valid_snapshots.team_abbr,
        roster_rows.player_lookup,
        valid_snapshots.published_at,
        'espn_team_rosters' as roster_source

    from valid_snapshots
    inner join roster_rows
        on
            valid_snapshots.team_abbr = roster_rows.team_abbr
            and valid_snapshots.roster_date = roster_rows.roster_date
            and valid_snapshots.scrape_hour = roster_rows.scrape_hour

),

without_snapshot as (

    select team_games.*

    from team_games
    left join valid_snapshots
        on
            team_games.game_id = valid_snapshots.game_id
            and team_games.team_abbr = valid_snapshots.team_abbr
    where valid_snapshots.game_id is null

),

last_20_games as (

    select
        without_snapshot.game_date,
        without_snapshot.game_id,
        without_snapshot.team_abbr,
        without_snapshot.season_year,
        earlier.game_date as earlier_date

    from without_snapshot
    inner join team_games as earlier
        on
            without_snapshot.team_abbr = earlier.team_abbr
            and without_snapshot.season_year = earlier.season_year
            and without_snapshot.game_date > earlier.game_date
    where earlier.is_final
    qualify row_number() over (
        partition by without_snapshot.game_id, without_snapshot.team_abbr
        order by earlier.game_date desc
    ) <= 20

),

-- No snapshot: whoever played his newest game for the team, among its last 20.
recent as (

    select
        last_20_games.game_date,
        last_20_games.game_id,
        last_20_games.team_abbr,
        appearances.player_lookup,
        cast(null as timestamp) as published_at,
        'recent_box_scores' as roster_source

    from last_20_games
    inner join appearances
        on
            last_20_games.team_abbr = appearances.team_abbr
            and last_20_games.season_year = appearances.season_year
            and last_20_games.earlier_date = appearances.game_date
            and {{ holds_on('appearances', 'last_20_games.game_date') }}

),

candidates as (

    select * from scraped

    union all

    select * from recent

),

counted as (

    select
        *,
        count(*) over (partition by game_date, player_lookup) as teams_of_the_day

    from candidates

),

-- Of a player on two rosters of a day: his newest game, if it was for that team.
newest_games as (

    select
        counted.game_id,
        counted.team_abbr,
        counted.player_lookup,
        appearances.game_date as last_game_date

    from counted
    inner join appearances
        on
            counted.player_lookup = appearances.player_lookup
            and counted.team_abbr = appearances.team_abbr
            and {{ holds_on('appearances', 'counted.game_date') }}
    where counted.teams_of_the_day > 1

),

-- The newer snapshot, then the team of his newest game, then the alphabet.
decided as (

    select
        counted.game_date,
        counted.game_id,
        counted.team_abbr,
        counted.player_lookup,
        counted.roster_source

    from counted
    left join newest_games
        on
            counted.game_id = newest_games.game_id
            and counted.team_abbr = newest_games.team_abbr
            and counted.player_lookup = newest_games.player_lookup
    qualify row_number() over (
        partition by counted.game_date, counted.player_lookup
        order by
            counted.published_at desc nulls last,
            newest_games.last_game_date desc nulls last,
            counted.team_abbr asc
    ) = 1

)

select * from decided
