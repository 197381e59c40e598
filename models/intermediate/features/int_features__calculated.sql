-- One row per rostered player and game of an eligible date: the six features that no table holds.
-- NULL where an input is missing; the feature store then takes its default.
with

history as (

    select * from {{ ref('int_completeness__rostered_players') }}

),

context as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

team_context as (

    select * from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}

),

daily_cache as (

    select * from {{ ref('player_daily_cache') }}
    where {{ in_window('game_date') }}

),

player_history as (

    select * from {{ ref('int_form__players') }}

),

joined as (

    select
        context.*,
        history.team_final_games_before,
        team_context.team_win_pct as published_win_pct,
        player_history.games_played,
        player_history.ft_makes_last_10,
        player_history.points_last_10,
        player_history.points_avg_last_3 - player_history.points_avg_games_4_and_5 as trend,
        {{ rounded(
            ratio(
                'daily_cache.minutes_avg_last_10 - daily_cache.minutes_avg_season',
                'daily_cache.minutes_avg_season',
            ),
            4,
        ) }} as minutes_growth

    from history
    inner join context
        on
            history.game_id = context.game_id
            and history.player_lookup = context.player_lookup
    inner join team_context
        on
            context.game_id = team_context.game_id
            and context.team_abbr = team_context.team_abbr
    left join player_history
        on
            history.player_lookup = player_history.player_lookup
            and history.last_player_game_date = player_history.game_date
    left join daily_cache
        on
            history.game_date = daily_cache.game_date
            and history.player_lookup = daily_cache.player_lookup

)

select
    game_date,
    game_id,
    player_lookup,
    -- The player's own rest against the other team's: one who sat out counts as rested.
    {{ clamped('days_rest - opponent_days_rest', -2, 2) }} as rest_advantage,
    case
        when not injury_report_available then null
        when player_status = 'probable' then 1
        when player_status = 'questionable' then 2
        when player_status in ('doubtful', 'out') then 3
        else 0
    end as injury_risk,
    -- The newest three games against the two before them: rising scorers are positive.
    case
        when games_played is null or games_played < 5 then null
        when trend >= 5 then 2
        when trend >= 2 then 1
        when trend <= -5 then -2
        when trend <= -2 then -1
        else 0
    end as recent_trend,
    case
        when minutes_growth is null then null
        when minutes_growth >= 0.20 then 2
        when minutes_growth >= 0.10 then 1
        when minutes_growth <= -0.20 then -2
        when minutes_growth <= -0.10 then -1
        else 0
    end as minutes_change,
    case
        when games_played >= 5
            then {{ rounded(clamped(ratio('ft_makes_last_10', 'points_last_10'), 0, 0.5), 4) }}
    end as pct_free_throw,
    case when team_final_games_before >= 5 then published_win_pct end as team_win_pct

from joined
