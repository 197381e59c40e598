{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per player and eligible date of the window, once he has played this season: his last 10
-- games, and how many games his teams played from the oldest of them on.
with

player_days as (

    select * from {{ ref('int_form__player_days') }}

),

team_days as (

    select * from {{ ref('int_promises__team_days') }}
    where table_name = 'player_game_summary'

),

-- A game of the team is there with any player of it.
summarised_games as (

    select distinct
        game_id,
        team_abbr

    from {{ ref('player_game_summary') }}
    where {{ in_history('game_date') }}

),

counted_days as (

    select
        team_days.*,
        count(summarised_games.game_id) over before_the_date as present_games_before,
        count(case when team_days.is_excused and summarised_games.game_id is null then 1 end)
            over before_the_date as excused_games_before

    from team_days
    left join summarised_games
        on
            team_days.final_game_id = summarised_games.game_id
            and team_days.team_abbr = summarised_games.team_abbr
    window before_the_date as (
        partition by team_days.team_abbr, team_days.season_year
        order by team_days.game_date
        rows between unbounded preceding and 1 preceding
    )

),

games as (

    select
        game_date,
        game_id,
        player_lookup,
        team_abbr,
        season_year,
        shot_zones_available,
        data_quality_tier,
        lead(game_date) over (
            partition by player_lookup, season_year
            order by game_date
        ) as next_game_date

    from {{ ref('player_game_summary') }}
    where {{ in_history('game_date') }}

),

-- From one of his games to the next he is counted with the team that he played it for.
stints as (

    select
        games.*,
        before.final_games_before,
        before.present_games_before,
        before.excused_games_before,
        until.final_games_before - before.final_games_before as final_games,
        until.present_games_before - before.present_games_before as present_games,
        until.excused_games_before - before.excused_games_before as excused_games

    from games
    inner join counted_days as before
        on
            games.team_abbr = before.team_abbr
            and games.game_date = before.game_date
    left join counted_days as until
        on
            games.team_abbr = until.team_abbr
            and games.next_game_date = until.game_date

),

samples as (

    select
        *,
        count(*) over last_10 as sampled_games,
        count(case when data_quality_tier = 'bronze' then 1 end) over last_10 as fallback_games,
        count(case when not shot_zones_available then 1 end) over last_10 as games_without_zones,
        coalesce(sum(final_games) over finished_stints, 0) as final_games_earlier,
        coalesce(sum(present_games) over finished_stints, 0) as present_games_earlier,
        coalesce(sum(excused_games) over finished_stints, 0) as excused_games_earlier

    from stints
    window
        career as (
            partition by player_lookup, season_year
            order by game_date
        ),
        last_10 as (career rows between 9 preceding and current row),
        finished_stints as (career rows between 9 preceding and 1 preceding)

)

select
    player_days.game_date,
    player_days.player_lookup,
    player_days.last_game_date,
    samples.sampled_games,
    samples.fallback_games,
    samples.games_without_zones,
    cast(
        samples.final_games_earlier
        + today.final_games_before - samples.final_games_before as int64
    ) as expected_games_count,
    cast(
        samples.present_games_earlier
        + today.present_games_before - samples.present_games_before as int64
    ) as actual_games_count,
    cast(
        samples.excused_games_earlier
        + today.excused_games_before - samples.excused_games_before as int64
    ) as excused_games_count

from player_days
inner join samples
    on
        player_days.player_lookup = samples.player_lookup
        and player_days.last_game_id = samples.game_id
inner join counted_days as today
    on
        samples.team_abbr = today.team_abbr
        and player_days.game_date = today.game_date
