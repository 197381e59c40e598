{#
    The keys whose newest load holds rows that differ in what is read: newest_load() would keep
    any one of them. Equal copies are harmless.

    relation: a table, CTE or parenthesised select with processed_at and source_file_path.
    key: SQL expressions that together name what should be one row.
    read_columns: SQL expressions of what is taken from it.
#}
{% macro ambiguous_newest_loads(relation, key, read_columns) -%}
    with

    keyed as (

        select
            {{ row_key(key) }} as load_key,
            {% for column in read_columns -%}
                {{ column }} as column_{{ loop.index }},
            {% endfor -%}
            processed_at,
            source_file_path

        from {{ relation }} as raw_rows

    ),

    newest as (

        select * from keyed
        qualify rank() over (partition by load_key order by {{ load_order() }}) = 1

    ),

    versions as (

        select distinct
            load_key,
            {% for column in read_columns -%}
                column_{{ loop.index }}{{ ',' if not loop.last }}
            {% endfor %}

        from newest

    )

    select
        load_key,
        count(*) as versions

    from versions
    group by load_key
    having count(*) > 1
{%- endmacro %}
