-- F31: a source writes BRK, nobody knows it, and Brooklyn never has shot zones. Every alias
-- stands for one of exactly 30 canonical codes, each of which is its own alias.
with

team_codes as (

    select * from {{ ref('team_codes') }}

)

select
    alias,
    count(*) as rows_of_alias,
    'an alias occurs twice or is empty' as problem

from team_codes
group by alias
having
    count(*) > 1
    or alias is null

union all

select
    codes.team_abbr as alias,
    count(*) as rows_of_alias,
    'a canonical code is not its own alias' as problem

from team_codes as codes
left join team_codes as themselves
    on
        codes.team_abbr = themselves.alias
        and codes.team_abbr = themselves.team_abbr
where themselves.alias is null
group by codes.team_abbr

union all

select
    'canonical codes' as alias,
    count(distinct team_abbr) as rows_of_alias,
    'there are 30 teams' as problem

from team_codes
having count(distinct team_abbr) <> 30
