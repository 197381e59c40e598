{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per rostered player and game of an eligible date that ml_feature_store_v2 owes: those of
-- player_composite_factors.
select * from {{ ref('int_promises__player_composite_factors') }}
