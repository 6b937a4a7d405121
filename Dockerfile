# One image for the web server, the task worker and the scheduler (docs/running.md tells how to start each).
FROM python:3.12-slim AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY requirements/base.txt requirements/base.txt
# The lock names every package with its hashes; pip refuses anything else.
RUN python -m venv /venv \
 && /venv/bin/python -m pip install --require-hashes --no-deps -r requirements/base.txt

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=site_core.settings.production \
    ENV_FILE= \
    VAR_DIR=/data \
    STATIC_ROOT=/app/staticfiles
# Numbers, so that a platform can see that it is not root. /data holds all that the site writes.
RUN groupadd --gid 10001 site \
 && useradd --uid 10001 --gid site --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin site \
 && install -d -o site -g site /data
WORKDIR /app
COPY --from=builder /venv /venv
COPY manage.py gunicorn.conf.py ./
COPY scripts/healthcheck.py scripts/
COPY site_core site_core
COPY blog blog
COPY donations donations
COPY shop shop
COPY templates templates
# The settings refuse to load without these; nothing of them stays in the image.
RUN SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))') \
    ALLOWED_HOSTS=build.invalid BASE_URL=https://build.invalid VAR_DIR=/tmp/build \
    python manage.py collectstatic --noinput -v 0 \
 && rm -rf /tmp/build \
 && python -m compileall -q site_core blog donations shop
USER 10001:10001
VOLUME /data
EXPOSE 8000
# Liveness; /readyz says whether database, migrations and cache answer.
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s --retries=3 \
  CMD ["python", "scripts/healthcheck.py"]
CMD ["gunicorn", "-c", "gunicorn.conf.py", "site_core.wsgi:application"]
