-- The macro behind values_are_in_range, on rows written by hand: it names row, column, value and
-- bound of what is too low or too high; it is silent on a bound itself, on NULL, on a side that
-- is open, and on a row that a range does not speak of.
{% set rows = [
    ('good', 5, 0.5, 3, true),
    ('on the lower bounds', 0, 0.2, 0, true),
    ('on the upper bounds', 10, 0.8, 6, true),
    ('null', 'null', 'null', 'null', true),
    ('low', -1, 0.5, 3, true),
    ('high', 11, 0.5, 3, true),
    ('beyond the open sides', 5, 99.9, -99, true),
    ('beyond all others', -1, 0.19, 7, true),
    ('not known', 5, 0.1, 3, false),
    ('nobody knows', 5, 0.1, 3, 'null'),
] %}
{% set out_of_range = [
    ('low', 'points', '-1', 'at least 0'),
    ('high', 'points', '11', 'at most 10'),
    ('beyond all others', 'points', '-1', 'at least 0'),
    ('beyond all others', 'share', '0.19', 'at least 0.2'),
    ('beyond all others', 'fouls', '7', 'at most 6'),
] %}

with

hand_written as (

    {% for name, points, share, fouls, known in rows %}
    select
        '{{ name }}' as row_name,
        cast({{ points }} as int64) as points,
        {{ as_double(share) }} as share,
        cast({{ fouls }} as int64) as fouls,
        cast({{ known | lower }} as bool) as known
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

reported as (

    {{ values_out_of_range('hand_written', ['row_name'], {
        'points': [0, 10],
        'share': [0.2, none, 'known'],
        'fouls': [none, 6],
    }) }}

),

expected as (

    {% for name, column, value, bound in out_of_range %}
    select
        '{{ name }}' as row_name,
        '{{ column }}' as column_name,
        '{{ value }}' as value,
        '{{ bound }}' as bound
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    coalesce(reported.row_name, expected.row_name) as row_name,
    reported.column_name as reported,
    expected.column_name as expected

from reported
full outer join expected
    on
        reported.row_name = expected.row_name
        and reported.column_name = expected.column_name
        and reported.value = expected.value
        and reported.bound = expected.bound
where
    reported.row_name is null
    or expected.row_name is null
