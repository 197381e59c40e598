-- F09, F46, F47: a sample of more games than the team played, a defence compared with a fixed
-- league average so that all of a date are good or all are bad.
with

defenses as (

    select
        *,
        array_to_string(data_quality_issues, ' ') as issues

    from {{ ref('team_defense_zone_analysis') }}
    where {{ in_window('game_date') }}

),

-- Against an average of the same 30 teams some are above and some below.
one_sided as (

    {% set zones = [] %}
    {% for zone in ['paint', 'mid_range', 'three_pt'] %}
    {% do zones.append({
        'zone': "'" ~ zone ~ "'", 'vs_league_avg': zone ~ '_defense_vs_league_avg'
    }) %}
    {% endfor %}
    select
        game_date,
        zone,
        cast(min(vs_league_avg) as string) as lowest,
        cast(max(vs_league_avg) as string) as highest

    from {{ unnested('defenses', ['game_date'], zones) }}
    group by game_date, zone
    having
        min(vs_league_avg) > 0
        or max(vs_league_avg) < 0

),

contradictions as (

    {{ contradictions('defenses', ['game_date', 'team_abbr'], [
        {'says': 'at least 5 games', 'value': '5', 'at_most': 'games_in_sample'},
        {'says': 'at most 15 games', 'value': 'games_in_sample', 'at_most': '15'},
        {
            'says': 'games of the sample are some of the expected',
            'value': 'games_in_sample',
            'at_most': 'expected_games_count',
        },
        {
            'says': 'fewer than 15 games are a thin sample',
            'value': "issues like '%thin_sample%'",
            'equals': 'games_in_sample < 15',
        },
        {
            'says': 'the strongest zone is not the weakest',
            'value': 'strongest_zone = weakest_zone',
            'equals': 'false',
            'where': 'paint_defense_vs_league_avg <> mid_range_defense_vs_league_avg',
        },
        {
            'says': 'the strongest zone is the lowest against the league',
            'value': "case strongest_zone when 'paint' then paint_defense_vs_league_avg
                when 'mid_range' then mid_range_defense_vs_league_avg
                else three_pt_defense_vs_league_avg end",
            'equals': 'least(paint_defense_vs_league_avg, mid_range_defense_vs_league_avg,
                three_pt_defense_vs_league_avg)',
            'where': 'strongest_zone is not null',
        },
    ] + quality_identities()) }}

    union all

    select
        'the 30 teams are not all of one sign in ' || zone as identity,
        game_date,
        'all teams' as team_abbr,
        lowest || ' to ' || highest as found,
        'below and above 0' as expected

    from one_sided

)

select * from contradictions
