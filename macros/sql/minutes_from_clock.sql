{# Minutes of a box score clock (`MM:SS` or `MM`) as a double; null when unreadable. #}
{% macro minutes_from_clock(clock) -%}
    {{ as_double(whole_number(dbt.split_part(clock, "':'", 1))) }}
    + case
        when {{ clock }} like '%:%'
            then {{ whole_number(dbt.split_part(clock, "':'", 2)) }} / 60
        else 0
    end
{%- endmacro %}
