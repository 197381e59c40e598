-- F07, F39: the list of players came from the box score of the game itself, or lost players. The
-- rosters drive, so now and then somebody plays who signed that day and has no context row: at
-- most one per team and game, and at most 1 % of a season whose games all lie in the window.
with

summaries as (

    select * from {{ ref('player_game_summary') }}
    where {{ in_window('game_date') }}

),

contexts as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

seasons as (

    select
        season_year,
        {{ in_window('min(game_date)') }} and {{ in_window('max(game_date)') }} as is_whole

    from {{ ref('int_schedule__games') }}
    group by season_year

),

compared as (

    select
        summaries.game_date,
        summaries.game_id,
        summaries.team_abbr,
        summaries.player_lookup,
        seasons.is_whole,
        case when contexts.game_id is null then 1 else 0 end as is_missing,
        count(*) over (partition by summaries.season_year) as players_of_season,
        count(case when contexts.game_id is null then 1 end) over (
            partition by summaries.season_year
        ) as missing_of_season,
        count(case when contexts.game_id is null then 1 end) over (
            partition by summaries.game_id, summaries.team_abbr
        ) as missing_of_team

    from summaries
    inner join seasons on summaries.season_year = seasons.season_year
    left join contexts
        on
            summaries.game_id = contexts.game_id
            and summaries.player_lookup = contexts.player_lookup

)

select
    game_date,
    game_id,
    team_abbr,
    player_lookup,
    missing_of_team,
    missing_of_season,
    players_of_season

from compared
where
    is_missing = 1
    and (
        missing_of_team > 1
        or (is_whole and missing_of_season * 100 > players_of_season)
    )
