# Stylesheet, fonts and map script are built with Node; the running image holds Python alone.
FROM node:22-bookworm-slim AS oberflaeche
WORKDIR /netzwerk
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static static
COPY templates templates
COPY akteure akteure
COPY angebote angebote
COPY netzwerk netzwerk
RUN npm run bauen

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PRODUKTION=1 ADRESSE=0.0.0.0 MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=65536
# For PDF (WeasyPrint); everything else is Python.
RUN apt-get update && apt-get install --no-install-recommends --yes libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /netzwerk
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
COPY --from=oberflaeche /netzwerk/build/static build/static
RUN pybabel --quiet compile --directory netzwerk/locale --domain django
# Collecting needs a key and a database address to start, but keeps neither: both live for this one line.
RUN SECRET_KEY=nur-zum-sammeln DATABASE_URL=sqlite:////tmp/leer.sqlite3 python manage.py collectstatic --noinput \
    && useradd --system --no-create-home netzwerk \
    && install --directory --owner=netzwerk /medien
USER netzwerk
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/healthz', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0].lstrip('.')}))"]
CMD ["sh", "-c", "python manage.py migrate --noinput && python manage.py lade_seiten fixtures/seiten && exec gunicorn"]
