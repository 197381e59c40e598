{#
    The append-only log of builds: nba_processing.run_log, one row when a run starts and, in one
    statement, one per mart and one for the run when it ends. It tells what happened and never
    decides anything: what is complete is a query on the data. So nothing here may fail a build: a
    log table that is not as expected is reported and left alone.
#}
{% macro run_log_columns() -%}
    {{ return({
        'invocation_id': 'string', 'event': 'string', 'model_name': 'string', 'outcome': 'string',
        'error_message': 'string', 'window_start': 'date', 'window_end': 'date', 'vars': 'string',
        'git_commit': 'string', 'run_started_at': 'timestamp', 'logged_at': 'timestamp',
    }) }}
{%- endmacro %}

{% macro run_log_relation() -%}
    {{ return(api.Relation.create(
        database=target.database, schema=generate_schema_name('nba_processing', none) | trim,
        identifier='run_log'
    )) }}
{%- endmacro %}

{# Whether this run builds marts: only those are logged. #}
{% macro run_is_logged() -%}
    {%- set building = namespace(found=false) -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- for mart in mart_names() if 'model.' ~ project_name ~ '.' ~ mart in selected_resources -%}
            {%- set building.found = true -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(building.found) }}
{%- endmacro %}

{# on-run-start. #}
{% macro log_run_start() -%}
    {%- if run_is_logged() -%}
        {%- set log_table = run_log_relation() -%}
        {%- if load_relation(log_table) is none -%}
            {%- do adapter.create_schema(log_table.without_identifier()) -%}
            {%- set columns = [] -%}
            {%- for name, type in run_log_columns().items() -%}
                {%- do columns.append(name ~ ' ' ~ type) -%}
            {%- endfor -%}
            {%- do run_query("create table if not exists " ~ log_table ~ " (" ~ columns | join(', ') ~ ")") -%}
            {%- do adapter.cache_added(log_table.incorporate(type='table')) -%}
        {%- endif -%}
        {%- do append_to_run_log([run_log_row('start')]) -%}
    {%- endif -%}
{%- endmacro %}

{# on-run-end. #}
{% macro log_run_end(results) -%}
    {%- if run_is_logged() -%}
        {%- set rows = [] -%}
        {%- set failed = [] -%}
        {%- for result in results -%}
            {%- if result.status | string in ['error', 'fail'] -%}
                {%- do failed.append(result.node.name) -%}
            {%- endif -%}
            {%- if result.node.resource_type == 'model' and result.node.name in mart_names() -%}
                {%- do rows.append(run_log_row('model', result.node.name, result.status | string, result.message)) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- do rows.append(run_log_row(
            'end', none, 'failed' if failed else 'success', failed | join(', ')
        )) -%}
        {%- do append_to_run_log(rows) -%}
    {%- endif -%}
{%- endmacro %}

{# One row of the log as a list of SQL literals. #}
{% macro run_log_row(event, model_name=none, outcome=none, message=none) -%}
    {%- set failed = outcome in ['error', 'failed', 'skipped'] -%}
    {%- set given = [] -%}
    {%- for name, value in (invocation_args_dict.get('vars') or {}).items() -%}
        {%- do given.append(name ~ ': ' ~ value) -%}
    {%- endfor -%}
    {{ return([
        text_literal(invocation_id), text_literal(event), text_literal(model_name),
        text_literal(outcome), text_literal(message if failed else none),
        date_literal(window().first), date_literal(window().last),
        text_literal(given | join(', ')),
        text_literal(env_var('NBA_GIT_COMMIT', '') or none),
        "timestamp '" ~ run_started_at.strftime('%Y-%m-%d %H:%M:%S') ~ "'",
        "timestamp '" ~ modules.datetime.datetime.utcnow().strftime('%Y-%m-%d %H:%M:%S') ~ "'",
    ]) }}
{%- endmacro %}

{# Text as SQL, whatever it holds: neither quotes nor backslashes nor line ends get out. #}
{% macro text_literal(text) -%}
    {%- if text is none or text == '' -%}
        {{ return('cast(null as string)') }}
    {%- endif -%}
    {{ return(
        "'" ~ text | string | replace("\\", "/") | replace("'", "’") | replace("\r", " ") | replace("\n", " ")
        | truncate(2000, true, '…', 0) ~ "'"
    ) }}
{%- endmacro %}

{# One insert, or a warning where the table is not the one that this project made. #}
{% macro append_to_run_log(rows) -%}
    {%- set log_table = run_log_relation() -%}
    {%- set expected = run_log_columns().keys() | list -%}
    {%- set found = load_relation(log_table) -%}
    {%- set names = adapter.get_columns_in_relation(found) | map(attribute='name') | list if found else [] -%}
    {%- if names == expected and found.is_table -%}
        {%- set values = [] -%}
        {%- for row in rows -%}
            {%- do values.append('(' ~ row | join(', ') ~ ')') -%}
        {%- endfor -%}
        {%- do run_query(
            "insert into " ~ log_table ~ " (" ~ expected | join(', ') ~ ") values " ~ values | join(', ')
        ) -%}
        {#- dbt rolls back what a hook leaves open. -#}
        {%- do adapter.commit() -%}
    {%- else -%}
        {%- do exceptions.warn(
            log_table ~ " is not the table of this project (columns " ~ names | join(', ')
            ~ "): this run was not logged. Drop or rename it, and the next run makes a new one"
        ) -%}
    {%- endif -%}
{%- endmacro %}
