{{ config(materialized='incremental', meta={'reach': 'window', 'reads_marts': 'same_date'}) }}

-- One row per mart, date of the window and row that a build would write differently today, since
-- raw or an upstream mart changed after it was built. Told by witnesses: of each mart a few columns
-- that are cheap to compare with what they are made of. What a second source would restore now is
-- never held against what was built from the first.
{% set boxscore_columns = [
    'fg_makes', 'fg_attempts', 'three_pt_makes', 'three_pt_attempts', 'ft_makes', 'ft_attempts',
    'assists',
] %}

with

player_games as (

    select * from {{ ref('player_game_summary') }}
    where {{ in_window('game_date') }}

),

offense as (

    select * from {{ ref('team_offense_game_summary') }}
    where {{ in_window('game_date') }}

),

defense as (

    select * from {{ ref('team_defense_game_summary') }}
    where {{ in_window('game_date') }}

),

team_context as (

    select * from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}

),

player_context as (

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

factors as (

    select * from {{ ref('player_composite_factors') }}
    where {{ in_window('game_date') }}

),

daily_cache as (

    select * from {{ ref('player_daily_cache') }}
    where {{ in_window('game_date') }}

),

feature_store as (

    select * from {{ ref('ml_feature_store_v2') }}
    where {{ in_window('game_date') }}

),

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

player_boxscores as (

    select * from {{ ref('int_box_scores__players') }}

),

team_boxscores as (

    select * from {{ ref('int_box_scores__teams') }}

),

team_records as (

    select * from {{ ref('int_schedule__team_records') }}

),

player_history as (

    select * from {{ ref('int_form__players') }}

),

zone_form as (

    select * from {{ ref('int_form__player_zones') }}

),

defense_form as (

    select * from {{ ref('int_form__team_defense') }}

),

compared as (

    select
        'player_game_summary' as model_name,
        player_games.game_date,
        {{ row_key(['game_id', 'player_lookup'], 'player_games') }} as row_key,
        {% for column in boxscore_columns + [
            'points', 'turnovers', 'starter_flag', 'primary_source_used'
        ] %}
        (player_games.{{ column }} is distinct from player_boxscores.{{ column }})
        {{ 'or' if not loop.last }}
        {% endfor %}
            as is_stale

    from player_games
    inner join player_boxscores
        on
            player_games.game_id = player_boxscores.game_id
            and player_games.player_lookup = player_boxscores.player_lookup
            and (
                player_games.primary_source_used <> 'nbac_gamebook'
                or player_boxscores.primary_source_used = 'nbac_gamebook'
            )

    union all

    select
        'team_offense_game_summary' as model_name,
        offense.game_date,
        {{ row_key(['game_id', 'team_abbr'], 'offense') }} as row_key,
        {% for column in boxscore_columns + ['rebounds', 'turnovers', 'primary_source_used'] %}
        (offense.{{ column }} is distinct from team_boxscores.{{ column }})
        {{ 'or' if not loop.last }}
        {% endfor %}
            as is_stale

    from offense
    inner join team_boxscores
        on
            offense.game_id = team_boxscores.game_id
            and offense.team_abbr = team_boxscores.team_abbr
            and (
                offense.primary_source_used <> 'nbac_team_boxscore'
                or team_boxscores.primary_source_used = 'nbac_team_boxscore'
            )

    union all

    select
        'team_defense_game_summary' as model_name,
        defense.game_date,
        {{ row_key(['game_id', 'defending_team_abbr'], 'defense') }} as row_key,
        {% for column in boxscore_columns + ['rebounds'] %}
        (defense.opp_{{ column }} is distinct from team_boxscores.{{ column }})
        {{ 'or' if not loop.last }}
        {% endfor %}
        or (defense.turnovers_forced is distinct from team_boxscores.turnovers)
        or (
            defense.primary_source_used
            is distinct from team_boxscores.primary_source_used
        ) as is_stale

    from defense
    inner join team_boxscores
        on
            defense.game_id = team_boxscores.game_id
            and defense.opponent_team_abbr = team_boxscores.team_abbr
            and (
                defense.primary_source_used <> 'nbac_team_boxscore'
                or team_boxscores.primary_source_used = 'nbac_team_boxscore'
            )

    union all

    select
        'upcoming_team_game_context' as model_name,
        team_context.game_date,
        {{ row_key(['game_id', 'team_abbr'], 'team_context') }} as row_key,
        (team_context.last_game_margin is distinct from team_records.last_game_margin)
        or (team_context.team_win_streak_entering is distinct from team_records.win_streak)
            as is_stale

    from team_context
    inner join team_records
        on
            team_context.team_abbr = team_records.team_abbr
            and team_context.season_year = team_records.season_year
            and {{ holds_on('team_records', 'team_context.game_date') }}

    union all

    select
        'upcoming_player_game_context' as model_name,
        player_context.game_date,
        {{ row_key(['game_id', 'player_lookup'], 'player_context') }} as row_key,
        (
            player_context.points_avg_last_10
            is distinct from {{ rounded('player_history.points_avg_last_10', 1) }}
        )
        or (
            player_context.avg_usage_rate_last_7_games
            is distinct from {{ rounded('player_history.usage_rate_avg_last_7', 2) }}
        ) as is_stale

    from player_context
    inner join player_history
        on
            player_context.player_lookup = player_history.player_lookup
            and player_context.season_year = player_history.season_year
            and {{ holds_on('player_history', 'player_context.game_date') }}

    union all

    select
        'player_shot_zone_analysis' as model_name,
        shot_zones.game_date,
        {{ row_key(['player_lookup'], 'shot_zones') }} as row_key,
        (shot_zones.last_game_date is distinct from player_history.game_date)
        or (shot_zones.total_shots_last_10 is distinct from zone_form.fg_attempts_last_10)
            as is_stale

    from shot_zones
    inner join dates on shot_zones.game_date = dates.game_date
    inner join player_history
        on
            shot_zones.player_lookup = player_history.player_lookup
            and dates.season_year = player_history.season_year
            and {{ holds_on('player_history', 'shot_zones.game_date') }}
    inner join zone_form
        on
            player_history.game_id = zone_form.game_id
            and player_history.player_lookup = zone_form.player_lookup

    union all

    select
        'team_defense_zone_analysis' as model_name,
        team_defense.game_date,
        {{ row_key(['team_abbr'], 'team_defense') }} as row_key,
        (team_defense.last_game_date is distinct from defense_form.game_date)
        or (
            team_defense.opponent_points_per_game
            is distinct from {{ rounded('defense_form.points_allowed', 1) }}
        )
        or (
            team_defense.defensive_rating_last_15
            is distinct from {{ rounded('defense_form.defensive_rating', 2) }}
        ) as is_stale

    from team_defense
    inner join dates on team_defense.game_date = dates.game_date
    inner join defense_form
        on
            team_defense.team_abbr = defense_form.team_abbr
            and dates.season_year = defense_form.season_year
            and {{ holds_on('defense_form', 'team_defense.game_date') }}

    union all

    select
        'player_composite_factors' as model_name,
        factors.game_date,
        {{ row_key(['game_id', 'player_lookup'], 'factors') }} as row_key,
        (factors.pace_score is distinct from {{ pace_score('player_context.pace_differential') }})
            as is_stale

    from factors
    inner join player_context
        on
            factors.game_id = player_context.game_id
            and factors.player_lookup = player_context.player_lookup

    union all

    select
        'player_daily_cache' as model_name,
        daily_cache.game_date,
        {{ row_key(['player_lookup'], 'daily_cache') }} as row_key,
        (daily_cache.last_game_date is distinct from player_history.game_date)
        or (
            daily_cache.points_avg_season
            is distinct from {{ rounded('player_history.points_avg_season', 1) }}
        )
        or (
            daily_cache.usage_rate_last_10
            is distinct from {{ rounded('player_history.usage_rate_avg_last_10', 2) }}
        ) as is_stale

    from daily_cache
    inner join dates on daily_cache.game_date = dates.game_date
    inner join player_history
        on
            daily_cache.player_lookup = player_history.player_lookup
            and dates.season_year = player_history.season_year
            and {{ holds_on('player_history', 'daily_cache.game_date') }}

    union all

    select
        'ml_feature_store_v2' as model_name,
        feature_store.game_date,
        {{ row_key(['game_id', 'player_lookup'], 'feature_store') }} as row_key,
        {{ array_element('feature_store.features', 5) }} <> factors.fatigue_score
        or {{ array_element('feature_store.features', 7) }} <> factors.pace_score
        or {{ array_element('feature_store.features', 2) }}
        <> daily_cache.points_avg_season as is_stale

    from feature_store
    inner join factors
        on
            feature_store.game_id = factors.game_id
            and feature_store.player_lookup = factors.player_lookup
    left join daily_cache
        on
            feature_store.game_date = daily_cache.game_date
            and feature_store.player_lookup = daily_cache.player_lookup

)

select
    model_name,
    game_date,
    row_key

from compared
where is_stale
