from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [('akteure', '0004_woerter'), ('angebote', '0004_begriffe')]

    operations = []
