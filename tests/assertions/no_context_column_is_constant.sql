-- F42: placeholders shipped as features, at quality 100. No feature of the player context has a
-- single value over a month of the regular season. Speaks only of months with at least ten dates
-- of games, all of them in the window; of the projected usage while there are injury reports.
{% set features = {
    'back_to_back': 'back_to_back',
    'days_rest': 'days_rest',
    'travel_miles': 'travel_miles',
    'pace_differential': 'pace_differential',
    'opponent_days_rest': 'opponent_days_rest',
    'projected - recent usage': 'case when injury_report_available
        then projected_usage_rate - avg_usage_rate_last_7_games end',
} %}

with

contexts as (

    select
        *,
        extract(year from game_date) as year_of_games,
        extract(month from game_date) as month_of_games

    from {{ ref('upcoming_player_game_context') }}
    where
        {{ in_window('game_date') }}
        and substr(nba_game_id, 1, 3) = '002'

),

whole_months as (

    select
        extract(year from game_date) as year_of_games,
        extract(month from game_date) as month_of_games

    from {{ ref('int_schedule__games') }}
    where game_type = 'regular_season'
    group by extract(year from game_date), extract(month from game_date)
    having
        {{ in_window('min(game_date)') }}
        and {{ in_window('max(game_date)') }}
        and count(distinct game_date) >= 10

),

months as (

    select
        contexts.year_of_games,
        contexts.month_of_games,
        {% for feature, expression in features.items() %}
        count(distinct {{ expression }}) as distinct_{{ loop.index }},
        {% endfor %}
        count(distinct case when contexts.injury_report_available then contexts.game_date end)
            as dates_with_reports

    from contexts
    inner join whole_months
        on
            contexts.year_of_games = whole_months.year_of_games
            and contexts.month_of_games = whole_months.month_of_games
    group by contexts.year_of_games, contexts.month_of_games

)

{% set counted = [] %}
{% for feature in features %}
{% do counted.append({
    'when': 'dates_with_reports >= 10' if 'usage' in feature else 'true',
    'feature': "'" ~ feature ~ "'",
    'distinct_values': 'distinct_' ~ loop.index,
}) %}
{% endfor %}
select
    feature,
    year_of_games,
    month_of_games,
    distinct_values

from {{ unnested('months', ['year_of_games', 'month_of_games'], counted) }}
where distinct_values <= 1
