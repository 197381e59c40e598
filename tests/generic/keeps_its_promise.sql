{#
    The published rows of a mart are exactly those that it promised for the window: none missing,
    none twice, none that nobody promised. The same comparison as the mart's gate. A run that names
    no window validates everything promised up to the last final game, and every row there is.
#}
{% test keeps_its_promise(model, mart) %}

{{ config(store_failures=true) }}

{%- set promise = ref('int_promises__' ~ mart) -%}
{%- set found_dates = in_window('game_date') if window().is_given
    else in_season_so_far('game_date', lookahead_days=366) -%}

select problems.*

from (
    {{ broken_promises(
        "(select * from " ~ model ~ " where " ~ found_dates ~ ")",
        "(select * from " ~ promise ~ " where " ~ in_window('game_date') ~ ")",
        mart_key(mart),
    ) }}
) as problems
{%- if not window().is_given %}
where
    problems.problem <> 'missing'
    or problems.game_date <= (
        select max(games.game_date)
        from {{ ref('int_schedule__games') }} as games
        where
            games.game_state = 'final'
            and {{ in_window('games.game_date') }}
    )
{%- endif %}

{% endtest %}
