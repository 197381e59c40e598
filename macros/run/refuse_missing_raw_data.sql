{# on-run-start. On DuckDB a source is a folder of Parquet files: name every one that is not there. #}
{% macro refuse_missing_raw_data() -%}
    {%- if target.type == 'duckdb' and run_reads_data() -%}
        {%- set missing = [] -%}
        {%- for source in graph.sources.values() -%}
            {%- set files = source.config.meta['external_location'] | replace('{name}', source.name) -%}
            {%- if run_query("select count(*) as files from glob('" ~ files ~ "')").rows[0]['files'] == 0 -%}
                {%- do missing.append(files) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if missing -%}
            {%- do exceptions.raise_compiler_error(
                "no raw data: " ~ missing | length ~ " of " ~ graph.sources | length ~ " tables have no Parquet file:\n  "
                ~ missing | sort | join("\n  ") ~ "\n"
                ~ "Set NBA_RAW_DIR to the folder that holds nba_raw/ and nba_reference/, or write a synthetic season:\n"
                ~ "  python -m packages.sample_season --out data"
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
