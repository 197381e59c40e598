{# How often a word stands in an array: what the text of the array loses without it, by its length. #}
{% macro words_in(array, word) -%}
    (
            length(array_to_string({{ array }}, ' '))
            - length(replace(array_to_string({{ array }}, ' '), '{{ word }}', ''))
        ) / {{ word | length }}
{%- endmacro %}
