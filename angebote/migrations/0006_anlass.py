from django.db import migrations, models

NOTRUFE = {
    "112": ("krise", "suizid"),
    "110": ("gewalt", "kinderschutz"),
    "116 117": ("suizid",),
    "0800 111 0550": ("krise", "kinderschutz"),
    "116 016": ("gewalt",),
    "0800 111 0111": ("krise", "suizid"),
}
THEMEN = {"beratung-krise": "krise", "seelische-gesundheit": "krise", "gewaltschutz": "gewalt"}


def was_schon_da_ist(apps, schema_editor):
    """`lade_vokabular` touches no row that is there: what shipped before learns here, once, what it is right for."""
    for nummer, anlaesse in NOTRUFE.items():
        richtig = {f"anlass_{anlass}": True for anlass in anlaesse}
        apps.get_model("angebote", "Notruf").objects.filter(nummer=nummer).update(**richtig)
    for slug, sensibel in THEMEN.items():
        apps.get_model("angebote", "Thema").objects.filter(slug=slug).update(sensibel=sensibel)


class Migration(migrations.Migration):
    dependencies = [('angebote', '0005_woerter')]

    operations = [
        migrations.AddField(
            model_name='notruf',
            name='anlass_gewalt',
            field=models.BooleanField(default=False, help_text='Jemand wird bedroht, geschlagen oder missbraucht.', verbose_name='bei Gewalt'),
        ),
        migrations.AddField(
            model_name='notruf',
            name='anlass_kinderschutz',
            field=models.BooleanField(default=False, help_text='Einem Kind wird etwas getan, oder niemand sorgt für es.', verbose_name='wenn ein Kind in Gefahr ist'),
        ),
        migrations.AddField(
            model_name='notruf',
            name='anlass_krise',
            field=models.BooleanField(default=False, help_text='Jemand kann nicht mehr oder braucht sofort jemanden zum Reden.', verbose_name='in einer Krise'),
        ),
        migrations.AddField(
            model_name='notruf',
            name='anlass_suizid',
            field=models.BooleanField(default=False, help_text='Jemand will nicht mehr leben oder sorgt sich um jemanden.', verbose_name='bei Gedanken an Suizid'),
        ),
        migrations.AddField(
            model_name='thema',
            name='sensibel',
            field=models.CharField(blank=True, choices=[('krise', 'Krise'), ('suizid', 'Suizid'), ('gewalt', 'Gewalt'), ('kinderschutz', 'Kind in Gefahr')], help_text='Bei diesem Thema stehen zuerst die richtigen Notrufe da, und die Seite lässt sich schnell verlassen. Gilt nicht für die Themen darunter. Sonst leer lassen.', max_length=20, verbose_name='Sensibel'),
        ),
        migrations.RunPython(was_schon_da_ist, migrations.RunPython.noop),
    ]
