{# The time at which this run started, UTC, or so long before: when what it computes was true. #}
{% macro run_time(days_ago=0, hours_ago=0) -%}
    {%- set time = run_started_at - modules.datetime.timedelta(days=days_ago, hours=hours_ago) -%}
    timestamp '{{ time.strftime("%Y-%m-%d %H:%M:%S") }}'
{%- endmacro %}
