{{ config(cluster_by=['player_lookup']) }}

{% set zones = ['paint', 'mid_range', 'three_pt'] %}

with

promised as (

    select * from {{ ref('int_promises__player_shot_zone_analysis') }}

),

player_days as (

    select * from {{ ref('int_form__player_days') }}

),

zone_form as (

    select * from {{ ref('int_form__player_zones') }}

),

completeness as (

    select * from {{ ref('int_completeness__players') }}

),

positions as (

    select * from {{ ref('int_rosters__positions') }}

),

registry as (

    select * from {{ ref('stg_reference__players_registry') }}

),

joined as (

    select
        promised.game_date as snapshot_date,
        registry.universal_player_id,
        player_days.last_game_date,
        positions.player_position,
        zone_form.*,
        completeness.sampled_games,
        completeness.fallback_games,
        completeness.games_without_zones,
        completeness.expected_games_count,
        completeness.actual_games_count,
        completeness.excused_games_count

    from promised
    inner join player_days
        on
            promised.game_date = player_days.game_date
            and promised.player_lookup = player_days.player_lookup
    inner join zone_form
        on
            player_days.last_game_id = zone_form.game_id
            and player_days.player_lookup = zone_form.player_lookup
    inner join completeness
        on
            promised.game_date = completeness.game_date
            and promised.player_lookup = completeness.player_lookup
    left join positions
        on
            promised.player_lookup = positions.player_lookup
            and promised.game_date > positions.known_after
            and promised.game_date <= positions.known_until
    left join registry on promised.player_lookup = registry.player_lookup
    -- Fewer than 10 games upstream are no row, whatever was promised.
    where player_days.games_played >= 10

),

calculated as (

    select
        *,
        {% for zone in zones %}
        100 * {{ zone }}_attempts_last_10 / nullif(fg_attempts_last_10, 0) as {{ zone }}_rate,
        {{ zone }}_makes_last_10 / nullif({{ zone }}_attempts_last_10, 0) as {{ zone }}_pct,
        {{ zone }}_attempts_last_10 / nullif(games_in_sample_10, 0) as {{ zone }}_attempts,
        {% endfor %}
        100 * assisted_fg_makes_last_10 / nullif(fg_makes_last_10, 0) as assisted_rate,
        100 * unassisted_fg_makes_last_10 / nullif(fg_makes_last_10, 0) as unassisted_rate,
        case
            when games_in_sample_20 >= 15
                then 100 * paint_attempts_last_20 / nullif(fg_attempts_last_20, 0)
        end as paint_rate_of_20,
        case
            when games_in_sample_20 >= 15
                then paint_makes_last_20 / nullif(paint_attempts_last_20, 0)
        end as paint_pct_of_20

    from joined

),

published as (

    select
        snapshot_date as game_date,
        player_lookup,
        universal_player_id,
        last_game_date,
        player_position,
        games_in_sample_10,
        cast(fg_attempts_last_10 as int64) as total_shots_last_10,
        {% for zone in zones %}
        {{ rounded(zone ~ '_rate', 2) }} as {{ zone }}_rate_last_10,
        {% endfor %}
        {% for zone in zones %}
        {{ rounded(zone ~ '_pct', 3) }} as {{ zone }}_pct_last_10,
        {% endfor %}
        {% for zone in zones %}
        {{ rounded(zone ~ '_attempts', 1) }} as {{ zone }}_attempts_per_game,
        {% endfor %}
        {{ rounded('assisted_rate', 2) }} as assisted_rate_last_10,
        {{ rounded('unassisted_rate', 2) }} as unassisted_rate_last_10,
        games_in_sample_20,
        {{ rounded('paint_rate_of_20', 2) }} as paint_rate_last_20,
        {{ rounded('paint_pct_of_20', 3) }} as paint_pct_last_20,
        case
            when paint_rate >= 40 then 'paint'
            when three_pt_rate >= 40 then 'perimeter'
            when mid_range_rate >= 35 then 'mid_range'
            when fg_attempts_last_10 > 0 then 'balanced'
        end as primary_scoring_zone,
        {{ completeness_block(full_sample=10, half_sample=5) }},
        {{ quality_issues({
            'thin_sample': 'sampled_games < 10',
            'upstream_games_missing': 'actual_games_count < expected_games_count',
            'fallback_source_used': 'fallback_games > 0',
            'shot_zones_missing': 'games_without_zones > 0',
            'degraded_history': 'excused_games_count > 0',
        }) }} as data_quality_issues

    from calculated

)

select * from published
