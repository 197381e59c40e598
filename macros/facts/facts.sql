{#
    Facts: the models that are tables and no marts. They hold what a run worked out once for all its
    readers, cleaned box scores, rosters, promises, the form of a player; nobody outside the
    pipeline reads them.
#}
{% macro is_fact(node) -%}
    {{ return(
        node.resource_type == 'model' and node.config.materialized in ['incremental', 'table']
        and node.fqn[1] in ['staging', 'intermediate']
    ) }}
{%- endmacro %}

{% macro fact_node(name) -%}
    {{ return(graph.nodes['model.' ~ project_name ~ '.' ~ name]) }}
{%- endmacro %}

{# A table of facts by its name, for statements that dbt does not compile: gates and hooks. #}
{% macro fact(name) -%}
    {{ return(fact_node(name).relation_name) }}
{%- endmacro %}


{# The models and seeds that a node is made of, up to and including the marts that it reads. #}
{% macro models_behind(node) -%}
    {%- set found, ids, marts = [], node.depends_on.nodes | unique | list, mart_names() -%}
    {#- The list grows while it is read: whatever is no mart stands for its own parents too. -#}
    {%- for id in ids if id.startswith('model.') or id.startswith('seed.') -%}
        {%- set parent = graph.nodes[id] -%}
        {%- do found.append(parent) -%}
        {%- if parent.name not in marts and parent.resource_type == 'model' -%}
            {%- for further in parent.depends_on.nodes if further not in ids -%}
                {%- do ids.append(further) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{# The raw tables that these models read, by their nodes. #}
{% macro sources_behind(models) -%}
    {%- set found, marts = {}, mart_names() -%}
    {%- for reader in models if reader.resource_type != 'seed' and reader.name not in marts -%}
        {%- for id in reader.depends_on.nodes if id.startswith('source.') -%}
            {%- do found.update({id: graph.sources[id]}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(found.values() | list) }}
{%- endmacro %}


{#
    The dates that a table of facts holds: those of the run's `window`, or of its `season` so far; the
    `whole` of an input that has no game date, as seeds are.
#}
{% macro reach(node) -%}
    {{ return('whole' if node.resource_type == 'seed' else node.config.meta.get('reach', 'window')) }}
{%- endmacro %}
