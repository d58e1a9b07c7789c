"""The colours of the Lebensphasen, for what is drawn without CSS."""

PAPIERE = {
    "quitte": ("F8D581", "8F6508"),
    "apricot": ("F6B78B", "A65222"),
    "rose": ("F0A5A0", "A8453F"),
    "flieder": ("D3AFD6", "7F4F86"),
    "himmel": ("AEC4E6", "4A6698"),
    "salbei": ("A9D2B7", "3B7551"),
}
"""Paper and edge of each Lebensphase, as in static/css/tokens.css."""
