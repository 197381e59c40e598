{#- Fails for every row (or group, with group_by_columns) for which `expression` does not meet
    `test_condition`. An expression that is NULL passes. -#}
{% test expression_is_true(
    model, expression, test_condition='= true', group_by_columns=none, row_condition=none
) %}
select *
from (
    select
        {% for column in group_by_columns or [] %}
        {{ column }} as col_{{ loop.index }},
        {% endfor %}
        {{ expression }} as expression
    from {{ model }}
    {% if row_condition %}
    where {{ row_condition }}
    {% endif %}
    {% if group_by_columns %}
    group by {{ group_by_columns | join(', ') }}
    {% endif %}
) as evaluated
where not (expression {{ test_condition }})
{% endtest %}
