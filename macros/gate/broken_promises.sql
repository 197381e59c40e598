{#
    Every difference between the rows that a mart holds (or is about to) and those that it
    promised: one row per key that is missing, duplicated, not promised, or of a game that raw
    contradicts. Null-safe in both directions: absence is a value, and so is a null key.
    A known gap excuses missing rows and nothing else.

    found, promised: relations, CTE names or parenthesised selects. Both have the key columns;
        `promised` also has game_id, team_abbr, is_excused, and obstacle: why no run can deliver
        the row, if so.
    key: the names of the key columns, game_date among them.
    refused: a relation of game_id and refusal, int_reconciliation__blocked_games; none leaves them out.
#}
{% macro broken_promises(found, promised, key, refused=none) -%}
    select
        coalesce(promised.game_date, found.game_date) as game_date,
        coalesce(promised.game_id, found.game_id) as game_id,
        promised.team_abbr,
        coalesce(promised.row_key, found.row_key) as row_key,
        case
            when promised.row_key is null then 'not promised'
            when found.copies > 1 then 'duplicated'
            when promised.refusal is not null then 'refused'
            else 'missing'
        end as problem,
        coalesce(promised.refusal, promised.obstacle) as reason

    from (
        select
            {{ row_key(key, 'promised_rows') }} as row_key,
            promised_rows.team_abbr,
            min(promised_rows.game_date) as game_date,
            min(promised_rows.game_id) as game_id,
            min(promised_rows.obstacle) as obstacle,
            min({{ 'refused.refusal' if refused else 'cast(null as string)' }}) as refusal,
            max(case when promised_rows.is_excused then 1 else 0 end) = 1 as is_excused

        from {{ promised }} as promised_rows
        {% if refused -%}
        left join {{ refused }} as refused on promised_rows.game_id = refused.game_id
        {%- endif %}
        group by {{ row_key(key, 'promised_rows') }}, promised_rows.team_abbr
    ) as promised
    full outer join (
        select
            {{ row_key(key) }} as row_key,
            min(game_date) as game_date,
            min({{ 'game_id' if 'game_id' in key else 'cast(null as string)' }}) as game_id,
            count(*) as copies

        from {{ found }} as found_rows
        group by {{ row_key(key) }}
    ) as found
        on promised.row_key = found.row_key
    where
        promised.row_key is null
        or promised.refusal is not null
        or found.copies > 1
        or (found.row_key is null and not promised.is_excused)
{%- endmacro %}

{# The key of a row as one text, in which a null is visible instead of contagious. #}
{% macro row_key(key, relation=none) -%}
    {%- for column in key -%}
        coalesce(cast({{ relation ~ '.' if relation }}{{ column }} as string), '(null)')
        {%- if not loop.last %} || ' ' || {% endif %}
    {%- endfor -%}
{%- endmacro %}
