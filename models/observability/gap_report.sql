-- One row per calendar date of the window: the rows of each mart, and the worst that coverage says.
{% set columns = {
    'player_game_summary': 'pgs',
    'upcoming_player_game_context': 'upgc',
    'upcoming_team_game_context': 'utgc',
    'team_offense_game_summary': 'togs',
    'team_defense_game_summary': 'tdgs',
    'player_shot_zone_analysis': 'psza',
    'team_defense_zone_analysis': 'tdza',
    'player_composite_factors': 'pcf',
    'player_daily_cache': 'pdc',
    'ml_feature_store_v2': 'mlfs',
} %}

with

cells as (

    select
        *,
        {{ verdict_rank() }} as verdict_rank

    from {{ ref('coverage') }}

),

dates as (

    select
        game_date as target_date,
        max(games) as games,
        {% for mart, column in columns.items() %}
        max(case when model_name = '{{ mart }}' then rows_found end) as {{ column }},
        {% endfor %}
        min(verdict_rank) as verdict_rank

    from cells
    group by game_date

)

select
    dates.target_date,
    dates.games,
    {% for column in columns.values() %}
    dates.{{ column }},
    {% endfor %}
    {{ verdict_of_rank('dates.verdict_rank') }} as verdict

from dates
