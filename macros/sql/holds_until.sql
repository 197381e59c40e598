{#
    State after a game, and the dates on which it is the newest that may be known: strictly
    after that game, up to and including the date of the entity's next one. This is the one
    place that says "strictly before" for histories.

    holds_until(entity): the last such date, in a model with one row per entity and game.
    holds_on(state, date): the join condition between such a model and a date.
#}
{% macro holds_until(entity) -%}
    coalesce(
        lead(game_date) over (partition by {{ entity }}, season_year order by game_date),
        date '9999-12-31'
    )
{%- endmacro %}

{% macro holds_on(state, date) -%}
    {{ date }} > {{ state }}.game_date
    and {{ date }} <= {{ state }}.holds_until
{%- endmacro %}
