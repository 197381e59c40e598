-- The macro behind every assertion, on rows written by hand: it reports the row that breaks an
-- identity, whichever side is NULL; it is silent on a row that keeps it, on one that the
-- identity does not speak of, and on a game whose failure is accepted under the same rule.
with

hand_written as (

    select 'whole' as row_name, 'game 1' as game_id, 5 as total, 5 as parts, 6 as most, true as known
    union all
    select 'two nulls', 'game 1', cast(null as int64), cast(null as int64), 6, true
    union all
    select 'parts are fewer', 'game 1', 5, 4, 6, true
    union all
    select 'no parts', 'game 1', 5, cast(null as int64), 6, true
    union all
    select 'no total', 'game 1', cast(null as int64), 4, 6, true
    union all
    select 'not known', 'game 1', 5, 4, 6, false
    union all
    select 'too much', 'game 1', 7, 7, 6, true
    union all
    select 'no bound', 'game 1', 5, 5, cast(null as int64), true
    union all
    select 'accepted', 'game 2', 5, 4, 6, true
    union all
    select 'accepted under another rule', 'game 3', 5, 4, 6, true

),

accepted_gaps as (

    select 'game 2' as game_id, 'R8' as rule
    union all
    select 'game 3', 'R9'

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

    select 'parts are fewer' as row_name, 'parts add up' as identity, '4' as found, '5' as expected
    union all
    select 'no parts', 'parts add up', 'none', '5'
    union all
    select 'no total', 'parts add up', '4', 'none'
    union all
    select 'accepted under another rule', 'parts add up', '4', '5'
    union all
    select 'too much', 'enough is enough', '7', 'at most 6'
    union all
    select 'no bound', 'enough is enough', '5', 'at most none'

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
