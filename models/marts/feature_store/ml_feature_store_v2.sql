{{ config(cluster_by=['player_lookup'], partitions=window_partitions()) }}

-- Position, name and order of a feature never change within a version. A feature takes the first
-- of its values that is not NULL, and says where it is from.
{% set features = [
    {'name': 'points_avg_last_5', 'phase4': 'daily_cache.points_avg_last_5',
     'phase3': 'context.points_avg_last_5', 'default': 10.0},
    {'name': 'points_avg_last_10', 'phase4': 'daily_cache.points_avg_last_10',
     'phase3': 'context.points_avg_last_10', 'default': 10.0},
    {'name': 'points_avg_season', 'phase4': 'daily_cache.points_avg_season',
     'phase3': 'context.points_avg_last_10', 'default': 10.0},
    {'name': 'points_std_last_10', 'phase4': 'daily_cache.points_std_last_10', 'default': 5.0},
    {'name': 'games_in_last_7_days', 'phase4': 'daily_cache.games_in_last_7_days',
     'phase3': 'context.games_in_last_7_days', 'default': 3.0},
    {'name': 'fatigue_score', 'phase4': 'factors.fatigue_score', 'default': 50.0},
    {'name': 'shot_zone_mismatch_score', 'phase4': 'factors.shot_zone_mismatch_score',
     'default': 0.0},
    {'name': 'pace_score', 'phase4': 'factors.pace_score', 'default': 0.0},
    {'name': 'usage_spike_score', 'phase4': 'factors.usage_spike_score', 'default': 0.0},
    {'name': 'rest_advantage', 'calculated': 'calculated.rest_advantage', 'default': 0.0},
    {'name': 'injury_risk', 'calculated': 'calculated.injury_risk', 'default': 0.0},
    {'name': 'recent_trend', 'calculated': 'calculated.recent_trend', 'default': 0.0},
    {'name': 'minutes_change', 'calculated': 'calculated.minutes_change', 'default': 0.0},
    {'name': 'opponent_def_rating', 'phase4': 'opponent_defense.defensive_rating_last_15',
     'default': 112.0},
    {'name': 'opponent_pace', 'phase4': 'opponent_defense.opponent_pace', 'default': 100.0},
    {'name': 'home_away', 'phase3': 'case when context.home_game then 1 else 0 end',
     'default': 0.0},
    {'name': 'back_to_back', 'phase3': 'case when context.back_to_back then 1 else 0 end',
     'default': 0.0},
    {'name': 'playoff_game',
     'phase3': "case when context.season_phase = 'playoffs' then 1 else 0 end", 'default': 0.0},
    {'name': 'pct_paint', 'phase4': rounded('shot_zones.paint_rate_last_10 / 100', 4), 'default': 0.30},
    {'name': 'pct_mid_range', 'phase4': rounded('shot_zones.mid_range_rate_last_10 / 100', 4),
     'default': 0.20},
    {'name': 'pct_three', 'phase4': rounded('shot_zones.three_pt_rate_last_10 / 100', 4), 'default': 0.35},
    {'name': 'pct_free_throw', 'calculated': 'calculated.pct_free_throw', 'default': 0.15},
    {'name': 'team_pace', 'phase4': 'daily_cache.team_pace_last_10',
     'phase3': rounded('offense_form.pace_avg_last_10', 1), 'default': 100.0},
    {'name': 'team_off_rating', 'phase4': 'daily_cache.team_off_rating_last_10',
     'phase3': rounded('offense_form.offensive_rating_avg_last_10', 2), 'default': 112.0},
    {'name': 'team_win_pct', 'calculated': 'calculated.team_win_pct', 'default': 0.5},
] %}

with

promised as (

    select * from {{ promised('ml_feature_store_v2') }}

),

context as (

    select * from {{ published('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

daily_cache as (

    select * from {{ published('player_daily_cache') }}
    where {{ in_window('game_date') }}

),

factors as (

    select * from {{ published('player_composite_factors') }}
    where {{ in_window('game_date') }}

),

shot_zones as (

    select * from {{ published('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}

),

opponent_defense as (

    select * from {{ published('team_defense_zone_analysis') }}
    where {{ in_window('game_date') }}

),

offense_form as (

    select * from {{ ref('int_offense_form') }}

),

calculated as (

    select * from {{ ref('int_calculated_features') }}

),

history as (

    select * from {{ ref('int_context_history') }}

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
        shot_zones.player_lookup is not null as has_shot_zones,
        opponent_defense.team_abbr is not null as has_opponent_zones,
        {% for feature in features %}
        coalesce(
            {% for source in ['phase4', 'phase3', 'calculated'] if source in feature %}
            {{ as_double(feature[source]) }},
            {% endfor %}
            {{ feature.default }}
        ) as feature_{{ loop.index0 }},
        case
            {% for source in ['phase4', 'phase3', 'calculated'] if source in feature %}
            when {{ feature[source] }} is not null then '{{ source }}'
            {% endfor %}
            else 'default'
        end as source_{{ loop.index0 }}{{ ',' if not loop.last }}
        {% endfor %}

    from promised
    inner join context
        on
            promised.game_id = context.game_id
            and promised.player_lookup = context.player_lookup
    inner join history
        on
            promised.game_id = history.game_id
            and promised.player_lookup = history.player_lookup
    left join calculated
        on
            promised.game_id = calculated.game_id
            and promised.player_lookup = calculated.player_lookup
    left join daily_cache
        on
            promised.game_date = daily_cache.game_date
            and promised.player_lookup = daily_cache.player_lookup
    left join factors
        on
            promised.game_id = factors.game_id
            and promised.player_lookup = factors.player_lookup
    left join shot_zones
        on
            promised.game_date = shot_zones.game_date
            and promised.player_lookup = shot_zones.player_lookup
    left join opponent_defense
        on
            promised.game_date = opponent_defense.game_date
            and context.opponent_team_abbr = opponent_defense.team_abbr
    left join offense_form
        on
            context.team_abbr = offense_form.team_abbr
            and context.season_year = offense_form.season_year
            and {{ holds_on('offense_form', 'context.game_date') }}

),

listed as (

    select
        *,
        [
            {% for feature in features %}
            feature_{{ loop.index0 }}{{ ',' if not loop.last }}
            {% endfor %}
        ] as features,
        [
            {% for feature in features %}
            '{{ feature.name }}'{{ ',' if not loop.last }}
            {% endfor %}
        ] as feature_names,
        [
            {% for feature in features %}
            source_{{ loop.index0 }}{{ ',' if not loop.last }}
            {% endfor %}
        ] as feature_sources,
        (
            {% for feature in features %}
            case source_{{ loop.index0 }}
                when 'phase3' then 75
                when 'default' then 40
                else 100
            end{{ ' +' if not loop.last }}
            {% endfor %}
        ) as source_weights

    from joined

),

scored as (

    select
        *,
        {{ rounded(ratio('source_weights', features | length), 2) }} as feature_quality_score,
        strpos(array_to_string(feature_sources, ' '), 'default') > 0 as has_defaults

    from listed

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
        {{ completeness_counts('scored') }},
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

    from scored

)

select * from published
