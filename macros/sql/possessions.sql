{# Possessions of a team row, unrounded (docs/contracts/game_summary.md). #}
{% macro possessions(fg_attempts, ft_attempts, turnovers, offensive_rebounds) -%}
    ({{ possessions_used(fg_attempts, ft_attempts, turnovers) }} - {{ offensive_rebounds }})
{%- endmacro %}

{# Possessions that a player or team ended: the numerator of usage rate. #}
{% macro possessions_used(fg_attempts, ft_attempts, turnovers) -%}
    ({{ as_double(fg_attempts) }} + 0.44 * {{ ft_attempts }} + {{ turnovers }})
{%- endmacro %}
