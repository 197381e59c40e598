{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per player listed in the game book of a scheduled game; inactive players whose
-- printed name no roster resolves have no lookup and one row each.
with

gamebook as (

    select * from {{ ref('int_box_scores__gamebook_rows') }}

),

rosters as (

    select * from {{ ref('int_rosters__players') }}

),

listed as (

    select
        *,
        -- One word besides a generational suffix: a bare last name.
        own_lookup is null
        and {{ without_matches(
            'lower(trim(player_full_name))', ' +(jr|sr|ii|iii|iv)[.]?$'
        ) }} not like '% %' as is_bare_last_name

    from gamebook

),

own_rows as (

    select distinct
        game_id,
        own_lookup

    from listed
    where own_lookup is not null

),

bare_last_names as (

    select distinct
        game_id,
        team_abbr,
        printed_as

    from listed
    where is_bare_last_name

),

-- A bare last name means the only player of the roster who ends with it and is not listed.
resolved_names as (

    select
        bare_last_names.game_id,
        bare_last_names.team_abbr,
        bare_last_names.printed_as,
        min(rosters.player_lookup) as player_lookup

    from bare_last_names
    inner join rosters
        on
            bare_last_names.game_id = rosters.game_id
            and bare_last_names.team_abbr = rosters.team_abbr
            and ends_with(rosters.player_lookup, bare_last_names.printed_as)
    left join own_rows
        on
            rosters.game_id = own_rows.game_id
            and rosters.player_lookup = own_rows.own_lookup
    where own_rows.own_lookup is null
    group by
        bare_last_names.game_id, bare_last_names.team_abbr, bare_last_names.printed_as
    having count(*) = 1

),

named as (

    select
        listed.*,
        case
            when listed.own_lookup is not null then listed.own_lookup
            when not listed.is_bare_last_name then listed.printed_lookup
            when resolved_names.player_lookup is not null then resolved_names.player_lookup
            -- The numbers of a player who played are never lost.
            when listed.player_status = 'active' then listed.printed_lookup
        end as player_lookup

    from listed
    left join resolved_names
        on
            listed.game_id = resolved_names.game_id
            and listed.team_abbr = resolved_names.team_abbr
            and listed.printed_as = resolved_names.printed_as

),

identified as (

    select * from named
    where player_lookup is not null
    qualify row_number() over (
        partition by game_id, player_lookup
        order by
            case player_status when 'active' then 1 when 'dnp' then 2 else 3 end,
            {{ load_order() }}
    ) = 1

),

-- Without a lookup all rows of the newest load stay, since two Browns are two players; they
-- differ in what is said of them, a row loaded twice does not.
unidentified as (

    select * from named
    where player_lookup is null
    qualify
        rank() over (
            partition by game_id, team_abbr, printed_as
            order by {{ load_order() }}
        ) = 1
        and row_number() over (
            partition by
                game_id, team_abbr, printed_as, player_full_name, player_status,
                processed_at, source_file_path, data_hash
            order by game_id
        ) = 1

)

select * from identified

union all

select * from unidentified
