{#
    on-run-start. The target `bigquery` is production and ignores NBA_BIGQUERY_DATASET: whoever set
    one meant `bigquery_dev`. And raw data have to be where this project and location look for them.
#}
{% macro refuse_wrong_place() -%}
    {%- if target.type == 'bigquery' and run_reads_data() -%}
        {#- Error where a job would have to replace more partitions than BigQuery lets it. -#}
        {%- do partitions_between(history_start(), season_dates(window().last).last) -%}
        {%- if target.name == 'bigquery' and target.schema != 'nba' -%}
            {%- do exceptions.raise_compiler_error(
                "target bigquery writes the datasets of production, and NBA_BIGQUERY_DATASET is '" ~ target.schema
                ~ "'. For datasets named " ~ target.schema ~ "_nba_analytics and so on: --target bigquery_dev. "
                ~ "For production: unset NBA_BIGQUERY_DATASET"
            ) -%}
        {%- endif -%}
        {%- set raw = source('nba_raw', 'nbac_schedule') -%}
        {%- if not adapter.check_schema_exists(raw.database, raw.schema) -%}
            {%- do exceptions.raise_compiler_error(
                "project " ~ raw.database ~ " has no dataset " ~ raw.schema
                ~ ": set NBA_BIGQUERY_PROJECT to the project that holds the raw data, or load them (docs/bigquery.md)"
            ) -%}
        {%- endif -%}
        {%- set location = adapter.get_dataset_location(raw) -%}
        {%- if location | upper != target.location | upper -%}
            {%- do exceptions.raise_compiler_error(
                raw.database ~ "." ~ raw.schema ~ " lies in " ~ location ~ ", and this run works in " ~ target.location
                ~ ": set NBA_BIGQUERY_LOCATION=" ~ location
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
