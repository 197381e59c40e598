{{ config(cluster_by=['team_abbr']) }}

-- The summaries of a game are trusted together: tests compare the three with one another, and a
-- test holds back only what descends from all that it reads (docs/decisions/0007).
-- depends_on: {{ ref('player_game_summary') }}
-- depends_on: {{ ref('team_offense_game_summary') }}

{% set zones = ['paint', 'mid_range', 'three_pt'] %}

with

promised as (

    select * from {{ ref('int_promises__team_defense_zone_analysis') }}

),

completeness as (

    select * from {{ ref('int_completeness__teams') }}

),

zone_form as (

    select * from {{ ref('int_form__team_defense') }}

),

league as (

    select * from {{ ref('int_form__league_zone_defense') }}

),

joined as (

    select
        promised.game_date,
        promised.team_abbr,
        completeness.last_game_date,
        completeness.sampled_games,
        completeness.expected_games_count,
        completeness.actual_games_count,
        completeness.excused_games_count,
        zone_form.games_with_zones,
        zone_form.fallback_games,
        zone_form.points_in_paint_allowed / nullif(zone_form.games_with_zones, 0)
            as paint_points_per_game,
        zone_form.defensive_rating,
        zone_form.points_allowed,
        {% for zone in zones %}
        zone_form.opp_{{ zone }}_attempts / nullif(zone_form.games_with_zones, 0)
            as {{ zone }}_attempts_per_game,
        zone_form.blocks_{{ zone }} / nullif(zone_form.games_with_zones, 0)
            as {{ zone }}_blocks_per_game,
        zone_form.opp_{{ zone }}_makes / nullif(zone_form.opp_{{ zone }}_attempts, 0)
            as {{ zone }}_pct,
        league.{{ zone }}_pct as league_{{ zone }}_pct,
        {% endfor %}
        zone_form.opponent_pace

    from promised
    inner join completeness
        on
            promised.game_date = completeness.game_date
            and promised.team_abbr = completeness.team_abbr
    inner join zone_form
        on
            completeness.team_abbr = zone_form.team_abbr
            and completeness.last_game_date = zone_form.game_date
    left join league on promised.game_date = league.game_date
    -- Fewer than 5 games upstream are no row, whatever was promised.
    where completeness.sampled_games >= 5

),

compared as (

    select
        {% for zone in zones %}
        100 * ({{ zone }}_pct - league_{{ zone }}_pct) as {{ zone }}_vs_league,
        {% endfor %}
        *

    from joined

),

-- The best and the worst of the zones that can be compared.
ranked as (

    select
        *,
        least(
            coalesce(paint_vs_league, 1000),
            coalesce(mid_range_vs_league, 1000),
            coalesce(three_pt_vs_league, 1000)
        ) as least_vs_league,
        greatest(
            coalesce(paint_vs_league, -1000),
            coalesce(mid_range_vs_league, -1000),
            coalesce(three_pt_vs_league, -1000)
        ) as greatest_vs_league

    from compared

),

published as (

    select
        game_date,
        team_abbr,
        last_game_date,
        sampled_games as games_in_sample,
        {% for zone in zones %}
        {{ rounded(zone ~ '_pct', 3) }} as {{ zone }}_pct_allowed_last_15,
        {% endfor %}
        {% for zone in zones %}
        {{ rounded(zone ~ '_attempts_per_game', 1) }}
            as {{ zone }}_attempts_allowed_per_game,
        {% endfor %}
        {{ rounded('paint_points_per_game', 1) }}
            as paint_points_allowed_per_game,
        {% for zone in zones %}
        {{ rounded(zone ~ '_blocks_per_game', 1) }} as {{ zone }}_blocks_per_game,
        {% endfor %}
        {% for zone in zones %}
        {{ rounded(zone ~ '_vs_league', 2) }} as {{ zone }}_defense_vs_league_avg,
        {% endfor %}
        {{ rounded('defensive_rating', 2) }} as defensive_rating_last_15,
        {{ rounded('points_allowed', 1) }} as opponent_points_per_game,
        {{ rounded('opponent_pace', 1) }} as opponent_pace,
        case least_vs_league
            when paint_vs_league then 'paint'
            when mid_range_vs_league then 'mid_range'
            when three_pt_vs_league then 'perimeter'
        end as strongest_zone,
        case greatest_vs_league
            when paint_vs_league then 'paint'
            when mid_range_vs_league then 'mid_range'
            when three_pt_vs_league then 'perimeter'
        end as weakest_zone,
        {{ completeness_block(full_sample=15, half_sample=8) }},
        {{ quality_issues({
            'thin_sample': 'sampled_games < 15',
            'upstream_games_missing': 'actual_games_count < expected_games_count',
            'fallback_source_used': 'fallback_games > 0',
            'shot_zones_missing': 'games_with_zones < sampled_games',
            'degraded_history': 'excused_games_count > 0',
        }) }} as data_quality_issues

    from ranked

)

select * from published
