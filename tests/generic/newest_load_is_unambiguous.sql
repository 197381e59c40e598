{#
    Of the copies of a raw row the newest load wins. Copies of that very load must say the same,
    or the winner is a matter of chance and two runs may differ (spec/raw.md 4).

    key, read_columns: SQL expressions over the raw columns.
    date_column, lookback_days, lookahead_days: the rows that a run reads.
#}
{% test newest_load_is_unambiguous(
    model, key, read_columns, date_column='game_date', lookback_days=0, lookahead_days=0
) %}

{{ ambiguous_newest_loads(
    "(select * from " ~ model ~ " where "
    ~ in_window(date_column, lookback_days, lookahead_days) ~ ")",
    key,
    read_columns,
) }}

{% endtest %}
