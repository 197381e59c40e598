-- One row per mart, date and key that is promised or there: of the game summaries from the season's
-- start on, since all else is computed over them, of the other marts in the window.
with

{% for mart in mart_names() %}
{%- set key = mart_key(mart) -%}
{%- set dates = in_season_so_far('game_date') if is_summary(mart) else in_window('game_date') -%}
{{ mart }}_promised as (

    select
        game_date,
        {{ row_key(key) }} as row_key,
        min(game_id) as game_id,
        max(case when is_excused then 1 else 0 end) as excused

    from {{ ref('int_promises__' ~ mart) }}
    where {{ dates }}
    group by game_date, {{ row_key(key) }}

),

{{ mart }}_found as (

    select
        game_date,
        {{ row_key(key) }} as row_key,
        min({{ 'game_id' if has_column(mart, 'game_id') else 'cast(null as string)' }}) as game_id,
        count(*) as copies,
        min({{ 'primary_source_used' if has_column(mart, 'primary_source_used') else "''" }})
            as source_used

    from {{ ref(mart) }}
    where {{ dates }}
    group by game_date, {{ row_key(key) }}

),

{% endfor %}
-- Every key that was promised or is there, null-safe on both sides.
keys as (

    {% for mart in mart_names() %}
    select
        '{{ mart }}' as model_name,
        coalesce(promised.game_date, found.game_date) as game_date,
        coalesce(promised.game_id, found.game_id) as game_id,
        coalesce(promised.row_key, found.row_key) as row_key,
        promised.row_key is not null as is_promised,
        coalesce(promised.excused, 0) = 1 as is_excused,
        coalesce(found.copies, 0) as copies,
        found.source_used

    from {{ mart }}_promised as promised
    full outer join {{ mart }}_found as found
        on
            promised.game_date = found.game_date
            and promised.row_key = found.row_key
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from keys
