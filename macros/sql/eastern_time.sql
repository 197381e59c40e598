{# The UTC timestamp of an Eastern wall clock that carries no zone. #}
{% macro eastern_to_utc(wall_clock) -%}
    {{ return(adapter.dispatch('eastern_to_utc')(wall_clock)) }}
{%- endmacro %}

{% macro default__eastern_to_utc(wall_clock) -%}
    timestamp(datetime({{ wall_clock }}), 'America/New_York')
{%- endmacro %}

{% macro duckdb__eastern_to_utc(wall_clock) -%}
    timezone('UTC', timezone('America/New_York', cast({{ wall_clock }} as timestamp)))
{%- endmacro %}


{# The UTC timestamp of an Eastern date and time of day; hour, minute and second are integers. #}
{% macro eastern_timestamp(date, hour, minute=0, second=0) -%}
    {{ return(adapter.dispatch('eastern_timestamp')(date, hour, minute, second)) }}
{%- endmacro %}

{% macro default__eastern_timestamp(date, hour, minute, second) -%}
    timestamp(datetime({{ date }}, time({{ hour }}, {{ minute }}, {{ second }})), 'America/New_York')
{%- endmacro %}

{% macro duckdb__eastern_timestamp(date, hour, minute, second) -%}
    {{ duckdb__eastern_to_utc(date ~ ' + make_time(' ~ hour ~ ', ' ~ minute ~ ', ' ~ second ~ ')') }}
{%- endmacro %}


{# The wall clock of a UTC timestamp in a zone. #}
{% macro wall_clock(utc, zone) -%}
    {{ return(adapter.dispatch('wall_clock')(utc, zone)) }}
{%- endmacro %}

{% macro default__wall_clock(utc, zone) -%}
    extract(datetime from {{ utc }} at time zone {{ zone }})
{%- endmacro %}

{% macro duckdb__wall_clock(utc, zone) -%}
    timezone({{ zone }}, timezone('UTC', {{ utc }}))
{%- endmacro %}


{# The Eastern calendar date of a UTC timestamp. #}
{% macro eastern_date(utc) -%}
    cast({{ wall_clock(utc, "'America/New_York'") }} as date)
{%- endmacro %}


{# A wall clock as HH:MM, 24 hours. #}
{% macro hour_and_minute(wall_clock) -%}
    {{ return(adapter.dispatch('hour_and_minute')(wall_clock)) }}
{%- endmacro %}

{% macro default__hour_and_minute(wall_clock) -%}
    format_datetime('%H:%M', {{ wall_clock }})
{%- endmacro %}

{% macro duckdb__hour_and_minute(wall_clock) -%}
    strftime({{ wall_clock }}, '%H:%M')
{%- endmacro %}


{# The UTC offset of a zone, in minutes, at 12:00 Eastern of a date (docs/contracts/raw.md 3.2). #}
{% macro utc_offset_minutes(date, zone) -%}
    {{ return(adapter.dispatch('utc_offset_minutes')(eastern_timestamp(date, 12), zone)) }}
{%- endmacro %}

{% macro default__utc_offset_minutes(noon, zone) -%}
    datetime_diff({{ wall_clock(noon, zone) }}, {{ wall_clock(noon, "'UTC'") }}, minute)
{%- endmacro %}

{% macro duckdb__utc_offset_minutes(noon, zone) -%}
    date_diff('minute', {{ noon }}, {{ wall_clock(noon, zone) }})
{%- endmacro %}
