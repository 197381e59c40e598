-- F37, F41: a team row that contradicts itself or the other team's: overtime that is always 0,
-- two winners, zones that lose a shot, a rating that is not points over possessions.
with

teams as (

    select * from {{ ref('team_offense_game_summary') }}
    where {{ in_window('game_date') }}

),

accepted_gaps as (

    select * from {{ ref('int_reconciliation__waivers') }}

),

games as (

    select
        own.*,
        opponent.margin_of_victory as opponent_margin,
        opponent.win_flag as opponent_won,
        opponent.team_minutes as opponent_minutes,
        opponent.home_game as opponent_at_home

    from teams as own
    inner join teams as opponent
        on
            own.game_id = opponent.game_id
            and own.opponent_team_abbr = opponent.team_abbr

),

contradictions as (

    {% set own_possessions = possessions(
        'fg_attempts', 'ft_attempts', 'turnovers', 'offensive_rebounds'
    ) %}
    {{ contradictions('teams', ['game_date', 'game_id', 'team_abbr'], [
        {
            'says': 'points are those of the makes',
            'value': 'points_scored',
            'equals': '2 * (fg_makes - three_pt_makes) + 3 * three_pt_makes + ft_makes',
            'unless': ['R9'],
        },
        {'says': 'field goals made', 'value': 'fg_makes', 'at_most': 'fg_attempts'},
        {'says': 'threes made', 'value': 'three_pt_makes', 'at_most': 'three_pt_attempts'},
        {'says': 'free throws made', 'value': 'ft_makes', 'at_most': 'ft_attempts'},
        {'says': 'threes attempted', 'value': 'three_pt_attempts', 'at_most': 'fg_attempts'},
        {'says': 'threes and field goals made', 'value': 'three_pt_makes', 'at_most': 'fg_makes'},
        {'says': 'offensive rebounds', 'value': 'offensive_rebounds', 'at_most': 'rebounds'},
        {
            'says': 'zones hold every attempt',
            'value': 'team_paint_attempts + team_mid_range_attempts + three_pt_attempts',
            'equals': 'fg_attempts',
            'where': 'shot_zones_available',
        },
        {
            'says': 'zones hold every make',
            'value': 'team_paint_makes + team_mid_range_makes + three_pt_makes',
            'equals': 'fg_makes',
            'where': 'shot_zones_available',
        },
        {
            'says': 'no zones, no points in the paint',
            'value': 'points_in_paint_scored',
            'equals': 'case when shot_zones_available then 2 * team_paint_makes end',
        },
        {
            'says': 'minutes are 240 and 25 per overtime',
            'value': 'team_minutes',
            'equals': '240 + 25 * overtime_periods',
            'unless': ['R5'],
        },
        {'says': 'overtime periods', 'value': 'overtime_periods', 'at_most': '6'},
        {
            'says': 'distance of the rating from 100 x points / possessions',
            'value': 'abs(offensive_rating - 100 * points_scored / (' ~ own_possessions ~ '))',
            'at_most': '0.0051',
            'where': own_possessions ~ ' > 0',
        },
        {
            'says': 'distance of the pace from possessions per 48 minutes',
            'value': 'abs(pace - (' ~ own_possessions ~ ') * 48 * 5 / team_minutes)',
            'at_most': '0.0051',
        },
        {
            'says': 'margin and result agree',
            'value': 'win_flag',
            'equals': 'margin_of_victory > 0',
        },
        {
            'says': 'starters are some of the inactive',
            'value': 'starters_inactive',
            'at_most': 'players_inactive',
            'where': 'players_inactive is not null or starters_inactive is not null',
        },
        {
            'says': 'tier follows from source and zones',
            'value': 'data_quality_tier',
            'equals': "case
                when primary_source_used = 'reconstructed_from_players' then 'bronze'
                when primary_source_used <> 'nbac_team_boxscore' then 'no such source'
                when shot_zones_available then 'gold'
                else 'silver'
            end",
        },
    ]) }}

    union all

    {{ contradictions('games', ['game_date', 'game_id', 'team_abbr'], [
        {
            'says': 'the margins are opposite',
            'value': 'margin_of_victory',
            'equals': '-opponent_margin',
        },
        {'says': 'one of two wins', 'value': 'win_flag', 'equals': 'not opponent_won'},
        {'says': 'one of two is at home', 'value': 'home_game', 'equals': 'not opponent_at_home'},
        {
            'says': 'both play as long',
            'value': 'team_minutes',
            'equals': 'opponent_minutes',
            'unless': ['R5'],
        },
    ]) }}

)

select * from contradictions
