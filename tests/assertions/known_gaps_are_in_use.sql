-- A line of known_gaps that excuses nothing any more hides the next hole (docs/design.md 2.9): it
-- is reported as soon as the window holds all of its dates. A line whose games the schedule at hand
-- does not hold is neither used nor idle. Lines for `rows` of the summaries and for R1-R10.
with

known_gaps as (

    select * from {{ ref('known_gaps') }}
    where
        {{ in_window('first_date') }}
        and {{ in_window('last_date') }}
        and (
            rule <> 'rows'
            or table_name in (
                'player_game_summary', 'team_offense_game_summary', 'team_defense_game_summary'
            )
        )

),

-- A line covers a game only as long as it has not expired.
covered as (

    select
        known_gaps.*,
        team_games.game_id as covered_game_id,
        team_games.team_abbr as covered_team_abbr,
        known_gaps.expires_on is null or known_gaps.expires_on >= {{ run_date() }} as is_alive

    from known_gaps
    inner join {{ ref('int_schedule__team_games') }} as team_games
        on
            known_gaps.first_date <= team_games.game_date
            and known_gaps.last_date >= team_games.game_date
            and coalesce(known_gaps.game_id, team_games.game_id) = team_games.game_id
            and coalesce(known_gaps.team_abbr, team_games.team_abbr) = team_games.team_abbr

),

failures as (

    select distinct
        game_id,
        team_abbr,
        rule

    from {{ ref('int_reconciliation__failures') }}

),

players as (

    select distinct
        game_id,
        team_abbr

    from {{ ref('int_box_scores__players') }}

),

team_rows as (

    select
        game_id,
        team_abbr

    from {{ ref('int_box_scores__teams') }}

),

judged as (

    select
        covered.*,
        case
            when not covered.is_alive then false
            when covered.rule <> 'rows' then failures.game_id is not null
            when covered.table_name = 'player_game_summary' then players.game_id is null
            else team_rows.game_id is null
        end as excuses_something

    from covered
    left join failures
        on
            covered.covered_game_id = failures.game_id
            and covered.covered_team_abbr = failures.team_abbr
            and covered.rule = failures.rule
    left join players
        on
            covered.covered_game_id = players.game_id
            and covered.covered_team_abbr = players.team_abbr
    left join team_rows
        on
            covered.covered_game_id = team_rows.game_id
            and covered.covered_team_abbr = team_rows.team_abbr

)

select
    first_date as game_date,
    last_date,
    table_name,
    rule,
    game_id,
    team_abbr,
    'excuses nothing: remove the line from seeds/known_gaps.csv' as finding

from judged
group by first_date, last_date, table_name, rule, game_id, team_abbr
having max(case when excuses_something then 1 else 0 end) = 0
