{#
    on-run-start. --full-refresh would shrink a published table to the window, --empty would
    empty the window: both are refused as soon as a published table is selected.
#}
{% macro refuse_history_destroying_flags() -%}
    {%- if execute and flags.WHICH in ['build', 'run'] and (flags.FULL_REFRESH or flags.EMPTY) -%}
        {%- for id in selected_resources if graph.nodes.get(id, {}).get('config', {}).get('materialized') == 'incremental' -%}
            {%- do exceptions.raise_compiler_error(
                ("--full-refresh" if flags.FULL_REFRESH else "--empty") ~ " is refused: it would destroy rows of "
                ~ graph.nodes[id].name ~ ". A run replaces exactly its window, so rebuild the dates instead:\n"
                ~ "  dbt build --vars " ~ window_vars(window().first, window().last) ~ "\n"
                ~ "To start from nothing, use another warehouse (NBA_WAREHOUSE=…) or drop the table by hand"
            ) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
