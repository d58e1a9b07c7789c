from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [('angebote', '0006_anlass')]

    operations = []
