"""Refold the search columns: since now ä, ae and a are one letter for the search, and stems stand beside the words."""

from django.db import migrations

from akteure.falten import suchtext

STAPEL = 500


def refold(modell, teile):
    """Write the search text of every row of `modell`; `teile` returns the texts of one row."""
    stapel = []
    for zeile in modell.objects.iterator(chunk_size=STAPEL):
        zeile.suchtext = suchtext(teile(zeile))
        stapel.append(zeile)
        if len(stapel) == STAPEL:
            modell.objects.bulk_update(stapel, ["suchtext"])
            stapel.clear()
    modell.objects.bulk_update(stapel, ["suchtext"])


def _standort(standort, gemeinden):
    gemeinde = [gemeinden.get(standort.gemeinde_id, "")]
    offen = [standort.name, standort.strasse, standort.plz, standort.ort]
    return gemeinde if standort.adresse_verbergen else gemeinde + offen


def forwards(apps, schema_editor):
    gemeinden = dict(apps.get_model("akteure", "Gemeinde").objects.values_list("pk", "name"))
    refold(apps.get_model("akteure", "Akteur"), lambda a: [a.name, a.weitere_namen, a.get_typ_display(), a.beschreibung])
    refold(apps.get_model("akteure", "Standort"), lambda s: _standort(s, gemeinden))


class Migration(migrations.Migration):
    dependencies = [("akteure", "0002_hilfetexte")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop, elidable=True)]
