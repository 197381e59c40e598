{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per summary table, team and calendar date of the season: final games before it, and
-- whether known_gaps excuses the table from holding the one of the date.
with

team_days as (

    select * from {{ ref('int_schedule__team_days') }}

),

waivers as (

    select * from {{ ref('int_reconciliation__waivers') }}

),

summary_tables as (

    select 'player_game_summary' as table_name

    union all

    select 'team_defense_game_summary' as table_name

),

-- A game that a raw table may lack is excused of every summary.
excused_games as (

    select distinct
        summary_tables.table_name,
        waivers.game_id,
        waivers.team_abbr

    from waivers
    inner join summary_tables
        on
            waivers.table_name in ('nbac_gamebook_player_stats', 'nbac_team_boxscore')
            or waivers.table_name = summary_tables.table_name

)

select
    summary_tables.table_name,
    team_days.game_date,
    team_days.season_year,
    team_days.team_abbr,
    team_days.final_game_id,
    team_days.final_games_before,
    excused_games.game_id is not null as is_excused

from team_days
cross join summary_tables
left join excused_games
    on
        summary_tables.table_name = excused_games.table_name
        and team_days.final_game_id = excused_games.game_id
        and team_days.team_abbr = excused_games.team_abbr
