{#
    Contracts spell types as BigQuery does. DuckDB knows all of those names but arrays:
    `array<float64>` is `double[]` there. Both places where dbt reads a contract are told so.
#}
{% macro contract_columns(columns) -%}
    {{ return(adapter.dispatch('contract_columns')(columns)) }}
{%- endmacro %}

{% macro default__contract_columns(columns) -%}
    {{ return(columns) }}
{%- endmacro %}

{% macro duckdb__contract_columns(columns) -%}
    {%- set translated = {} -%}
    {%- for name, column in columns.items() -%}
        {%- set duckdb_type = {'array<string>': 'string[]', 'array<float64>': 'double[]'} -%}
        {%- do translated.update({name: dict(column, data_type=duckdb_type.get(column.data_type, column.data_type))}) -%}
    {%- endfor -%}
    {{ return(translated) }}
{%- endmacro %}

{% macro duckdb__get_empty_schema_sql(columns) -%}
    select
        {% for column in contract_columns(columns).values() -%}
            cast(null as {{ column.data_type }}) as {{ column.name }}{{ ', ' if not loop.last }}
        {%- endfor %}
{%- endmacro %}

{% macro duckdb__get_table_columns_and_constraints() -%}
    (
        {{ adapter.render_raw_columns_constraints(raw_columns=contract_columns(model['columns'])) | join(',\n        ') }}
    )
{%- endmacro %}
