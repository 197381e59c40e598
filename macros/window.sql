{#
    The window of a run: the dates that it owns and replaces. Nothing else in the project
    reads start_date and end_date, or NBA_START_DATE and NBA_END_DATE, which say the same to a run
    without vars. Every date is validated here and leaves as a literal, so that no other text can
    reach SQL and BigQuery can prune partitions.
#}

{% macro window() -%}
    {% if invocation_args_dict.get('vars') %}
        {% do refuse_unknown_vars() %}
        {% do refuse_empty_vars() %}
    {% endif %}
    {% set start, end = var('start_date', none), var('end_date', none) %}
    {#- Only while executing: the manifest then does not depend on it, and another window parses nothing. -#}
    {% if execute and start is none and end is none %}
        {% set start, end = env_var('NBA_START_DATE', '') or none, env_var('NBA_END_DATE', '') or none %}
    {% endif %}
    {% set is_given = start is not none or end is not none %}
    {% if not is_given %}
        {% set start, end = var('default_start_date'), var('default_end_date') %}
    {% endif %}
    {% set first = window_date('start_date', start if start is not none else end) %}
    {% set last = window_date('end_date', end if end is not none else start) %}
    {% if first > last %}
        {% do exceptions.raise_compiler_error(
            "start_date " ~ first ~ " is after end_date " ~ last ~ "; swap them: "
            ~ "--vars '{start_date: " ~ last ~ ", end_date: " ~ first ~ "}'"
        ) %}
    {% endif %}
    {{ return({'first': first, 'last': last, 'is_given': is_given}) }}
{%- endmacro %}


{% macro window_date(name, value) -%}
    {# YAML turns a bare 2021-11-16 into a date object, hence the string filter. #}
    {% set text = value | string %}
    {% set parts = modules.re.fullmatch('(\\d{4})-(\\d{2})-(\\d{2})', text) %}
    {% if parts %}
        {% set year, month, day = parts[1] | int, parts[2] | int, parts[3] | int %}
        {% if 1900 <= year and 1 <= month <= 12 %}
            {% set following = modules.datetime.date(year + month // 12, month % 12 + 1, 1) %}
            {% set days_in_month = (following - modules.datetime.timedelta(days=1)).day %}
            {% if 1 <= day <= days_in_month %}
                {{ return(modules.datetime.date(year, month, day)) }}
            {% endif %}
        {% endif %}
    {% endif %}
    {% do exceptions.raise_compiler_error(
        name ~ " must be a day of the calendar written YYYY-MM-DD, got '" ~ text | truncate(40) ~ "'; "
        ~ "write --vars '{start_date: 2021-11-15, end_date: 2021-11-30}'"
    ) %}
{%- endmacro %}


{% macro refuse_unknown_vars() -%}
    {% set known = ['start_date', 'end_date', 'default_start_date', 'default_end_date'] %}
    {% for name in invocation_args_dict.get('vars') or {} if name not in known %}
        {% do exceptions.raise_compiler_error(
            "unknown var '" ~ name ~ "'; did you mean '" ~ most_similar(name | string, known[:2]) ~ "'? "
            ~ "A run takes start_date and end_date (inclusive, YYYY-MM-DD) and nothing else"
        ) %}
    {% endfor %}
{%- endmacro %}


{% macro refuse_empty_vars() -%}
    {# A template that lost its date must not rebuild the season. #}
    {% for name, value in (invocation_args_dict.get('vars') or {}).items() if value is none %}
        {% do exceptions.raise_compiler_error(
            name ~ " is null; give a day as YYYY-MM-DD, or leave the var out"
        ) %}
    {% endfor %}
{%- endmacro %}


{% macro most_similar(word, candidates) -%}
    {# The candidate that shares most letters with the word, in any order. #}
    {% set best = namespace(word=candidates[0], shared=-1) %}
    {% for candidate in candidates %}
        {% set shared = candidate | list | select('in', word | list) | list | length %}
        {% if shared > best.shared %}
            {% set best.word, best.shared = candidate, shared %}
        {% endif %}
    {% endfor %}
    {{ return(best.word) }}
{%- endmacro %}


{% macro in_window(column='game_date', lookback_days=0, lookahead_days=0) -%}
    {% set days = modules.datetime.timedelta %}
    {%- set window = window() -%}
    {{ column }} between {{ date_literal(window.first - days(days=lookback_days)) }} and {{ date_literal(window.last + days(days=lookahead_days)) }}
{%- endmacro %}


{% macro in_season_so_far(column='game_date', lookahead_days=0) -%}
    {#- What a run may read of the season: from its first day to the window's end. -#}
    {% set days = modules.datetime.timedelta %}
    {{ column }} between {{ date_literal(history_start()) }} and {{ date_literal(window().last + days(days=lookahead_days)) }}
{%- endmacro %}


{% macro in_history(column='game_date', lookback_days=none) -%}
    {#
        What may be known of games: of the season so far, never of the window's last date itself,
        so that a run for one date reads nothing but what was before it.
    #}
    {% set days = modules.datetime.timedelta %}
    {%- set window = window() -%}
    {%- set first = history_start() if lookback_days is none else window.first - days(days=lookback_days) -%}
    {{ column }} between {{ date_literal(first) }} and {{ date_literal(window.last - days(days=1)) }}
{%- endmacro %}


{% macro in_seasons(column='game_date') -%}
    {#- The whole seasons that the window touches, planned games included. -#}
    {{ column }} between {{ date_literal(history_start()) }} and {{ date_literal(season_dates(window().last).last) }}
{%- endmacro %}


{% macro history_start() -%}
    {#- A day on or before the start of the season that the window begins in. -#}
    {{ return(season_dates(window().first).first) }}
{%- endmacro %}


{% macro season_dates(date) -%}
    {#
        The year of the league that a date belongs to, October 13 to October 12: no season since 1984
        has crossed that day (2019-20 ended on October 11, 2020; the earliest start was October 16).
    #}
    {% set is_before = date.month < 10 or (date.month == 10 and date.day < 13) %}
    {% set year = date.year - 1 if is_before else date.year %}
    {{ return({
        'year': year,
        'first': modules.datetime.date(year, 10, 13),
        'last': modules.datetime.date(year + 1, 10, 12),
    }) }}
{%- endmacro %}


{% macro season_year_of(date) -%}
    {#- The same in SQL: the year in which the season of a date begins. -#}
    extract(year from {{ date }})
    - case when 100 * extract(month from {{ date }}) + extract(day from {{ date }}) < 1013 then 1 else 0 end
{%- endmacro %}


{% macro owned_dates(node) -%}
    {#
        The dates that a table owns and a run replaces: the window, or with meta.reach `season` whole
        seasons, of which it then holds what this run computed and nothing of another one.
    #}
    {% set window = window() %}
    {% if reach(node) == 'season' %}
        {{ return({'first': history_start(), 'last': season_dates(window.last).last}) }}
    {% endif %}
    {{ return({'first': window.first, 'last': window.last}) }}
{%- endmacro %}


{% macro partitions_between(first, last) -%}
    {#- The dates one by one: BigQuery overwrites exactly the partitions it is given. -#}
    {% set most = 4000 %}
    {% if (last - first).days >= most %}
        {% do exceptions.raise_compiler_error(
            "this run would replace " ~ first ~ " to " ~ last ~ ", " ~ ((last - first).days + 1)
            ~ " days, and a job of BigQuery may change " ~ most ~ " partitions. Build season by season, "
            ~ "the oldest first: --vars "
            ~ window_vars(window().first, season_dates(window().first).last) ~ " and so on"
        ) %}
    {% endif %}
    {% set partitions = [] %}
    {% for day in range((last - first).days + 1) %}
        {% do partitions.append(date_literal(first + modules.datetime.timedelta(days=day))) %}
    {% endfor %}
    {{ return(partitions) }}
{%- endmacro %}


{% macro date_literal(date) -%}
    {{ return("date '" ~ date ~ "'") }}
{%- endmacro %}


{% macro window_vars(first, last) -%}
    {{ return("'{start_date: " ~ first ~ ", end_date: " ~ last ~ "}'") }}
{%- endmacro %}
