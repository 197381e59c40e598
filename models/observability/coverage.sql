-- One row per table and date of the window, raw tables included: what was promised, what is there,
-- and the first broken thing above it.
select * from {{ ref('int_coverage') }}
