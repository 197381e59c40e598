-- Coverage answers for each table and date of the window, once: no line is lost, none is left over.
with

answered as (

    select
        model_name,
        game_date,
        count(*) as answers

    from {{ ref('coverage') }}
    where {{ in_window('game_date') }}
    group by model_name, game_date

),

asked as (

    select
        model_name,
        game_date

    from {{ ref('int_coverage__cells') }}
    where {{ in_window('game_date') }}

)

select
    coalesce(asked.game_date, answered.game_date) as game_date,
    coalesce(asked.model_name, answered.model_name) as model_name,
    coalesce(answered.answers, 0) as answers

from asked
full outer join answered
    on
        asked.model_name = answered.model_name
        and asked.game_date = answered.game_date
where
    asked.model_name is null
    or coalesce(answered.answers, 0) <> 1
