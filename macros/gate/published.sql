{#
    What a mart owes, and what the warehouse holds of it. Whoever reads one of the two also
    depends on the promise, on the games that raw contradicts and on the schedule's own problems,
    so that the gate can look at them before anything is built (see gate.sql).
#}
{% macro promised(mart) -%}
    {%- do ref('int_schedule_problems') -%}
    {%- do ref('int_refused_games') -%}
    {{ return(ref('int_promised__' ~ mart)) }}
{%- endmacro %}

{% macro published(mart) -%}
    {%- do promised(mart) -%}
    {{ return(ref(mart)) }}
{%- endmacro %}
