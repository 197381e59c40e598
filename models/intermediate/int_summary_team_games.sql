-- One row per team and game that summaries are promised for, with what forbids to build it.
with

team_games as (

    select * from {{ ref('int_team_games') }}
    -- Status 3 without a usable score is no final game, but it was promised one.
    where
        game_status = 3
        and game_state in ('final', 'in_progress')
        and {{ promised_so_far() }}

),

failures as (

    select * from {{ ref('int_reconciliation_failures') }}
    where not is_accepted

),

-- One broken team refuses the game: its two teams are one another's opponents.
refused_games as (

    select
        game_id,
        string_agg(distinct rule, ', ' order by rule) as rules,
        min(rule || ' ' || team_abbr || ' ' || finding) as first_finding

    from failures
    group by game_id

)

select
    team_games.*,
    case
        when not team_games.is_final then 'SCORE: status 3 without a usable score'
        when refused_games.game_id is not null
            then refused_games.rules || ': ' || refused_games.first_finding
    end as refusal

from team_games
left join refused_games on team_games.game_id = refused_games.game_id
