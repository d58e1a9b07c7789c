"""gunicorn, found by its name: address and size from the environment, logs without visitors (netzwerk/protokoll.py)."""

import gc
import os

from netzwerk.settings import LOGGING

# --- Environment: name, default; README.md explains each ------------------------------------------------------------
ADRESSE = os.environ.get("ADRESSE", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")
PROZESSE = int(os.environ.get("PROZESSE") or os.cpu_count() or 1)
# --------------------------------------------------------------------------------------------------------------------

wsgi_app = "netzwerk.wsgi"
bind = f"{ADRESSE}:{PORT}"
workers = PROZESSE
threads = 2
control_socket_disable = True
# An address may be long: the page says what it left out. The limit is the proxy's, see docs/betrieb.md.
limit_request_line = 0

# Method, path without query string, status, bytes, milliseconds: no address, no browser, no referrer.
access_log_format = "%(m)s %(U)s %(s)s %(B)s %(M)s ms"
_KONSOLE = {"handlers": ["konsole"], "level": "INFO", "propagate": False}
_NUR_FEHLER = {"level": "ERROR"}  # Django leaves cutting the body of a HEAD to the server; that is no warning.
logconfig_dict = LOGGING | {
    "loggers": {"gunicorn.error": _KONSOLE, "gunicorn.access": _KONSOLE, "gunicorn.http.wsgi": _NUR_FEHLER}
}


def post_worker_init(worker):
    """Let every process learn what is public, and the words of the search, before its first visitor waits for that."""
    from django.db import DatabaseError, connection  # Django is not there yet when this file is read

    from angebote import bestand
    from angebote.suche import buch
    from angebote.vokabular import Vokabular

    try:
        vokabular = Vokabular.laden()
        buch.gedaechtnis.buch(vokabular.staende.suche)
        bestand.gedaechtnis.bestand(vokabular.staende.bestand)
    except DatabaseError as grund:
        worker.log.warning("Die Suche lernt ihre Wörter erst mit der ersten Anfrage: %s", grund)
    connection.close()  # this thread answers nobody
    gc.collect()
    gc.freeze()  # what is known by heart stays: nobody shall wait while it is searched for rubbish
