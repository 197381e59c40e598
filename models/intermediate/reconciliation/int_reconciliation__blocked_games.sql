{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per final game of the window that no summary may be built from: one failed
-- reconciliation refuses the whole game, since its two teams are one another's opponents.
select
    game_date,
    game_id,
    string_agg(distinct rule, ', ' order by rule)
    || ': ' || min(rule || ' ' || team_abbr || ' ' || finding) as refusal

from {{ ref('int_reconciliation__failures') }}
where not is_accepted
group by game_date, game_id
