{# The Eastern date on which this run started: the day on which a known gap may expire. #}
{% macro run_date() -%}
    {%- set eastern = modules.pytz.timezone('America/New_York') -%}
    {{ date_literal(run_started_at.astimezone(eastern).date()) }}
{%- endmacro %}
