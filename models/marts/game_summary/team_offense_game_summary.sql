{{ config(cluster_by=['team_abbr']) }}

with

promised as (

    select * from {{ ref('int_promises__team_offense_game_summary') }}
    where {{ in_window('game_date') }}

),

team_games as (

    select * from {{ ref('int_schedule__team_games') }}

),

performances as (

    select * from {{ ref('int_box_scores__teams_with_zones') }}

),

absences as (

    select * from {{ ref('int_form__team_inactives') }}

),

joined as (

    select
        promised.game_date,
        promised.game_id,
        promised.team_abbr,
        team_games.nba_game_id,
        team_games.opponent_team_abbr,
        team_games.season_year,
        team_games.home_game,
        performances.points as points_scored,
        performances.fg_attempts,
        performances.fg_makes,
        performances.three_pt_attempts,
        performances.three_pt_makes,
        performances.ft_attempts,
        performances.ft_makes,
        performances.offensive_rebounds,
        performances.rebounds,
        performances.assists,
        performances.turnovers,
        performances.personal_fouls,
        performances.team_minutes,
        performances.overtime_periods,
        performances.possessions,
        100 * performances.points / nullif(performances.possessions, 0) as offensive_rating,
        {{ pace('performances.possessions', 'performances.team_minutes') }} as pace,
        {{ true_shooting(
            'performances.points', 'performances.fg_attempts', 'performances.ft_attempts'
        ) }} as ts_pct,
        performances.paint_attempts as team_paint_attempts,
        performances.paint_makes as team_paint_makes,
        performances.mid_range_attempts as team_mid_range_attempts,
        performances.mid_range_makes as team_mid_range_makes,
        2 * performances.paint_makes as points_in_paint_scored,
        team_games.margin > 0 as win_flag,
        team_games.margin as margin_of_victory,
        absences.players_inactive,
        absences.starters_inactive,
        performances.shot_zones_available,
        performances.primary_source_used

    from promised
    inner join team_games
        on
            promised.game_id = team_games.game_id
            and promised.team_abbr = team_games.team_abbr
    inner join performances
        on
            promised.game_id = performances.game_id
            and promised.team_abbr = performances.team_abbr
    left join absences
        on
            promised.game_id = absences.game_id
            and promised.team_abbr = absences.team_abbr

),

published as (

    select
        game_date,
        game_id,
        team_abbr,
        nba_game_id,
        opponent_team_abbr,
        season_year,
        home_game,
        points_scored,
        fg_attempts,
        fg_makes,
        three_pt_attempts,
        three_pt_makes,
        ft_attempts,
        ft_makes,
        offensive_rebounds,
        rebounds,
        assists,
        turnovers,
        personal_fouls,
        team_minutes,
        overtime_periods,
        {{ rounded('possessions', 1) }} as possessions,
        {{ rounded('offensive_rating', 2) }} as offensive_rating,
        {{ rounded('pace', 2) }} as pace,
        {{ rounded('ts_pct', 3) }} as ts_pct,
        team_paint_attempts,
        team_paint_makes,
        team_mid_range_attempts,
        team_mid_range_makes,
        points_in_paint_scored,
        win_flag,
        margin_of_victory,
        players_inactive,
        starters_inactive,
        shot_zones_available,
        primary_source_used,
        case
            when primary_source_used <> 'nbac_team_boxscore' then 'bronze'
            when not shot_zones_available then 'silver'
            else 'gold'
        end as data_quality_tier

    from joined

)

select * from published
