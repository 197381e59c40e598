-- One row per summary table, team and calendar date of the season: final games before it, and those
-- of them that the table holds, or that known_gaps excuses it from holding.
with

team_days as (

    select * from {{ ref('int_schedule__team_days') }}

),

waivers as (

    select * from {{ ref('int_reconciliation__waivers') }}

),

summarised_games as (

    select distinct
        'player_game_summary' as table_name,
        game_id,
        team_abbr

    from {{ ref('player_game_summary') }}
    where {{ in_history('game_date') }}

    union all

    select
        'team_defense_game_summary' as table_name,
        game_id,
        defending_team_abbr as team_abbr

    from {{ ref('team_defense_game_summary') }}
    where {{ in_history('game_date') }}

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
    team_days.*,
    count(summarised_games.game_id) over before_the_date as present_games_before,
    count(
        case
            when summarised_games.game_id is null and excused_games.game_id is not null then 1
        end
    ) over before_the_date as excused_games_before

from team_days
cross join summary_tables
left join summarised_games
    on
        summary_tables.table_name = summarised_games.table_name
        and team_days.final_game_id = summarised_games.game_id
        and team_days.team_abbr = summarised_games.team_abbr
left join excused_games
    on
        summary_tables.table_name = excused_games.table_name
        and team_days.final_game_id = excused_games.game_id
        and team_days.team_abbr = excused_games.team_abbr
window before_the_date as (
    partition by summary_tables.table_name, team_days.team_abbr, team_days.season_year
    order by team_days.game_date
    rows between unbounded preceding and 1 preceding
)
