{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per failed rule (docs/contracts/raw.md 14), final game of the window and team (and
-- player).
with

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        is_final
        and {{ in_window('game_date') }}

),

players as (

    select * from {{ ref('int_box_scores__players') }}
    where {{ in_window('game_date') }}

),

team_rows as (

    select * from {{ ref('int_box_scores__teams') }}

),

raw_team_rows as (

    select * from {{ ref('stg_nbac__team_boxscores') }}

),

play_by_play as (

    select * from {{ ref('int_play_by_play__games') }}

),

player_shots as (

    select * from {{ ref('int_play_by_play__player_totals') }}

),

team_shots as (

    select * from {{ ref('int_play_by_play__team_totals') }}

),

accepted_gaps as (

    select * from {{ ref('int_reconciliation__waivers') }}

),

player_sums as (

    select
        game_id,
        team_abbr,
        count(*) as players,
        count(case when minutes_played > 0 then 1 end) as players_with_minutes,
        sum(minutes_played) as minutes,
        sum(points) as points,
        sum(fg_makes) as fg_makes,
        sum(fg_attempts) as fg_attempts,
        sum(three_pt_makes) as three_pt_makes,
        sum(three_pt_attempts) as three_pt_attempts,
        sum(ft_makes) as ft_makes,
        sum(ft_attempts) as ft_attempts,
        sum(offensive_rebounds) as offensive_rebounds,
        sum(defensive_rebounds) as defensive_rebounds,
        sum(assists) as assists,
        sum(steals) as steals,
        sum(blocks) as blocks,
        sum(turnovers) as turnovers,
        sum(personal_fouls) as personal_fouls

    from players
    group by game_id, team_abbr

),

r1_two_team_rows as (

    select
        team_games.game_id,
        team_games.team_abbr,
        'R1' as rule,
        case
            when team_rows.game_id is null then 'has no team row'
            else 'team row and schedule disagree on the home team'
        end as finding

    from team_games
    left join team_rows
        on
            team_games.game_id = team_rows.game_id
            and team_games.team_abbr = team_rows.team_abbr
    where
        team_rows.game_id is null
        or team_rows.is_home is distinct from team_games.home_game

),

r1_no_other_team_row as (

    select
        team_games.game_id,
        team_games.team_abbr,
        'R1' as rule,
        'shares the game with a team row of ' || raw_team_rows.team_abbr as finding

    from team_games
    inner join raw_team_rows on team_games.nba_game_id = raw_team_rows.nba_game_id
    where
        team_games.home_game
        and raw_team_rows.team_abbr not in (
            team_games.team_abbr, team_games.opponent_team_abbr
        )

),

r2_points as (

    select
        team_games.game_id,
        team_games.team_abbr,
        'R2' as rule,
        'players score ' || {{ text_or_none('player_sums.points') }}
        || ', team row ' || {{ text_or_none('team_rows.points') }}
        || ', schedule ' || {{ text_or_none('team_games.team_score') }} as finding

    from team_games
    left join player_sums
        on
            team_games.game_id = player_sums.game_id
            and team_games.team_abbr = player_sums.team_abbr
    left join team_rows
        on
            team_games.game_id = team_rows.game_id
            and team_games.team_abbr = team_rows.team_abbr
    where
        player_sums.points is distinct from team_games.team_score
        or team_rows.points is distinct from team_games.team_score

),

r3_players_in_play_by_play as (

    select
        players.game_id,
        players.team_abbr,
        'R3' as rule,
        case
            when play_by_play.nba_game_id is null then 'the game has no play-by-play'
            else
                players.player_lookup || ' FG, 3P, FT, AST, BLK '
                || {{ shot_line('player_shots') }} || ' in play-by-play, '
                || {{ shot_line('players') }} || ' in box score'
        end as finding

    from players
    left join player_shots
        on
            players.game_id = player_shots.game_id
            and players.player_lookup = player_shots.player_lookup
    left join play_by_play on players.nba_game_id = play_by_play.nba_game_id
    where not {{ play_by_play_agrees('players', 'player_shots') }}

),

r4_assists as (

    select
        team_rows.game_id,
        team_rows.team_abbr,
        'R4' as rule,
        {{ text_or_none('team_shots.assisted_fg_makes') }} || ' assisted makes in play-by-play, '
        || {{ text_or_none('team_rows.assists') }} || ' assists in team row' as finding

    from team_rows
    left join team_shots
        on
            team_rows.game_id = team_shots.game_id
            and team_rows.team_abbr = team_shots.team_abbr
    left join player_sums
        on
            team_rows.game_id = player_sums.game_id
            and team_rows.team_abbr = player_sums.team_abbr
    where
        team_shots.assisted_fg_makes is distinct from team_rows.assists
        and (team_shots.game_id is not null or player_sums.game_id is not null)

),

r5_overtimes as (

    select
        team_games.game_id,
        team_games.team_abbr,
        'R5' as rule,
        {{ text_or_none('team_rows.team_minutes') }} || ' team minutes, last period '
        || {{ text_or_none('play_by_play.last_period') }} as finding

    from team_games
    inner join team_rows
        on
            team_games.game_id = team_rows.game_id
            and team_games.team_abbr = team_rows.team_abbr
    inner join play_by_play on team_games.nba_game_id = play_by_play.nba_game_id
    where
        team_rows.team_minutes
        is distinct from 240 + 25 * (play_by_play.last_period - 4)

),

