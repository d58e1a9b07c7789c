"""Dates in English as people in Europe write them; everything else is Django's."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
