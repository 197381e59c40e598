{#- Fails for every value that is not in `value_set`. NULL FAILS, even with a NULL in the set: where
    it is allowed, say `row_condition: <column> is not null`. -#}
{% test expect_column_values_to_be_in_set(
    model, column_name, value_set, quote_values=true, row_condition=none
) %}
select value_field
from (
    select {{ column_name }} as value_field
    from {{ model }}
    {% if row_condition %}
    where {{ row_condition }}
    {% endif %}
) as checked
where (
    value_field in (
        {% for value in value_set %}
        {% if quote_values %}
        cast('{{ value }}' as {{ dbt.type_string() }})
        {% else %}
        {{ value }}
        {% endif %}
        {{ ',' if not loop.last }}
        {% endfor %}
    )
) is not true
{% endtest %}
