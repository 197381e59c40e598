{{ config(cluster_by=['team_abbr']) }}

with

promised as (

    select * from {{ ref('int_promises__upcoming_team_game_context') }}
    where {{ in_window('game_date') }}

),

schedule as (

    select * from {{ ref('int_schedule__team_rest_and_travel') }}
    where {{ in_window('game_date') }}

),

records as (

    select
        *,
        wins / nullif(games, 0) as win_pct

    from {{ ref('int_schedule__team_records') }}

),

betting_lines as (

    select
        *,
        game_spread - opening_spread as spread_movement,
        game_total - opening_total as total_movement

    from {{ ref('int_betting_lines__team_games') }}

),

injury_reports as (

    select * from {{ ref('int_injuries__reports') }}

),

injured_players as (

    select * from {{ ref('int_injuries__players') }}

),

player_history as (

    select * from {{ ref('int_form__players') }}

),

injured_starters as (

    select
        injured_players.*,
        coalesce(player_history.is_starter, false) as is_starter

    from injured_players
    inner join schedule
        on
            injured_players.game_id = schedule.game_id
            and injured_players.team_abbr = schedule.team_abbr
    left join player_history
        on
            injured_players.player_lookup = player_history.player_lookup
            and schedule.season_year = player_history.season_year
            and {{ holds_on('player_history', 'injured_players.game_date') }}

),

absences as (

    select
        injury_reports.game_id,
        injury_reports.team_abbr,
        count(case when injured_starters.injury_status = 'out' then 1 end) as players_out_count,
        count(
            case
                when injured_starters.injury_status = 'out' and injured_starters.is_starter then 1
            end
        ) as starters_out_count,
        count(case when injured_starters.injury_status in ('questionable', 'doubtful') then 1 end)
            as questionable_players_count

    from injury_reports
    left join injured_starters
        on
            injury_reports.game_id = injured_starters.game_id
            and injury_reports.team_abbr = injured_starters.team_abbr
    group by injury_reports.game_id, injury_reports.team_abbr

),

joined as (

    select
        promised.game_date,
        promised.game_id,
        promised.team_abbr,
        schedule.nba_game_id,
        schedule.season_year,
        schedule.opponent_team_abbr,
        schedule.home_game,
        schedule.season_phase,
        schedule.game_start_time_local,
        schedule.game_number_in_season,
        schedule.team_days_rest + 1 as days_since_last_game,
        schedule.team_days_rest,
        coalesce(schedule.team_days_rest = 0, false) as team_back_to_back,
        schedule.games_in_last_7_days,
        schedule.games_in_last_14_days,
        {{ rounded('record.win_pct', 3) }} as team_win_pct,
        coalesce(record.win_streak, 0) as team_win_streak_entering,
        coalesce(record.loss_streak, 0) as team_loss_streak_entering,
        record.last_game_margin,
        case
            when record.last_game_margin > 0 then 'W'
            when record.last_game_margin < 0 then 'L'
        end as last_game_result,
        schedule.travel_miles,
        schedule.time_zone_changes,
        schedule.consecutive_road_games,
        schedule.miles_traveled_last_14_days,
        schedule.time_zones_crossed_last_14_days,
        schedule.next_game_days_rest,
        schedule.games_in_next_7_days,
        {{ rounded('next_opponent.win_pct', 3) }} as next_opponent_win_pct,
        schedule.next_game_is_primetime,
        {{ rounded('betting_lines.game_spread', 1) }} as game_spread,
        {{ rounded('betting_lines.opening_spread', 1) }} as opening_spread,
        {{ rounded('betting_lines.spread_movement', 1) }} as spread_movement,
        betting_lines.game_spread_source,
        {{ rounded('betting_lines.game_total', 1) }} as game_total,
        {{ rounded('betting_lines.opening_total', 1) }} as opening_total,
        {{ rounded('betting_lines.total_movement', 1) }} as total_movement,
        betting_lines.game_total_source,
        betting_lines.betting_lines_updated_at,
        absences.game_id is not null as injury_report_available,
        absences.players_out_count,
        absences.starters_out_count,
        absences.questionable_players_count

    from promised
    inner join schedule
        on
            promised.game_id = schedule.game_id
            and promised.team_abbr = schedule.team_abbr
    left join records as record
        on
            schedule.team_abbr = record.team_abbr
            and schedule.season_year = record.season_year
            and {{ holds_on('record', 'schedule.game_date') }}
    left join records as next_opponent
        on
            schedule.next_opponent_team_abbr = next_opponent.team_abbr
            and schedule.season_year = next_opponent.season_year
            and {{ holds_on('next_opponent', 'schedule.game_date') }}
    left join betting_lines
        on
            promised.game_id = betting_lines.game_id
            and promised.team_abbr = betting_lines.team_abbr
    left join absences
        on
            promised.game_id = absences.game_id
            and promised.team_abbr = absences.team_abbr

)

select * from joined
