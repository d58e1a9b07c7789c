from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [('akteure', '0003_suchform')]

    operations = []
