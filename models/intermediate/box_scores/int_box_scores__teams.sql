{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per team and final game of the window: the team box score, or the sum of its players.
with

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        is_final
        and {{ in_window('game_date') }}

),

team_rows as (

    select * from {{ ref('stg_nbac__team_boxscores') }}

),

players as (

    select * from {{ ref('int_box_scores__players') }}
    where {{ in_window('game_date') }}

),

play_by_play as (

    select * from {{ ref('int_play_by_play__games') }}

),

player_sums as (

    select
        game_id,
        team_abbr,
        {% for column in [
            'points', 'fg_makes', 'fg_attempts', 'three_pt_makes', 'three_pt_attempts',
            'ft_makes', 'ft_attempts', 'offensive_rebounds', 'defensive_rebounds', 'assists',
            'steals', 'blocks', 'turnovers', 'personal_fouls',
        ] -%}
        cast(sum({{ column }}) as int64) as {{ column }},
        {% endfor -%}
        cast(sum(offensive_rebounds + defensive_rebounds) as int64) as rebounds

    from players
    group by game_id, team_abbr
    having count(case when minutes_played > 0 then 1 end) >= 5

),

published as (

    select
        team_games.game_date,
        team_games.game_id,
        team_games.team_abbr,
        'nbac_team_boxscore' as primary_source_used,
        team_rows.is_home,
        team_rows.team_minutes,
        team_rows.points,
        team_rows.fg_makes,
        team_rows.fg_attempts,
        team_rows.three_pt_makes,
        team_rows.three_pt_attempts,
        team_rows.ft_makes,
        team_rows.ft_attempts,
        team_rows.offensive_rebounds,
        team_rows.defensive_rebounds,
        team_rows.rebounds,
        team_rows.assists,
        team_rows.steals,
        team_rows.blocks,
        team_rows.turnovers,
        team_rows.personal_fouls,
        team_rows.plus_minus

    from team_games
    inner join team_rows
        on
            team_games.nba_game_id = team_rows.nba_game_id
            and team_games.team_abbr = team_rows.team_abbr

),

reconstructed as (

    select
        team_games.game_date,
        team_games.game_id,
        team_games.team_abbr,
        'reconstructed_from_players' as primary_source_used,
        team_games.home_game as is_home,
        240 + 25 * (coalesce(play_by_play.last_period, 4) - 4) as team_minutes,
        player_sums.points,
        player_sums.fg_makes,
        player_sums.fg_attempts,
        player_sums.three_pt_makes,
        player_sums.three_pt_attempts,
        player_sums.ft_makes,
        player_sums.ft_attempts,
        player_sums.offensive_rebounds,
        player_sums.defensive_rebounds,
        player_sums.rebounds,
        player_sums.assists,
        player_sums.steals,
        player_sums.blocks,
        player_sums.turnovers,
        player_sums.personal_fouls,
        cast(null as int64) as plus_minus

    from team_games
    inner join player_sums
        on
            team_games.game_id = player_sums.game_id
            and team_games.team_abbr = player_sums.team_abbr
    left join play_by_play on team_games.nba_game_id = play_by_play.nba_game_id
    left join published
        on
            team_games.game_id = published.game_id
            and team_games.team_abbr = published.team_abbr
    where published.game_id is null

)

select * from published

union all

select * from reconstructed
