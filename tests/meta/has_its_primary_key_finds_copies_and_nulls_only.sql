-- The macro behind has_its_primary_key, on rows written by hand: it reports a key that is there
-- twice and one that holds a NULL; it is silent on a key that is there once, on parts that
-- repeat, and on any number of keys with a NULL in a column that may be NULL.
{% set rows = [
    ("'once'", "'jrueholiday'"),
    ("'repeats a part'", "'jrueholiday'"),
    ("'repeats a part'", "'brooklopez'"),
    ("'nobody, once'", 'null'),
    ("'nobody, twice'", 'null'),
    ("'nobody, twice'", 'null'),
    ("'twice'", "'jrueholiday'"),
    ("'twice'", "'jrueholiday'"),
    ("'twice'", "'jrueholiday'"),
    ('null', "'brooklopez'"),
    ('null', 'null'),
] %}
{% set reported_keys = [
    ('strict', "'nobody, once'", 'null', 1),
    ('strict', "'nobody, twice'", 'null', 2),
    ('strict', "'twice'", "'jrueholiday'", 3),
    ('strict', 'null', "'brooklopez'", 1),
    ('strict', 'null', 'null', 1),
    ('nullable', "'twice'", "'jrueholiday'", 3),
    ('nullable', 'null', "'brooklopez'", 1),
    ('nullable', 'null', 'null', 1),
] %}

with

hand_written as (

    {% for game, player in rows %}
    select
        cast({{ game }} as string) as game_id,
        cast({{ player }} as string) as player_lookup
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

strict as (

    {{ broken_keys('hand_written', ['game_id', 'player_lookup']) }}

),

nullable as (

    {{ broken_keys('hand_written', ['game_id', 'player_lookup'], ['player_lookup']) }}

),

reported as (

    select
        'strict' as said_by,
        game_id,
        player_lookup,
        copies

    from strict

    union all

    select
        'nullable' as said_by,
        game_id,
        player_lookup,
        copies

    from nullable

),

expected as (

    {% for said_by, game, player, copies in reported_keys %}
    select
        '{{ said_by }}' as said_by,
        cast({{ game }} as string) as game_id,
        cast({{ player }} as string) as player_lookup,
        {{ copies }} as copies
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    coalesce(reported.said_by, expected.said_by) as said_by,
    coalesce(reported.game_id, expected.game_id) as game_id,
    coalesce(reported.player_lookup, expected.player_lookup) as player_lookup,
    reported.copies as reported,
    expected.copies as expected

from reported
full outer join expected
    on
        reported.said_by = expected.said_by
        and reported.copies = expected.copies
        and coalesce(reported.game_id, '') = coalesce(expected.game_id, '')
        and coalesce(reported.player_lookup, '') = coalesce(expected.player_lookup, '')
where
    reported.said_by is null
    or expected.said_by is null
