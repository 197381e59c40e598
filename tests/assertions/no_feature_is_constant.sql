-- F42: placeholders shipped as features, at quality 100. Every feature varies over each calendar
-- month of the regular season, and over the play-offs, that lies inside the window; playoff_game is
-- 0 before the play-offs and 1 in them. What absences add to usage, and the risk of an injury, only
-- vary where there are reports.
{% set names = [
    'points_avg_last_5', 'points_avg_last_10', 'points_avg_season', 'points_std_last_10',
    'games_in_last_7_days', 'fatigue_score', 'shot_zone_mismatch_score', 'pace_score',
    'usage_spike_score', 'rest_advantage', 'injury_risk', 'recent_trend', 'minutes_change',
    'opponent_def_rating', 'opponent_pace', 'home_away', 'back_to_back', 'playoff_game',
    'pct_paint', 'pct_mid_range', 'pct_three', 'pct_free_throw', 'team_pace', 'team_off_rating',
    'team_win_pct',
] %}

with

vectors as (

    select
        game_date,
        game_id,
        {% for name in names %}
        {{ array_element('features', loop.index0) }} as value_{{ loop.index0 }},
        {{ array_element('feature_sources', loop.index0) }} as source_{{ loop.index0 }},
        {% endfor %}
        array_to_string(data_quality_issues, ' ') not like '%injury_report_missing%' as has_report

    from {{ ref('ml_feature_store_v2') }}
    where {{ in_window('game_date') }}

),

games as (

    select
        game_id,
        game_type,
        case
            when game_type = 'regular_season'
                then 100 * extract(year from game_date) + extract(month from game_date)
            else extract(year from game_date)
        end as period

    from {{ ref('int_schedule__games') }}
    where game_type in ('regular_season', 'playoffs')

),

-- A period is judged only if the window holds all of it, bootstrap apart.
whole_periods as (

    select
        games.game_type,
        games.period

    from games
    inner join {{ ref('int_schedule__games') }} as dated on games.game_id = dated.game_id
    inner join {{ ref('seasons') }} as seasons on dated.season_year = seasons.season_year
    where
        {{ days_between('dated.season_start', 'dated.game_date') }} >= seasons.bootstrap_days
        and dated.game_state = 'final'
    group by games.game_type, games.period
    having
        min(dated.game_date) >= {{ date_literal(window().first) }}
        and max(dated.game_date) <= {{ date_literal(window().last) }}
        and count(distinct dated.game_date) >= 14

),

judged as (

    select
        vectors.*,
        games.game_type,
        games.period

    from vectors
    inner join games on vectors.game_id = games.game_id
    inner join whole_periods
        on
            games.game_type = whole_periods.game_type
            and games.period = whole_periods.period

),

spread as (

    {% set values = [] %}
    {% for name in names %}
    {% do values.append({
        'when': 'has_report' if name in ['usage_spike_score', 'injury_risk'] else 'true',
        'feature': "'" ~ name ~ "'",
        'feature_source': 'source_' ~ loop.index0,
        'feature_value': 'value_' ~ loop.index0,
    }) %}
    {% endfor %}
    select
        feature,
        game_type,
        period,
        count(*) as row_count,
        {{ count_where("feature_source = 'default'") }} as defaults,
        min(feature_value) as smallest,
        max(feature_value) as largest

    from {{ unnested('judged', ['game_type', 'period'], values) }}
    group by feature, game_type, period

)

select * from spread
where
    (
        feature <> 'playoff_game'
        and smallest = largest
        -- Nobody plays on consecutive nights in the play-offs.
        and not (feature = 'back_to_back' and game_type = 'playoffs')
    )
    or (
        feature = 'playoff_game'
        and (
            smallest <> largest
            or largest <> case when game_type = 'playoffs' then 1 else 0 end
        )
    )
