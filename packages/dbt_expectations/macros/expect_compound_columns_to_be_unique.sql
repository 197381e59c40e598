{#- Fails once for every combination of the columns that occurs more than once. NULL equals NULL;
    rows that are NULL in all columns (by default) or in any column are left out. -#}
{% test expect_compound_columns_to_be_unique(
    model,
    column_list,
    quote_columns=false,
    ignore_row_if='all_values_are_missing',
    row_condition=none
) %}
{%- set operators = {'all_values_are_missing': ' and ', 'any_value_is_missing': ' or '} -%}
{%- if not column_list or ignore_row_if not in operators -%}
    {{ exceptions.raise_compiler_error(
        'expect_compound_columns_to_be_unique needs a column_list, and ignore_row_if as one of '
        ~ operators.keys() | join(', ')
    ) }}
{%- endif -%}
{%- set columns = [] -%}
{%- set missing = [] -%}
{%- for column in column_list -%}
    {%- set name = adapter.quote(column) if quote_columns else column -%}
    {%- do columns.append(name) -%}
    {%- do missing.append(name ~ ' is null') -%}
{%- endfor -%}
select
    {{ columns | join(', ') }},
    count(*) as n_records
from {{ model }}
where
    {% if row_condition %}
    {{ row_condition }} and
    {% endif %}
    not ({{ missing | join(operators[ignore_row_if]) }})
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
