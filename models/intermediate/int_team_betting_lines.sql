-- One row per team and game of the window with a line: spread from its side, and total.
with

games as (

    select * from {{ ref('int_team_games') }}
    where
        {{ in_window('game_date') }}
        and is_played_or_planned

),

lines as (

    select * from {{ ref('stg_odds_api__game_lines') }}
    where outcome_point is not null

),

by_listed_date as (

    select
        lines.*,
        games.game_id,
        games.tipoff_at

    from lines
    inner join games
        on
            lines.game_date = games.game_date
            and lines.home_team_abbr = games.team_abbr
            and lines.away_team_abbr = games.opponent_team_abbr
            and games.home_game

),

-- The listed date may be that of UTC: then the Eastern date of the start finds the game.
by_start_date as (

    select
        lines.*,
        games.game_id,
        games.tipoff_at

    from lines
    inner join games
        on
            lines.commence_date = games.game_date
            and lines.home_team_abbr = games.team_abbr
            and lines.away_team_abbr = games.opponent_team_abbr
            and games.home_game
    left join by_listed_date
        on
            lines.game_date = by_listed_date.game_date
            and lines.home_team_abbr = by_listed_date.home_team_abbr
            and lines.away_team_abbr = by_listed_date.away_team_abbr
            and lines.bookmaker_key = by_listed_date.bookmaker_key
            and lines.market_key = by_listed_date.market_key
            and lines.side = by_listed_date.side
            and lines.published_at = by_listed_date.published_at
    where by_listed_date.game_id is null

),

known_before_tipoff as (

    select * from by_listed_date
    where published_at < tipoff_at

    union all

    select * from by_start_date
    where published_at < tipoff_at

),

-- The spread of a side belongs to the team that it names; totals are those of the Over.
sided as (

    select
        game_id,
        bookmaker_key,
        published_at,
        outcome_point,
        case when market_key = 'totals' then 'total' else side end as line_of,
        row_number() over (
            partition by game_id, market_key, side, bookmaker_key
            order by published_at desc
        ) as newest,
        row_number() over (
            partition by game_id, market_key, side, bookmaker_key
            order by published_at
        ) as oldest,
        count(*) over (
            partition by game_id, market_key, side, bookmaker_key
        ) as snapshots

    from known_before_tipoff
    where
        market_key = 'spreads'
        or side = 'over'

),

quoted as (

    select
        *,
        'current' as moment

    from sided
    where newest = 1

    union all

    select
        *,
        'opening' as moment

    from sided
    where
        oldest = 1
        and snapshots >= 2

),

ranked as (

    select
        *,
        row_number() over (
            partition by game_id, line_of, moment
            order by outcome_point
        ) as rank_of_book,
        count(*) over (partition by game_id, line_of, moment) as books

    from quoted

),

-- The median over books: the mean of the one or two in the middle.
medians as (

    select
        game_id,
        line_of,
        moment,
        avg(case when abs(2 * rank_of_book - books - 1) <= 1 then outcome_point end) as line,
        max(published_at) as published_at,
        max(books) as books,
        min(bookmaker_key) as bookmaker_key

    from ranked
    group by game_id, line_of, moment

),

lines_of_games as (

    select
        game_id,
        line_of,
        max(case when moment = 'current' then line end) as current_line,
        max(case when moment = 'opening' then line end) as opening_line,
        max(case when moment = 'current' then published_at end) as published_at,
        max(
            case
                when moment <> 'current' then null
                when books = 1 then bookmaker_key
                else 'median_of_' || cast(books as string) || '_books'
            end
        ) as line_source

    from medians
    group by game_id, line_of

)

select
    games.game_id,
    games.team_abbr,
    spreads.current_line as game_spread,
    spreads.opening_line as opening_spread,
    spreads.line_source as game_spread_source,
    totals.current_line as game_total,
    totals.opening_line as opening_total,
    totals.line_source as game_total_source,
    case
        when spreads.published_at is null then totals.published_at
        when totals.published_at is null then spreads.published_at
        else greatest(spreads.published_at, totals.published_at)
    end as betting_lines_updated_at

from games
left join lines_of_games as spreads
    on
        games.game_id = spreads.game_id
        and games.team_abbr = spreads.line_of
left join lines_of_games as totals
    on
        games.game_id = totals.game_id
        and totals.line_of = 'total'
