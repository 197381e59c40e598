-- F28, F44: a defence computed in other units, or joined to the wrong opponent. What a team
-- allows is exactly what its opponent's row of team_offense_game_summary says it did.
{% set mirrored = {
    'points_allowed': 'points_scored',
    'opp_fg_attempts': 'fg_attempts',
    'opp_fg_makes': 'fg_makes',
    'opp_three_pt_attempts': 'three_pt_attempts',
    'opp_three_pt_makes': 'three_pt_makes',
    'opp_ft_attempts': 'ft_attempts',
    'opp_ft_makes': 'ft_makes',
    'opp_rebounds': 'rebounds',
    'opp_assists': 'assists',
    'turnovers_forced': 'turnovers',
    'defensive_rating': 'offensive_rating',
    'opponent_pace': 'pace',
    'opponent_ts_pct': 'ts_pct',
    'overtime_periods': 'overtime_periods',
    'primary_source_used': 'primary_source_used',
} %}
{% set mirrored_zones = {
    'opp_paint_attempts': 'team_paint_attempts',
    'opp_paint_makes': 'team_paint_makes',
    'opp_mid_range_attempts': 'team_mid_range_attempts',
    'opp_mid_range_makes': 'team_mid_range_makes',
    'points_in_paint_allowed': 'points_in_paint_scored',
} %}
{% set shared = {
    'season_year': 'season_year',
    'nba_game_id': 'nba_game_id',
    'opponent_team_abbr': 'opponent_team_abbr',
    'home_game': 'home_game',
    'fouls_committed': 'personal_fouls',
    'win_flag': 'win_flag',
    'margin_of_victory': 'margin_of_victory',
    'players_inactive': 'players_inactive',
    'starters_inactive': 'starters_inactive',
} %}

with

defenses as (

    select * from {{ ref('team_defense_game_summary') }}
    where {{ in_window('game_date') }}

),

offenses as (

    select * from {{ ref('team_offense_game_summary') }}
    where {{ in_window('game_date') }}

),

-- A row that is absent on one side breaks the promise of its table, and is found there.
compared as (

    select
        defenses.*,
        {% for column in mirrored.values() | list + mirrored_zones.values() | list %}
        opponent.{{ column }} as offense_{{ column }},
        {% endfor %}
        {% for column in shared.values() %}
        own.{{ column }} as own_{{ column }},
        {% endfor %}
        opponent.shot_zones_available as offense_zones_available

    from defenses
    inner join offenses as own
        on
            defenses.game_id = own.game_id
            and defenses.defending_team_abbr = own.team_abbr
    inner join offenses as opponent
        on
            own.game_id = opponent.game_id
            and own.opponent_team_abbr = opponent.team_abbr

),

contradictions as (

    {% set identities = [{
        'says': 'zones allowed are zones of the offence',
        'value': 'offense_zones_available',
        'equals': 'true',
        'where': 'shot_zones_available',
    }] %}
    {% for column, other in mirrored.items() %}
    {% do identities.append({
        'says': column ~ ' is ' ~ other ~ ' of the opponent',
        'value': column,
        'equals': 'offense_' ~ other,
    }) %}
    {% endfor %}
    {% for column, other in mirrored_zones.items() %}
    {% do identities.append({
        'says': column ~ ' is ' ~ other ~ ' of the opponent',
        'value': column,
        'equals': 'offense_' ~ other,
        'where': 'shot_zones_available',
    }) %}
    {% endfor %}
    {% for column, other in shared.items() %}
    {% do identities.append({
        'says': column ~ ' is ' ~ other ~ ' of its own offence',
        'value': column,
        'equals': 'own_' ~ other,
    }) %}
    {% endfor %}
    {{ contradictions('compared', ['game_date', 'game_id', 'defending_team_abbr'], identities) }}

)

select * from contradictions
