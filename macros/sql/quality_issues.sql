{#
    The issues of a row as an array of words: those whose condition holds, in alphabetical order.

    conditions: a mapping of word to SQL condition.
#}
{% macro quality_issues(conditions) -%}
    {%- set words = [] -%}
    {%- for word in conditions | sort -%}
        {%- do words.append("case when " ~ conditions[word] ~ " then '" ~ word ~ "' end") -%}
    {%- endfor -%}
    {{ without_nulls('[' ~ words | join(', ') ~ ']') }}
{%- endmacro %}

{# An array without its nulls, in the same order. #}
{% macro without_nulls(array) -%}
    {{ return(adapter.dispatch('without_nulls')(array)) }}
{%- endmacro %}

{% macro default__without_nulls(array) -%}
    array(
        select element from unnest({{ array }}) as element with offset as position
        where element is not null
        order by position
    )
{%- endmacro %}

{% macro duckdb__without_nulls(array) -%}
    list_filter({{ array }}, lambda element: element is not null)
{%- endmacro %}
