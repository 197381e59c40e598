{#
    The quality block of a row of a rolling table, without its issues (docs/contracts/precompute.md
    1). It reads expected_games_count, actual_games_count, excused_games_count and sampled_games.

    full_sample, half_sample: games that make a sample full, and at least half full.
#}
{% macro completeness_block(full_sample, half_sample) -%}
    {{ completeness_counts() }},
    case
        when actual_games_count = expected_games_count and sampled_games >= {{ full_sample }} then 'gold'
        when {{ nearly_whole() }} and sampled_games >= {{ half_sample }} then 'silver'
        else 'bronze'
    end as data_quality_tier
{%- endmacro %}

{# The part of it that says what is missing, without the tier. #}
{% macro completeness_counts() -%}
    expected_games_count,
    actual_games_count,
    {{ rounded('coalesce(' ~ ratio('100 * actual_games_count', 'expected_games_count') ~ ', 100)', 1) }}
        as completeness_pct,
    {{ nearly_whole() }}
    and excused_games_count = 0
    and sampled_games > 0 as is_production_ready
{%- endmacro %}

{# Whether at least 90 percent of the expected games are there. #}
{% macro nearly_whole() -%}
    actual_games_count * 10 >= expected_games_count * 9
{%- endmacro %}
