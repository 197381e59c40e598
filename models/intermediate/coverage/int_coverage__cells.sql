{{ config(materialized='incremental', meta={'reach': 'season', 'reads_marts': 'same_date'}) }}

-- One row per table and date, raw tables included: how what is there compares with what is
-- promised, whatever stands above it. The game summaries from the season's start on, all else in
-- the window.
with

games as (

    select * from {{ ref('int_schedule__games') }}

),

season_dates as (

    {{ season_dates_so_far() }}

),

seasons as (

    select
        games.season_year,
        games.season_start,
        games.season_end,
        seasons.bootstrap_days

    from (
        select distinct
            season_year,
            season_start,
            season_end

        from games
    ) as games
    inner join {{ ref('seasons') }} as seasons on games.season_year = seasons.season_year

),

days as (

    select
        season_dates.game_date,
        seasons.season_year,
        coalesce(
            {{ days_between('seasons.season_start', 'season_dates.game_date') }}
            < seasons.bootstrap_days,
            false
        ) as is_bootstrap,
        count(games.game_id) as games,
        count(case when games.game_state = 'final' then 1 end) as final_games

    from season_dates
    left join seasons
        on
            season_dates.game_date >= seasons.season_start
            and season_dates.game_date <= seasons.season_end
    left join games
        on
            season_dates.game_date = games.game_date
            and games.game_state not in ('postponed', 'cancelled')
    group by
        season_dates.game_date,
        seasons.season_year,
        seasons.season_start,
        seasons.bootstrap_days

),

-- A schedule says of every game that it exists; what tells how it went needs it to be final.
tables as (

    {% set raw, marts, rolling = raw_tables(), mart_names(), rolling_marts() %}
    {% for table in raw + marts %}
    select
        '{{ table }}' as model_name,
        {{ loop.index }} as model_position,
        {{ table in raw }} as is_raw,
        {{ table in raw and not loop.first or table in marts and is_summary(table) }}
            as needs_final_games,
        {{ table in rolling }} as has_bootstrap
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- What the gates refuse to build although every row may be there.
refused_games as (

    select * from {{ ref('int_reconciliation__blocked_games') }}

),

summaries as (

    select model_name from tables
    where not is_raw and needs_final_games

),

keys as (

    select
        mart_keys.*,
        refused_games.refusal

    from {{ ref('int_coverage__mart_keys') }} as mart_keys
    left join summaries on mart_keys.model_name = summaries.model_name
    left join refused_games
        on
            mart_keys.game_id = refused_games.game_id
            and summaries.model_name is not null

    union all

    select
        model_name,
        game_date,
        game_id,
        row_key,
        is_promised,
        is_excused,
        copies,
        '' as source_used,
        refusal

    from {{ ref('int_coverage__raw_keys') }}

),

judged as (

    select
        *,
        coalesce(game_id, row_key) as game_or_key,
        is_promised and copies = 0 and not is_excused as is_missing,
        is_promised and copies = 0 and is_excused as is_waived,
        copies > 1 as is_duplicated,
        copies > 0 and not is_promised as is_excess,
        refusal is not null as is_refused,
        source_used in (
            'bdl_boxscores', 'reconstructed_from_players', 'recent_box_scores'
        ) as is_fallback

    from keys

),

named as (

    select
        *,
        case when is_fallback then game_id end as fallback_game,
        case
            when is_missing or is_excess or is_duplicated or is_refused then game_or_key
        end as broken_game

    from judged

),

counted as (

    select
        model_name,
        game_date,
        count(case when is_promised then 1 end) as rows_promised,
        cast(sum(copies) as int64) as rows_found,
        count(case when is_missing then 1 end) as rows_missing,
        count(case when is_waived then 1 end) as rows_waived,
        count(case when is_excess then 1 end) as rows_excess,
        count(case when is_duplicated then 1 end) as rows_duplicated,
        count(case when is_refused then 1 end) as rows_refused,
        count(case when is_fallback then 1 end) as rows_by_fallback,
        string_agg(distinct fallback_game, ', ' order by fallback_game) as fallback_games,
        string_agg(distinct broken_game, ', ' order by broken_game) as broken_games,
        min(
            case when is_missing or is_excess or is_duplicated or is_refused then row_key end
        ) as first_broken_key,
        min(refusal) as refusal

    from named
    group by model_name, game_date

),

-- Rows that a build would write differently now.
stale_rows as (

    select
        model_name,
        game_date,
        count(*) as rows_stale,
        min(row_key) as first_stale_key

    from {{ ref('int_coverage__stale_rows') }}
    group by model_name, game_date

)

select
    days.game_date,
    days.season_year,
    tables.model_name,
    tables.model_position,
    tables.is_raw,
    days.games,
    days.final_games,
    coalesce(counted.rows_promised, 0) as rows_promised,
    coalesce(counted.rows_found, 0) as rows_found,
    coalesce(counted.rows_missing, 0) as rows_missing,
    coalesce(counted.rows_waived, 0) as rows_waived,
    coalesce(counted.rows_excess, 0) as rows_excess,
    coalesce(counted.rows_duplicated, 0) as rows_duplicated,
    coalesce(counted.rows_refused, 0) as rows_refused,
    coalesce(counted.rows_by_fallback, 0) as rows_by_fallback,
    coalesce(stale_rows.rows_stale, 0) as rows_stale,
    counted.fallback_games,
    counted.broken_games,
    coalesce(counted.first_broken_key, stale_rows.first_stale_key) as first_broken_key,
    counted.refusal,
    case
        when counted.rows_excess > 0 or counted.rows_duplicated > 0 then 'excess'
        when counted.rows_missing > 0 and counted.rows_found = 0 then 'missing'
        when counted.rows_missing > 0 or counted.rows_refused > 0 then 'partial'
        when tables.needs_final_games and days.final_games < days.games then 'pending'
        when stale_rows.rows_stale > 0 and days.final_games = days.games then 'stale'
        when counted.rows_waived > 0 then 'waived'
        when counted.rows_promised > 0 then 'complete'
        when tables.has_bootstrap and days.is_bootstrap then 'bootstrap'
        else 'not_scheduled'
    end as own_status

from days
cross join tables
left join counted
    on
        days.game_date = counted.game_date
        and tables.model_name = counted.model_name
left join stale_rows
    on
        days.game_date = stale_rows.game_date
        and tables.model_name = stale_rows.model_name
