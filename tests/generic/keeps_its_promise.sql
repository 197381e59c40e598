{#
    The published rows of a mart are exactly those that it promised for the window: none
    missing, none twice, none that nobody promised. The same comparison as the mart's gate.
#}
{% test keeps_its_promise(model, mart) %}

{%- set promise = ref('int_promised__' ~ mart) -%}

{{ broken_promises(
    "(select * from " ~ model ~ " where " ~ in_window('game_date') ~ ")",
    "(select * from " ~ promise ~ " where " ~ in_window('game_date') ~ ")",
    mart_key(mart) if execute else ['game_date'],
) }}

{% endtest %}
