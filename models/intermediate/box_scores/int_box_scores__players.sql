{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per player who entered a final game: the game book, or BDL for a game without one.
with

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        is_final
        and {{ in_season_so_far('game_date') }}

),

gamebook as (

    select * from {{ ref('int_box_scores__gamebook_players') }}

),

bdl as (

    select * from {{ ref('int_box_scores__bdl_players') }}

),

listed_games as (

    select distinct game_id from gamebook

),

entered as (

    select
        game_id,
        team_abbr,
        player_lookup,
        player_full_name,
        'nbac_gamebook' as primary_source_used,
        is_starter,
        minutes_played,
        points,
        fg_makes,
        fg_attempts,
        three_pt_makes,
        three_pt_attempts,
        ft_makes,
        ft_attempts,
        offensive_rebounds,
        defensive_rebounds,
        assists,
        steals,
        blocks,
        turnovers,
        personal_fouls,
        plus_minus

    from gamebook
    where player_status = 'active'

    union all

    select
        bdl.game_id,
        bdl.team_abbr,
        bdl.player_lookup,
        bdl.player_full_name,
        'bdl_boxscores' as primary_source_used,
        cast(null as bool) as is_starter,
        bdl.minutes_played,
        bdl.points,
        bdl.fg_makes,
        bdl.fg_attempts,
        bdl.three_pt_makes,
        bdl.three_pt_attempts,
        bdl.ft_makes,
        bdl.ft_attempts,
        bdl.offensive_rebounds,
        bdl.defensive_rebounds,
        bdl.assists,
        bdl.steals,
        bdl.blocks,
        bdl.turnovers,
        bdl.personal_fouls,
        cast(null as int64) as plus_minus

    from bdl
    left join listed_games on bdl.game_id = listed_games.game_id
    where listed_games.game_id is null

),

ranked as (

    select
        team_games.game_date,
        team_games.nba_game_id,
        entered.*,
        count(entered.is_starter) over (
            partition by entered.game_id, entered.team_abbr
        ) as known_starters,
        row_number() over (
            partition by entered.game_id, entered.team_abbr
            order by
                entered.minutes_played desc nulls last,
                entered.points desc nulls last,
                entered.player_lookup asc
        ) as minutes_rank

    from entered
    inner join team_games
        on
            entered.game_id = team_games.game_id
            and entered.team_abbr = team_games.team_abbr

)

select
    *,
    -- Where nobody's start is known, the five longest minutes started.
    case
        when known_starters = 0 then minutes_rank <= 5
        else coalesce(is_starter, false)
    end as starter_flag

from ranked
