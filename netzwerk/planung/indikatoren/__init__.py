"""Indikatoren come in as a table: read, check everything, show, take over. All or nothing."""
