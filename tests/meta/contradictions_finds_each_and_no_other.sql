-- The macro behind every assertion, on rows written by hand: it reports the row that breaks an
-- identity, whichever side is NULL; it is silent on a row that keeps it, on one that the
-- identity does not speak of, and on a game whose failure is accepted under the same rule.
{% set rows = [
    ('whole', 'game 1', 5, 5, 6, true),
    ('two nulls', 'game 1', 'null', 'null', 6, true),
    ('parts are fewer', 'game 1', 5, 4, 6, true),
    ('no parts', 'game 1', 5, 'null', 6, true),
    ('no total', 'game 1', 'null', 4, 6, true),
    ('not known', 'game 1', 5, 4, 6, false),
    ('too much', 'game 1', 7, 7, 6, true),
    ('no bound', 'game 1', 5, 5, 'null', true),
    ('accepted', 'game 2', 5, 4, 6, true),
    ('accepted under another rule', 'game 3', 5, 4, 6, true),
] %}
{% set contradicted = [
    ('parts are fewer', 'parts add up', '4', '5'),
    ('no parts', 'parts add up', 'none', '5'),
    ('no total', 'parts add up', '4', 'none'),
    ('accepted under another rule', 'parts add up', '4', '5'),
    ('too much', 'enough is enough', '7', 'at most 6'),
    ('no bound', 'enough is enough', '5', 'at most none'),
] %}

with

hand_written as (

    {% for name, game, total, parts, most, known in rows %}
    select
        '{{ name }}' as row_name,
        '{{ game }}' as game_id,
        cast({{ total }} as int64) as total,
        cast({{ parts }} as int64) as parts,
        cast({{ most }} as int64) as most,
        {{ known | lower }} as known
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

accepted_gaps as (

    {% for game, rule in [('game 2', 'R8'), ('game 3', 'R9')] %}
    select
        '{{ game }}' as game_id,
        '{{ rule }}' as rule
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

reported as (

    {{ contradictions('hand_written', ['game_id', 'row_name'], [
        {
            'says': 'parts add up',
            'value': 'parts',
            'equals': 'total',
            'where': 'known',
            'unless': ['R1', 'R8'],
        },
        {
            'says': 'enough is enough',
            'value': 'total',
            'at_most': 'most',
            'where': 'total is not null',
        },
    ]) }}

),

expected as (

    {% for name, identity, value, bound in contradicted %}
    select
        '{{ name }}' as row_name,
        '{{ identity }}' as identity,
        '{{ value }}' as found,
        '{{ bound }}' as expected
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    coalesce(reported.row_name, expected.row_name) as row_name,
    reported.identity as reported,
    expected.identity as expected

from reported
full outer join expected
    on
        reported.row_name = expected.row_name
        and reported.identity = expected.identity
        and reported.found = expected.found
        and reported.expected = expected.expected
where
    reported.row_name is null
    or expected.row_name is null
