{# One row per key: the latest load wins, then the greatest file (docs/contracts/raw.md 4). #}
{% macro newest_load(keys, before='') -%}
    qualify row_number() over (
        partition by {{ keys | join(', ') }}
        order by {{ before }} {{ load_order() }}
    ) = 1
{%- endmacro %}

{# The general tie-break between copies of a raw row: newest first. #}
{% macro load_order() -%}
    processed_at desc nulls last, source_file_path desc nulls last
{%- endmacro %}
