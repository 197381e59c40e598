{# Haversine distance in miles on a sphere of radius 3,958.8 miles (docs/contracts/raw.md 3.2). #}
{% macro great_circle_miles(latitude_1, longitude_1, latitude_2, longitude_2) -%}
    {%- set radians = 'acos(-1) / 180' -%}
    2 * 3958.8 * asin(sqrt(
        power(sin(({{ latitude_2 }} - {{ latitude_1 }}) * {{ radians }} / 2), 2)
        + cos({{ latitude_1 }} * {{ radians }}) * cos({{ latitude_2 }} * {{ radians }})
        * power(sin(({{ longitude_2 }} - {{ longitude_1 }}) * {{ radians }} / 2), 2)
    ))
{%- endmacro %}
