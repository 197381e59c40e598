{#
    Of the copies of a raw row the newest load wins. Copies of that very load must say the same,
    or the winner is a matter of chance and two runs may differ (docs/contracts/raw.md 4).

    key, read_columns: SQL expressions over the columns of the relation.
    date_column, lookback_days, lookahead_days: the rows that a run reads, all of them
        without a date_column.
    only: a condition on the rows. Not a `where` of the config: that would put the rows in a
        subquery, and the dates outside of it.
#}
{% test newest_load_is_unambiguous(
    model, key, read_columns, date_column=none, lookback_days=0, lookahead_days=0, only='true'
) %}

{%- set read_by_a_run = 'true' if date_column is none
    else in_window(date_column, lookback_days, lookahead_days) -%}

{{ ambiguous_newest_loads(
    "(select * from " ~ model ~ " where " ~ read_by_a_run ~ " and " ~ only ~ ")", key, read_columns
) }}

{% endtest %}
