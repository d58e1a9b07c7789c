"""An index less: almost every Angebot is published, and SQLite took it for the best way into every query."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('angebote', '0008_lotsenstelle'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='angebot',
            name='angebot_status_titel',
        ),
    ]
