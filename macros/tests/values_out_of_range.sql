{#
    The values of a relation that are out of their range, one row each: the key of its row, the
    name of its column, the value and the bound. The relation is read once.

    relation: a table, CTE or parenthesised select.
    key: the columns that name a row of it.
    ranges: a mapping of column to [lowest, highest], both of them inside, null for no bound; or
        [lowest, highest, condition] to speak of some rows only. NULL is in every range.
#}
{% macro values_out_of_range(relation, key, ranges) -%}
    {%- set findings = [] -%}
    {%- for column, bounds in ranges.items() -%}
        {%- if bounds[0] is none and bounds[1] is none -%}
            {%- do exceptions.raise_compiler_error("the range of " ~ column ~ " has no bound") -%}
        {%- endif -%}
        {%- set spoken_of = '(' ~ bounds[2] ~ ') and ' if bounds | length > 2 else '' -%}
        {%- for bound, words, comparison in [
            (bounds[0], 'at least', '>='),
            (bounds[1], 'at most', '<='),
        ] if bound is not none -%}
            {%- do findings.append({
                'when': spoken_of ~ 'not (' ~ column ~ ' ' ~ comparison ~ ' ' ~ bound ~ ')',
                'column_name': "'" ~ column ~ "'",
                'value': text_or_none(column),
                'bound': "'" ~ words ~ ' ' ~ bound ~ "'",
            }) -%}
        {%- endfor -%}
    {%- endfor -%}
    select
        {{ key | join(', ') }},
        column_name,
        value,
        bound

    from {{ unnested(relation, key, findings) }}
{%- endmacro %}
