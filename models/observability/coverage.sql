-- One row per mart and calendar date of the window: what was promised, what is there.
{% set marts = [
    'player_game_summary',
    'team_offense_game_summary',
    'team_defense_game_summary',
    'upcoming_team_game_context',
    'upcoming_player_game_context',
] %}
{% set rolling_marts = [
    'player_shot_zone_analysis',
    'team_defense_zone_analysis',
    'player_composite_factors',
    'player_daily_cache',
    'ml_feature_store_v2',
] %}

with

dates as (

    {{ window_dates() }}

),

games as (

    select
        game_date,
        count(*) as games,
        {{ count_where("game_state = 'final'") }} as final_games

    from {{ ref('int_games') }}
    where game_state not in ('postponed', 'cancelled')
    group by game_date

),

keys as (

    select * from {{ ref('int_coverage_keys') }}

),

refused_games as (

    select * from {{ ref('int_refused_games') }}

),

judged as (

    select
        keys.*,
        coalesce(keys.game_id, keys.row_key) as game_or_key,
        refused_games.refusal,
        keys.is_promised and keys.copies = 0 and not keys.is_excused as is_missing,
        keys.is_promised and keys.copies = 0 and keys.is_excused as is_waived,
        keys.copies > 1 or not keys.is_promised as is_excess,
        refused_games.game_id is not null as is_refused,
        keys.source_used in (
            'bdl_boxscores', 'reconstructed_from_players', 'recent_box_scores'
        ) as is_fallback

    from keys
    left join refused_games
        on
            keys.game_id = refused_games.game_id
            and keys.needs_final_game

),

counted as (

    select
        model_name,
        game_date,
        {{ count_where('is_promised') }} as rows_promised,
        cast(sum(copies) as int64) as rows_found,
        {{ count_where('is_missing') }} as rows_missing,
        {{ count_where('is_waived') }} as rows_waived,
        {{ count_where('is_excess') }} as rows_excess,
        {{ count_where('is_refused') }} as rows_refused,
        {{ count_where('is_fallback') }} as rows_by_fallback,
        string_agg(distinct case when is_fallback then game_id end, ', ') as fallback_games,
        string_agg(
            distinct case when is_missing or is_excess or is_refused then game_or_key end, ', '
        ) as broken_games,
        min(refusal) as reason

    from judged
    group by model_name, game_date

),

bootstrap_dates as (

    select distinct dates.game_date

    from dates
    inner join {{ ref('int_games') }} as season_games
        on
            dates.game_date >= season_games.season_start
            and dates.game_date <= season_games.season_end
    inner join {{ ref('seasons') }} as seasons
        on season_games.season_year = seasons.season_year
    where
        {{ days_between('season_games.season_start', 'dates.game_date') }} < seasons.bootstrap_days

),

marts as (

    {% for mart in marts + rolling_marts %}
    select
        '{{ mart }}' as model_name,
        {{ is_summary(mart) }} as needs_final_games,
        {{ mart in rolling_marts }} as has_bootstrap
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    dates.game_date,
    marts.model_name,
    coalesce(games.games, 0) as games,
    coalesce(games.final_games, 0) as final_games,
    coalesce(counted.rows_promised, 0) as rows_promised,
    coalesce(counted.rows_found, 0) as rows_found,
    coalesce(counted.rows_missing, 0) as rows_missing,
    coalesce(counted.rows_waived, 0) as rows_waived,
    coalesce(counted.rows_excess, 0) as rows_excess,
    coalesce(counted.rows_by_fallback, 0) as rows_by_fallback,
    counted.fallback_games,
    counted.broken_games,
    counted.reason,
    case
        when counted.rows_excess > 0 then 'excess'
        when counted.rows_missing > 0 and counted.rows_found = 0 then 'missing'
        when counted.rows_missing > 0 or counted.rows_refused > 0 then 'partial'
        when marts.needs_final_games and games.final_games < games.games then 'pending'
        when counted.rows_waived > 0 then 'waived'
        when counted.rows_promised > 0 then 'complete'
        when marts.has_bootstrap and bootstrap_dates.game_date is not null then 'bootstrap'
        else 'not_scheduled'
    end as status

from dates
cross join marts
left join games on dates.game_date = games.game_date
left join bootstrap_dates on dates.game_date = bootstrap_dates.game_date
left join counted
    on
        dates.game_date = counted.game_date
        and marts.model_name = counted.model_name
