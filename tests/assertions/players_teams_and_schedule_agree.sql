-- F28, F37: team rows loaded twice, half a box score, a final game without its score: three
-- tables that each look whole and do not speak of the same game. The players of a team add up
-- to its row, and both end at the score of the schedule.
{% set team_totals = [
    'fg_attempts', 'fg_makes', 'three_pt_attempts', 'three_pt_makes', 'ft_attempts', 'ft_makes',
    'offensive_rebounds', 'assists', 'personal_fouls',
] %}
{% set own_totals = ['steals', 'blocks', 'defensive_rebounds'] %}
{% set zones = ['paint_attempts', 'paint_makes', 'mid_range_attempts', 'mid_range_makes'] %}

with

players as (

    select * from {{ ref('player_game_summary') }}
    where {{ in_window('game_date') }}

),

offenses as (

    select * from {{ ref('team_offense_game_summary') }}
    where {{ in_window('game_date') }}

),

defenses as (

    select * from {{ ref('team_defense_game_summary') }}
    where {{ in_window('game_date') }}

),

schedule as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        {{ in_window('game_date') }}
        and is_final

),

accepted_gaps as (

    select * from {{ ref('int_reconciliation__waivers') }}
    where
        rule <> 'rows'
        or table_name = 'player_game_summary'

),

player_sums as (

    select
        game_id,
        team_abbr,
        sum(points) as points,
        {% for column in team_totals + own_totals + zones %}
        sum({{ column }}) as {{ column }},
        {% endfor %}
        sum(turnovers) as turnovers,
        sum(case when minutes_played > 0 then usage_rate * minutes_played end) as usage_minutes,
        min(case when shot_zones_available then 1 else 0 end) as zones_known

    from players
    group by game_id, team_abbr

),

compared as (

    select
        schedule.game_date,
        schedule.game_id,
        schedule.team_abbr,
        schedule.team_score,
        schedule.margin,
        schedule.home_game as schedule_home_game,
        schedule.opponent_team_abbr as schedule_opponent,
        offenses.points_scored,
        offenses.margin_of_victory,
        offenses.home_game,
        offenses.opponent_team_abbr,
        offenses.team_minutes,
        offenses.turnovers,
        offenses.shot_zones_available,
        defenses.shot_zones_available as block_zones_available,
        defenses.blocks_paint + defenses.blocks_mid_range + defenses.blocks_three_pt as blocks,
        defenses.steals,
        defenses.defensive_rebounds,
        {% for column in team_totals %}
        offenses.{{ column }},
        {% endfor %}
        {% for column in zones %}
        offenses.team_{{ column }},
        {% endfor %}
        {% for column in team_totals + own_totals + zones %}
        player_sums.{{ column }} as players_{{ column }},
        {% endfor %}
        player_sums.points as players_points,
        player_sums.turnovers as players_turnovers,
        player_sums.usage_minutes,
        player_sums.zones_known = 1 as players_zones_available

    from schedule
    inner join offenses
        on
            schedule.game_id = offenses.game_id
            and schedule.team_abbr = offenses.team_abbr
    left join defenses
        on
            schedule.game_id = defenses.game_id
            and schedule.team_abbr = defenses.defending_team_abbr
    left join player_sums
        on
            schedule.game_id = player_sums.game_id
            and schedule.team_abbr = player_sums.team_abbr

),

contradictions as (

    {% set identities = [
        {
            'says': 'the team scores what the schedule says',
            'value': 'points_scored',
            'equals': 'team_score',
            'unless': ['R2'],
        },
        {
            'says': 'the players score what the schedule says',
            'value': 'players_points',
            'equals': 'team_score',
            'unless': ['R2', 'rows'],
        },
        {
            'says': 'the margin is that of the schedule',
            'value': 'margin_of_victory',
            'equals': 'margin',
        },
        {
            'says': 'the home team is that of the schedule',
            'value': 'home_game',
            'equals': 'schedule_home_game',
        },
        {
            'says': 'the opponent is that of the schedule',
            'value': 'opponent_team_abbr',
            'equals': 'schedule_opponent',
        },
        {
            'says': 'team turnovers belong to nobody',
            'value': 'players_turnovers',
            'at_most': 'turnovers',
            'unless': ['R2', 'R8', 'rows'],
        },
        {
            'says': 'usage of a team is 100, less what belongs to nobody',
            'value': 'usage_minutes * 5 / team_minutes between 94 and 100.03',
            'equals': 'true',
            'unless': ['R2', 'R5', 'R6', 'R7', 'R8', 'rows'],
        },
        {
            'says': 'players and team: blocks by zone',
            'value': 'players_blocks',
            'equals': 'blocks',
            'where': 'block_zones_available',
            'unless': ['R2', 'R8', 'rows'],
        },
    ] %}
    {% for column in team_totals + ['steals', 'defensive_rebounds'] %}
    {% do identities.append({
        'says': 'players and team: ' ~ column,
        'value': 'players_' ~ column,
        'equals': column,
        'unless': ['R2', 'R8', 'rows'],
    }) %}
    {% endfor %}
    {% for column in zones %}
    {% do identities.append({
        'says': 'players and team: ' ~ column,
        'value': 'players_' ~ column,
        'equals': 'team_' ~ column,
        'where': 'shot_zones_available and players_zones_available',
        'unless': ['rows'],
    }) %}
    {% endfor %}
    {{ contradictions('compared', ['game_date', 'game_id', 'team_abbr'], identities) }}

)

select * from contradictions
