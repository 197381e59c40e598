-- One row per calendar date of the window: the rows of each mart, and the worst that coverage says.
with

cells as (

    select
        *,
        {{ verdict_rank() }} as verdict_rank

    from {{ ref('coverage') }}

),

dates as (

    select
        game_date as target_date,
        max(games) as games,
        {% for mart in mart_names() if graph_is_known() %}
        max(case when model_name = '{{ mart }}' then rows_found end) as {{ short_name(mart) }},
        {% endfor %}
        min(verdict_rank) as verdict_rank

    from cells
    group by game_date

)

select
    dates.target_date,
    dates.games,
    {% for mart in mart_names() if graph_is_known() %}
    dates.{{ short_name(mart) }},
    {% endfor %}
    {{ verdict_of_rank('dates.verdict_rank') }} as verdict

from dates
