-- One row per book, market, side and snapshot of a game's spread or total.
with

lines as (

    select * from {{ source('nba_raw', 'odds_api_game_lines') }}
    where
        {{ in_window('game_date', lookback_days=1, lookahead_days=1) }}
        and market_key in ('spreads', 'totals')

),

team_codes as (

    select * from {{ ref('team_codes') }}

),

-- The raw game_id is the hash of an odds event and joins nothing: the pair of teams does.
canonical as (

    select
        lines.game_date,
        {{ eastern_date('lines.commence_time') }} as commence_date,
        coalesce(home.team_abbr, home_code.team_abbr) as home_team_abbr,
        coalesce(away.team_abbr, away_code.team_abbr) as away_team_abbr,
        lower(lines.bookmaker_key) as bookmaker_key,
        lines.market_key,
        coalesce(side.team_abbr, lower(lines.outcome_name)) as side,
        lines.outcome_point,
        lines.snapshot_timestamp as published_at,
        lines.processed_at,
        lines.source_file_path

    from lines
    left join team_codes as home on lines.home_team = home.alias
    left join team_codes as home_code on lines.home_team_abbr = home_code.alias
    left join team_codes as away on lines.away_team = away.alias
    left join team_codes as away_code on lines.away_team_abbr = away_code.alias
    left join team_codes as side on lines.outcome_name = side.alias

)

select * from canonical
{{ newest_load([
    'game_date', 'home_team_abbr', 'away_team_abbr', 'bookmaker_key', 'market_key', 'side',
    'published_at',
]) }}
