{# A model that lists problems lists none (in the window, where it has one). #}
{% test is_empty(model) %}

select * from {{ model }}

{% endtest %}
