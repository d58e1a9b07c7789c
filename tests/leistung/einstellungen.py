"""Settings of the site as it runs for families, plus one constant page to compare with."""

from netzwerk import settings

globals().update({name: wert for name, wert in vars(settings).items() if name.isupper()})

ROOT_URLCONF = "tests.leistung.urls"
