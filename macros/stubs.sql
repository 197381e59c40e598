{% macro gate() %}{% endmacro %}
{% macro refuse_history_destroying_flags() %}{% endmacro %}
{% macro refuse_missing_raw_data() %}{% endmacro %}
{% macro refuse_window_without_schedule() %}{% endmacro %}
{% macro print_failing_rows(results) %}{% endmacro %}
