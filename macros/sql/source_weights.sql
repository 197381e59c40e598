{#
    What the sources of the features weigh together: phase4 and calculated 100, phase3 75, default 40.
    Summed up in groups: analyzers and planners recurse once per plus sign of a flat sum.
#}
{% macro source_weights(feature_names) -%}
    (
            {% for names in feature_names | batch(5) -%}
            {{ '+ ' if not loop.first }}(
                {% for name in names -%}
                {{ '+ ' if not loop.first }}case {{ name }}_source when 'phase3' then 75 when 'default' then 40 else 100 end
                {% endfor %}
            )
            {% endfor %}
        )
{%- endmacro %}
