"""The admin of the ground layer."""

from . import akteur, gebiet, konto, standort, uebersetzungsstand, vokabular, wortwahl

__all__ = ["akteur", "gebiet", "konto", "standort", "uebersetzungsstand", "vokabular", "wortwahl"]
