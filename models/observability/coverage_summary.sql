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
        {{ count_where('rows_promised > 0') }} as promised_dates,
        {{ count_where('rows_found > 0') }} as data_dates,
        {{ count_where("status = 'complete'") }} as complete_dates,
        {{ count_where("is_broken and status = 'missing'") }} as missing_dates,
        {{ count_where("is_broken and status = 'partial'") }} as partial_dates,
        {{ count_where("is_broken and status = 'excess'") }} as excess_dates,
        {{ count_where("is_broken and status = 'stale'") }} as stale_dates,
        {{ count_where("is_broken and status = 'degraded'") }} as degraded_dates,
        {{ count_where("status = 'waived' or (status = 'degraded' and not is_broken)") }}
            as waived_dates,
        {{ count_where("status = 'pending'") }} as pending_dates,
        {{ count_where('is_broken') }} as broken_dates,
        min(verdict_rank) as verdict_rank

    from cells
    group by model_name

)

select
    model_name,
    case model_name
        {% for table in (raw_tables() + mart_names()) if execute %}
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
    {{ rounded(ratio('100 * (promised_dates - broken_dates)', 'promised_dates'), 2) }}
        as whole_pct,
    {{ verdict_of_rank('verdict_rank') }} as verdict

from tables
