{#
    What a mart reads of the others, directly or through them: for each the name, whether it is read
    of earlier dates and whether of the same date.
#}
{% macro mart_reads(mart) -%}
    {%- set found = {} -%}
    {%- set same_dates = mart_node(mart).config.meta.get('reads_on_same_date', []) -%}
    {%- for upstream in upstream_marts(mart_node(mart)) -%}
        {%- set same_date = upstream in same_dates -%}
        {%- do add_read(found, upstream, not same_date, same_date) -%}
        {%- for further in mart_reads(upstream) -%}
            {%- do add_read(
                found, further.name,
                further.of_history or not same_date, further.of_same_date and same_date
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(found.values() | list) }}
{%- endmacro %}

{% macro add_read(found, name, of_history, of_same_date) -%}
    {%- set read = found.setdefault(
        name, {'name': name, 'of_history': false, 'of_same_date': false}
    ) -%}
    {%- do read.update(
        of_history=read.of_history or of_history, of_same_date=read.of_same_date or of_same_date
    ) -%}
{%- endmacro %}
