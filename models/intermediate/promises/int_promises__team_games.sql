{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per mart of games, team and game that the mart owes: the summaries those that the
-- schedule calls final, the contexts those that are played or planned.
with

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        is_played_or_planned
        and {{ in_season_so_far('game_date') }}

),

waivers as (

    select * from {{ ref('int_reconciliation__waivers') }}
    where rule = 'rows'

),

promising_tables as (

    {% for mart, is_of_final_games in [
        ('player_game_summary', true),
        ('team_offense_game_summary', true),
        ('team_defense_game_summary', true),
        ('upcoming_team_game_context', false),
        ('upcoming_player_game_context', false),
    ] %}
    select
        '{{ mart }}' as table_name,
        {{ is_of_final_games }} as is_of_final_games
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    promising_tables.table_name,
    team_games.game_date,
    team_games.season_start,
    team_games.game_id,
    team_games.nba_game_id,
    team_games.team_abbr,
    waivers.game_id is not null as is_excused,
    -- Status 3 without a usable score is no final game, but it was promised one.
    case
        when promising_tables.is_of_final_games and not team_games.is_final
            then 'SCORE: status 3 without a usable score'
    end as obstacle

from team_games
inner join promising_tables
    on
        not promising_tables.is_of_final_games
        or (
            team_games.game_status = 3
            and team_games.game_state in ('final', 'in_progress')
        )
left join waivers
    on
        promising_tables.table_name = waivers.table_name
        and team_games.game_id = waivers.game_id
        and team_games.team_abbr = waivers.team_abbr
