{# An array of the names in a list, each between a prefix and a suffix, one a line. #}
{% macro array_of(names, prefix='', suffix='') -%}
    [
            {% for name in names -%}
            {{ prefix }}{{ name }}{{ suffix }}{{ ',' if not loop.last }}
            {% endfor %}
        ]
{%- endmacro %}
