"""All settings. Every environment variable is declared once, in the block below; README.md explains each."""

import os
import tomllib
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def _wahr(name: str, vorgabe: bool) -> bool:
    wert = os.environ.get(name, "").strip().lower()
    if wert in ("", "1", "ja", "true", "on", "0", "nein", "false", "off"):
        return vorgabe if wert == "" else wert in ("1", "ja", "true", "on")
    raise ImproperlyConfigured(f"{name}={wert!r}: Bitte 1 oder 0 angeben.")


def _zahl(name: str, vorgabe: int) -> int:
    wert = os.environ.get(name, "").strip()
    if not wert:
        return vorgabe
    if not wert.isdecimal():
        raise ImproperlyConfigured(f"{name}={wert!r}: Bitte eine ganze Zahl angeben.")
    return int(wert)


def _liste(name: str) -> list[str]:
    return [teil.strip() for teil in os.environ.get(name, "").split(",") if teil.strip()]


# --- Environment: name, type, default -------------------------------------------------------------------------------
PRODUKTION = _wahr("PRODUKTION", False)
DEBUG = _wahr("DEBUG", False)
SECRET_KEY = os.environ.get("SECRET_KEY", "")
DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'netzwerk.sqlite3'}")
ALLOWED_HOSTS = _liste("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = _liste("CSRF_TRUSTED_ORIGINS")
HINTER_PROXY = _wahr("HINTER_PROXY", False)
HSTS_SEKUNDEN = _zahl("HSTS_SEKUNDEN", 31_536_000)
GEBIET_ORDNER = Path(os.environ.get("GEBIET_ORDNER", BASE_DIR / "fixtures" / "gebiet"))
DEMO_HINWEIS = _wahr("DEMO_HINWEIS", not PRODUKTION)
KARTEN_KACHELN = os.environ.get("KARTEN_KACHELN", "")
KARTEN_QUELLE = os.environ.get("KARTEN_QUELLE", "")
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "build" / "gesammelt"))
VERLASSEN_ADRESSE = os.environ.get("VERLASSEN_ADRESSE", "https://www.dwd.de/")
LOG_STUFE = os.environ.get("LOG_STUFE", "INFO")
SUCHPROTOKOLL = _wahr("SUCHPROTOKOLL", True)
SUCHPROTOKOLL_TAGE = _zahl("SUCHPROTOKOLL_TAGE", 180)
GEPRUEFTE_SPRACHEN = _liste("GEPRUEFTE_SPRACHEN")
RUECKMELDUNG_TAGE = _zahl("RUECKMELDUNG_TAGE", 365)
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", BASE_DIR / "var" / "medien"))
AUFTRAG_ORDNER = Path(os.environ.get("AUFTRAG_ORDNER", BASE_DIR / "var" / "auftraege"))
AUFTRAEGE_VON_SELBST = _wahr("AUFTRAEGE_VON_SELBST", True)
VIDEO_HOECHSTENS_MB = _zahl("VIDEO_HOECHSTENS_MB", 100)
MATERIAL_HOECHSTENS_MB = _zahl("MATERIAL_HOECHSTENS_MB", 20)
PDF = _wahr("PDF", True)
UEBERSETZER = os.environ.get("UEBERSETZER", "")
UEBERSETZER_URL = os.environ.get("UEBERSETZER_URL", "")
UEBERSETZER_SCHLUESSEL = os.environ.get("UEBERSETZER_SCHLUESSEL", "")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = _zahl("EMAIL_PORT", 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_SICHERHEIT = os.environ.get("EMAIL_SICHERHEIT", "")
EMAIL_ABSENDER = os.environ.get("EMAIL_ABSENDER", "")
ZWEITER_FAKTOR = _wahr("ZWEITER_FAKTOR", True)
EINLADUNG_TAGE = _zahl("EINLADUNG_TAGE", 14)
PASSWORTLINK_STUNDEN = _zahl("PASSWORTLINK_STUNDEN", 2)
ANMELDEVERSUCHE = _zahl("ANMELDEVERSUCHE", 5)
ANMELDESPERRE_MINUTEN = _zahl("ANMELDESPERRE_MINUTEN", 30)
PLATZMELDUNG_TAGE = _zahl("PLATZMELDUNG_TAGE", 14)
PLATZMELDUNG_AUFBEWAHREN_TAGE = _zahl("PLATZMELDUNG_AUFBEWAHREN_TAGE", 180)
# --------------------------------------------------------------------------------------------------------------------

if DEBUG and PRODUKTION:
    raise ImproperlyConfigured("DEBUG=1 und PRODUKTION=1 passen nicht zusammen: DEBUG zeigt allen Besuchern Interna.")
if not VERLASSEN_ADRESSE.startswith("https://"):
    raise ImproperlyConfigured(f"VERLASSEN_ADRESSE={VERLASSEN_ADRESSE!r}: Bitte eine Adresse mit https:// angeben.")
if EMAIL_SICHERHEIT not in ("", "starttls", "tls"):
    raise ImproperlyConfigured(f"EMAIL_SICHERHEIT={EMAIL_SICHERHEIT!r}: Bitte starttls, tls oder nichts angeben.")
if not SECRET_KEY:
    if PRODUKTION:
        raise ImproperlyConfigured("SECRET_KEY fehlt. Erzeugen Sie einen mit: make schluessel")
    SECRET_KEY = "nur-fuer-entwicklung-und-tests-nie-im-betrieb"
if not PRODUKTION:
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]

