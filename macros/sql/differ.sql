{#
    Whether two values are not the same, a null being a value like any other. With columns, whether
    any pair differs of which left and right are how the names begin.
#}
{% macro differ(left, right, columns=['']) -%}
    (
        {%- for column in columns -%}
            {%- set old, new = left ~ column, right ~ column -%}
            coalesce({{ old }} <> {{ new }}, ({{ old }} is null) <> ({{ new }} is null))
            {{- " or " if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}
