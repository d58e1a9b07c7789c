"""Accounts as people meet them: invitation, login, password, second factor. German only, like all behind the login."""
