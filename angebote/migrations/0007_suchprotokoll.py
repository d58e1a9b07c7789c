import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('angebote', '0006_anlass')]

    operations = [
        migrations.CreateModel(
            name='Suchprotokoll',
            fields=[
                ('kennung', models.CharField(editable=False, help_text='Prüfwert aus Woche, Wort und Ort.', max_length=64, primary_key=True, serialize=False, verbose_name='Kennung')),
                ('woche', models.DateField(db_index=True, help_text='Der Montag der Woche. Tag und Uhrzeit speichern wir nicht.', verbose_name='Woche')),
                ('schluessel', models.CharField(db_index=True, help_text='Prüfwert des Wortes. Das Wort lässt er nicht erkennen.', max_length=64, verbose_name='Schlüssel')),
                ('text', models.CharField(blank=True, help_text='Name des Begriffs oder das Wort selbst. Leer, solange es selten ist.', max_length=120, verbose_name='Wort')),
                ('anzahl', models.PositiveIntegerField(default=0, help_text='So oft wurde danach gesucht.', verbose_name='gesucht')),
                ('ohne_treffer', models.PositiveIntegerField(default=0, help_text='So oft war nichts zu finden.', verbose_name='ohne Treffer')),
                ('erledigt', models.BooleanField(default=False, help_text='Jemand hat sich darum gekümmert.', verbose_name='erledigt')),
                ('begriff', models.ForeignKey(blank=True, help_text='Was gemeint war, wenn die Suche es verstanden hat.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='angebote.begriff', verbose_name='Begriff')),
                ('planungsraum', models.ForeignKey(blank=True, help_text='Wo gesucht wurde. Genauer speichern wir es nicht.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='akteure.planungsraum', verbose_name='Planungsraum')),
            ],
            options={
                'verbose_name': 'gesuchtes Wort',
                'verbose_name_plural': 'Suchprotokoll',
                'ordering': ['-woche', '-ohne_treffer', '-anzahl', 'kennung'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ohne_treffer__lte', models.F('anzahl'))), name='suchprotokoll_hoechstens_anzahl')],
            },
        ),
    ]
