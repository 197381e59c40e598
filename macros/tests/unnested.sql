{#
    Several rows for each row of a relation, for a FROM: some of its columns, and beside them each of a
    list of rows. The relation is read once, however long the list. With a union of one select per
    element it is read as often: BigQuery executes a CTE again wherever it is named.

    relation: what stands in a FROM.
    columns: those of its columns that are kept.
    rows: a list of mappings of name to SQL expression over the relation, all of the same names.
        With `when`, a condition, the row is there only where that holds; elsewhere nothing of
        it is computed.
#}
{% macro unnested(relation, columns, rows) -%}
    {%- set structs = [] -%}
    {%- for row in rows -%}
        {%- set fields = {'is_there': 'true'} -%}
        {%- for name in row if name != 'when' -%}
            {%- do fields.update({name: row[name]}) -%}
        {%- endfor -%}
        {%- set struct = struct_of(fields) -%}
        {%- do structs.append(
            "case when " ~ row.when ~ " then " ~ struct ~ " end" if 'when' in row else struct
        ) -%}
    {%- endfor -%}
    (
        select
            {{ columns | join(', ') }}
            {%- for name in rows[0] if name != 'when' -%}
            , element.{{ name }}
            {%- endfor %}

        from {{ with_each(relation, columns, structs) }}
        where element.is_there
    ) as unnested
{%- endmacro %}

{# Each row of a relation with each of a list of structs over it, the column element. #}
{% macro with_each(relation, columns, structs) -%}
    {{ return(adapter.dispatch('with_each')(relation, columns, structs)) }}
{%- endmacro %}

{% macro default__with_each(relation, columns, structs) -%}
    {{ relation }}
        cross join unnest([
            {{ structs | join(',\n            ') }}
        ]) as element
{%- endmacro %}

{# Not in the FROM: there DuckDB joins the relation with itself, and takes five times as long. #}
{% macro duckdb__with_each(relation, columns, structs) -%}
    (
            select
                {{ columns | join(', ') }},
                unnest([
                    {{ structs | join(',\n                    ') }}
                ]) as element

            from {{ relation }}
        ) as elements
{%- endmacro %}

{# A struct. fields: a mapping of name to SQL expression. #}
{% macro struct_of(fields) -%}
    {{ return(adapter.dispatch('struct_of')(fields)) }}
{%- endmacro %}

{% macro default__struct_of(fields) -%}
    struct(
        {%- for name, expression in fields.items() -%}
            {{ expression }} as {{ name }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}

{% macro duckdb__struct_of(fields) -%}
    {
        {%- for name, expression in fields.items() -%}
            '{{ name }}': {{ expression }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    }
{%- endmacro %}
