{{ config(cluster_by=['player_lookup']) }}

-- The order of the vector: names and positions never change within a version.
{% set feature_names = [
    'points_avg_last_5',
    'points_avg_last_10',
    'points_avg_season',
    'points_std_last_10',
    'games_in_last_7_days',
    'fatigue_score',
    'shot_zone_mismatch_score',
    'pace_score',
    'usage_spike_score',
    'rest_advantage',
    'injury_risk',
    'recent_trend',
    'minutes_change',
    'opponent_def_rating',
    'opponent_pace',
    'home_away',
    'back_to_back',
    'playoff_game',
    'pct_paint',
    'pct_mid_range',
    'pct_three',
    'pct_free_throw',
    'team_pace',
    'team_off_rating',
    'team_win_pct',
] %}

with

promised as (

    select * from {{ ref('int_promises__ml_feature_store_v2') }}

),

context as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

history as (

    select * from {{ ref('int_completeness__rostered_players') }}

),

feature_values as (

    select * from {{ ref('int_features__values') }}

),

vectors as (

    select
        game_id,
        player_lookup,
        has_shot_zones,
        has_opponent_zones,
        {{ array_of(feature_names, "'", "'") }} as feature_names,
        {{ array_of(feature_names) }} as features,
        {{ array_of(feature_names, '', '_source') }} as feature_sources,
        {{ source_weights(feature_names) }} as source_weights

    from feature_values

),

joined as (

    select
        promised.game_date,
        promised.game_id,
        promised.player_lookup,
        context.universal_player_id,
        context.team_abbr,
        context.opponent_team_abbr,
        context.home_game as is_home,
        context.days_rest,
        context.injury_report_available,
        history.last_game_date,
        history.sampled_games,
        history.fallback_games,
        history.games_without_zones,
        history.expected_games_count,
        history.actual_games_count,
        history.excused_games_count,
        vectors.features,
        vectors.feature_names,
        vectors.feature_sources,
        vectors.has_shot_zones,
        vectors.has_opponent_zones,
        {{ rounded(ratio('vectors.source_weights', feature_names | length), 2) }}
            as feature_quality_score,
        array_to_string(vectors.feature_sources, ' ') like '%default%' as has_defaults

    from promised
    inner join context
        on
            promised.game_id = context.game_id
            and promised.player_lookup = context.player_lookup
    inner join history
        on
            promised.game_id = history.game_id
            and promised.player_lookup = history.player_lookup
    inner join vectors
        on
            promised.game_id = vectors.game_id
            and promised.player_lookup = vectors.player_lookup

),

published as (

    select
        game_date,
        game_id,
        player_lookup,
        universal_player_id,
        team_abbr,
        opponent_team_abbr,
        is_home,
        days_rest,
        last_game_date,
        features,
        feature_names,
        feature_sources,
        'v2_25' as feature_version,
        feature_quality_score,
        {{ completeness_counts() }},
        case
            when feature_quality_score >= 95 then 'gold'
            when feature_quality_score >= 75 then 'silver'
            else 'bronze'
        end as data_quality_tier,
        {{ quality_issues({
            'no_prior_games': 'sampled_games = 0',
            'thin_sample': 'sampled_games < 10',
            'upstream_games_missing': 'actual_games_count < expected_games_count',
            'fallback_source_used': 'fallback_games > 0',
            'shot_zones_missing': 'games_without_zones > 0 or not has_shot_zones',
            'opponent_zones_missing': 'not has_opponent_zones',
            'injury_report_missing': 'not injury_report_available',
            'default_features_used': 'has_defaults',
            'degraded_history': 'excused_games_count > 0',
        }) }} as data_quality_issues

    from joined

)

select * from published
