-- F42, F46: zones that lose a shot (paint and mid-range were 0, threes 100), counts of a sample
-- that exceed it, a completeness over 100 percent.
with

zones as (

    select
        *,
        array_to_string(data_quality_issues, ' ') as issues

    from {{ ref('player_shot_zone_analysis') }}
    where {{ in_window('game_date') }}

),

contradictions as (

    {{ contradictions('zones', ['game_date', 'player_lookup'], [
        {
            'says': 'distance of the three rates from 100',
            'value': 'abs(paint_rate_last_10 + mid_range_rate_last_10 + three_pt_rate_last_10 - 100)',
            'at_most': '0.02',
            'where': 'total_shots_last_10 > 0',
        },
        {
            'says': 'distance of assisted and unassisted from 100',
            'value': 'abs(assisted_rate_last_10 + unassisted_rate_last_10 - 100)',
            'at_most': '0.02',
            'where': 'assisted_rate_last_10 is not null or unassisted_rate_last_10 is not null',
        },
        {'says': 'games of 10', 'value': 'games_in_sample_10', 'at_most': '10'},
        {'says': 'games of 20', 'value': 'games_in_sample_20', 'at_most': '20'},
        {
            'says': '10 games are some of 20',
            'value': 'games_in_sample_10',
            'at_most': 'games_in_sample_20',
        },
        {
            'says': 'a zone for who shot, and for nobody else',
            'value': 'primary_scoring_zone is not null',
            'equals': 'total_shots_last_10 > 0',
        },
        {
            'says': 'the last 20 need 15 games and a shot',
            'value': 'paint_rate_last_20 is not null and games_in_sample_20 < 15',
            'equals': 'false',
        },
        {
            'says': 'a game without zones is an issue',
            'value': "issues like '%shot_zones_missing%'",
            'equals': 'games_in_sample_10 < 10',
        },
        {'says': 'nobody is here with a thin sample', 'value': "issues like '%thin_sample%'", 'equals': 'false'},
    ] + quality_identities()) }}

)

select * from contradictions
