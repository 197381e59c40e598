{# on-run-end. A failed test says how many rows failed; this says which, and what repairs them. #}
{% macro print_failing_rows(results) -%}
    {%- if execute -%}
        {%- for result in results if result.status == 'fail' and result.node.resource_type == 'test' -%}
            {%- set rows = run_query(
                "select * from (\n" ~ result.node.compiled_code ~ "\n) as failing order by 1 limit 1000"
            ) -%}
            {%- do log("\n" ~ result.node.name ~ ": " ~ result.failures ~ " failing, the first are", info=true) -%}
            {%- do log("  " ~ rows.column_names | join(" | "), info=true) -%}
            {%- for row in rows.rows[:10] -%}
                {%- do log("  " ~ row.values() | join(" | "), info=true) -%}
            {%- endfor -%}
            {%- if 'game_date' in rows.column_names -%}
                {%- do log(
                    "  Repair what is named (or accept it in seeds/known_gaps.csv), then run\n  dbt build --vars "
                    ~ window_vars(rows.columns['game_date'].values() | min, window().last), info=true
                ) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
