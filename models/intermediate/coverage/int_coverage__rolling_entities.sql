{{ config(materialized='incremental', meta={'reach': 'window', 'reads_marts': 'same_date'}) }}

-- One row per rolling table, eligible date of the window and entity that may have a row: the games
-- that it needs, that are promised behind it and that are there, and whether its row is there.
with

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

games_so_far as (

    select * from {{ ref('int_promises__player_games_so_far') }}

),

player_summaries as (

    select distinct
        game_id,
        player_lookup

    from {{ ref('player_game_summary') }}
    where {{ in_season_so_far('game_date') }}

),

player_games as (

    select
        games_so_far.*,
        count(player_summaries.game_id) over (
            partition by games_so_far.player_lookup, games_so_far.season_start
            order by games_so_far.game_date
            rows between unbounded preceding and current row
        ) as found_games

    from games_so_far
    left join player_summaries
        on
            games_so_far.game_id = player_summaries.game_id
            and games_so_far.player_lookup = player_summaries.player_lookup

),

team_days as (

    select * from {{ ref('int_schedule__team_days') }}

),

team_summaries as (

    select distinct
        game_date,
        defending_team_abbr as team_abbr

    from {{ ref('team_defense_game_summary') }}
    where {{ in_season_so_far('game_date') }}

),

team_games as (

    select
        team_days.game_date,
        team_days.season_start,
        team_days.team_abbr,
        team_days.final_games_before as promised_games,
        count(team_summaries.team_abbr) over (
            partition by team_days.team_abbr, team_days.season_start
            order by team_days.game_date
            rows between unbounded preceding and 1 preceding
        ) as found_games

    from team_days
    left join team_summaries
        on
            team_days.team_abbr = team_summaries.team_abbr
            and team_days.game_date = team_summaries.game_date

),

players as (

    select
        dates.game_date,
        dates.season_start,
        player_games.player_lookup,
        player_games.promised_games,
        player_games.found_games

    from dates
    inner join player_games
        on
            dates.season_start = player_games.season_start
            and {{ holds_on('player_games', 'dates.game_date') }}

),

rostered as (

    select
        context.game_date,
        context.player_lookup,
        coalesce(players.promised_games, 0) as promised_games,
        coalesce(players.found_games, 0) as found_games

    from {{ ref('int_promises__upcoming_player_game_context') }} as context
    inner join dates on context.game_date = dates.game_date
    left join players
        on
            context.game_date = players.game_date
            and context.player_lookup = players.player_lookup

),

entities as (

    select
        'player_shot_zone_analysis' as processor_name,
        game_date,
        'player' as entity_type,
        player_lookup as entity_id,
        10 as needed_games,
        false as needs_context,
        promised_games,
        found_games

    from players

    union all

    select
        'team_defense_zone_analysis' as processor_name,
        dates.game_date,
        'team' as entity_type,
        team_games.team_abbr as entity_id,
        5 as needed_games,
        false as needs_context,
        team_games.promised_games,
        team_games.found_games

    from dates
    inner join team_games
        on
            dates.game_date = team_games.game_date
            and dates.season_start = team_games.season_start

    {% for mart, needed_games in [
        ('player_composite_factors', 0), ('player_daily_cache', 5), ('ml_feature_store_v2', 0)
    ] %}
    union all

    select
        '{{ mart }}' as processor_name,
        game_date,
        'player' as entity_type,
        player_lookup as entity_id,
        {{ needed_games }} as needed_games,
        true as needs_context,
        promised_games,
        found_games

    from rostered
    {% endfor %}

),

context_rows as (

    select distinct
        game_date,
        player_lookup

    from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

delivered as (

    {% for mart in rolling_marts() %}
    {%- set entity = 'team_abbr' if mart == 'team_defense_zone_analysis' else 'player_lookup' %}
    select
        '{{ mart }}' as processor_name,
        game_date,
        {{ entity }} as entity_id,
        min(completeness_pct) as completeness_pct,
        min(expected_games_count) as expected_games_count,
        min(actual_games_count) as actual_games_count

    from {{ ref(mart) }}
    where {{ in_window('game_date') }}
    group by game_date, {{ entity }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    entities.*,
    delivered.entity_id is not null as is_delivered,
    delivered.completeness_pct,
    delivered.expected_games_count,
    delivered.actual_games_count,
    not entities.needs_context or context_rows.player_lookup is not null as has_context

from entities
left join context_rows
    on
        entities.game_date = context_rows.game_date
        and entities.entity_id = context_rows.player_lookup
left join delivered
    on
        entities.processor_name = delivered.processor_name
        and entities.game_date = delivered.game_date
        and entities.entity_id = delivered.entity_id
