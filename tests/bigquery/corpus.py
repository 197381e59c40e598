"""Statements that BigQuery takes, and statements that it refuses, as its documentation says.

Left out, since the analyzer takes them: a number glued to a text with ||, which BigQuery refuses;
and DATE compared with DATETIME, which is legal, since a DATE becomes a DATETIME by itself.
"""

TABLE = {
    "game_id": "string",
    "game_date": "date",
    "points": "int64",
    "pace": "float64",
    "is_final": "bool",
    "loaded_at": "timestamp",
    "issues": "array<string>",
    "shares": "array<float64>",
}

REFUSED = [
    # Functions of DuckDB.
    "select strftime(game_date, '%Y') from games",
    "select list_value(points, 2) from games",
    "select list_filter(issues, x -> x <> '') from games",
    "select epoch(loaded_at) from games",
    "select date_part('year', game_date) from games",
    "select datediff('day', game_date, game_date) from games",
    "select regexp_matches(game_id, 'a') from games",
    "select string_split(game_id, '_') from games",
    "select len(issues) from games",
    "select try_cast(game_id as int64) from games",
    "select count_if(is_final) from games",
    "select arg_max(points, game_date) from games",
    "select median(points) from games",
    "select unnest(issues) from games",
    "select strptime(game_id, '%Y') from games",
    "select points::string from games",
    "select list(points) from games",
    "select year(game_date) from games",
    # Syntax of DuckDB.
    "select * exclude (points) from games",
    "select points // 2 from games",
    "select issues[1:2] from games",
    "select 'it''s' from games",
    "select game_id from games where game_id ilike 'x'",
    "select count(*) filter (where is_final) from games",
    "select game_id from games union by name select game_id from games",
    "select cast(pace as double) from games",
    "select cast(game_id as varchar) from games",
    "select {'a': points} from games",
    "select game_date + interval '1 day' * 2 from games",
    # Types.
    "select game_id from games where game_date = '2021-11-15' || ''",
    "select game_id from games where game_date = loaded_at",
    "select if(is_final, points, game_id) from games",
    "select points + game_id from games",
    "select sum(is_final) from games",
    "select points from games union all select game_id from games",
    "select coalesce(points, 'none') from games",
    "select game_date - points > 3 from games",
    "select array_concat(issues, shares) from games",
    "select date_diff(game_date, loaded_at, day) from games",
    # Scope.
    "select game_id, sum(points) from games",
    "select points as p, p + 1 from games",
    "select missing_column from games",
    "select * from no_such_table",
    "select game_id from games where sum(points) > 1",
    "select game_id from games where row_number() over (order by points) = 1",
    "select rank() over (order by points rows between 1 preceding and current row) from games",
    "select game_id from (select a.*, b.game_id from games as a, games as b)",
    "select a.game_id from games as a right anti join games as b using (game_id)",
]

ACCEPTED = [
    "select * except (points) from games",
    "select * replace (points + 1 as points) from games",
    "select game_id from games qualify rank() over (partition by game_id order by points) = 1",
    "select game_date + 1 from games",
    "select date_add(game_date, interval 1 day) from games",
    "select date_diff(game_date, date '2021-10-19', day) from games",
    "select countif(is_final) from games",
    "select sum(case when is_final then points end) over season from games"
    " window season as (partition by game_id order by game_date)",
    "select last_value(points ignore nulls) over (order by game_date) from games",
    "select sum(points) over so_far from games window season as (order by game_date),"
    " so_far as (season rows between unbounded preceding and current row)",
    "select count(*) over (order by points range between 7 preceding and 1 preceding) from games",
    "select string_agg(distinct game_id, ', ') from games",
    "select string_agg(game_id, ', ' order by game_date) from games",
    "select array_agg(points ignore nulls order by points) from games",
    "select issues[offset(0)] from games",
    "select array_to_string(issues, '; ') from games",
    "select array(select x from unnest(issues) as x with offset as i where x <> '' order by i)"
    " from games",
    "select [pace, 1.0] from games",
    "select safe_divide(points, 2), nullif(points, 0), coalesce(pace, 0) from games",
    "select safe_cast(game_id as int64) from games",
    "select round(cast(pace as numeric), 2) from games",
    "select greatest(points, 2), least(pace, 3.5) from games",
    "select stddev_samp(points) from games",
    "select game_id, sum(points) from games group by game_id having count(*) > 1",
    "select coalesce(a.game_id, b.game_id) from games as a full outer join games as b"
    " on a.game_id = b.game_id",
    "select regexp_contains(game_id, r'^\\d{8}'), regexp_replace(game_id, r'\\W', '') from games",
    "select format_date('%Y%m%d', game_date) from games",
    "select extract(hour from loaded_at at time zone 'America/New_York') from games",
    "select datetime(loaded_at, 'America/New_York') from games",
    "select timestamp_diff(loaded_at, timestamp '2021-10-19 00:00:00', minute) from games",
    "select day from unnest(generate_date_array('2021-11-01', '2021-11-05')) as day",
    "select unix_date(game_date) from games",
    "select normalize(game_id, nfd), lower(game_id), substr(game_id, 1, 8) from games",
    "select game_id, chr(39) || 'quoted' || chr(39) from games",
    "select points is distinct from 3 from games",
    "select acos(0.5), sin(1), power(pace, 2), sqrt(pace) from games",
    "with a as (select 1 as x), b as (with c as (select x from a) select x from c)"
    " select x from b union all select x from a",
    "select game_date from games where game_date between date '2021-11-15' and date '2021-11-16'",
    "select case game_id when 'a' then 1 end from games",
    "select any_value(points having max game_date) from games",
]
