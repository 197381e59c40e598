{#
    dbt's ref, with one addition: who reads a table of facts sees of it exactly the dates that the
    run owns (owned_dates), by literals, whatever other dates the table holds. So no reader can
    meet a date that this run did not vouch for, none can forget the predicate, and BigQuery reads
    only those partitions. Marts are read as they are: each model says which dates of them it may
    know. Unit tests bring rows of their own.
#}
{% macro ref() -%}
    {%- set relation = builtins.ref(*varargs, **kwargs) -%}
    {%- if execute and model.resource_type != 'unit_test' -%}
        {%- set node = graph.nodes.get('model.' ~ project_name ~ '.' ~ varargs[-1]) -%}
        {%- if node and is_fact(node) and node.config.materialized == 'incremental' -%}
            {{ return('(' ~ owned_rows(node) ~ ')') }}
        {%- endif -%}
    {%- endif -%}
    {{ return(relation) }}
{%- endmacro %}

{# The rows of a table of facts that this run may read. #}
{% macro owned_rows(node) -%}
    {%- set owned = owned_dates(node) -%}
    select * from {{ node.relation_name }}
    where {{ date_column(node) }} between {{ date_literal(owned.first) }} and {{ date_literal(owned.last) }}
{%- endmacro %}

{# The column of the dates that a table owns. #}
{% macro date_column(node) -%}
    {{ return(node.config.meta.get('date_column', 'game_date')) }}
{%- endmacro %}
