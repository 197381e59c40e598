{#
    Rule R3 (docs/contracts/raw.md 14) for one player row: play-by-play and box score agree on field
    goals, threes and free throws made and attempted, assists and blocks. Never null.
#}
{% macro play_by_play_agrees(boxscore, play_by_play) -%}
    ({% for column in shot_line_columns() -%}
        {{ boxscore }}.{{ column }} is not distinct from {{ play_by_play }}.{{ column }}
        {%- if not loop.last %} and {% endif %}
    {%- endfor %})
{%- endmacro %}

{% macro shot_line_columns() -%}
    {{ return([
        'fg_makes', 'fg_attempts', 'three_pt_makes', 'three_pt_attempts', 'ft_makes',
        'ft_attempts', 'assists', 'blocks',
    ]) }}
{%- endmacro %}

{# The same eight numbers as text: `7-19 1-5 7-8 4 2`. #}
{% macro shot_line(relation) -%}
    concat(
        {%- for column in shot_line_columns() -%}
            {{ text_or_none(relation ~ '.' ~ column) }}
            {%- if not loop.last %}, '{{ '-' if column.endswith('makes') else ' ' }}', {% endif %}
        {%- endfor -%}
    )
{%- endmacro %}
