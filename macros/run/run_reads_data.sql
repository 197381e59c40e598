{# Whether this run reads raw data: a build, run or test of anything but seeds and unit tests. #}
{% macro run_reads_data() -%}
    {%- set reading = namespace(found=false) -%}
    {%- if execute and flags.WHICH in ['build', 'run', 'test'] -%}
        {%- for id in selected_resources if id.startswith('model.') or id.startswith('test.') -%}
            {%- set reading.found = true -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(reading.found) }}
{%- endmacro %}
