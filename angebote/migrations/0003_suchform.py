"""A search column for the title; all search columns refolded."""

from django.db import migrations, models

from akteure.falten import suchtext

STAPEL = 500


def _art(angebot):
    art = angebot.get_art_display()
    return "" if " oder " in art else art


def forwards(apps, schema_editor):
    Angebot = apps.get_model("angebote", "Angebot")
    stapel = []
    for angebot in Angebot.objects.iterator(chunk_size=STAPEL):
        angebot.titel_suche = suchtext([angebot.titel])
        angebot.suchtext = suchtext(
            [angebot.titel, angebot.kurzbeschreibung, angebot.beschreibung, _art(angebot), angebot.zeiten]
        )
        stapel.append(angebot)
        if len(stapel) == STAPEL:
            Angebot.objects.bulk_update(stapel, ["titel_suche", "suchtext"])
            stapel.clear()
    Angebot.objects.bulk_update(stapel, ["titel_suche", "suchtext"])


class Migration(migrations.Migration):
    dependencies = [("angebote", "0002_hilfetexte"), ("akteure", "0003_suchform")]

    operations = [
        migrations.AddField("angebot", "titel_suche", models.TextField(blank=True, editable=False, default=""), preserve_default=False),
        migrations.RunPython(forwards, migrations.RunPython.noop, elidable=True),
    ]
