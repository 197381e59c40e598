{#
    The normalised name of a player (docs/contracts/raw.md 1.5): lower case, letters without
    decomposition spelled out, diacritics stripped, everything outside [a-z0-9] dropped.
#}
{% macro normalised_name(name) -%}
    {%- set letters = {'ß': 'ss', 'ø': 'o', 'đ': 'd', 'ł': 'l', 'æ': 'ae', 'ı': 'i'} -%}
    {%- set spelled = namespace(sql='lower(' ~ name ~ ')') -%}
    {%- for letter, replacement in letters.items() -%}
        {%- set spelled.sql = "replace(" ~ spelled.sql ~ ", '" ~ letter ~ "', '" ~ replacement ~ "')" -%}
    {%- endfor -%}
    {{ without_matches(without_diacritics(spelled.sql), '[^a-z0-9]') }}
{%- endmacro %}

{# The raw lookup of a player, or his name where there is none, normalised; null for neither. #}
{% macro raw_player_lookup(lookup, name) -%}
    nullif({{ normalised_name("coalesce(nullif(" ~ lookup ~ ", ''), " ~ name ~ ")") }}, '')
{%- endmacro %}

{# A lookup without its generational suffix. #}
{% macro without_suffix(lookup) -%}
    {{ without_matches(lookup, '(jr|sr|ii|iii|iv)$') }}
{%- endmacro %}

{% macro without_diacritics(text) -%}
    {{ return(adapter.dispatch('without_diacritics')(text)) }}
{%- endmacro %}

{% macro default__without_diacritics(text) -%}
    normalize({{ text }}, nfkd)
{%- endmacro %}

{% macro duckdb__without_diacritics(text) -%}
    strip_accents({{ text }})
{%- endmacro %}

{# Text without any match of a regular expression (no backslashes: the engines differ). #}
{% macro without_matches(text, pattern) -%}
    {{ return(adapter.dispatch('without_matches')(text, pattern)) }}
{%- endmacro %}

{% macro default__without_matches(text, pattern) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '')
{%- endmacro %}

{% macro duckdb__without_matches(text, pattern) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '', 'g')
{%- endmacro %}
