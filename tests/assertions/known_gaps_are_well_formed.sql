-- F37: a hole is excused by a row that no rule reads, for ever, by nobody. A line of known_gaps
-- names a known rule, the table that the rule blames, dates in order, and who accepted why.
{% set marts = [
    'player_game_summary', 'team_offense_game_summary', 'team_defense_game_summary',
    'upcoming_player_game_context', 'upcoming_team_game_context',
    'player_shot_zone_analysis', 'team_defense_zone_analysis', 'player_composite_factors',
    'player_daily_cache', 'ml_feature_store_v2',
] %}

with

known_gaps as (

    select * from {{ ref('known_gaps') }}

),

team_codes as (

    select distinct team_abbr from {{ ref('team_codes') }}

),

judged as (

    select
        known_gaps.*,
        case
            when
                known_gaps.rule = 'rows'
                and known_gaps.table_name in (
                    {% for mart in marts %}
                    '{{ mart }}'{{ ',' if not loop.last }}
                    {% endfor %}
                )
                then null
            when
                known_gaps.rule in ('R3', 'R4')
                and known_gaps.table_name = 'nbac_play_by_play'
                then null
            when
                known_gaps.rule in ('R1', 'R2', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10')
                and known_gaps.table_name in (
                    'nbac_gamebook_player_stats', 'nbac_team_boxscore'
                )
                then null
            else 'no rule of this name blames this table'
        end as rule_problem,
        case
            when (known_gaps.first_date <= known_gaps.last_date) is not true
                then 'first_date and last_date must be filled and in order'
        end as dates_problem,
        case
            when known_gaps.team_abbr is not null and team_codes.team_abbr is null
                then 'team_abbr is no canonical code'
        end as team_problem,
        case
            when (known_gaps.status_accepted in ('missing', 'partial')) is not true
                then 'status_accepted is missing or partial'
        end as status_problem,
        case
            when
                trim(coalesce(known_gaps.reason, '')) = ''
                or trim(coalesce(known_gaps.owner, '')) = ''
                or known_gaps.accepted_on is null
                then 'reason, owner and accepted_on must be filled'
        end as acceptance_problem,
        case
            when known_gaps.expires_on < known_gaps.accepted_on
                then 'expires_on is before accepted_on'
        end as expiry_problem

    from known_gaps
    left join team_codes on known_gaps.team_abbr = team_codes.team_abbr

),

problems as (

    {% set found = [] %}
    {% for kind in ['rule', 'dates', 'team', 'status', 'acceptance', 'expiry'] %}
    {% do found.append({'problem': kind ~ '_problem'}) %}
    {% endfor %}
    select
        table_name,
        rule,
        first_date,
        game_id,
        problem

    from {{ unnested('judged', ['table_name', 'rule', 'first_date', 'game_id'], found) }}
    where problem is not null

)

select * from problems
