{#
    The body of an assertion: one row for every row of a relation and every identity that the
    row contradicts, with the two values. The relation is read once.

    relation: a table or CTE.
    keys: the columns that name a row of it.
    identities: a list of mappings
        says: the identity in words.
        value, and equals or at_most: two SQL expressions. `equals` takes nulls as equal; with
            `at_most` a null contradicts.
        where: the rows that it speaks of; all of them without it.
        unless: the rules of docs/contracts/raw.md 14 whose accepted failure explains a contradiction.
            The test then has a CTE accepted_gaps, from int_reconciliation__waivers.
#}
{% macro contradictions(relation, keys, identities) -%}
    {%- set rules, findings = [], [] -%}
    {%- for identity in identities -%}
        {%- do rules.extend(identity.unless | default([]) | reject('in', rules)) -%}
        {%- do findings.append({
            'when': is_contradicted(identity),
            'identity': "'" ~ identity.says ~ "'",
            'found': text_or_none(identity.value),
            'expected': ("'at most ' || " if 'at_most' in identity else '')
                ~ text_or_none(identity.equals | default(identity.at_most)),
        }) -%}
    {%- endfor -%}
    select
        identity,
        {{ keys | join(', ') }},
        found,
        expected

    from {{ unnested(with_accepted_rules(relation, rules) if rules else relation, keys, findings) }}
{%- endmacro %}

{# Where an identity does not speak of a row its values are not computed: they may not exist. #}
{% macro is_contradicted(identity) -%}
    {%- set silent = [] -%}
    {%- if 'where' in identity -%}
        {%- do silent.append('(' ~ identity.where ~ ') is not true') -%}
    {%- endif -%}
    {%- for rule in identity.unless | default([]) -%}
        {%- do silent.append('accepts_' ~ rule) -%}
    {%- endfor -%}
    {%- if 'at_most' in identity -%}
        {%- set differs = '((' ~ identity.value ~ ') <= (' ~ identity.at_most ~ ')) is not true' -%}
    {%- else -%}
        {%- set differs = '(' ~ identity.value ~ ') is distinct from (' ~ identity.equals ~ ')' -%}
    {%- endif -%}
    {%- if silent -%}
        case when {{ silent | join(' or ') }} then false else {{ differs }} end
    {%- else -%}
        {{ differs }}
    {%- endif -%}
{%- endmacro %}

{# A relation and, for each of these rules, whether a failure of it is accepted in the row's game. #}
{% macro with_accepted_rules(relation, rules) -%}
    {{ relation }}
        left join (
            select
                accepted_gaps.game_id as accepted_game_id
                {%- for rule in rules -%}
                , count(case when accepted_gaps.rule = '{{ rule }}' then 1 end) > 0 as accepts_{{ rule }}
                {%- endfor %}

            from accepted_gaps
            group by accepted_gaps.game_id
        ) as accepted on game_id = accepted.accepted_game_id
{%- endmacro %}
