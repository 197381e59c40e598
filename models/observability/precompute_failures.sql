-- One row per rolling table (or feature store), date of the window and entity that has no row, or
-- one below quality, with the first reason that holds; one per date as a whole is DATE_LEVEL.
select * from {{ ref('int_precompute_failures') }}
