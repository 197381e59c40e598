{#
    The body of has_its_primary_key: every key of a relation that is there twice or holds a NULL, in one
    scan. A key with a NULL in a column of `nullable` may be there any number of times.
#}
{% macro broken_keys(relation, key, nullable=[]) -%}
    {%- set required = key | reject('in', nullable) | list -%}
    {%- set optional = key | select('in', nullable) | list -%}
    select
        {{ key | join(', ') }},
        count(*) as copies
    from {{ relation }} as keyed_rows
    group by {{ key | join(', ') }}
    having
        (count(*) > 1
        {%- for column in optional %} and {{ column }} is not null{% endfor %})
        {%- for column in required %}
        or {{ column }} is null
        {%- endfor %}
{%- endmacro %}
