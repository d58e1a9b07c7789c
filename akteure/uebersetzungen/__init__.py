"""Translations of records: what there is and what is missing (bestand), all texts of one page (blatt), writing (schreiben).

By file: format (the columns) → lesen → pruefen → uebernehmen, and ausgeben; laden takes the files that ship.
By machine: uebersetzer (the service) and maschine. Nothing before `schreiben` writes.
"""
