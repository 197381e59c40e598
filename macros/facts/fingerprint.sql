{#
    What a relation holds, by date: rows, and a hash of the columns that does not depend on their
    order. A sum and no xor, in which rows that are loaded twice would cancel each other. Hashes of
    two engines, or of two versions of one, differ: then all counts as changed.

    name: how the ledger calls it.
    relation: a table or parenthesised select.
    content: SQL of what is compared: row_hash_sum(columns) of those that are read, or a mere count.
    date_column: the date of a row; without one all rows are one entry without a date.
    where: the rows that are looked at.
#}
{% macro contents_by_date(name, relation, content, date_column=none, where='true') -%}
    select
        '{{ name }}' as input,
        {{ date_column or 'cast(null as date)' }} as input_date,
        count(*) as input_rows,
        {{ content }} as content,
        cast(null as string) as version
    from {{ relation }}
    where {{ where }}
    {% if date_column %}group by {{ date_column }}{% endif %}
{%- endmacro %}

{% macro row_hash_sum(columns) -%}
    {{ return(adapter.dispatch('row_hash_sum')(columns)) }}
{%- endmacro %}

{% macro default__row_hash_sum(columns) -%}
    sum(cast(farm_fingerprint(to_json_string(struct({{ columns | join(', ') }}))) as numeric))
{%- endmacro %}

{% macro duckdb__row_hash_sum(columns) -%}
    sum(cast(hash({{ columns | join(', ') }}) as hugeint))
{%- endmacro %}

{% macro hash_sum_type() -%}
    {{ return('hugeint' if target.type == 'duckdb' else 'numeric') }}
{%- endmacro %}


{#
    The version of the code that makes a table: a hash of the files and the meta of these models, those
    behind it and its own, and of every macro of the project that they call.
#}
{% macro code_version(models) -%}
    {%- set files, macro_ids, marts = [], [], mart_names() -%}
    {%- for reader in models if reader.resource_type == 'model' and reader.name not in marts -%}
        {%- do files.append(reader.checksum.checksum ~ tojson(reader.config.meta)) -%}
        {%- do macro_ids.extend(reader.depends_on.macros) -%}
    {%- endfor -%}
    {%- set macro_ids = macro_ids | unique | list -%}
    {#- The list grows while it is read: a macro stands for those that it calls too. -#}
    {%- for id in macro_ids if id.split('.')[1] == project_name -%}
        {%- set called = context[id.split('.')[2]].macro -%}
        {%- do files.append(called.macro_sql) -%}
        {%- for further in called.depends_on.macros if further not in macro_ids -%}
            {%- do macro_ids.append(further) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(local_md5(files | sort | join(' '))) }}
{%- endmacro %}
