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

    select * from {{ ref('int_promises__team_days') }}
    where table_name = 'team_defense_game_summary'

),

summaries as (

    select * from {{ ref('team_defense_game_summary') }}
    where {{ in_history('game_date') }}

),

counted_days as (

    select
        team_days.*,
        count(summaries.game_id) over before_the_date as present_games_before,
        count(case when team_days.is_excused and summaries.game_id is null then 1 end)
            over before_the_date as excused_games_before

    from team_days
    left join summaries
        on
            team_days.final_game_id = summaries.game_id
            and team_days.team_abbr = summaries.defending_team_abbr
    window before_the_date as (
        partition by team_days.team_abbr, team_days.season_year
        order by team_days.game_date
        rows between unbounded preceding and 1 preceding
    )

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
inner join counted_days as start
    on
        samples.team_abbr = start.team_abbr
        and samples.sampled_from = start.game_date
inner join counted_days as today
    on
        samples.team_abbr = today.team_abbr
        and samples.game_date = today.game_date
