-- The macro behind newest_load_is_unambiguous, on rows written by hand: it reports a key whose
-- newest load says two things, a NULL among them; it is silent on equal copies, on an older
-- load that differs, and where the name of the file decides.
{% set old, new = "timestamp '2021-11-18 06:00:00'", "timestamp '2021-11-19 06:00:00'" %}
{% set rows = [
    ("'one row'", 1, new, 'a'),
    ("'equal copies'", 1, new, 'a'),
    ("'equal copies'", 1, new, 'a'),
    ("'older load differs'", 2, old, 'a'),
    ("'older load differs'", 3, old, 'a'),
    ("'older load differs'", 1, new, 'a'),
    ("'file decides'", 1, new, 'a'),
    ("'file decides'", 2, new, 'b'),
    ("'unknown load is older'", 1, old, 'a'),
    ("'unknown load is older'", 2, 'null', 'b'),
    ("'newest load differs'", 1, new, 'a'),
    ("'newest load differs'", 2, new, 'a'),
    ("'null differs'", 1, new, 'a'),
    ("'null differs'", 'null', new, 'a'),
    ('null', 1, new, 'a'),
    ('null', 2, new, 'a'),
] %}

with

hand_written as (

    {% for name, content, loaded, file in rows %}
    select
        cast({{ name }} as string) as row_name,
        cast({{ content }} as int64) as content,
        cast({{ loaded }} as timestamp) as processed_at,
        '{{ file }}' as source_file_path
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

reported as (

    {{ ambiguous_newest_loads('hand_written', ['row_name', "'of a key'"], ['content']) }}

),

expected as (

    {% for name in ['newest load differs', 'null differs', '(null)'] %}
    select '{{ name }} of a key' as load_key
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    reported.load_key as reported,
    expected.load_key as expected

from reported
full outer join expected on reported.load_key = expected.load_key
where
    reported.load_key is null
    or expected.load_key is null
