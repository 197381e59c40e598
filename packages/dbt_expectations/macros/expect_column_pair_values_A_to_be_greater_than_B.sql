{#- Fails for every row in which column_A is not greater than (`or_equal`: or equal to) column_B.
    A row with a NULL in either passes. -#}
{% test expect_column_pair_values_A_to_be_greater_than_B(
    model, column_A, column_B, or_equal=false, row_condition=none
) %}
{{ dbt_expectations.test_expression_is_true(
    model, column_A ~ (' >= ' if or_equal else ' > ') ~ column_B, row_condition=row_condition
) }}
{% endtest %}
