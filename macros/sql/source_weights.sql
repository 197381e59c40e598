{# What the sources of the features weigh together: phase4 and calculated 100, phase3 75, default 40. #}
{% macro source_weights(feature_names) -%}
    (
            {% for name in feature_names -%}
            {{ '+ ' if not loop.first }}case {{ name }}_source when 'phase3' then 75 when 'default' then 40 else 100 end
            {% endfor %}
        )
{%- endmacro %}
