{{ config(cluster_by=['defending_team_abbr']) }}

with

promised as (

    select * from {{ ref('int_promises__team_defense_game_summary') }}
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

-- What the opponent did, and how the defence answered.
matchups as (

    select
        team_games.game_date,
        team_games.game_id,
        team_games.team_abbr as defending_team_abbr,
        team_games.nba_game_id,
        team_games.opponent_team_abbr,
        team_games.season_year,
        team_games.home_game,
        opponent.points as points_allowed,
        opponent.fg_attempts as opp_fg_attempts,
        opponent.fg_makes as opp_fg_makes,
        opponent.three_pt_attempts as opp_three_pt_attempts,
        opponent.three_pt_makes as opp_three_pt_makes,
        opponent.ft_attempts as opp_ft_attempts,
        opponent.ft_makes as opp_ft_makes,
        opponent.rebounds as opp_rebounds,
        opponent.assists as opp_assists,
        opponent.turnovers as turnovers_forced,
        own.personal_fouls as fouls_committed,
        own.steals,
        own.defensive_rebounds,
        opponent.paint_attempts,
        opponent.paint_makes,
        opponent.mid_range_attempts,
        opponent.mid_range_makes,
        own.paint_blocks,
        own.mid_range_blocks,
        own.three_pt_blocks,
        100 * opponent.points / nullif(opponent.possessions, 0) as defensive_rating,
        {{ pace('opponent.possessions', 'opponent.team_minutes') }} as opponent_pace,
        {{ true_shooting(
            'opponent.points', 'opponent.fg_attempts', 'opponent.ft_attempts'
        ) }} as opponent_ts_pct,
        own.overtime_periods,
        team_games.margin > 0 as win_flag,
        team_games.margin as margin_of_victory,
        opponent.shot_zones_available and own.block_zones_available as shot_zones_available,
        opponent.primary_source_used,
        own.primary_source_used as own_source_used

    from team_games
    inner join performances as own
        on
            team_games.game_id = own.game_id
            and team_games.team_abbr = own.team_abbr
    inner join performances as opponent
        on
            team_games.game_id = opponent.game_id
            and team_games.opponent_team_abbr = opponent.team_abbr

),

joined as (

    select
        promised.game_date,
        promised.game_id,
        promised.defending_team_abbr,
        matchups.nba_game_id,
        matchups.opponent_team_abbr,
        matchups.season_year,
        matchups.home_game,
        matchups.points_allowed,
        matchups.opp_fg_attempts,
        matchups.opp_fg_makes,
        matchups.opp_three_pt_attempts,
        matchups.opp_three_pt_makes,
        matchups.opp_ft_attempts,
        matchups.opp_ft_makes,
        matchups.opp_rebounds,
        matchups.opp_assists,
        matchups.turnovers_forced,
        matchups.fouls_committed,
        matchups.steals,
        matchups.defensive_rebounds,
        {% for column in [
            'paint_attempts', 'paint_makes', 'mid_range_attempts', 'mid_range_makes'
        ] %}
        case when matchups.shot_zones_available then matchups.{{ column }} end
            as opp_{{ column }},
        {% endfor %}
        case when matchups.shot_zones_available then 2 * matchups.paint_makes end
            as points_in_paint_allowed,
        case when matchups.shot_zones_available then 2 * matchups.mid_range_makes end
            as mid_range_points_allowed,
        3 * matchups.opp_three_pt_makes as three_pt_points_allowed,
        {% for zone in ['paint', 'mid_range', 'three_pt'] %}
        case when matchups.shot_zones_available then matchups.{{ zone }}_blocks end
            as blocks_{{ zone }},
        {% endfor %}
        {{ rounded('matchups.defensive_rating', 2) }} as defensive_rating,
        {{ rounded('matchups.opponent_pace', 2) }} as opponent_pace,
        {{ rounded('matchups.opponent_ts_pct', 3) }} as opponent_ts_pct,
        matchups.win_flag,
        matchups.margin_of_victory,
        matchups.overtime_periods,
        absences.players_inactive,
        absences.starters_inactive,
        matchups.shot_zones_available,
        matchups.primary_source_used,
        case
            when
                matchups.primary_source_used <> 'nbac_team_boxscore'
                or matchups.own_source_used <> 'nbac_team_boxscore'
                then 'bronze'
            when not matchups.shot_zones_available then 'silver'
            else 'gold'
        end as data_quality_tier

    from promised
    inner join matchups
        on
            promised.game_id = matchups.game_id
            and promised.defending_team_abbr = matchups.defending_team_abbr
    left join absences
        on
            promised.game_id = absences.game_id
            and promised.defending_team_abbr = absences.team_abbr

)

select * from joined
