"""What can be done to an Angebot, in which words and in which state."""

from akteure.admin.verben import Verb
from angebote.models import Angebot

S = Angebot.Status
LAUFEND = frozenset({S.ENTWURF, S.PRUEFUNG, S.VEROEFFENTLICHT, S.PAUSIERT, S.BEENDET})
WEG = frozenset({S.ARCHIVIERT, S.GELOESCHT})

VERBEN = (
    Verb(
        "veroeffentlichen",
        "Veröffentlichen",
        "veröffentlicht",
        LAUFEND - {S.VEROEFFENTLICHT},
        haupt=True,
        auch_neu=True,
    ),
    Verb("bestaetigen", "Stimmt noch", "als „stimmt noch“ bestätigt", LAUFEND),
    Verb("zur_pruefung_geben", "In Prüfung geben", "in Prüfung", frozenset({S.ENTWURF}), auch_neu=True),
    Verb("pausieren", "Pausieren", "pausiert", frozenset({S.VEROEFFENTLICHT})),
    Verb("beenden", "Beenden", "beendet", frozenset({S.VEROEFFENTLICHT, S.PAUSIERT})),
    Verb("zurueckziehen", "Zum Entwurf machen", "wieder ein Entwurf", LAUFEND - {S.ENTWURF}),
    Verb("archivieren", "Archivieren", "archiviert", LAUFEND),
    Verb("wiederherstellen", "Wiederherstellen", "als Entwurf wiederhergestellt", WEG),
)
