from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('akteure', '0005_kurzform'), ('angebote', '0007_suchprotokoll')]

    operations = [
        migrations.CreateModel(
            name='Lotsenstelle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='So, wie die Stelle sich nennt.', max_length=120, unique=True, verbose_name='Name')),
                ('satz', models.CharField(help_text='Ein Satz, zum Beispiel „Wir suchen mit Ihnen und gehen mit Ihnen hin.“', max_length=200, verbose_name='Was sie tut')),
                ('telefon', models.CharField(blank=True, help_text='Mit Vorwahl. Telefon oder E-Mail: eines genügt.', max_length=40, verbose_name='Telefon')),
                ('mail', models.EmailField(blank=True, help_text='Lieber eine gemeinsame Adresse als die einer Person.', max_length=254, verbose_name='E-Mail')),
                ('web', models.URLField(blank=True, help_text='Mit https:// am Anfang. Darf leer bleiben.', verbose_name='Website')),
                ('sprechzeit', models.CharField(blank=True, help_text='Zum Beispiel „Mo–Do, 9–12 Uhr“.', max_length=120, verbose_name='Sprechzeit')),
                ('sprachen', models.CharField(blank=True, help_text='Zum Beispiel „Deutsch, Türkisch, Arabisch“. Darf leer bleiben.', max_length=120, verbose_name='Sprachen')),
                ('stand', models.DateField(help_text='Wann Sie zuletzt nachgefragt haben, ob alles stimmt.', verbose_name='Geprüft am')),
                ('reihenfolge', models.PositiveSmallIntegerField(default=100, help_text='Kleine Zahlen stehen oben.', verbose_name='Reihenfolge')),
                ('quelle', models.CharField(blank=True, editable=False, max_length=120, verbose_name='Quelle')),
                ('gemeinden', models.ManyToManyField(blank=True, help_text='Für welche einzelnen Gemeinden sie da ist. Dort steht sie zuerst.', related_name='lotsenstellen', to='akteure.gemeinde', verbose_name='Gemeinden')),
                ('planungsraeume', models.ManyToManyField(blank=True, help_text='Für welche Planungsräume sie da ist. Hier und bei den Gemeinden leer: für das ganze Gebiet.', related_name='lotsenstellen', to='akteure.planungsraum', verbose_name='Planungsräume')),
            ],
            options={
                'verbose_name': 'Lotsenstelle',
                'verbose_name_plural': 'Lotsenstellen',
                'ordering': ['reihenfolge', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('telefon', ''), _negated=True), models.Q(('mail', ''), _negated=True), _connector='OR'), name='lotsenstelle_hat_einen_weg', violation_error_message='Bitte eine Telefonnummer oder eine E-Mail-Adresse angeben.')],
            },
        ),
    ]
