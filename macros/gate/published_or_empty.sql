{# A mart as the warehouse holds it, or no rows at all, of these columns, where it was never built. #}
{% macro published_or_empty(mart, columns) -%}
    {%- set relation = ref(mart) -%}
    {%- if execute and flags.INTROSPECT and load_relation(relation) is none -%}
        (
            select
                {% for column in columns -%}
                    cast(null as {{ mart_node(mart).columns[column].data_type if has_column(mart, column) else 'string' }}) as {{ column }}
                    {{- "," if not loop.last }}
                {% endfor %}
            from (select 1 as nothing) as never_built
            where false
        )
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro %}
