{{ config(cluster_by=['player_lookup']) }}

with

promised as (

    select * from {{ ref('int_promises__player_composite_factors') }}

),

context as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

shot_zones as (

    select * from {{ ref('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}

),

team_defense as (

    select * from {{ ref('team_defense_zone_analysis') }}
    where {{ in_window('game_date') }}

),

history as (

    select * from {{ ref('int_completeness__rostered_players') }}

),

joined as (

    select
        context.*,
        history.last_game_date,
        history.sampled_games,
        history.fallback_games,
        history.games_without_zones,
        history.expected_games_count,
        history.actual_games_count,
        history.excused_games_count,
        shot_zones.player_lookup is not null as has_shot_zones,
        coalesce(shot_zones.is_production_ready, false) as upstream_player_shot_ready,
        team_defense.team_abbr is not null as has_opponent_zones,
        coalesce(team_defense.is_production_ready, false) as upstream_team_defense_ready,
        -- A balanced scorer is measured where most points are made, in the paint.
        case shot_zones.primary_scoring_zone
            when 'paint' then shot_zones.paint_rate_last_10
            when 'balanced' then shot_zones.paint_rate_last_10
            when 'mid_range' then shot_zones.mid_range_rate_last_10
            when 'perimeter' then shot_zones.three_pt_rate_last_10
        end as zone_rate,
        case shot_zones.primary_scoring_zone
            when 'paint' then team_defense.paint_defense_vs_league_avg
            when 'balanced' then team_defense.paint_defense_vs_league_avg
            when 'mid_range' then team_defense.mid_range_defense_vs_league_avg
            when 'perimeter' then team_defense.three_pt_defense_vs_league_avg
        end as zone_vs_league

    from promised
    inner join context
        on
            promised.game_id = context.game_id
            and promised.player_lookup = context.player_lookup
    inner join history
        on
            promised.game_id = history.game_id
            and promised.player_lookup = history.player_lookup
    left join shot_zones
        on
            promised.game_date = shot_zones.game_date
            and promised.player_lookup = shot_zones.player_lookup
    left join team_defense
        on
            promised.game_date = team_defense.game_date
            and context.opponent_team_abbr = team_defense.team_abbr

),

weighed as (

    select
        *,
        100
        + case
            when back_to_back then -15
            when days_rest >= 2 then 5
            else 0
        end
        + case when games_in_last_7_days >= 4 then -10 else 0 end
        + case when minutes_in_last_7_days > 240 then -10 else 0 end
        + case when avg_minutes_per_game_last_7 > 35 then -8 else 0 end
        + case
            when back_to_backs_last_14_days >= 2 then -12
            when back_to_backs_last_14_days = 1 then -5
            else 0
        end
        + case
            when player_age >= 35 then -10
            when player_age >= 30 then -5
            else 0
        end as freshness,
        -- A zone counts in full from half of a player's shots on.
        {{ as_double('zone_vs_league') }}
        * case when zone_rate < 50 then {{ as_double('zone_rate') }} / 50 else 1 end
            as zone_mismatch,
        case
            when avg_usage_rate_last_7_games = 0 then 0
            else
                ({{ as_double('projected_usage_rate') }} - avg_usage_rate_last_7_games) * 0.3
                * case
                    when projected_usage_rate <= avg_usage_rate_last_7_games then 1
                    when star_teammates_out >= 2 then 1.30
                    when star_teammates_out = 1 then 1.15
                    else 1
                end
        end as usage_effect

    from joined

),

-- A large mismatch counts for more.
amplified as (

    select
        *,
        zone_mismatch * case when abs(zone_mismatch) > 5 then 1.2 else 1 end as mismatch_effect

    from weighed

),

clamped as (

    select
        *,
        {{ clamped('freshness', 0, 100) }} as fatigue_score,
        {{ clamped('mismatch_effect', -10, 10) }} as mismatch_within_10,
        {{ clamped('usage_effect', -3, 3) }} as usage_within_3

    from amplified

),

-- Rounded before they are added: the total is the sum of what is published.
scored as (

    select
        *,
        {{ rounded('mismatch_within_10', 2) }} as shot_zone_mismatch_score,
        {{ pace_score('pace_differential') }} as pace_score,
        {{ rounded('usage_within_3', 2) }} as usage_spike_score

    from clamped

),

added_up as (

    select
        *,
        (fatigue_score - 100) / 20
        + coalesce({{ as_double('shot_zone_mismatch_score') }}, 0)
        + coalesce({{ as_double('pace_score') }}, 0)
        + coalesce({{ as_double('usage_spike_score') }}, 0) as adjustment

    from scored

),

totalled as (

    select
        *,
        {{ rounded('adjustment', 2) }} as total_composite_adjustment

    from added_up

),

warned as (

    select
        *,
        {{ quality_issues({
            'fatigue_low': 'fatigue_score < 50',
            'mismatch_extreme': 'abs(shot_zone_mismatch_score) > 8',
            'total_extreme': 'abs(total_composite_adjustment) > 12',
        }) }} as warnings

    from totalled

),

published as (

    select
        game_date,
        game_id,
        player_lookup,
        universal_player_id,
        team_abbr,
        opponent_team_abbr,
        last_game_date,
        cast(fatigue_score as int64) as fatigue_score,
        shot_zone_mismatch_score,
        pace_score,
        usage_spike_score,
        total_composite_adjustment,
        upstream_player_shot_ready,
        upstream_team_defense_ready,
        upstream_player_shot_ready and upstream_team_defense_ready as all_upstreams_ready,
        array_to_string(warnings, '; ') <> '' as has_warnings,
        nullif(array_to_string(warnings, '; '), '') as warning_details,
        {{ completeness_block(full_sample=10, half_sample=5) }},
        {{ quality_issues({
            'no_prior_games': 'sampled_games = 0',
            'thin_sample': 'sampled_games < 10',
            'upstream_games_missing': 'actual_games_count < expected_games_count',
            'fallback_source_used': 'fallback_games > 0',
            'shot_zones_missing': 'games_without_zones > 0 or not has_shot_zones',
            'opponent_zones_missing': 'not has_opponent_zones',
            'injury_report_missing': 'not injury_report_available',
            'degraded_history': 'excused_games_count > 0',
        }) }} as data_quality_issues

    from warned

)

select * from published
