"""The ten tables of docs/contracts once more, in plain Python.

`raw.md 4` in a docstring is section 4 of docs/contracts/raw.md. What this is for: README.md.
"""
