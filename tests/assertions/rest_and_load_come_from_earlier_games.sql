-- F38, F40: windows with `<=` that contain the predicted game, and two definitions of rest. What
-- a context row says of rest, games and minutes is counted again from player_game_summary,
-- strictly before the date; a player rests at least as long as the team he last played for.
with

players as (

    select * from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

summaries as (

    select * from {{ ref('player_game_summary') }}
    where {{ in_season_so_far('game_date') }}

),

teams as (

    select * from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}

),

earlier_games as (

    select
        players.game_id,
        players.player_lookup,
        summaries.game_date,
        summaries.minutes_played,
        {{ days_between('summaries.game_date', 'players.game_date') }} as days_ago

    from players
    inner join summaries
        on
            players.player_lookup = summaries.player_lookup
            and players.season_year = summaries.season_year
            and players.game_date > summaries.game_date

),

loads as (

    select
        game_id,
        player_lookup,
        count(*) as games,
        max(game_date) as last_date,
        count(case when days_ago <= 7 then 1 end) as games_7,
        count(case when days_ago <= 14 then 1 end) as games_14,
        sum(case when days_ago <= 7 then minutes_played end) as minutes_7,
        sum(case when days_ago <= 14 then minutes_played end) as minutes_14

    from earlier_games
    group by game_id, player_lookup

),

compared as (

    select
        players.*,
        teams.team_days_rest,
        last_games.team_abbr as last_team_abbr,
        coalesce(loads.games, 0) as games,
        coalesce(loads.games_7, 0) as games_7,
        coalesce(loads.games_14, 0) as games_14,
        coalesce(loads.minutes_7, 0) as minutes_7,
        coalesce(loads.minutes_14, 0) as minutes_14,
        {{ days_between('loads.last_date', 'players.game_date') }} - 1 as rest

    from players
    left join loads
        on
            players.game_id = loads.game_id
            and players.player_lookup = loads.player_lookup
    left join summaries as last_games
        on
            players.player_lookup = last_games.player_lookup
            and loads.last_date = last_games.game_date
    left join teams
        on
            players.game_id = teams.game_id
            and players.team_abbr = teams.team_abbr

),

contradictions as (

    {{ contradictions('compared', ['game_date', 'game_id', 'team_abbr', 'player_lookup'], [
        {'says': 'days of rest since his newest game', 'value': 'days_rest', 'equals': 'rest'},
        {
            'says': 'rest of the team he last played for',
            'value': 'team_days_rest',
            'at_most': 'days_rest',
            'where': 'last_team_abbr = team_abbr',
        },
        {
            'says': 'games of the last 7 days',
            'value': 'games_in_last_7_days',
            'equals': 'games_7',
        },
        {
            'says': 'games of the last 14 days',
            'value': 'games_in_last_14_days',
            'equals': 'games_14',
        },
        {
            'says': 'distance of the minutes of the last 7 days',
            'value': 'abs(minutes_in_last_7_days - minutes_7)',
            'at_most': '0.051',
        },
        {
            'says': 'distance of the minutes of the last 14 days',
            'value': 'abs(minutes_in_last_14_days - minutes_14)',
            'at_most': '0.051',
        },
        {
            'says': 'up to 10 games before',
            'value': 'l10_games_used',
            'equals': 'least(games, 10)',
        },
    ]) }}

)

select * from contradictions
