"""The lock files: one version of each package, and no address of a registry."""

import json
import re

import pytest
from django.conf import settings


def fassungen(name: str) -> dict[str, str]:
    text = (settings.BASE_DIR / name).read_text()
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def test_pruefungen_laufen_mit_den_fassungen_des_betriebs():
    betrieb, entwicklung = fassungen("requirements.txt"), fassungen("requirements-entwicklung.txt")
    assert betrieb["django"].startswith("5.2.")
    assert betrieb.items() <= entwicklung.items()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-entwicklung.txt", "requirements-node.txt"])
def test_sperrdatei_nennt_keine_adresse(name):
    text = (settings.BASE_DIR / name).read_text()
    assert "://" not in text and "--hash=sha256:" in text


def test_npm_sperrdatei_nennt_keine_adresse():
    pakete = json.loads((settings.BASE_DIR / "package-lock.json").read_text())["packages"]
    assert not [name for name, paket in pakete.items() if "resolved" in paket]
