{# Possessions per 48 minutes; team_minutes counts all five players. #}
{% macro pace(possessions, team_minutes) -%}
    ({{ possessions }} * 48 * 5 / nullif({{ team_minutes }}, 0))
{%- endmacro %}

{# What a matchup's pace adds to a player: half of how much faster the opponent plays, at most 3. #}
{% macro pace_score(pace_differential) -%}
    {{ rounded(clamped(as_double(pace_differential) ~ ' / 2', -3, 3), 2) }}
{%- endmacro %}
