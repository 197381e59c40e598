-- F08, F40, F44: two tables that disagree on the same number, a player dropped for want of a
-- zone row.
{% set copied_from_context = [
    'games_in_last_7_days', 'games_in_last_14_days', 'minutes_in_last_7_days',
    'minutes_in_last_14_days', 'back_to_backs_last_14_days', 'avg_minutes_per_game_last_7',
    'player_age', 'points_avg_last_5', 'points_avg_last_10', 'team_abbr', 'game_id',
] %}
{% set copied_from_zones = [
    'primary_scoring_zone', 'paint_rate_last_10', 'three_pt_rate_last_10', 'assisted_rate_last_10',
] %}
{% set copies = [] %}
{% for column in copied_from_context %}
{% do copies.append(
    {'says': column ~ ' of the context', 'value': column, 'equals': 'context_' ~ column}
) %}
{% endfor %}
{% for column in copied_from_zones %}
{% do copies.append({
    'says': column ~ ' of the zones', 'value': column, 'equals': 'zones_' ~ column,
    'where': 'shot_zone_data_available',
}) %}
{% endfor %}

with

context as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

zones as (

    select * from {{ ref('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}

),

cache_rows as (

    select
        *,
        array_to_string(data_quality_issues, ' ') as issues

    from {{ ref('player_daily_cache') }}
    where {{ in_window('game_date') }}

),

cached as (

    select
        {% for column in copied_from_context %}
        context.{{ column }} as context_{{ column }},
        {% endfor %}
        {% for column in copied_from_zones %}
        zones.{{ column }} as zones_{{ column }},
        {% endfor %}
        zones.player_lookup is not null as has_zone_row,
        cache_rows.*

    from cache_rows
    left join context
        on
            cache_rows.game_date = context.game_date
            and cache_rows.player_lookup = context.player_lookup
    left join zones
        on
            cache_rows.game_date = zones.game_date
            and cache_rows.player_lookup = zones.player_lookup

),

contradictions as (

    {{ contradictions('cached', ['game_date', 'player_lookup'], copies + [
        {'says': 'at least 5 games', 'value': '5', 'at_most': 'games_played_season'},
        {
            'says': 'zones are there or not',
            'value': 'shot_zone_data_available',
            'equals': 'has_zone_row',
        },
        {
            'says': 'zones need 10 games, and nothing else',
            'value': 'shot_zone_data_available',
            'equals': 'games_played_season >= 10',
        },
        {
            'says': 'early is fewer than 10 games',
            'value': 'early_season_flag',
            'equals': 'games_played_season < 10',
        },
        {
            'says': 'fewer than 10 games are a thin sample',
            'value': "issues like '%thin_sample%'",
            'equals': 'games_played_season < 10',
        },
    ] + quality_identities()) }}

)

select * from contradictions
