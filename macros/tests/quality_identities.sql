{#
    Identities of the quality block (docs/contracts/precompute.md 1), for contradictions(). The
    relation has a column issues: its data_quality_issues joined by blanks.
#}
{% macro quality_identities() -%}
    {{ return([
        {
            'says': 'completeness is what is there of what is expected',
            'value': 'completeness_pct',
            'equals': rounded(
                'coalesce(' ~ ratio('100 * actual_games_count', 'expected_games_count') ~ ', 100)', 1
            ),
        },
        {
            'says': 'games that are there are some of the expected',
            'value': 'actual_games_count',
            'at_most': 'expected_games_count',
        },
        {
            'says': 'a missing game is an issue',
            'value': "issues like '%upstream_games_missing%'",
            'equals': 'actual_games_count < expected_games_count',
        },
        {
            'says': 'production ready is 90 percent, no degraded history and a game',
            'value': 'is_production_ready',
            'equals': "completeness_pct >= 90 and issues not like '%degraded_history%'
                and issues not like '%no_prior_games%'",
        },
        {
            'says': 'the newest game is before the date',
            'value': 'last_game_date < game_date',
            'equals': 'true',
        },
        {
            'says': 'only known issues',
            'value': known_issues_removed('issues'),
            'equals': "''",
        },
    ]) }}
{%- endmacro %}

{# What is left of a text of issues without the words of the closed vocabulary. #}
{% macro known_issues_removed(issues) -%}
    {%- set rest = namespace(sql=issues) -%}
    {%- for word in [
        'default_features_used', 'degraded_history', 'fallback_source_used', 'injury_report_missing',
        'no_prior_games', 'opponent_zones_missing', 'shot_zones_missing', 'thin_sample',
        'upstream_games_missing'
    ] -%}
        {%- set rest.sql = "replace(" ~ rest.sql ~ ", '" ~ word ~ "', '')" -%}
    {%- endfor -%}
    trim({{ rest.sql }})
{%- endmacro %}
