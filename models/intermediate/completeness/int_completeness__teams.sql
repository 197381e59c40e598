-- One row per team and eligible date of the window, once it has played this season: its last 15
-- games, and how many games it played from the oldest of them on (from the season's start with
-- fewer than 15).
with

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

form as (

    select * from {{ ref('int_form__team_defense') }}

),

team_days as (

    select * from {{ ref('int_completeness__team_days') }}
    where table_name = 'team_defense_game_summary'

),

samples as (

    select
        dates.game_date,
        dates.season_start,
        form.team_abbr,
        form.game_date as last_game_date,
        form.sampled_games,
        case
            when form.sampled_games >= 15 then form.first_sampled_date
            else dates.season_start
        end as sampled_from

    from dates
    inner join form
        on
            dates.season_year = form.season_year
            and {{ holds_on('form', 'dates.game_date') }}

)

select
    samples.*,
    today.final_games_before - start.final_games_before as expected_games_count,
    today.present_games_before - start.present_games_before as actual_games_count,
    today.excused_games_before - start.excused_games_before as excused_games_count

from samples
inner join team_days as start
    on
        samples.team_abbr = start.team_abbr
        and samples.sampled_from = start.game_date
inner join team_days as today
    on
        samples.team_abbr = today.team_abbr
        and samples.game_date = today.game_date
