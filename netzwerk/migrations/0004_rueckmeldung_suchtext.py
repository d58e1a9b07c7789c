"""Fold what is searched in Rückmeldungen: SQLite takes Ü and ü for two letters."""

from django.db import migrations, models

from akteure.falten import suchtext


def falte(apps, schema_editor):
    for rueckmeldung in apps.get_model("netzwerk", "Rueckmeldung").objects.all():
        rueckmeldung.suchtext = suchtext([rueckmeldung.text, rueckmeldung.mail])
        rueckmeldung.save(update_fields=["suchtext"])


class Migration(migrations.Migration):
    dependencies = [
        ("netzwerk", "0003_leicht_geprueft"),
    ]

    operations = [
        migrations.AddField(
            model_name="rueckmeldung",
            name="suchtext",
            field=models.TextField(default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(falte, migrations.RunPython.noop),
    ]
