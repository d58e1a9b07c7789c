"""What stands in the head of a table → what it means. The same names go out with the template and come in again."""

from akteure.falten import falten
from netzwerk.models import Indikator

AGS, NAME, ART, WERT, STAND, QUELLE = "AGS", "Name", "Art", "Wert", "Stand", "Quelle"
FESTE = {
    AGS: ("Gemeindeschlüssel", "Amtlicher Gemeindeschlüssel", "ARS", "Regionalschlüssel"),
    NAME: ("Gemeinde", "Gemeindename"),
    ART: ("Indikator", "Merkmal"),
    WERT: ("Zahl", "Anzahl"),
    STAND: ("Stichtag", "Datum"),
    QUELLE: (),
}
A = Indikator.Art
AUCH = {
    A.EINWOHNER: ("Bevölkerung", "Bevölkerung insgesamt", "Einwohner insgesamt"),
    A.GEBURTEN: ("Geburten", "Lebendgeborene"),
    A.KINDER_0_2: ("Kinder 0–2", "unter 3 Jahre", "0 bis unter 3 Jahre"),
    A.KINDER_3_5: ("Kinder 3–5", "3 bis unter 6 Jahre"),
    A.KINDER_6_9: ("Kinder 6–9", "6 bis unter 10 Jahre"),
    A.KINDER_10_14: ("Kinder 10–14", "10 bis unter 15 Jahre"),
    A.KINDER_15_17: ("Kinder 15–17", "15 bis unter 18 Jahre", "Kinder 15–17 Jahre"),
    A.KINDER_U18: ("Kinder unter 18 Jahre", "Kinder unter 18 Jahren", "unter 18 Jahre"),
    A.ALLEINERZIEHENDE: ("Alleinerziehende", "Alleinerziehende Haushalte"),
    A.SGB2_KINDER: ("SGB-II-Kinder", "Kinder im SGB II", "Kinder in Bedarfsgemeinschaften"),
    A.SGB2_BG: ("Bedarfsgemeinschaften mit Kindern",),
}
"""How official tables call it."""
FEST_ZU = {falten(name): spalte for spalte, auch in FESTE.items() for name in (spalte, *auch)}
ART_ZU = {falten(name): art for art in A for name in (art.label, art.value, *AUCH[art])}
