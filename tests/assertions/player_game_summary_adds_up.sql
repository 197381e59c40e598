-- F37, F41, F42: a stat line that contradicts itself (half-loaded box score, zones that lose a
-- shot, pushes counted as OVER, starters by guess) and looks whole because it is there.
with

players as (

    select * from {{ ref('player_game_summary') }}
    where {{ in_window('game_date') }}

),

accepted_gaps as (

    select * from {{ ref('int_reconciliation__waivers') }}

),

teams as (

    select
        game_date,
        game_id,
        team_abbr,
        'the whole team' as player_lookup,
        count(case when starter_flag then 1 end) as starters,
        count(case when win_flag then 1 end) as winners,
        count(*) as players

    from players
    group by game_date, game_id, team_abbr

),

games as (

    select
        game_date,
        game_id,
        'both teams' as team_abbr,
        'the whole game' as player_lookup,
        count(case when winners > 0 then 1 end) as winning_teams,
        count(case when winners < players then 1 end) as losing_teams

    from teams
    group by game_date, game_id

),

contradictions as (

    {% set keys = ['game_date', 'game_id', 'team_abbr', 'player_lookup'] %}
    {{ contradictions('players', keys, [
        {
            'says': 'points are those of the makes',
            'value': 'points',
            'equals': '2 * (fg_makes - three_pt_makes) + 3 * three_pt_makes + ft_makes',
            'unless': ['R9'],
        },
        {'says': 'field goals made', 'value': 'fg_makes', 'at_most': 'fg_attempts'},
        {'says': 'threes made', 'value': 'three_pt_makes', 'at_most': 'three_pt_attempts'},
        {'says': 'free throws made', 'value': 'ft_makes', 'at_most': 'ft_attempts'},
        {'says': 'threes attempted', 'value': 'three_pt_attempts', 'at_most': 'fg_attempts'},
        {'says': 'threes and field goals made', 'value': 'three_pt_makes', 'at_most': 'fg_makes'},
        {
            'says': 'zones hold every attempt',
            'value': 'paint_attempts + mid_range_attempts + three_pt_attempts',
            'equals': 'fg_attempts',
            'where': 'shot_zones_available',
        },
        {
            'says': 'zones hold every make',
            'value': 'paint_makes + mid_range_makes + three_pt_makes',
            'equals': 'fg_makes',
            'where': 'shot_zones_available',
        },
        {
            'says': 'makes are assisted or not',
            'value': 'assisted_fg_makes + unassisted_fg_makes',
            'equals': 'fg_makes',
            'where': 'shot_zones_available',
        },
        {
            'says': 'blocks have a zone',
            'value': 'paint_blocks + mid_range_blocks + three_pt_blocks',
            'equals': 'blocks',
            'where': 'shot_zones_available',
        },
        {
            'says': 'and-ones need a make and a free throw',
            'value': 'and1_count',
            'at_most': 'least(fg_makes, ft_attempts)',
            'where': 'shot_zones_available',
        },
        {
            'says': 'fourth-quarter points',
            'value': 'fourth_quarter_points',
            'at_most': 'points',
            'where': 'shot_zones_available',
        },
        {
            'says': 'zones are all there or not at all',
            'value': "
                case when paint_attempts is null then 0 else 1 end
                + case when paint_makes is null then 0 else 1 end
                + case when mid_range_attempts is null then 0 else 1 end
                + case when mid_range_makes is null then 0 else 1 end
                + case when paint_blocks is null then 0 else 1 end
                + case when mid_range_blocks is null then 0 else 1 end
                + case when three_pt_blocks is null then 0 else 1 end
                + case when assisted_fg_makes is null then 0 else 1 end
                + case when unassisted_fg_makes is null then 0 else 1 end
                + case when and1_count is null then 0 else 1 end
                + case when fourth_quarter_points is null then 0 else 1 end
            ",
            'equals': 'case when shot_zones_available then 11 else 0 end',
        },
        {
            'says': 'usage needs minutes',
            'value': 'usage_rate is null',
            'equals': 'coalesce(minutes_played, 0) = 0',
        },
        {
            'says': 'true shooting needs an attempt',
            'value': 'ts_pct is null',
            'equals': 'fg_attempts + ft_attempts = 0',
        },
        {
            'says': 'effective shooting needs an attempt',
            'value': 'efg_pct is null',
            'equals': 'fg_attempts = 0',
        },
        {
            'says': 'margin is points over the line',
            'value': 'margin',
            'equals': 'points - points_line',
        },
        {
            'says': 'result follows from the line',
            'value': 'over_under_result',
            'equals': "case sign(points - points_line)
                when 1 then 'OVER' when -1 then 'UNDER' when 0 then 'PUSH'
            end",
        },
        {
            'says': 'a line has a source, no line has none',
            'value': 'points_line is null',
            'equals': 'points_line_source is null',
        },
        {
            'says': 'an opening line has a source, no line has none',
            'value': 'opening_line is null',
            'equals': 'opening_line_source is null',
        },
        {
            'says': 'an opening line has a current one',
            'value': 'line_movement is null',
            'equals': 'opening_line is null',
        },
        {
            'says': 'tier follows from source and zones',
            'value': 'data_quality_tier',
            'equals': "case
                when primary_source_used = 'bdl_boxscores' then 'bronze'
                when primary_source_used <> 'nbac_gamebook' then 'no such source'
                when shot_zones_available then 'gold'
                else 'silver'
            end",
        },
    ]) }}

    union all

    {{ contradictions('teams', keys, [
        {'says': 'five players start', 'value': 'starters', 'equals': '5', 'unless': ['R7']},
        {
            'says': 'all win or none',
            'value': 'winners',
            'equals': 'case when winners = 0 then 0 else players end',
        },
    ]) }}

    union all

    {{ contradictions('games', keys, [
        {'says': 'one team wins', 'value': 'winning_teams', 'at_most': '1'},
        {'says': 'one team loses', 'value': 'losing_teams', 'at_most': '1'},
    ]) }}

)

select * from contradictions
