"""Dates with the month in the genitive, and no zero before the day."""

DATE_FORMAT = "j E Y р."
MONTH_DAY_FORMAT = "j E"
