"""A deterministic, synthetic NBA season in the raw schema, dirt included: see README.md."""
