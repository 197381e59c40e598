{#
    on-run-start of a build. Makes the marts that the warehouse lacks, empty and by their contract, so
    that the first build goes the way of every later one: new rows in a temporary table, the gate,
    then the overwrite. What has a mart's name and was not made by this project is left alone, and
    the run refused.
#}
{% macro make_marts() -%}
    {%- if run_reads_data() and flags.WHICH in ['build', 'run'] -%}
        {%- for mart in mart_names() -%}
            {%- do refuse_foreign_table(mart_node(mart)) -%}
        {%- endfor -%}
        {%- for mart in mart_names() -%}
            {%- set node = mart_node(mart) -%}
            {%- set relation = api.Relation.create(
                database=node.database, schema=node.schema, identifier=node.alias, type='table'
            ) -%}
            {%- if load_relation(relation) is none -%}
                {%- do adapter.create_schema(relation.without_identifier()) -%}
                {%- do run_query(empty_mart(node, relation)) -%}
                {%- do adapter.commit() -%}
                {%- do adapter.cache_added(relation) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}


{% macro empty_mart(node, relation) -%}
    create table if not exists {{ relation }} (
        {% for column in contract_columns(node.columns).values() -%}
            {{ column.name }} {{ column.data_type }}
            {{- " not null" if column.constraints | selectattr('type', 'equalto', 'not_null') | list }}
            {{- "," if not loop.last }}
        {% endfor -%}
        {#- BigQuery plans by it and does not enforce it; the gate and a test do. -#}
        {{ ", primary key (" ~ mart_key(node.name) | join(', ') ~ ") not enforced" if node.config.get('partition_by') }}
    )
    {%- if node.config.get('partition_by') %}
    partition by {{ node.config.partition_by.field }}
    cluster by {{ node.config.cluster_by | join(', ') }}
    {%- endif %}
{%- endmacro %}


{# Error for a view, or a table of other columns, in the place of a mart. #}
{% macro refuse_foreign_table(node) -%}
    {%- set relation = adapter.get_relation(node.database, node.schema, node.alias) -%}
    {%- if relation -%}
        {%- set expected = node.columns.keys() | list -%}
        {%- set found = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
        {%- if not relation.is_table or found | map('lower') | sort | list != expected | map('lower') | sort | list -%}
            {%- set wrong = found | reject('in', expected) | list + expected | reject('in', found) | list -%}
            {%- do release_seasons() -%}
            {%- do exceptions.raise_compiler_error(
                relation ~ " is not the table of this project: "
                ~ ("it is a " ~ relation.type if not relation.is_table
                    else "its columns differ from the contract (" ~ wrong | join(', ') ~ ")")
                ~ ". Nothing was written. Rename it or drop it by hand, then run\n  dbt build --vars "
                ~ window_vars(window().first, window().last)
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
