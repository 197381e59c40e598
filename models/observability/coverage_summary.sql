-- One row per table, raw tables included, over the window: dates with rows, broken dates by status,
-- and whether the table may be called complete.
with

cells as (

    select
        *,
        {{ verdict_rank() }} as verdict_rank

    from {{ ref('coverage') }}

),

tables as (

    select
        model_name,
        count(case when rows_promised > 0 then 1 end) as promised_dates,
        count(case when rows_found > 0 then 1 end) as data_dates,
        count(case when status = 'complete' then 1 end) as complete_dates,
        count(case when is_broken and status = 'missing' then 1 end) as missing_dates,
        count(case when is_broken and status = 'partial' then 1 end) as partial_dates,
        count(case when is_broken and status = 'excess' then 1 end) as excess_dates,
        count(case when is_broken and status = 'stale' then 1 end) as stale_dates,
        count(case when is_broken and status = 'degraded' then 1 end) as degraded_dates,
        count(case when status = 'waived' or (status = 'degraded' and not is_broken) then 1 end)
            as waived_dates,
        count(case when status = 'pending' then 1 end) as pending_dates,
        count(case when is_broken then 1 end) as broken_dates,
        count(case when is_broken and rows_promised > 0 then 1 end) as broken_promised_dates,
        min(verdict_rank) as verdict_rank

    from cells
    group by model_name

),

calculated as (

    select
        *,
        100 * (promised_dates - broken_promised_dates)
        / nullif(promised_dates, 0) as whole_pct

    from tables

)

select
    model_name,
    case model_name
        {% for table in (raw_tables() + mart_names()) if graph_is_known() %}
        when '{{ table }}' then '{{ short_name(table) }}'
        {% endfor %}
        else model_name
    end as short_name,
    promised_dates,
    data_dates,
    complete_dates,
    missing_dates,
    partial_dates,
    excess_dates,
    stale_dates,
    degraded_dates,
    waived_dates,
    pending_dates,
    broken_dates,
    {{ rounded('whole_pct', 2) }} as whole_pct,
    {{ verdict_of_rank('verdict_rank') }} as verdict

from calculated
