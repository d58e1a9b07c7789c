"""Store which text was checked for Leichte Sprache, not only that one was."""

from django.db import migrations, models

from akteure.models.uebersetzung import fingerabdruck


def abdruck_statt_haken(apps, schema_editor):
    Seite = apps.get_model("netzwerk", "Seite")
    for seite in Seite.objects.filter(geprueft_leicht=True):
        seite.leicht_geprueft = fingerabdruck(seite.text)
        seite.save(update_fields=["leicht_geprueft"])


def haken_statt_abdruck(apps, schema_editor):
    Seite = apps.get_model("netzwerk", "Seite")
    for seite in Seite.objects.exclude(leicht_geprueft=""):
        seite.geprueft_leicht = seite.leicht_geprueft == fingerabdruck(seite.text)
        seite.save(update_fields=["geprueft_leicht"])


class Migration(migrations.Migration):
    dependencies = [
        ("netzwerk", "0002_angaben"),
    ]

    operations = [
        migrations.AddField(
            model_name="seite",
            name="leicht_geprueft",
            field=models.CharField(blank=True, default="", editable=False, max_length=16),
            preserve_default=False,
        ),
        migrations.RunPython(abdruck_statt_haken, haken_statt_abdruck),
        migrations.RemoveField(model_name="seite", name="geprueft_leicht"),
    ]
