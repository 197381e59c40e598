-- One row per player, or team without a report, on an hourly snapshot of the injury report.
with

reports as (

    select * from {{ source('nba_raw', 'nbac_injury_report') }}
    -- A report names games of the days after it.
    where {{ in_window('report_date', lookback_days=14, lookahead_days=1) }}

),

team_codes as (

    select * from {{ ref('team_codes') }}

),

player_aliases as (

    select * from {{ ref('stg_reference__player_aliases') }}

),

-- A snapshot has one time, however its rows are stamped: the latest of hour and scrape.
timed as (

    select
        *,
        max(
            case
                when report_hour is not null
                    then {{ eastern_timestamp('report_date', 'report_hour') }}
            end
        ) over (partition by report_date, report_hour) as hour_at,
        max(
            case
                when scrape_time is not null
                    then {{ eastern_timestamp(
                        'report_date',
                        whole_number(dbt.split_part('scrape_time', "'-'", 1)),
                        whole_number(dbt.split_part('scrape_time', "'-'", 2)),
                        whole_number(dbt.split_part('scrape_time', "'-'", 3))
                    ) }}
            end
        ) over (partition by report_date, report_hour) as scraped_at,
        min(processed_at) over (partition by report_date, report_hour) as loaded_at,
        {{ raw_player_lookup('player_lookup', 'player_full_name') }} as normalised_lookup

    from reports

),

canonical as (

    select
        timed.report_date,
        timed.report_hour,
        timed.game_date,
        case
            when timed.hour_at is null and timed.scraped_at is null then timed.loaded_at
            when timed.hour_at is null then timed.scraped_at
            when timed.scraped_at is null then timed.hour_at
            else greatest(timed.hour_at, timed.scraped_at)
        end as published_at,
        replace(cast(timed.game_date as string), '-', '')
        || '_' || away.team_abbr || '_' || home.team_abbr as game_id,
        team.team_abbr,
        coalesce(player_aliases.player_lookup, timed.normalised_lookup) as player_lookup,
        lower(timed.injury_status) as injury_status,
        timed.reason,
        timed.processed_at,
        timed.source_file_path

    from timed
    inner join team_codes as away
        on {{ dbt.split_part('timed.matchup', "'@'", 1) }} = away.alias
    inner join team_codes as home
        on {{ dbt.split_part('timed.matchup', "'@'", 2) }} = home.alias
    inner join team_codes as team on timed.team = team.alias
    left join player_aliases on timed.normalised_lookup = player_aliases.alias_lookup

)

select * from canonical
{{ newest_load(['report_date', 'report_hour', 'game_id', 'team_abbr', 'player_lookup']) }}
