-- One row per team and game of the league's team box score.
with

boxscores as (

    select * from {{ source('nba_raw', 'nbac_team_boxscore') }}
    where {{ in_window('game_date', lookback_days=1, lookahead_days=1) }}

),

team_codes as (

    select * from {{ ref('team_codes') }}

),

canonical as (

    select
        boxscores.*,
        team_codes.team_abbr as canonical_team_abbr

    from boxscores
    inner join team_codes on boxscores.team_abbr = team_codes.alias

),

-- Most of autumn 2021 was loaded twice.
deduplicated as (

    select * from canonical
    {{ newest_load(['nba_game_id', 'canonical_team_abbr']) }}

),

renamed as (

    select
        nba_game_id,
        canonical_team_abbr as team_abbr,
        is_home,
        {{ whole_number(dbt.split_part('minutes', "':'", 1)) }} as team_minutes,
        points,
        fg_made as fg_makes,
        fg_attempted as fg_attempts,
        three_pt_made as three_pt_makes,
        three_pt_attempted as three_pt_attempts,
        ft_made as ft_makes,
        ft_attempted as ft_attempts,
        offensive_rebounds,
        defensive_rebounds,
        total_rebounds as rebounds,
        assists,
        steals,
        blocks,
        turnovers,
        personal_fouls,
        plus_minus

    from deduplicated

)

select * from renamed
