{#
    Pre-hook of a table of facts, and part of every gate and test: error where facts would be read that
    this run does not build and that are no longer what raw, seeds, marts and code would make of them.
    It names date and input, with the rows now and then, and the command that rebuilds those facts
    and nothing else.
#}
{% macro refuse_outdated_facts() -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- do refuse_outdated(facts_behind(model)) -%}
    {%- endif -%}
{%- endmacro %}

{#
    The same for some facts. What the schedule itself is at fault for stops a build before tables are
    up to date, so it is named first. later: facts that would be refused in turn; one command rebuilds all.
#}
{% macro refuse_outdated(facts, later=[]) -%}
    {%- set outdated = outdated_inputs(facts) -%}
    {%- if outdated -%}
        {%- if model.name in mart_names() and 'int_schedule__problems' not in outdated | map(attribute='relation') -%}
            {%- do raise_if_broken([schedule_problems()]) -%}
        {%- endif -%}
        {%- do exceptions.raise_compiler_error(outdated_message(
            outdated + outdated_inputs(later), model.name ~ " refuses to build " ~ window().first ~ " to " ~ window().last, "Nothing was written."
        )) -%}
    {%- endif -%}
{%- endmacro %}


{#
    The facts and seeds that a node would read of an earlier run. of_marts: only those that read marts,
    or only those that do not; both without it.
#}
{% macro facts_behind(node, of_marts=none) -%}
    {%- set found = [] -%}
    {%- for parent in models_behind(node) if flags.WHICH == 'test' or parent.unique_id not in selected_resources -%}
        {%- if (is_fact(parent) or parent.resource_type == 'seed')
            and (of_marts is none or (upstream_marts(parent) | length > 0) == of_marts) -%}
            {%- do found.append(parent) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}


{# Error where tables of facts, or seeds, do not exist at all. #}
{% macro refuse_missing(facts) -%}
    {%- set missing = [] -%}
    {%- for fact in facts if adapter.get_relation(fact.database, fact.schema, fact.alias) is none -%}
        {%- do missing.append(fact.name) -%}
    {%- endfor -%}
    {%- if missing -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ " reads what does not exist yet: " ~ missing[:3] | join(', ')
            ~ (" and " ~ (missing | length - 3) ~ " more" if missing | length > 3 else "")
            ~ ".\n  run  dbt build --vars " ~ window_vars(window().first, window().last)
        ) -%}
    {%- endif -%}
{%- endmacro %}

{# The inputs of these facts that differ from the ledger, the earliest date first. #}
{% macro outdated_inputs(facts) -%}
    {%- set outdated = [] -%}
    {%- do refuse_missing(facts) -%}
    {#- Ten tables a statement, so that it stays small. -#}
    {%- for few in facts | batch(10) -%}
        {%- do outdated.extend(run_query(compared_with_ledger(few)).rows | list) -%}
    {%- endfor -%}
    {{ return(outdated) }}
{%- endmacro %}

{% macro compared_with_ledger(nodes) -%}
    select
        inputs.fact_date,
        inputs.input,
        inputs.relation,
        inputs.input_rows as rows_now,
        built_from.input_rows as rows_then,
        built_from.relation is not null as was_built,
        inputs.day_content is distinct from built_from.day_content as differs_on_the_day
    from (
        {{ inputs_of(nodes) }}
    ) as inputs
    left join {{ ledger_table('built_from') }} as built_from
        on
            inputs.relation = built_from.relation
            and inputs.input = built_from.input
            and inputs.fact_date = built_from.fact_date
    where
        built_from.relation is null
        or inputs.fingerprint is distinct from built_from.fingerprint
    order by inputs.fact_date, inputs.input, inputs.relation
{%- endmacro %}


{# refusal, outcome: what refuses, and what happened instead. #}
{% macro outdated_message(outdated, refusal, outcome) -%}
    {{ return(
        refusal ~ ": its facts were built from other data. " ~ outcome ~ "\n" ~ outdated_lines(outdated)
        ~ "\n  Build them again, then repeat the command\n  dbt build "
        ~ facts_to_rebuild(outdated) ~ " --vars " ~ window_vars(window().first, window().last)
    ) }}
{%- endmacro %}


{#
    What differs, a line for each date and input. Facts of a season depend on all of it so far: where
    rows of the day itself differ, later dates that follow from it are left out.
#}
{% macro outdated_lines(outdated) -%}
    {%- set of_the_day = outdated | selectattr('was_built') | selectattr('differs_on_the_day') | list -%}
    {%- set undated = outdated | selectattr('was_built') | selectattr('rows_now', 'none') | list -%}
    {%- set unbuilt = outdated | rejectattr('was_built') | list -%}
    {%- set lines, said = [], [] -%}
    {%- for row in (of_the_day + undated + unbuilt) or outdated -%}
        {%- set about = row['fact_date'] ~ '  ' ~ (row['input'] if row['was_built'] else row['relation']) -%}
        {#- A file has no dates: the first one stands for all. -#}
        {%- set is_file = row['was_built'] and row['rows_now'] is none and row['rows_then'] is none -%}
        {%- set subject = row['input'] if is_file else about -%}
        {%- if subject not in said -%}
            {%- do said.append(subject) -%}
            {%- if not row['was_built'] -%}
                {%- do lines.append("  " ~ about ~ "  was never built for this date") -%}
            {%- elif is_file -%}
                {%- do lines.append("  " ~ subject ~ "  changed since " ~ row['relation'] ~ " was built") -%}
            {%- else -%}
                {%- do lines.append(
                    "  " ~ about ~ "  " ~ (row['rows_now'] or 0) ~ " rows now, " ~ (row['rows_then'] or 0)
                    ~ " when " ~ row['relation'] ~ " was built" ~ (", not the same" if row['rows_now'] == row['rows_then'])
                ) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set lines = lines | sort -%}
    {{ return(lines[:10] | join("\n") ~ ("\n  … and " ~ (lines | length - 10) ~ " more" if lines | length > 10 else "")) }}
{%- endmacro %}


{#
    The selection that rebuilds these facts: by name, or all of them where the names fill the screen.
    Tests that compare them with marts are left out: those are built afterwards.
#}
{% macro facts_to_rebuild(outdated) -%}
    {%- set names = outdated | map(attribute='relation') | unique | sort -%}
    {%- if names | length > 12 -%}
        {{ return('--selector facts') }}
    {%- endif -%}
    {{ return('-s ' ~ names | join(' ') ~ ' --indirect-selection cautious') }}
{%- endmacro %}
