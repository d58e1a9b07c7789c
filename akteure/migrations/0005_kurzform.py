import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('akteure', '0004_woerter')]

    operations = [
        migrations.CreateModel(
            name='Kurzform',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(help_text='So, wie Menschen den Ort tippen. Groß oder klein, ä oder ae: egal.', max_length=120, verbose_name='Kurzform')),
                ('gefaltet', models.CharField(editable=False, max_length=160, unique=True)),
                ('gemeinde', models.ForeignKey(blank=True, help_text='Welche Gemeinde gemeint ist. Beides leer: das ganze Gebiet.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='kurzformen', to='akteure.gemeinde', verbose_name='Gemeinde')),
                ('planungsraum', models.ForeignKey(blank=True, help_text='Nur wenn mehrere Gemeinden zusammen gemeint sind.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='kurzformen', to='akteure.planungsraum', verbose_name='Planungsraum')),
            ],
            options={
                'verbose_name': 'Kurzform',
                'verbose_name_plural': 'Kurzformen',
                'ordering': ['gefaltet'],
                'constraints': [models.CheckConstraint(condition=models.Q(('gemeinde__isnull', True), ('planungsraum__isnull', True), _connector='OR'), name='kurzform_ein_ziel', violation_error_message='Bitte eine Gemeinde oder einen Planungsraum wählen, nicht beides.')],
            },
        ),
    ]
