{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per player and game with a points line: the current and the opening one.
with

games as (

    select * from {{ ref('int_schedule__games') }}
    where
        {{ in_window('game_date') }}
        and game_state not in ('postponed', 'cancelled')

),

rosters as (

    select * from {{ ref('int_rosters__players') }}
    where {{ in_window('game_date') }}

),

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        {{ in_window('game_date') }}
        and is_played_or_planned

),

odds_api as (

    select * from {{ ref('stg_odds_api__player_points_lines') }}

),

bettingpros as (

    select * from {{ ref('stg_bettingpros__player_points_lines') }}

),

-- A BettingPros line names no game: it is that of the team he belongs to on the date.
bettingpros_games as (

    select
        coalesce(rosters.game_id, team_games.game_id) as game_id,
        bettingpros.*

    from bettingpros
    left join rosters
        on
            bettingpros.game_date = rosters.game_date
            and bettingpros.player_lookup = rosters.player_lookup
    left join team_games
        on
            bettingpros.game_date = team_games.game_date
            and bettingpros.team_abbr = team_games.team_abbr

),

offered as (

    select
        game_id,
        player_lookup,
        needed_alias,
        bookmaker,
        points_line,
        cast(null as {{ double_type() }}) as opening_line,
        published_at,
        processed_at,
        source_file_path,
        1 as source_rank,
        case lower(bookmaker)
            when 'draftkings' then 1
            when 'fanduel' then 2
            else 3
        end as bookmaker_rank

    from odds_api

    union all

    select
        game_id,
        player_lookup,
        needed_alias,
        bookmaker,
        points_line,
        opening_line,
        published_at,
        processed_at,
        source_file_path,
        2 as source_rank,
        case lower(bookmaker)
            when 'bettingpros consensus' then 0
            when 'draftkings' then 1
            when 'fanduel' then 2
            else 3
        end as bookmaker_rank

    from bettingpros_games

),

known_before_tipoff as (

    select
        games.game_date,
        offered.*

    from offered
    inner join games
        on
            offered.game_id = games.game_id
            and offered.published_at < games.tipoff_at
    where offered.player_lookup is not null

),

-- One source and book per player and game.
chosen_book as (

    select * from known_before_tipoff
    qualify rank() over (
        partition by game_id, player_lookup
        order by source_rank, bookmaker_rank, lower(bookmaker)
    ) = 1

),

ordered as (

    select
        *,
        row_number() over (
            partition by game_id, player_lookup
            order by published_at desc, needed_alias, {{ load_order() }}, points_line
        ) as newest,
        row_number() over (
            partition by game_id, player_lookup
            order by published_at, needed_alias, {{ load_order() }}, points_line
        ) as oldest

    from chosen_book

),

current_lines as (

    select * from ordered
    where newest = 1

),

first_lines as (

    select * from ordered
    where oldest = 1

)

select
    current_lines.game_date,
    current_lines.game_id,
    current_lines.player_lookup,
    current_lines.points_line,
    current_lines.bookmaker as points_line_source,
    case
        when current_lines.source_rank = 1 then first_lines.points_line
        else current_lines.opening_line
    end as opening_line,
    case
        when current_lines.source_rank = 1 then first_lines.bookmaker
        when current_lines.opening_line is not null then current_lines.bookmaker
    end as opening_line_source

from current_lines
inner join first_lines
    on
        current_lines.game_id = first_lines.game_id
        and current_lines.player_lookup = first_lines.player_lookup
