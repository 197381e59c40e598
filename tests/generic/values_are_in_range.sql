{#
    The columns of a mart are in their ranges. One row per value that is not, so that a failing
    test prints the row, the column, the value and the bound.

    ranges: a mapping of column to [lowest, highest] or [lowest, highest, condition], see
        values_out_of_range().
#}
{% test values_are_in_range(model, mart, ranges) %}

{{ values_out_of_range(model, mart_key(mart), ranges) }}

{% endtest %}
