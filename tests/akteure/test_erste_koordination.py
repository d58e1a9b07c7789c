"""`erste_koordination`: one account with all rights, never with a default password."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from akteure.models import Benutzer

PASSWORT = "Apfelbaum-am-Neckar-7"

pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """Answers typed by a person: the lines for input(), the passwords for getpass()."""

    def tippe(*, zeilen=(), passwoerter=()):
        zeilen, passwoerter = iter(zeilen), iter(passwoerter)
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr("builtins.input", lambda frage="": next(zeilen))
        monkeypatch.setattr("akteure.management.commands.erste_koordination.getpass", lambda frage: next(passwoerter))

    return tippe


def lege_an(*argumente):
    ausgabe = StringIO()
    call_command("erste_koordination", *argumente, stdout=ausgabe)
    return ausgabe.getvalue()


def lege_an_von_stdin(monkeypatch, passwort=PASSWORT, *argumente, benutzer="koordination"):
    monkeypatch.setattr("sys.stdin", StringIO(f"{passwort}\n"))
    return lege_an("--benutzer", benutzer, "--mail", "k@kreis.example", "--passwort-von-stdin", *argumente)


def test_it_asks_for_name_mail_and_password_twice(terminal):
    terminal(zeilen=["koordination", "k@kreis.example"], passwoerter=[PASSWORT, PASSWORT])
    ausgabe = lege_an()
    konto = Benutzer.objects.get()
    assert (konto.username, konto.email, konto.rolle) == ("koordination", "k@kreis.example", "koordination")
    assert konto.is_active and konto.is_staff and konto.is_superuser
    assert konto.check_password(PASSWORT)
    assert "ist angelegt" in ausgabe
    assert PASSWORT not in ausgabe


def test_a_script_gives_the_password_by_stdin(monkeypatch):
    lege_an_von_stdin(monkeypatch)
    assert Benutzer.objects.get().check_password(PASSWORT)


def test_two_different_passwords_create_nothing(terminal):
    terminal(passwoerter=[PASSWORT, PASSWORT + "!"])
    with pytest.raises(CommandError, match="verschieden"):
        lege_an("--benutzer", "koordination", "--mail", "k@kreis.example")
    assert not Benutzer.objects.exists()


@pytest.mark.parametrize("passwort", ["", "kurz", "123456789012345", "koordination"])
def test_a_weak_password_creates_nothing(monkeypatch, passwort):
    with pytest.raises(CommandError, match="Es wurde kein Konto angelegt"):
        lege_an_von_stdin(monkeypatch, passwort)
    assert not Benutzer.objects.exists()


@pytest.mark.parametrize(
    ("benutzer", "mail"), [("mit leerzeichen", "k@kreis.example"), ("koordination", "keine-adresse")]
)
def test_a_broken_name_or_mail_creates_nothing(monkeypatch, benutzer, mail):
    monkeypatch.setattr("sys.stdin", StringIO(PASSWORT))
    with pytest.raises(CommandError, match="Es wurde kein Konto angelegt"):
        lege_an("--benutzer", benutzer, "--mail", mail, "--passwort-von-stdin")
    assert not Benutzer.objects.exists()


def test_a_second_one_is_refused_while_the_first_is_active(monkeypatch):
    lege_an_von_stdin(monkeypatch)
    with pytest.raises(CommandError, match="Es gibt schon ein Konto der Koordination"):
        lege_an_von_stdin(monkeypatch, benutzer="zweite")
    assert Benutzer.objects.count() == 1


def test_a_second_one_is_possible_on_demand(monkeypatch):
    lege_an_von_stdin(monkeypatch)
    lege_an_von_stdin(monkeypatch, PASSWORT, "--weitere", benutzer="zweite")
    assert Benutzer.objects.filter(is_superuser=True).count() == 2


def test_the_same_name_twice_is_refused(monkeypatch):
    lege_an_von_stdin(monkeypatch)
    with pytest.raises(CommandError, match="Es wurde kein Konto angelegt"):
        lege_an_von_stdin(monkeypatch, PASSWORT, "--weitere")


def test_an_inactive_one_does_not_lock_the_door(monkeypatch):
    Benutzer.objects.create(username="frueher", is_superuser=True, is_active=False)
    lege_an_von_stdin(monkeypatch)
    assert Benutzer.objects.get(username="koordination").is_superuser


def test_without_a_terminal_it_says_what_to_do(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(CommandError, match="--passwort-von-stdin"):
        lege_an("--benutzer", "koordination", "--mail", "k@kreis.example")


def test_stdin_alone_is_not_enough(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(PASSWORT))
    with pytest.raises(CommandError, match="--benutzer und --mail"):
        lege_an("--passwort-von-stdin")


def test_nobody_answers(monkeypatch):
    def ende(frage=""):
        raise EOFError

    monkeypatch.setattr("builtins.input", ende)
    with pytest.raises(CommandError, match="Abgebrochen"):
        lege_an()
    assert not Benutzer.objects.exists()
