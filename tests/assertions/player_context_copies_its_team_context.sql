-- F40: two tables that disagree on rest, travel and lines because both compute them. Every
-- column that a player row shares with its team's row, or its opponent's, is a copy.
{% set own_columns = [
    'nba_game_id', 'season_year', 'opponent_team_abbr', 'home_game', 'season_phase',
    'game_start_time_local', 'game_spread', 'opening_spread', 'spread_movement',
    'game_spread_source', 'game_total', 'opening_total', 'total_movement', 'game_total_source',
    'travel_miles', 'time_zone_changes', 'consecutive_road_games',
    'miles_traveled_last_14_days', 'time_zones_crossed_last_14_days', 'injury_report_available',
    'next_game_days_rest', 'games_in_next_7_days', 'next_opponent_win_pct',
    'next_game_is_primetime',
] %}
{% set opponent_columns = {
    'opponent_days_rest': 'team_days_rest',
    'opponent_games_in_next_7_days': 'games_in_next_7_days',
    'opponent_next_game_days_rest': 'next_game_days_rest',
} %}

with

players as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

teams as (

    select * from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}

),

compared as (

    select
        {% for column in own_columns %}
        own.{{ column }} as team_{{ column }},
        {% endfor %}
        {% for column in opponent_columns.values() %}
        opponent.{{ column }} as other_{{ column }},
        {% endfor %}
        players.*

    from players
    left join teams as own
        on
            players.game_id = own.game_id
            and players.team_abbr = own.team_abbr
    left join teams as opponent
        on
            players.game_id = opponent.game_id
            and players.opponent_team_abbr = opponent.team_abbr

),

contradictions as (

    {% set identities = [] %}
    {% for column in own_columns %}
    {% do identities.append({
        'says': column ~ ' is that of the team',
        'value': column,
        'equals': 'team_' ~ column,
    }) %}
    {% endfor %}
    {% for column, other in opponent_columns.items() %}
    {% do identities.append({
        'says': column ~ ' is ' ~ other ~ ' of the opponent',
        'value': column,
        'equals': 'other_' ~ other,
    }) %}
    {% endfor %}
    {{ contradictions(
        'compared', ['game_date', 'game_id', 'team_abbr', 'player_lookup'], identities
    ) }}

)

select * from contradictions
