-- One row per rostered player and game of an eligible date: the 25 features, each the first of
-- its values that is not NULL, and where each is from.
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

history as (

    select * from {{ ref('int_completeness__rostered_players') }}

),

context as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

daily_cache as (

    select * from {{ ref('player_daily_cache') }}
    where {{ in_window('game_date') }}

),

factors as (

    select * from {{ ref('player_composite_factors') }}
    where {{ in_window('game_date') }}

),

shot_zones as (

    select * from {{ ref('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}

),

opponent_defense as (

    select * from {{ ref('team_defense_zone_analysis') }}
    where {{ in_window('game_date') }}

),

offense_form as (

    select * from {{ ref('int_form__team_offense') }}

),

calculated as (

    select * from {{ ref('int_features__calculated') }}

),

joined as (

    select
        history.game_date,
        history.game_id,
        {% for feature in features %}
        coalesce(
            {% for source in ['phase4', 'phase3', 'calculated'] if source in feature %}
            {{ as_double(feature[source]) }},
            {% endfor %}
            {{ feature.default }}
        ) as {{ feature.name }},
        case
            {% for source in ['phase4', 'phase3', 'calculated'] if source in feature %}
            when {{ feature[source] }} is not null then '{{ source }}'
            {% endfor %}
            else 'default'
        end as {{ feature.name }}_source,
        {% endfor %}
        shot_zones.player_lookup is not null as has_shot_zones,
        opponent_defense.team_abbr is not null as has_opponent_zones,
        history.player_lookup

    from history
    inner join context
        on
            history.game_id = context.game_id
            and history.player_lookup = context.player_lookup
    inner join calculated
        on
            history.game_id = calculated.game_id
            and history.player_lookup = calculated.player_lookup
    left join daily_cache
        on
            history.game_date = daily_cache.game_date
            and history.player_lookup = daily_cache.player_lookup
    left join factors
        on
            history.game_id = factors.game_id
            and history.player_lookup = factors.player_lookup
    left join shot_zones
        on
            history.game_date = shot_zones.game_date
            and history.player_lookup = shot_zones.player_lookup
    left join opponent_defense
        on
            history.game_date = opponent_defense.game_date
            and context.opponent_team_abbr = opponent_defense.team_abbr
    left join offense_form
        on
            context.team_abbr = offense_form.team_abbr
            and context.season_year = offense_form.season_year
            and {{ holds_on('offense_form', 'context.game_date') }}

)

select * from joined
