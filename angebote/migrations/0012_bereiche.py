"""A state for each part of what processes keep in memory; the triggers of the one state go, new ones come after migrate."""

from django.db import migrations, models


def ohne_ausloeser(apps, schema_editor):
    verbindung = schema_editor.connection
    with verbindung.cursor() as cursor:
        if verbindung.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS angebote_bestand_neu() CASCADE")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%!_bestand!_%' ESCAPE '!'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


class Migration(migrations.Migration):
    dependencies = [("angebote", "0011_bestand")]

    operations = [
        migrations.RunPython(ohne_ausloeser, migrations.RunPython.noop, elidable=True),
        migrations.AddField(
            "bestandsstand",
            "bereich",
            models.CharField(
                "Bereich",
                max_length=12,
                choices=[
                    ("bestand", "was Listen zählen"),
                    ("vokabular", "Vokabular und Übersetzungen"),
                    ("suche", "was die Suche auswendig weiß"),
                ],
                default="bestand",
            ),
        ),
    ]