-- What compares players with their team row.
compared as (

    select
        player_sums.*,
        team_rows.team_minutes,
        team_rows.fg_makes as team_fg_makes,
        team_rows.fg_attempts as team_fg_attempts,
        team_rows.three_pt_makes as team_three_pt_makes,
        team_rows.three_pt_attempts as team_three_pt_attempts,
        team_rows.ft_makes as team_ft_makes,
        team_rows.ft_attempts as team_ft_attempts,
        team_rows.offensive_rebounds as team_offensive_rebounds,
        team_rows.defensive_rebounds as team_defensive_rebounds,
        team_rows.assists as team_assists,
        team_rows.steals as team_steals,
        team_rows.blocks as team_blocks,
        team_rows.turnovers as team_turnovers,
        team_rows.personal_fouls as team_personal_fouls

    from player_sums
    inner join team_rows
        on
            player_sums.game_id = team_rows.game_id
            and player_sums.team_abbr = team_rows.team_abbr

),

r6_minutes as (

    select
        game_id,
        team_abbr,
        'R6' as rule,
        'players have ' || {{ text_or_none('round(minutes)') }} || ' minutes, the team '
        || {{ text_or_none('team_minutes') }} as finding

    from compared
    where
        abs(coalesce(minutes, 0) - team_minutes) > 5
        or team_minutes is null

),

r7_five_players as (

    select
        team_games.game_id,
        team_games.team_abbr,
        'R7' as rule,
        {{ text_or_none('coalesce(player_sums.players_with_minutes, 0)') }}
        || ' players with minutes' as finding

    from team_games
    left join player_sums
        on
            team_games.game_id = player_sums.game_id
            and team_games.team_abbr = player_sums.team_abbr
    where coalesce(player_sums.players_with_minutes, 0) < 5

),

{% set totals = [
    'fg_makes', 'fg_attempts', 'three_pt_makes', 'three_pt_attempts', 'ft_makes',
    'ft_attempts', 'assists', 'steals', 'blocks', 'personal_fouls',
    'offensive_rebounds', 'defensive_rebounds', 'turnovers',
] %}
totals as (

    {% for total in totals %}
    select '{{ total }}' as total
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

compared_totals as (

    select
        compared.game_id,
        compared.team_abbr,
        totals.total,
        case totals.total
            {% for total in totals %}
            when '{{ total }}' then compared.{{ total }}
            {% endfor %}
        end as of_players,
        case totals.total
            {% for total in totals %}
            when '{{ total }}' then compared.team_{{ total }}
            {% endfor %}
        end as of_team

    from compared
    cross join totals

),

-- Turnovers of the team are nobody's: its players may have fewer.
r8_team_totals as (

    select
        game_id,
        team_abbr,
        'R8' as rule,
        'players have ' || {{ text_or_none('of_players') }} || ' ' || total || ', team row '
        || {{ text_or_none('of_team') }} as finding

    from compared_totals
    where
        case
            when total = 'turnovers' then coalesce(of_players > of_team, true)
            else of_players is distinct from of_team
        end

),

scored_rows as (

    select
        game_id,
        team_abbr,
        player_lookup as scorer,
        points,
        2 * (fg_makes - three_pt_makes) + 3 * three_pt_makes + ft_makes as points_of_makes

    from players

    union all

    select
        game_id,
        team_abbr,
        'team row' as scorer,
        points,
        2 * (fg_makes - three_pt_makes) + 3 * three_pt_makes + ft_makes as points_of_makes

    from team_rows

),

r9_points_of_makes as (

    select
        game_id,
        team_abbr,
        'R9' as rule,
        scorer || ' has ' || {{ text_or_none('points') }} || ' points, makes worth '
        || {{ text_or_none('points_of_makes') }} as finding

    from scored_rows
    where
        points is distinct from points_of_makes
        or points is null

),

r10_plus_minus as (

    select
        team_games.game_id,
        team_games.team_abbr,
        'R10' as rule,
        'plus_minus ' || {{ text_or_none('own.plus_minus') }} || ' against '
        || {{ text_or_none('other.plus_minus') }} || ', score difference '
        || {{ text_or_none('team_games.margin') }} as finding

    from team_games
    inner join team_rows as own
        on
            team_games.game_id = own.game_id
            and team_games.team_abbr = own.team_abbr
    inner join team_rows as other
        on
            team_games.game_id = other.game_id
            and team_games.opponent_team_abbr = other.team_abbr
    where
        own.primary_source_used = 'nbac_team_boxscore'
        and other.primary_source_used = 'nbac_team_boxscore'
        and (
            own.plus_minus is distinct from team_games.margin
            or other.plus_minus is distinct from -team_games.margin
        )

),

failures as (

    select * from r1_two_team_rows
    union all
    select * from r1_no_other_team_row
    union all
    select * from r2_points
    union all
    select * from r3_players_in_play_by_play
    union all
    select * from r4_assists
    union all
    select * from r5_overtimes
    union all
    select * from r6_minutes
    union all
    select * from r7_five_players
    union all
    select * from r8_team_totals
    union all
    select * from r9_points_of_makes
    union all
    select * from r10_plus_minus

),

judged as (

    select
        team_games.game_date,
        failures.*,
        max(
            case when accepted_gaps.game_id is not null then 1 else 0 end
        ) over (
            partition by failures.game_id, failures.team_abbr, failures.rule
        ) = 1 as is_accepted

    from failures
    inner join team_games
        on
            failures.game_id = team_games.game_id
            and failures.team_abbr = team_games.team_abbr
    left join accepted_gaps
        on
            failures.game_id = accepted_gaps.game_id
            and failures.team_abbr = accepted_gaps.team_abbr
            and failures.rule = accepted_gaps.rule

)

select distinct * from judged
