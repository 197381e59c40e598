{#
    A mart as the warehouse holds it. The reader also depends on the mart's promise, so that
    its gate can compare the two before it builds on them.
#}
{% macro published(mart) -%}
    {%- do ref('int_promised__' ~ mart) -%}
    {{ return(ref(mart)) }}
{%- endmacro %}
