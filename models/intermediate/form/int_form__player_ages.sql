-- One row per rostered player and game of the window who was ever on a roster: his age.
with

players as (

    select * from {{ ref('int_form__rostered_players') }}

),

roster_rows as (

    select * from {{ ref('stg_espn__team_rosters') }}

),

newest_per_snapshot as (

    select * from roster_rows
    qualify row_number() over (
        partition by player_lookup, roster_date, scrape_hour
        order by team_abbr desc
    ) = 1

),

held as (

    select
        player_lookup,
        published_at,
        birth_date,
        age,
        lead(published_at) over (
            partition by player_lookup
            order by roster_date, scrape_hour
        ) as next_published_at

    from newest_per_snapshot

)

select
    players.game_id,
    players.player_lookup,
    case
        when held.birth_date is null then held.age
        -- Whole years: one less before the birthday.
        else
            extract(year from players.game_date) - extract(year from held.birth_date)
            - case
                when
                    100 * extract(month from players.game_date)
                    + extract(day from players.game_date)
                    < 100 * extract(month from held.birth_date)
                    + extract(day from held.birth_date)
                    then 1
                else 0
            end
    end as player_age

from players
inner join held
    on
        players.player_lookup = held.player_lookup
        and players.tipoff_at > held.published_at
        and (held.next_published_at is null or players.tipoff_at <= held.next_published_at)
