{#
    The body of an assertion: one row for every row of a relation and every identity that the
    row contradicts, with the two values.

    relation: a table or CTE.
    keys: the columns that name a row of it.
    identities: a list of mappings
        says: the identity in words.
        value, and equals or at_most: two SQL expressions. `equals` takes nulls as equal; with
            `at_most` a null contradicts.
        where: the rows that it speaks of; all of them without it.
        unless: the rules of spec/raw.md 14 whose accepted failure explains a contradiction.
            The test then has a CTE accepted_gaps, from int_accepted_gaps.
#}
{% macro contradictions(relation, keys, identities) -%}
    {%- for identity in identities %}
    select
        '{{ identity.says }}' as identity,
        {{ keys | join(', ') }},
        {{ shown(identity.value) }} as found,
        {{ "'at most ' || " if 'at_most' in identity }}
        {{- shown(identity.equals | default(identity.at_most)) }} as expected

    from {{ relation }}
    where
        {% if 'at_most' in identity -%}
            (({{ identity.value }}) <= ({{ identity.at_most }})) is not true
        {%- else -%}
            ({{ identity.value }}) is distinct from ({{ identity.equals }})
        {%- endif %}
        {% if 'where' in identity -%}
            and ({{ identity.where }})
        {%- endif %}
        {% if 'unless' in identity -%}
            and game_id not in (
                select accepted_gaps.game_id from accepted_gaps
                where accepted_gaps.rule in ('{{ identity.unless | join("', '") }}')
            )
        {%- endif %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