# The area is data: its name, texts and the fallback contact stand in a file beside its Gemeinden.
GEBIET: dict = tomllib.loads((GEBIET_ORDNER / "gebiet.toml").read_text(encoding="utf-8"))

INSTALLED_APPS = [
    "netzwerk.apps.NetzwerkAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "netzwerk.apps.StatischConfig",
    "django.contrib.humanize",
    "django_filters",
    "django_htmx",
    "leaflet",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "akteure",
    "angebote",
    "netzwerk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "netzwerk.middleware.SicherheitsKopfMiddleware",
    "netzwerk.middleware.InterneSeitenMiddleware",
    "netzwerk.middleware.SprachMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "netzwerk.urls"
WSGI_APPLICATION = "netzwerk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "netzwerk.kontext.seite",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(0, "django.forms")

DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE and WAL: two writers wait for each other instead of failing. Every thread keeps its statements compiled:
    # of ours, which are long, a few dozen are enough, and 1 MB of pages; the system keeps the file in memory anyway.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "cached_statements": 24,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-1000;",
    }
    Path(str(DATABASES["default"]["NAME"])).parent.mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # The counting query of the list is long, but quick to run: compiling it just in time takes ten times as long. Queries
    # of akteure/abfragen.py are prepared (docs/entscheidungen/0007); their plan does not depend on their values.
    DATABASES["default"]["OPTIONS"] = {
        "options": "-c jit=off -c plan_cache_mode=force_generic_plan",
        "prepare_threshold": 2,
    } | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Drawn pictures of the network: half a megabyte each where many work together, so only a few.
    "netz": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "netz",
        "OPTIONS": {"MAX_ENTRIES": 8},
    },
}

AUTH_USER_MODEL = "akteure.Benutzer"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "konto:anmelden"
LOGIN_REDIRECT_URL = "fachkraefte:liste"
# How long a link in a mail is valid each kind of link says itself (akteure/konto/links.py); this is the longest.
PASSWORD_RESET_TIMEOUT = max(EINLADUNG_TAGE * 24, PASSWORTLINK_STUNDEN) * 60 * 60

# Too many wrong passwords for one account from one address: a whole office shares an address, so never the address alone.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = ANMELDEVERSUCHE
AXES_COOLOFF_TIME = timedelta(minutes=ANMELDESPERRE_MINUTEN)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "akteure.konto.sperre.adresse"
AXES_CLIENT_STR_CALLABLE = "akteure.konto.sperre.ohne_namen"
AXES_LOCKOUT_CALLABLE = "akteure.konto.sperre.gesperrt"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# Nothing of what was typed is kept: not the name, not the password, not where the way should have led.
AXES_SENSITIVE_PARAMETERS = ["username", "password", "email", "next", "code", "csrfmiddlewaretoken", "ip_address"]

