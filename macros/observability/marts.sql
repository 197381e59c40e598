{# The ten marts, in the order in which a build writes them. #}
{% macro mart_names() -%}
    {{ return([
        'player_game_summary',
        'team_offense_game_summary',
        'team_defense_game_summary',
        'upcoming_team_game_context',
        'upcoming_player_game_context',
        'player_shot_zone_analysis',
        'team_defense_zone_analysis',
        'player_composite_factors',
        'player_daily_cache',
        'ml_feature_store_v2',
    ]) }}
{%- endmacro %}

{# The raw tables that coverage counts: what the game summaries are made of. #}
{% macro raw_tables() -%}
    {{ return(['nbac_schedule', 'nbac_team_boxscore', 'nbac_gamebook_player_stats', 'nbac_play_by_play']) }}
{%- endmacro %}

{# The tables that look back over a player's or a team's games: no rows during the bootstrap. #}
{% macro rolling_marts() -%}
    {{ return(mart_names()[5:]) }}
{%- endmacro %}

{# The tables that have rows on every date, off-days included. #}
{% macro snapshot_marts() -%}
    {{ return(['player_shot_zone_analysis', 'team_defense_zone_analysis']) }}
{%- endmacro %}
