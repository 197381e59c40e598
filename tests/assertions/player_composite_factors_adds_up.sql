-- F07, F42: factors that are constant 0, a total that is not its parts, players who lost their row.
with

context as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

factor_rows as (

    select
        *,
        array_to_string(data_quality_issues, ' ') as issues

    from {{ ref('player_composite_factors') }}
    where {{ in_window('game_date') }}

),

factors as (

    select
        factor_rows.*,
        context.pace_differential,
        context.injury_report_available,
        context.back_to_back,
        context.team_abbr as context_team_abbr,
        context.opponent_team_abbr as context_opponent_team_abbr

    from factor_rows
    left join context
        on
            factor_rows.game_id = context.game_id
            and factor_rows.player_lookup = context.player_lookup

),

contradictions as (

    {{ contradictions('factors', ['game_date', 'game_id', 'player_lookup'], [
        {
            'says': 'the total is its parts',
            'value': 'total_composite_adjustment',
            'equals': rounded(
                as_double('fatigue_score - 100') ~ ' / 20'
                ~ ' + ' ~ as_double('coalesce(shot_zone_mismatch_score, 0)')
                ~ ' + ' ~ as_double('coalesce(pace_score, 0)')
                ~ ' + ' ~ as_double('coalesce(usage_spike_score, 0)'), 2
            ),
        },
        {
            'says': 'pace is half of the differential, at most 3',
            'value': 'pace_score',
            'equals': rounded(clamped(as_double('pace_differential') ~ ' / 2', -3, 3), 2),
        },
        {
            'says': 'without an injury report nobody is missed',
            'value': 'coalesce(usage_spike_score, 0)',
            'equals': '0',
            'where': 'not injury_report_available',
        },
        {
            'says': 'no report is an issue',
            'value': "issues like '%injury_report_missing%'",
            'equals': 'not injury_report_available',
        },
        {
            'says': 'the teams are those of the context',
            'value': "team_abbr || ' ' || opponent_team_abbr",
            'equals': "context_team_abbr || ' ' || context_opponent_team_abbr",
        },
        {
            'says': 'no mismatch without the zones of both',
            'value': "shot_zone_mismatch_score is not null and issues like '%opponent_zones_missing%'",
            'equals': 'false',
        },
        {'says': 'back-to-backs tire', 'value': 'fatigue_score', 'at_most': '85', 'where': 'back_to_back'},
        {
            'says': 'ready is both ready',
            'value': 'all_upstreams_ready',
            'equals': 'upstream_player_shot_ready and upstream_team_defense_ready',
        },
        {
            'says': 'warnings are spelled out',
            'value': 'has_warnings',
            'equals': 'warning_details is not null',
        },
        {
            'says': 'total_extreme is beyond 12, fatigue_low below 50, mismatch_extreme beyond 8',
            'value': 'has_warnings',
            'equals': 'fatigue_score < 50 or coalesce(abs(shot_zone_mismatch_score), 0) > 8
                or abs(total_composite_adjustment) > 12',
        },
    ] + quality_identities()) }}

)

select * from contradictions
