-- One row per team and game of the window with a line: spread from its side, and total.
with

games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        {{ in_window('game_date') }}
        and is_played_or_planned

),

lines as (

    select * from {{ ref('stg_odds_api__game_lines') }}
    where outcome_point is not null

),

-- The listed date may be that of UTC: then the Eastern date of the start finds the game.
matched as (

    select
        lines.*,
        coalesce(listed.game_id, started.game_id) as game_id,
        coalesce(listed.tipoff_at, started.tipoff_at) as tipoff_at

    from lines
    left join games as listed
        on
            lines.game_date = listed.game_date
            and lines.home_team_abbr = listed.team_abbr
            and lines.away_team_abbr = listed.opponent_team_abbr
            and listed.home_game
    left join games as started
        on
            lines.commence_date = started.game_date
            and lines.home_team_abbr = started.team_abbr
            and lines.away_team_abbr = started.opponent_team_abbr
            and started.home_game

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

    from matched
    where
        published_at < tipoff_at
        and (market_key = 'spreads' or side = 'over')

),

moments as (

    select 'current' as moment
    union all
    select 'opening' as moment

),

quoted as (

    select
        sided.*,
        moments.moment

    from sided
    cross join moments
    where
        (moments.moment = 'current' and sided.newest = 1)
        or (moments.moment = 'opening' and sided.oldest = 1 and sided.snapshots >= 2)

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
    {% for line, side in [('spread', 'games.team_abbr'), ('total', "'total'")] %}
    max(case when lines_of_games.line_of = {{ side }} then lines_of_games.current_line end)
        as game_{{ line }},
    max(case when lines_of_games.line_of = {{ side }} then lines_of_games.opening_line end)
        as opening_{{ line }},
    max(case when lines_of_games.line_of = {{ side }} then lines_of_games.line_source end)
        as game_{{ line }}_source,
    {% endfor %}
    max(lines_of_games.published_at) as betting_lines_updated_at

from games
left join lines_of_games
    on
        games.game_id = lines_of_games.game_id
        and lines_of_games.line_of in (games.team_abbr, 'total')
group by games.game_id, games.team_abbr
