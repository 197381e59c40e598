"""A deterministic, synthetic NBA season in the raw schema, dirt included.

The teams and arenas are real; every player, game, line and injury is invented. Run it with
``python -m tools.sample_season --out data``. How the pieces fit:

    teams, names, players     who exists
    dates, fixtures, hosts,
    schedule, playoffs        who plays whom, when and where
    rosters, health           who belongs to a team and who is fit on a date
    rotation, game            one game, possession by possession; the box score is its sum
    season                    plays all of it in date order
    tables                    the season as raw rows, one module per kind of source
    schema, parquet           the raw contract as Arrow types, and the files
"""
