{#
    on-run-start. --full-refresh would shrink a published table to the window, and --empty would
    empty the window or let a test pass over nothing.
#}
{% macro refuse_history_destroying_flags() -%}
    {%- if execute and flags.WHICH in ['build', 'run'] and (flags.FULL_REFRESH or flags.EMPTY) -%}
        {%- set published = [] -%}
        {%- for id in selected_resources if graph.nodes.get(id, {}).get('config', {}).get('materialized') == 'incremental' -%}
            {%- do published.append(graph.nodes[id].name) -%}
        {%- endfor -%}
        {%- if published or flags.EMPTY -%}
            {%- do exceptions.raise_compiler_error(
                ("--full-refresh" if flags.FULL_REFRESH else "--empty") ~ " is refused: it would destroy rows of "
                ~ (published | sort | join(', ') or "what it builds, or test nothing")
                ~ ". A run replaces exactly its window, so rebuild the dates instead:\n"
                ~ "  dbt build --vars " ~ window_vars(window().first, window().last) ~ "\n"
                ~ "To start from nothing, use another warehouse (NBA_WAREHOUSE=…) or drop the table by hand"
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
