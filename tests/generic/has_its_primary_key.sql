{#
    The columns of meta.primary_key name every row of a model once, and none of them is NULL. One row
    per key that is there twice, with its copies, or that holds a NULL.

    nullable: columns of the key that may be NULL by design, for a player whom nobody can name. Of rows
        with such a NULL only the other columns are tested.
#}
{% test has_its_primary_key(model, nullable=[]) %}

{#- The key is known once the graph is; until then the test only has to depend on its model. -#}
{%- set test_node = context['model'] -%}
{%- set key = ['game_date'] -%}
{%- if execute -%}
    {%- set tested = graph.nodes[test_node.attached_node] -%}
    {%- set key = tested.config.meta.get('primary_key') -%}
    {%- if not key -%}
        {%- do exceptions.raise_compiler_error(tested.name ~ " has no meta.primary_key to test") -%}
    {%- endif -%}
    {%- for column in nullable if column not in key -%}
        {%- do exceptions.raise_compiler_error(
            column ~ " is no column of the primary key of " ~ tested.name ~ " (" ~ key | join(', ') ~ ")"
        ) -%}
    {%- endfor -%}
{%- endif -%}

{{ broken_keys(model, key, nullable) }}

{% endtest %}
