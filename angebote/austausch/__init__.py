"""Exchange by file: lesen (file → rows) → pruefen (rows → checked rows) → abgleichen (what would change) → uebernehmen.

Nothing before `uebernehmen` writes. The columns are declared once, in `spalten`, for both directions.
"""
