{{ config(cluster_by=['player_lookup', 'team_abbr']) }}

with

promised as (

    select * from {{ ref('int_promises__player_game_summary') }}
    where {{ in_window('game_date') }}

),

team_games as (

    select * from {{ ref('int_schedule__team_games') }}

),

boxscores as (

    select * from {{ ref('int_box_scores__players_with_zones') }}

),

team_rows as (

    select * from {{ ref('int_box_scores__teams') }}

),

points_lines as (

    select * from {{ ref('int_betting_lines__player_points') }}

),

registry as (

    select * from {{ ref('stg_reference__players_registry') }}

),

joined as (

    select
        promised.game_date,
        promised.game_id,
        promised.player_lookup,
        team_games.nba_game_id,
        registry.universal_player_id,
        boxscores.player_full_name,
        team_games.season_year,
        team_games.team_abbr,
        team_games.opponent_team_abbr,
        boxscores.points,
        boxscores.minutes_played,
        boxscores.assists,
        boxscores.offensive_rebounds,
        boxscores.defensive_rebounds,
        boxscores.steals,
        boxscores.blocks,
        boxscores.turnovers,
        boxscores.personal_fouls,
        boxscores.fg_attempts,
        boxscores.fg_makes,
        boxscores.three_pt_attempts,
        boxscores.three_pt_makes,
        boxscores.ft_attempts,
        boxscores.ft_makes,
        boxscores.plus_minus,
        boxscores.paint_attempts,
        boxscores.paint_makes,
        boxscores.mid_range_attempts,
        boxscores.mid_range_makes,
        boxscores.paint_blocks,
        boxscores.mid_range_blocks,
        boxscores.three_pt_blocks,
        boxscores.assisted_fg_makes,
        boxscores.unassisted_fg_makes,
        boxscores.and1_count,
        boxscores.fourth_quarter_points,
        100 * team_rows.team_minutes
        * {{ possessions_used(
            'boxscores.fg_attempts', 'boxscores.ft_attempts', 'boxscores.turnovers'
        ) }}
        / nullif(
            5 * boxscores.minutes_played
            * {{ possessions_used(
                'team_rows.fg_attempts', 'team_rows.ft_attempts', 'team_rows.turnovers'
            ) }},
            0
        ) as usage_rate,
        {{ true_shooting(
            'boxscores.points', 'boxscores.fg_attempts', 'boxscores.ft_attempts'
        ) }} as ts_pct,
        (boxscores.fg_makes + 0.5 * boxscores.three_pt_makes)
        / nullif(boxscores.fg_attempts, 0) as efg_pct,
        boxscores.starter_flag,
        team_games.margin > 0 as win_flag,
        points_lines.points_line,
        points_lines.points_line_source,
        points_lines.opening_line,
        points_lines.opening_line_source,
        points_lines.points_line - points_lines.opening_line as line_movement,
        boxscores.points - points_lines.points_line as margin,
        boxscores.shot_zones_available,
        boxscores.primary_source_used

    from promised
    inner join team_games
        on
            promised.game_id = team_games.game_id
            and promised.team_abbr = team_games.team_abbr
    inner join boxscores
        on
            promised.game_id = boxscores.game_id
            and promised.player_lookup = boxscores.player_lookup
    left join team_rows
        on
            promised.game_id = team_rows.game_id
            and promised.team_abbr = team_rows.team_abbr
    left join points_lines
        on
            promised.game_id = points_lines.game_id
            and promised.player_lookup = points_lines.player_lookup
    left join registry on promised.player_lookup = registry.player_lookup

),

published as (

    select
        game_date,
        game_id,
        player_lookup,
        nba_game_id,
        universal_player_id,
        player_full_name,
        season_year,
        team_abbr,
        opponent_team_abbr,
        points,
        {{ rounded('minutes_played', 2) }} as minutes_played,
        assists,
        offensive_rebounds,
        defensive_rebounds,
        steals,
        blocks,
        turnovers,
        personal_fouls,
        fg_attempts,
        fg_makes,
        three_pt_attempts,
        three_pt_makes,
        ft_attempts,
        ft_makes,
        plus_minus,
        paint_attempts,
        paint_makes,
        mid_range_attempts,
        mid_range_makes,
        paint_blocks,
        mid_range_blocks,
        three_pt_blocks,
        assisted_fg_makes,
        unassisted_fg_makes,
        and1_count,
        fourth_quarter_points,
        {{ rounded('usage_rate', 2) }} as usage_rate,
        {{ rounded('ts_pct', 3) }} as ts_pct,
        {{ rounded('efg_pct', 3) }} as efg_pct,
        starter_flag,
        win_flag,
        {{ rounded('points_line', 1) }} as points_line,
        points_line_source,
        {{ rounded('opening_line', 1) }} as opening_line,
        opening_line_source,
        {{ rounded('line_movement', 1) }} as line_movement,
        case
            when points > points_line then 'OVER'
            when points < points_line then 'UNDER'
            when points = points_line then 'PUSH'
        end as over_under_result,
        {{ rounded('margin', 1) }} as margin,
        shot_zones_available,
        primary_source_used,
        case
            when primary_source_used <> 'nbac_gamebook' then 'bronze'
            when not shot_zones_available then 'silver'
            else 'gold'
        end as data_quality_tier

    from joined

)

select * from published
