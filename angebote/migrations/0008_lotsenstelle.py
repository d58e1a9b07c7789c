from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [('akteure', '0005_kurzform'), ('angebote', '0007_suchprotokoll')]

    operations = []
