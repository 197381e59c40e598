{#
    From worst to best, what a cell of coverage comes to. Broken is what needs a repair; a status
    without one (an accepted hole, a raw row that a fallback restored) stands below all of that.
#}
{% macro verdicts() -%}
    {{ return([
        'missing', 'partial', 'excess', 'stale', 'degraded', 'waived', 'pending', 'complete',
        'bootstrap', 'not_scheduled',
    ]) }}
{%- endmacro %}

{# The place of a row of coverage in that order, 0 the worst: every accepted hole is `waived`. #}
{% macro verdict_rank() -%}
    case
        {% for status in verdicts()[:5] -%}
            when is_broken and status = '{{ status }}' then {{ loop.index0 }}
        {% endfor -%}
        {% for status in verdicts()[6:] -%}
            when status = '{{ status }}' then {{ loop.index0 + 6 }}
        {% endfor -%}
        else 5
    end
{%- endmacro %}

{# The word at a place. #}
{% macro verdict_of_rank(rank) -%}
    case {{ rank }}
        {% for status in verdicts() -%}
            when {{ loop.index0 }} then '{{ status }}'
        {% endfor -%}
    end
{%- endmacro %}
