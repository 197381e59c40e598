{#
    The marts, in the order in which a build writes them; a refusal names roots in this order. The one
    list of them: dbt has to know what a model refers to before it has read any YAML. All else about
    a mart is in its folder and its meta: primary_key, short_name, reads_on_same_date,
    has_rows_on_off_days.
#}
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

{# Whether YAML has been read: not while dbt parses models and unit tests. #}
{% macro graph_is_known() -%}
    {{ return(execute and 'nodes' in graph) }}
{%- endmacro %}

{% macro mart_node(mart) -%}
    {{ return(graph.nodes['model.' ~ project_name ~ '.' ~ mart]) }}
{%- endmacro %}

{# The columns that name a row. While dbt parses, YAML is not read yet: any column will do then. #}
{% macro mart_key(mart) -%}
    {{ return(mart_node(mart).config.meta['primary_key'] if graph_is_known() else ['game_date']) }}
{%- endmacro %}

{# Whether the YAML of a mart declares a column. #}
{% macro has_column(mart, column) -%}
    {{ return(graph_is_known() and column in mart_node(mart).columns) }}
{%- endmacro %}


{# The folder of a mart under models/marts: game_summary, game_context, precompute, feature_store. #}
{% macro mart_stage(mart) -%}
    {{ return(mart_node(mart).fqn[2] if graph_is_known() else none) }}
{%- endmacro %}

{# A game summary tells what happened in a game; only for those does raw have to reconcile. #}
{% macro is_summary(mart) -%}
    {{ return(mart_stage(mart) == 'game_summary') }}
{%- endmacro %}

{#
    The tables that look back over a player's or a team's games: no rows during the bootstrap. While
    dbt parses, all marts: who refers to these then depends on the others too.
#}
{% macro rolling_marts() -%}
    {%- set found = [] -%}
    {%- for mart in mart_names() if not graph_is_known() or mart_stage(mart) in ['precompute', 'feature_store'] -%}
        {%- do found.append(mart) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{# The marts that have rows on every date, off-days included. #}
{% macro snapshot_marts() -%}
    {%- set found = [] -%}
    {%- for mart in mart_names() if graph_is_known() and mart_node(mart).config.meta.get('has_rows_on_off_days') -%}
        {%- do found.append(mart) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}


{# The raw tables that coverage counts, by their meta.coverage_position: what the summaries are made of. #}
{% macro raw_tables() -%}
    {%- set found = {} -%}
    {%- for node in (graph.sources.values() if graph_is_known() else []) if node.config.meta.get('coverage_position') -%}
        {%- do found.update({node.config.meta.coverage_position: node.name}) -%}
    {%- endfor -%}
    {%- set names = [] -%}
    {%- for position in found | sort -%}
        {%- do names.append(found[position]) -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}

{# How operators call a table of coverage: pgs for player_game_summary. #}
{% macro short_name(table) -%}
    {%- for node in graph.sources.values() if node.name == table and node.package_name == project_name -%}
        {{ return(node.config.meta.short_name) }}
    {%- endfor -%}
    {{ return(mart_node(table).config.meta.short_name) }}
{%- endmacro %}


{# The marts that a node reads, directly or through other models. #}
{% macro upstream_marts(node) -%}
    {%- set found, marts = [], mart_names() -%}
    {%- for parent in models_behind(node) if parent.name in marts -%}
        {%- do found.append(parent.name) -%}
    {%- endfor -%}
    {{ return(found | sort) }}
{%- endmacro %}
