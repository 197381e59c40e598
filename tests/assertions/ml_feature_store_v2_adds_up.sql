-- F42, F45: placeholders of quality 100, NaN shipped as a number, a vector in another order.
-- name, default, smallest and largest value, and the sources that a feature may name.
{% set features = [
    ['points_avg_last_5', 10.0, 0, 60, 'phase4 phase3 default'],
    ['points_avg_last_10', 10.0, 0, 60, 'phase4 phase3 default'],
    ['points_avg_season', 10.0, 0, 60, 'phase4 phase3 default'],
    ['points_std_last_10', 5.0, 0, 25, 'phase4 default'],
    ['games_in_last_7_days', 3.0, 0, 6, 'phase4 phase3 default'],
    ['fatigue_score', 50.0, 35, 100, 'phase4'],
    ['shot_zone_mismatch_score', 0.0, -10, 10, 'phase4 default'],
    ['pace_score', 0.0, -3, 3, 'phase4 default'],
    ['usage_spike_score', 0.0, -3, 3, 'phase4 default'],
    ['rest_advantage', 0.0, -2, 2, 'calculated default'],
    ['injury_risk', 0.0, 0, 3, 'calculated default'],
    ['recent_trend', 0.0, -2, 2, 'calculated default'],
    ['minutes_change', 0.0, -2, 2, 'calculated default'],
    ['opponent_def_rating', 112.0, 80, 140, 'phase4 default'],
    ['opponent_pace', 100.0, 85, 120, 'phase4 default'],
    ['home_away', 0.0, 0, 1, 'phase3'],
    ['back_to_back', 0.0, 0, 1, 'phase3'],
    ['playoff_game', 0.0, 0, 1, 'phase3'],
    ['pct_paint', 0.3, 0, 1, 'phase4 default'],
    ['pct_mid_range', 0.2, 0, 1, 'phase4 default'],
    ['pct_three', 0.35, 0, 1, 'phase4 default'],
    ['pct_free_throw', 0.15, 0, 0.5, 'calculated default'],
    ['team_pace', 100.0, 85, 120, 'phase4 phase3 default'],
    ['team_off_rating', 112.0, 80, 140, 'phase4 phase3 default'],
    ['team_win_pct', 0.5, 0, 1, 'calculated default'],
] %}
{% set identities = [
    {'says': '25 features', 'value': 'array_length(features)', 'equals': '25'},
    {'says': '25 sources', 'value': 'array_length(feature_sources)', 'equals': '25'},
    {
        'says': 'the names in their order',
        'value': "array_to_string(feature_names, ' ')",
        'equals': "'" ~ features | map('first') | join(' ') ~ "'",
    },
    {
        'says': 'quality is the mean of what the sources weigh',
        'value': 'feature_quality_score',
        'equals': rounded('source_weights / 25.0', 2),
    },
    {
        'says': 'a default is an issue',
        'value': "issues like '%default_features_used%'",
        'equals': "sources like '%default%'",
    },
    {
        'says': 'the tier follows from the quality',
        'value': 'data_quality_tier',
        'equals': "case when feature_quality_score >= 95 then 'gold'
            when feature_quality_score >= 75 then 'silver' else 'bronze' end",
    },
    {
        'says': 'distance of the three shares of shots from 1',
        'value': 'abs(value_18 + value_19 + value_20 - 1)',
        'at_most': '0.0003',
        'where': "source_18 = 'phase4'",
    },
    {
        'says': 'a back-to-back is a rest of 0',
        'value': 'days_rest',
        'equals': '0',
        'where': 'value_16 = 1',
    },
    {
        'says': 'fatigue, pace and total are those of the factors',
        'value': 'value_5',
        'equals': as_double('fatigue_score'),
    },
    {
        'says': 'pace is that of the factors',
        'value': 'value_7',
        'equals': as_double('pace_score'),
        'where': "source_7 = 'phase4'",
    },
] %}
{% for name, default, low, high, sources in features %}
{% set value, source = 'value_' ~ loop.index0, 'source_' ~ loop.index0 %}
{% do identities.append({
    'says': name ~ ' is in its range',
    'value': value ~ ' between ' ~ low ~ ' and ' ~ high,
    'equals': 'true',
}) %}
{% do identities.append({
    'says': name ~ ' is from a source that it may have',
    'value': "'" ~ sources ~ "' like concat('%', " ~ source ~ ", '%')",
    'equals': 'true',
}) %}
{% if 'default' in sources %}
{% do identities.append({
    'says': name ~ ' by default',
    'value': value,
    'equals': as_double(default),
    'where': source ~ " = 'default'",
}) %}
{% endif %}
{% endfor %}

with

factors as (

    select * from {{ ref('player_composite_factors') }}
    where {{ in_window('game_date') }}

),

feature_rows as (

    select
        *,
        array_to_string(data_quality_issues, ' ') as issues

    from {{ ref('ml_feature_store_v2') }}
    where {{ in_window('game_date') }}

),

vectors as (

    select
        feature_rows.*,
        factors.fatigue_score,
        factors.pace_score,
        array_to_string(feature_rows.feature_sources, ' ') as sources,
        {% for feature in features %}
        {{ array_element('feature_rows.features', loop.index0) }} as value_{{ loop.index0 }},
        {{ array_element('feature_rows.feature_sources', loop.index0) }}
            as source_{{ loop.index0 }},
        {% endfor %}
        {{ words_in('feature_rows.feature_sources', 'phase4') }} * 100
        + {{ words_in('feature_rows.feature_sources', 'calculated') }} * 100
        + {{ words_in('feature_rows.feature_sources', 'phase3') }} * 75
        + {{ words_in('feature_rows.feature_sources', 'default') }} * 40 as source_weights

    from feature_rows
    left join factors
        on
            feature_rows.game_id = factors.game_id
            and feature_rows.player_lookup = factors.player_lookup

),

contradictions as (

    {{ contradictions(
        'vectors', ['game_date', 'game_id', 'player_lookup'], identities + quality_identities()
    ) }}

)

select * from contradictions
