-- F29, F39: a line that finds no player is lost without a word (a spelling nobody knows, a game
-- that was guessed wrongly). Less than 1 % of the lines of a month are for players on neither
-- roster. Speaks only of months with at least ten dates of games, all of them in the window.
with

points_lines as (

    select * from {{ ref('int_betting_lines__player_points') }}
    -- A shorter window cannot hold such a month, and reads nothing.
    where {{ (window().last - window().first).days >= 9 }}

),

contexts as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

whole_months as (

    select
        extract(year from game_date) as year_of_games,
        extract(month from game_date) as month_of_games

    from {{ ref('int_schedule__games') }}
    group by extract(year from game_date), extract(month from game_date)
    having
        {{ in_window('min(game_date)') }}
        and {{ in_window('max(game_date)') }}
        and count(distinct game_date) >= 10

)

select
    whole_months.year_of_games,
    whole_months.month_of_games,
    count(*) as points_lines,
    count(case when contexts.game_id is null then 1 end) as of_strangers,
    min(case when contexts.game_id is null then points_lines.player_lookup end) as for_example

from points_lines
inner join whole_months
    on
        extract(year from points_lines.game_date) = whole_months.year_of_games
        and extract(month from points_lines.game_date) = whole_months.month_of_games
left join contexts
    on
        points_lines.game_id = contexts.game_id
        and points_lines.player_lookup = contexts.player_lookup
group by whole_months.year_of_games, whole_months.month_of_games
having count(case when contexts.game_id is null then 1 end) * 100 >= count(*)
