{#
    dbt's default__get_test_sql, with one addition: a data test that reads facts which nobody built
    since raw changed would judge by yesterday. It is an error then, with what to build.
#}
{% macro default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
    {%- set outdated = outdated_inputs(facts_behind(model)) if execute else [] -%}
    {%- if outdated -%}
        {%- do exceptions.raise_compiler_error(outdated_message(
            outdated, model.name ~ " cannot judge " ~ window().first ~ " to " ~ window().last, "Nothing was tested."
        )) -%}
    {%- endif -%}
    select
        {{ fail_calc }} as failures,
        {{ fail_calc }} {{ warn_if }} as should_warn,
        {{ fail_calc }} {{ error_if }} as should_error
    from (
        {{ main_sql }}
        {{ "limit " ~ limit if limit is not none }}
    ) as dbt_internal_test
{%- endmacro %}
