{# Possessions per 48 minutes; team_minutes counts all five players. #}
{% macro pace(possessions, team_minutes) -%}
    {{ ratio('(' ~ possessions ~ ') * 48 * 5', team_minutes) }}
{%- endmacro %}
