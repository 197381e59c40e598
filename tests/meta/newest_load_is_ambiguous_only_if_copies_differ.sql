-- The macro behind newest_load_is_unambiguous, on rows written by hand: it reports a key whose
-- newest load says two things, a NULL among them; it is silent on equal copies, on an older
-- load that differs, and where the name of the file decides.
with

hand_written as (

    select 'one row' as id, 1 as seen, timestamp '2021-11-18 06:00:00' as processed_at, 'a' as source_file_path
    union all
    select 'equal copies', 1, timestamp '2021-11-18 06:00:00', 'a'
    union all
    select 'equal copies', 1, timestamp '2021-11-18 06:00:00', 'a'
    union all
    select 'older load differs', 2, timestamp '2021-11-18 06:00:00', 'a'
    union all
    select 'older load differs', 3, timestamp '2021-11-18 06:00:00', 'a'
    union all
    select 'older load differs', 1, timestamp '2021-11-19 06:00:00', 'a'
    union all
    select 'file decides', 1, timestamp '2021-11-18 06:00:00', 'a'
    union all
    select 'file decides', 2, timestamp '2021-11-18 06:00:00', 'b'
    union all
    select 'never loaded is older', 1, timestamp '2021-11-18 06:00:00', 'a'
    union all
    select 'never loaded is older', 2, cast(null as timestamp), 'b'
    union all
    select 'newest load differs', 1, timestamp '2021-11-18 06:00:00', 'a'
    union all
    select 'newest load differs', 2, timestamp '2021-11-18 06:00:00', 'a'
    union all
    select 'null differs', 1, timestamp '2021-11-18 06:00:00', 'a'
    union all
    select 'null differs', cast(null as int64), timestamp '2021-11-18 06:00:00', 'a'
    union all
    select cast(null as string), 1, timestamp '2021-11-18 06:00:00', 'a'
    union all
    select cast(null as string), 2, timestamp '2021-11-18 06:00:00', 'a'

),

reported as (

    {{ ambiguous_newest_loads('hand_written', ['id', "'same part'"], ['seen']) }}

),

expected as (

    select 'newest load differs same part' as load_key
    union all
    select 'null differs same part'
    union all
    select '(null) same part'

)

select
    reported.load_key as reported,
    expected.load_key as expected

from reported
full outer join expected on reported.load_key = expected.load_key
where
    reported.load_key is null
    or expected.load_key is null
