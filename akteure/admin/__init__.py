"""The admin of the ground layer."""

from . import akteur, gebiet, konto, standort, uebersetzungsstand, vokabular

__all__ = ["akteur", "gebiet", "konto", "standort", "uebersetzungsstand", "vokabular"]
