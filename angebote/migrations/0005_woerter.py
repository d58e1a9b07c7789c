"""The words of Angebote in a table of their own, filled from what is there; when Begriffe and Schreibweisen changed."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def _art(angebot):
    art = angebot.get_art_display()
    return "" if " oder " in art else art


def forwards(apps, schema_editor):
    import_module("akteure.migrations.0004_woerter").fuelle(
        apps.get_model("akteure", "Wort"),
        apps.get_model("angebote", "AngebotWort"),
        "angebot_id",
        apps.get_model("angebote", "Angebot"),
        lambda a: ([a.titel], [a.kurzbeschreibung, a.beschreibung, _art(a), a.zeiten]),
    )


class Migration(migrations.Migration):
    dependencies = [("akteure", "0004_woerter"), ("angebote", "0004_begriffe")]

    operations = [
        migrations.CreateModel(
            name="AngebotWort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("vorne", models.BooleanField(default=False)),
                ("angebot", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="wortstellen", to="angebote.angebot")),
                ("wort", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="akteure.wort")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("wort", "angebot", "vorne"), name="angebot_wort_einmal")]},
        ),
        migrations.AddField(
            "begriff", "geaendert_am", models.DateTimeField(auto_now=True, default=timezone.now), preserve_default=False
        ),
        migrations.AddField(
            "schreibweise", "geaendert_am", models.DateTimeField(auto_now=True, default=timezone.now), preserve_default=False
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop, elidable=True),
        migrations.CreateModel(
            name="Auslieferung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(help_text="Das Kurzwort des Begriffs.", max_length=120, unique=True, verbose_name="Kurzwort")),
                ("stand", models.JSONField(help_text="Der Eintrag, wie er zuletzt in der mitgelieferten Datei stand.", verbose_name="Stand")),
            ],
            options={"verbose_name": "Auslieferung", "verbose_name_plural": "Auslieferungen", "ordering": ["slug"]},
        ),
    ]
