{#
    What dbt says of itself in every statement; on BigQuery these are the labels of the job as well
    (beside dbt_invocation_id), by which INFORMATION_SCHEMA.JOBS tells what a layer or a model cost.
#}
{% macro query_comment(node) -%}
    {%- set said = {'pipeline': project_name, 'target': target.name} -%}
    {%- if node -%}
        {%- do said.update({
            'layer': node.fqn[1] if node.resource_type == 'model' else node.resource_type,
            'model': node.name,
        }) -%}
    {%- endif -%}
    {{ return(tojson(said)) }}
{%- endmacro %}
