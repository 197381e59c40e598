{# True shooting percentage (TS%): points per two shooting attempts. #}
{% macro true_shooting(points, fg_attempts, ft_attempts) -%}
    ({{ points }} / nullif(2 * ({{ fg_attempts }} + 0.44 * {{ ft_attempts }}), 0))
{%- endmacro %}
