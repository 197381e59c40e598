{#
    The ledger of facts, nba_intermediate.built_from: of every table of facts and seed, and of every
    date that it was built for, the inputs that it was made of (raw tables, seeds, marts, its own code)
    with their rows and a fingerprint. Tables outlive the run that made them; by the ledger a later
    run knows whether they are still what it would make itself (outdated_facts.sql).

    open_ledger: on-run-start. Fingerprints of raw, before anything reads it, in
        nba_intermediate.raw_contents; and what this run rebuilds is struck out of the ledger, so that
        a run that dies leaves nothing behind that is trusted.
    close_ledger: on-run-end. What was built, and from what.
#}
{% macro open_ledger() -%}
    {%- if run_uses_facts() -%}
        {%- do make_ledger_table('raw_contents') -%}
        {%- do make_ledger_table('built_from') -%}
        {%- set contents = [] -%}
        {%- for node in graph.sources.values() | sort(attribute='name') -%}
            {%- do contents.append(raw_contents(node)) -%}
        {%- endfor -%}
        {%- do run_query(
            "insert into " ~ ledger_table('raw_contents') ~ " (invocation_id, read_at, input, input_date, input_rows, content)\n"
            ~ "select '" ~ invocation_id ~ "', " ~ run_time() ~ ", input, input_date, input_rows, content\nfrom (\n"
            ~ contents | join('\nunion all\n') ~ "\n) as contents"
        ) -%}
        {%- do strike_out(facts_of_run(selected_resources)) -%}
        {%- do adapter.commit() -%}
    {%- endif -%}
{%- endmacro %}


{% macro close_ledger(results) -%}
    {%- if run_uses_facts() -%}
        {%- set built = [] -%}
        {%- for result in results if result.status | string == 'success' -%}
            {%- do built.append(result.node.unique_id) -%}
        {%- endfor -%}
        {#- Ten tables a statement, so that it stays small. -#}
        {%- for few in facts_of_run(built) | batch(10) -%}
            {%- do run_query(
                "insert into " ~ ledger_table('built_from') ~ " (" ~ ledger_columns('built_from') | join(', ') ~ ")\n"
                ~ "select inputs.*, '" ~ invocation_id ~ "'\nfrom (\n" ~ inputs_of(few) ~ "\n) as inputs"
            ) -%}
        {%- endfor -%}
        {#- Runs that died left theirs behind. -#}
        {%- do run_query(
            "delete from " ~ ledger_table('raw_contents') ~ " where invocation_id = '" ~ invocation_id
            ~ "' or read_at < " ~ run_time(days_ago=2)
        ) -%}
        {%- do adapter.commit() -%}
    {%- endif -%}
{%- endmacro %}


{# Whether this run builds facts, or reads those of an earlier one. #}
{% macro run_uses_facts() -%}
    {{ return(execute and (run_reads_data() or facts_of_run(selected_resources) | length > 0)) }}
{%- endmacro %}

{# The tables of facts and the seeds among these nodes, if this command builds any. #}
{% macro facts_of_run(unique_ids) -%}
    {%- set found = [] -%}
    {%- for id in unique_ids | sort if flags.WHICH in ['build', 'run', 'seed'] -%}
        {%- set node = graph.nodes.get(id) -%}
        {%- if node and (is_fact(node) or node.resource_type == 'seed') -%}
            {%- do found.append(node) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}


{# Take out of the ledger what tables hold of the dates that they own: they are about to change. #}
{% macro strike_out(nodes) -%}
    {%- set owned = {} -%}
    {%- for node in nodes -%}
        {%- set dates = owned_dates(node) -%}
        {%- do owned.setdefault(
            "and fact_date between " ~ date_literal(dates.first) ~ " and " ~ date_literal(dates.last)
            if reach(node) != 'whole' else "", []
        ).append("'" ~ node.name ~ "'") -%}
    {%- endfor -%}
    {%- set changing = [] -%}
    {%- for dates, names in owned.items() -%}
        {%- do changing.append("(relation in (" ~ names | join(', ') ~ ") " ~ dates ~ ")") -%}
    {%- endfor -%}
    {%- if changing -%}
        {%- do run_query("delete from " ~ ledger_table('built_from') ~ " where " ~ changing | join('\n    or ')) -%}
    {%- endif -%}
{%- endmacro %}


{% macro ledger_columns(table) -%}
    {%- set types = {
        'raw_contents': {
            'invocation_id': 'string', 'read_at': 'timestamp', 'input': 'string', 'input_date': 'date',
            'input_rows': 'int64', 'content': hash_sum_type(),
        },
        'built_from': {
            'relation': 'string', 'input': 'string', 'fact_date': 'date', 'input_rows': 'int64',
            'day_content': hash_sum_type(), 'fingerprint': 'string', 'invocation_id': 'string',
        },
        'runs_in_progress': {
            'invocation_id': 'string', 'started_at': 'timestamp', 'window_start': 'date', 'window_end': 'date',
            'first_held': 'date', 'last_held': 'date', 'held_by': 'string',
        },
    } -%}
    {{ return(types[table]) }}
{%- endmacro %}

{% macro ledger_table(table) -%}
    {{ return(api.Relation.create(
        database=target.database, schema=generate_schema_name('nba_intermediate', none) | trim,
        identifier=table, type='table'
    )) }}
{%- endmacro %}

{% macro make_ledger_table(table) -%}
    {%- set relation = ledger_table(table) -%}
    {%- if load_relation(relation) is none -%}
        {%- do adapter.create_schema(relation.without_identifier()) -%}
        {%- set columns = [] -%}
        {%- for name, type in ledger_columns(table).items() -%}
            {%- do columns.append(name ~ ' ' ~ type) -%}
        {%- endfor -%}
        {%- do run_query("create table if not exists " ~ relation ~ " (" ~ columns | join(', ') ~ ")") -%}
        {%- do adapter.cache_added(relation) -%}
    {%- endif -%}
{%- endmacro %}