OTP_TOTP_ISSUER = "Familien stärken"

# Mail: without a host, development prints it; in production it then fails loudly instead of writing links into the log.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST or PRODUKTION else 'console'}.EmailBackend"
EMAIL_HOST = EMAIL_HOST or "localhost"
EMAIL_USE_TLS = EMAIL_SICHERHEIT == "starttls"
EMAIL_USE_SSL = EMAIL_SICHERHEIT == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = EMAIL_ABSENDER or GEBIET.get("koordination", {}).get("mail", "") or "webmaster@localhost"

# The languages of the pages, each by its own name. One more: a line here and a catalogue in netzwerk/locale/<code>/.
LANGUAGE_CODE = "de"
LANGUAGES = [
    ("de", "Deutsch"),
    ("de-simple", "Einfache Sprache"),
    ("en", "English"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("ro", "Română"),
]
SPRACH_ADRESSEN = {"de-simple": "leicht"}
"""What addresses begin with where it is not the code; German has nothing in front."""
FORMAT_MODULE_PATH = "netzwerk.formate"
LOCALE_PATHS = [BASE_DIR / "netzwerk" / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
MEDIA_URL = "/medien/"
# Scripts and drawings as they are; stylesheets and fonts only as the asset step builds them.
STATICFILES_DIRS = [
    ("js", BASE_DIR / "static" / "js"),
    ("svg", BASE_DIR / "static" / "svg"),
    BASE_DIR / "build" / "static",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "netzwerk.statisch.OhneQuellkarten"
        if PRODUKTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUKTION
WHITENOISE_AUTOREFRESH = not PRODUKTION

# What takes longer than a request may is done by a process of its own (akteure/auftraege.py): kind → what it does.
AUFTRAGSARTEN = {
    "wegweiser": "angebote.vermittlung.wegweiser.druck",
    "aushang": "angebote.vermittlung.aushang.druck",
    "bericht_pdf": "netzwerk.bericht.druck.als_pdf_datei",
    "bericht_xlsx": "netzwerk.bericht.druck.als_mappe",
}
# What only the Koordination may fetch: no public address serves these kinds, not even to who knows the token.
AUFTRAGSARTEN_INTERN = ("bericht_pdf", "bericht_xlsx")

# A map without any foreign tile server; a layer of one's own comes by KARTEN_KACHELN.
LEAFLET_CONFIG = {
    "TILES": [("Karte", KARTEN_KACHELN, {"attribution": KARTEN_QUELLE})] if KARTEN_KACHELN else [],
    "ATTRIBUTION_PREFIX": False,
    "MIN_ZOOM": 5,
    "MAX_ZOOM": 17,
    "RESET_VIEW": False,
    "SCALE": None,
}

# --- Safety ---------------------------------------------------------------------------------------------------------
_KACHEL_HOST = ["/".join(KARTEN_KACHELN.split("/")[:3])] if KARTEN_KACHELN.startswith("https://") else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", *_KACHEL_HOST],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
# Gone when the browser is closed: only forms need it.
CSRF_COOKIE_AGE = None
# As many parameters as fit into the longest address the server takes: the page names what it left out.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000
if PRODUKTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = HSTS_SEKUNDEN
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
if HINTER_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Logs hold no query string, no full IP, no token: see netzwerk/protokoll.py.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"ohne_anfrage": {"()": "netzwerk.protokoll.OhneAnfragedaten"}},
    "formatters": {
        "zeile": {
            "()": "netzwerk.protokoll.Zeile",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "mit_meldung": not PRODUKTION,
        }
    },
    "handlers": {"konsole": {"class": "logging.StreamHandler", "formatter": "zeile", "filters": ["ohne_anfrage"]}},
    "root": {"handlers": ["konsole"], "level": LOG_STUFE},
    "loggers": {
        "django": {"handlers": ["konsole"], "level": LOG_STUFE, "propagate": False},
        "axes": {"level": "WARNING"},
        "django.server": {"handlers": ["konsole"], "level": LOG_STUFE, "propagate": False},
    },
}
