{#
    Every difference between the rows that a mart holds (or is about to) and those that it
    promised: one row per key that is missing, duplicated, not promised, or promised but not
    buildable. Null-safe in both directions: absence is a value, and so is a null key.

    found, promised: relations, CTE names or parenthesised selects. Both have the key columns;
        `promised` also has game_id, team_abbr, is_excused and refusal.
    key: the names of the key columns, game_date among them.
#}
{% macro broken_promises(found, promised, key) -%}
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
        promised.refusal as reason

    from (
        select
            {{ row_key(key) }} as row_key,
            min(game_date) as game_date,
            min(game_id) as game_id,
            team_abbr,
            min(refusal) as refusal,
            max(case when is_excused then 1 else 0 end) as excused

        from {{ promised }} as promised_rows
        group by {{ row_key(key) }}, team_abbr
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
        or found.copies > 1
        or (
            (found.row_key is null or promised.refusal is not null)
            and promised.excused = 0
        )
{%- endmacro %}

{# The key of a row as one text, in which a null is visible instead of contagious. #}
{% macro row_key(key) -%}
    {%- for column in key -%}
        coalesce(cast({{ column }} as string), '(null)')
        {%- if not loop.last %} || ' ' || {% endif %}
    {%- endfor -%}
{%- endmacro %}

{# The key columns of a mart, from the meta of its YAML. #}
{% macro mart_key(mart) -%}
    {{ return(mart_node(mart).config.meta['key']) }}
{%- endmacro %}

{% macro mart_node(mart) -%}
    {{ return(graph.nodes['model.' ~ project_name ~ '.' ~ mart]) }}
{%- endmacro %}

{# Whether the YAML of a mart declares a column. #}
{% macro has_column(mart, column) -%}
    {{ return(execute and column in mart_node(mart).columns) }}
{%- endmacro %}
