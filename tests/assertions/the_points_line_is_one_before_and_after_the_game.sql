-- F29: several lines per player, and each table takes its own. The line that a summary row is
-- judged by is the one that the context row knew before the game.
with

summaries as (

    select * from {{ ref('player_game_summary') }}
    where {{ in_window('game_date') }}

),

contexts as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

compared as (

    select
        summaries.game_date,
        summaries.game_id,
        summaries.team_abbr,
        summaries.player_lookup,
        summaries.points_line,
        summaries.points_line_source,
        summaries.opening_line,
        summaries.opening_line_source,
        contexts.current_points_line,
        contexts.current_points_line_source,
        contexts.opening_points_line,
        contexts.opening_points_line_source

    from summaries
    inner join contexts
        on
            summaries.game_id = contexts.game_id
            and summaries.player_lookup = contexts.player_lookup

),

contradictions as (

    {{ contradictions('compared', ['game_date', 'game_id', 'team_abbr', 'player_lookup'], [
        {'says': 'current line', 'value': 'points_line', 'equals': 'current_points_line'},
        {
            'says': 'source of the current line',
            'value': 'points_line_source',
            'equals': 'current_points_line_source',
        },
        {'says': 'opening line', 'value': 'opening_line', 'equals': 'opening_points_line'},
        {
            'says': 'source of the opening line',
            'value': 'opening_line_source',
            'equals': 'opening_points_line_source',
        },
    ]) }}

)

select * from contradictions
