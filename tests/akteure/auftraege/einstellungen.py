"""Settings of the site for a process of its own that works off the orders of a test."""

from netzwerk import settings

globals().update({name: wert for name, wert in vars(settings).items() if name.isupper()})

AUFTRAGSARTEN = {
    name: f"tests.akteure.auftraege.arten.{name}" for name in ("schreiben", "absagen", "brechen", "sterben")
}
