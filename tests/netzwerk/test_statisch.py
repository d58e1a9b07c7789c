"""Collecting static files with hashed names, Leaflet included."""

import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management import call_command


def test_leaflet_wird_ohne_quellkarten_gesammelt(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "netzwerk.statisch.OhneQuellkarten"}}
    assert b"sourceMappingURL" in Path(finders.find("leaflet/leaflet.js")).read_bytes()

    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "draw"])

    namen = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    skript = tmp_path / namen["leaflet/leaflet.js"]
    assert b"sourceMappingURL" not in skript.read_bytes()
    assert skript.with_name(skript.name + ".br").exists()
    assert not [pfad.name for pfad in tmp_path.rglob("*") if pfad.suffix in (".map", ".py", ".mjs")]
