-- One row per calendar date of the window: the rows of each mart, and the worst that coverage says.
{#- In the order of the register, but for the columns that the contract puts first. #}
{% set marts = {} %}
{% for mart in mart_names() if graph_is_known() %}
{% do marts.update({short_name(mart): mart}) %}
{% endfor %}
{% set columns = ['pgs', 'upgc', 'utgc'] + marts.keys() | list %}
{% set columns = columns | unique | select('in', marts) | list %}

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
        {% for column in columns %}
        max(case when model_name = '{{ marts[column] }}' then rows_found end) as {{ column }},
        {% endfor %}
        min(verdict_rank) as verdict_rank

    from cells
    group by game_date

)

select
    dates.target_date,
    dates.games,
    {% for column in columns %}
    dates.{{ column }},
    {% endfor %}
    {{ verdict_of_rank('dates.verdict_rank') }} as verdict

from dates
