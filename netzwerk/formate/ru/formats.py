"""Dates with the month in the genitive, and no zero before the day."""

DATE_FORMAT = "j E Y г."
MONTH_DAY_FORMAT = "j E"
