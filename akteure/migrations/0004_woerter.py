"""The words of Akteure and Standorte in tables of their own, filled from what is there."""

import django.db.models.deletion
from django.db import migrations, models

from akteure.woerter import wortlage

STAPEL = 500


def fuelle(wort, tabelle, spalte, modell, suchteile):
    """Write the words of every row of `modell`; `suchteile` returns its texts (in front, all others)."""
    pks = dict(wort.objects.values_list("text", "pk"))
    stapel = []
    for zeile in modell.objects.iterator(chunk_size=STAPEL):
        stapel.append((zeile.pk, wortlage(*suchteile(zeile))))
        if len(stapel) == STAPEL:
            _schreibe(wort, tabelle, spalte, pks, stapel)
            stapel = []
    _schreibe(wort, tabelle, spalte, pks, stapel)


def _schreibe(wort, tabelle, spalte, pks, stapel):
    neue = {form.text: form for _pk, lage in stapel for form in lage if form.text not in pks}
    wort.objects.bulk_create([wort(**form._asdict()) for form in neue.values()])
    pks |= dict(wort.objects.filter(text__in=list(neue)).values_list("text", "pk"))
    tabelle.objects.bulk_create(
        [
            tabelle(**{spalte: pk}, wort_id=pks[form.text], vorne=vorne)
            for pk, lage in stapel
            for form, vorne in lage.items()
        ],
        batch_size=5_000,
    )


def _standort(standort, gemeinden):
    gemeinde = gemeinden.get(standort.gemeinde_id, "")
    offen = [standort.name, standort.strasse, standort.plz, standort.ort]
    return [], [gemeinde] if standort.adresse_verbergen else [gemeinde, *offen]


def forwards(apps, schema_editor):
    modelle = {name: apps.get_model("akteure", name) for name in ("Wort", "AkteurWort", "StandortWort", "Akteur", "Standort")}
    gemeinden = dict(apps.get_model("akteure", "Gemeinde").objects.values_list("pk", "name"))
    fuelle(
        modelle["Wort"],
        modelle["AkteurWort"],
        "akteur_id",
        modelle["Akteur"],
        lambda a: ([a.name, a.weitere_namen], [a.get_typ_display(), a.beschreibung]),
    )
    fuelle(
        modelle["Wort"], modelle["StandortWort"], "standort_id", modelle["Standort"], lambda s: _standort(s, gemeinden)
    )


def stelle(name):
    """Return the table of the words of one kind of record."""
    return migrations.CreateModel(
        name=f"{name.capitalize()}Wort",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("vorne", models.BooleanField(default=False)),
            (name, models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="wortstellen", to=f"akteure.{name}")),
            ("wort", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="akteure.wort")),
        ],
        options={"constraints": [models.UniqueConstraint(fields=("wort", name, "vorne"), name=f"{name}_wort_einmal")]},
    )


class Migration(migrations.Migration):
    dependencies = [("akteure", "0003_suchform")]

    operations = [
        migrations.CreateModel(
            name="Wort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=60, unique=True)),
                ("stamm", models.CharField(max_length=60)),
                ("geschrieben", models.CharField(max_length=60)),
            ],
            options={"verbose_name": "Wort", "verbose_name_plural": "Wörter"},
        ),
        stelle("akteur"),
        stelle("standort"),
        migrations.RunPython(forwards, migrations.RunPython.noop, elidable=True),
    ]
