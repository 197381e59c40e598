-- One row per eligible date of the window: what all defences allowed by zone in the 30 days before.
{% set zones = ['paint', 'mid_range', 'three_pt'] %}

with

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

daily as (

    select
        game_date,
        {% for zone in zones %}
        sum(opp_{{ zone }}_attempts) as {{ zone }}_attempts,
        sum(opp_{{ zone }}_makes) as {{ zone }}_makes,
        {% endfor %}
        season_year

    from {{ ref('team_defense_game_summary') }}
    where
        {{ in_history('game_date', lookback_days=30) }}
        and shot_zones_available
    group by game_date, season_year

)

select
    {% for zone in zones %}
    sum(daily.{{ zone }}_makes) / nullif(sum(daily.{{ zone }}_attempts), 0) as {{ zone }}_pct,
    {% endfor %}
    dates.game_date

from dates
inner join daily
    on
        dates.season_year = daily.season_year
        and dates.game_date > daily.game_date
        and {{ days_between('daily.game_date', 'dates.game_date') }} <= 30
group by dates.game_date
