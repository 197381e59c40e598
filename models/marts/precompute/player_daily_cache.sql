{{ config(cluster_by=['player_lookup']) }}

with

promised as (

    select * from {{ ref('int_promises__player_daily_cache') }}

),

context as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

shot_zones as (

    select * from {{ ref('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}

),

player_days as (

    select * from {{ ref('int_form__player_days') }}

),

player_history as (

    select * from {{ ref('int_form__players') }}

),

zone_form as (

    select * from {{ ref('int_form__player_zones') }}

),

offense_form as (

    select * from {{ ref('int_form__team_offense') }}

),

completeness as (

    select * from {{ ref('int_completeness__players') }}

),

joined as (

    select
        context.*,
        player_days.last_game_date,
        player_days.games_played,
        player_history.points_avg_last_5 as points_last_5,
        player_history.points_avg_last_10 as points_last_10,
        player_history.points_avg_season,
        player_history.points_std_last_10,
        player_history.minutes_avg_last_10,
        player_history.minutes_avg_season,
        player_history.usage_rate_avg_last_10,
        player_history.usage_rate_avg_season,
        player_history.ts_pct_avg_last_10,
        100 * zone_form.assisted_fg_makes_last_10 / nullif(zone_form.fg_makes_last_10, 0)
            as assisted_rate_last_10,
        offense_form.pace_avg_last_10,
        offense_form.offensive_rating_avg_last_10,
        shot_zones.player_lookup is not null as has_shot_zones,
        shot_zones.primary_scoring_zone,
        shot_zones.paint_rate_last_10,
        shot_zones.three_pt_rate_last_10,
        completeness.sampled_games,
        completeness.fallback_games,
        completeness.games_without_zones,
        completeness.expected_games_count,
        completeness.actual_games_count,
        completeness.excused_games_count

    from promised
    inner join context
        on
            promised.game_date = context.game_date
            and promised.game_id = context.game_id
            and promised.player_lookup = context.player_lookup
    inner join player_days
        on
            promised.game_date = player_days.game_date
            and promised.player_lookup = player_days.player_lookup
    -- Left, though his newest game is always there: left joins keep their order, and in the
    -- planner's own order every game of a player meets every other.
    left join player_history
        on
            player_days.last_game_id = player_history.game_id
            and player_days.player_lookup = player_history.player_lookup
    left join zone_form
        on
            player_days.last_game_id = zone_form.game_id
            and player_days.player_lookup = zone_form.player_lookup
    inner join completeness
        on
            promised.game_date = completeness.game_date
            and promised.player_lookup = completeness.player_lookup
    left join offense_form
        on
            context.team_abbr = offense_form.team_abbr
            and context.season_year = offense_form.season_year
            and {{ holds_on('offense_form', 'context.game_date') }}
    left join shot_zones
        on
            promised.game_date = shot_zones.game_date
            and promised.player_lookup = shot_zones.player_lookup
    -- Fewer than 5 games upstream are no row, whatever was promised.
    where player_days.games_played >= 5

),

published as (

    select
        game_date,
        player_lookup,
        game_id,
        team_abbr,
        universal_player_id,
        last_game_date,
        games_played as games_played_season,
        {{ rounded('points_last_5', 1) }} as points_avg_last_5,
        {{ rounded('points_last_10', 1) }} as points_avg_last_10,
        {{ rounded('points_avg_season', 1) }} as points_avg_season,
        {{ rounded('points_std_last_10', 2) }} as points_std_last_10,
        {{ rounded('minutes_avg_last_10', 1) }} as minutes_avg_last_10,
        {{ rounded('minutes_avg_season', 1) }} as minutes_avg_season,
        {{ rounded('usage_rate_avg_last_10', 2) }} as usage_rate_last_10,
        {{ rounded('usage_rate_avg_season', 2) }} as player_usage_rate_season,
        {{ rounded('ts_pct_avg_last_10', 3) }} as ts_pct_last_10,
        {{ rounded('assisted_rate_last_10', 2) }} as assisted_rate_last_10,
        {{ rounded('pace_avg_last_10', 1) }} as team_pace_last_10,
        {{ rounded('offensive_rating_avg_last_10', 2) }} as team_off_rating_last_10,
        games_in_last_7_days,
        games_in_last_14_days,
        minutes_in_last_7_days,
        minutes_in_last_14_days,
        back_to_backs_last_14_days,
        avg_minutes_per_game_last_7,
        player_age,
        primary_scoring_zone,
        paint_rate_last_10,
        three_pt_rate_last_10,
        has_shot_zones as shot_zone_data_available,
        games_played < 10 as early_season_flag,
        {{ completeness_block(full_sample=10, half_sample=5) }},
        {{ quality_issues({
            'thin_sample': 'sampled_games < 10',
            'upstream_games_missing': 'actual_games_count < expected_games_count',
            'fallback_source_used': 'fallback_games > 0',
            'shot_zones_missing': 'games_without_zones > 0 or not has_shot_zones',
            'degraded_history': 'excused_games_count > 0',
        }) }} as data_quality_issues

    from joined

)

select * from published
