{# The log of runs, or no rows where no run was ever logged (or something else has its name). #}
{% macro run_log_or_empty() -%}
    {%- set log_table = load_relation(run_log_relation()) if execute and flags.INTROSPECT else none -%}
    {%- if log_table -%}
        {{ log_table }}
    {%- else -%}
        (
            select
                {% for name, type in run_log_columns().items() -%}
                    cast(null as {{ type }}) as {{ name }}{{ ", " if not loop.last }}
                {%- endfor %}
            from (select 1 as nothing) as never_logged
            where false
        )
    {%- endif -%}
{%- endmacro %}
