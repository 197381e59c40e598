-- The macro behind gates and keeps_its_promise, on rows written by hand: it finds every difference
-- between rows and promise, with its kind, and no other.
{% set cases = [
    ('whole', true, 1, false, none),
    ('missing', true, 0, false, 'missing'),
    ('missing and waived', true, 0, true, none),
    ('waived and there all the same', true, 1, true, none),
    ('there twice', true, 2, false, 'duplicated'),
    ('waived and there twice', true, 2, true, 'duplicated'),
    ('not promised', false, 1, false, 'not promised'),
    ('not promised and there twice', false, 2, false, 'not promised'),
    ('blocked', true, 1, false, 'refused'),
    ('blocked and waived', true, 0, true, 'refused'),
    (none, true, 0, false, 'missing'),
] %}

with

cases as (

    {% for player_lookup, is_promised, copies, is_excused, problem in cases %}
    select
        cast({{ "'" ~ player_lookup ~ "'" if player_lookup else 'null' }} as string)
            as player_lookup,
        {{ is_promised | lower }} as is_promised,
        {{ copies }} as copies,
        {{ is_excused | lower }} as is_excused,
        cast({{ "'" ~ problem ~ "'" if problem else 'null' }} as string) as expected
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

promised as (

    select
        date '2021-11-17' as game_date,
        case when player_lookup like 'blocked%' then 'blocked' else 'game' end as game_id,
        'LAL' as team_abbr,
        player_lookup,
        is_excused,
        case when player_lookup is null then 'no box score' end as obstacle

    from cases
    where is_promised

),

numbers as (

    select 1 as copy
    union all
    select 2 as copy

),

found as (

    select
        date '2021-11-17' as game_date,
        case when cases.player_lookup like 'blocked%' then 'blocked' else 'game' end as game_id,
        cases.player_lookup

    from cases
    inner join numbers on cases.copies >= numbers.copy

    union all

    -- A NULL in a key is a value like any other, so this one was not promised.
    select
        date '2021-11-17' as game_date,
        cast(null as string) as game_id,
        'whole' as player_lookup

),

blocked_games as (

    select
        'blocked' as game_id,
        'R3: no play-by-play' as refusal

),

differences as (

    {{ broken_promises(
        'found', 'promised', ['game_date', 'game_id', 'player_lookup'], refused='blocked_games'
    ) }}

),

expected as (

    select
        '2021-11-17 '
        || case when player_lookup like 'blocked%' then 'blocked' else 'game' end
        || ' ' || coalesce(player_lookup, '(null)') as row_key,
        expected as problem

    from cases
    where expected is not null

    union all

    select
        '2021-11-17 (null) whole' as row_key,
        'not promised' as problem

)

select
    coalesce(expected.row_key, differences.row_key) as row_key,
    expected.problem as expected_problem,
    differences.problem as found_problem

from expected
full outer join differences
    on
        expected.row_key = differences.row_key
        and expected.problem = differences.problem
where
    expected.row_key is null
    or differences.row_key is null
    or differences.reason is distinct from case
        when differences.problem = 'refused' then 'R3: no play-by-play'
        when differences.row_key like '%(null)' then 'no box score'
    end
