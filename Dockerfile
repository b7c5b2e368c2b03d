# --- build: what is installed here is copied, the tools are not --------------------------------
FROM python:3.12-slim AS build

RUN pip install --no-cache-dir uv==0.13.9

ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1 \
    UV_PYTHON_DOWNLOADS=never

WORKDIR /app

# First what changes least. Every package has to match a hash in requirements.txt.
COPY requirements.txt ./
RUN uv venv --python /usr/local/bin/python /opt/venv \
    && uv pip sync --python /opt/venv/bin/python --require-hashes requirements.txt

# The wheel carries the migrations, so nothing of the repository is needed at run time.
COPY pyproject.toml README.md LICENSE ./
COPY migrations ./migrations
COPY src ./src
RUN uv pip install --python /opt/venv/bin/python --no-deps .


# --- run ---------------------------------------------------------------------------------------
FROM python:3.12-slim

LABEL org.opencontainers.image.title="Oss badge service" \
      org.opencontainers.image.licenses="EUPL-1.2"

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BADGESERVICE_DATA_DIR=/data

RUN groupadd --gid 10001 badgeservice \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin badgeservice \
    && install --directory --owner=badgeservice --group=badgeservice --mode=0700 /data

# Owned by root: the service can read its own code and not change it.
COPY --from=build /opt/venv /opt/venv

WORKDIR /data
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8321

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8321/v1/health', timeout=4)"]

ENTRYPOINT ["badgeservice"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8321"]
