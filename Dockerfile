# The service as an image: built with a compiler, run without one, by a user who owns nothing but the data folder.
FROM node:22.12.0-bookworm-slim AS assets
WORKDIR /source
COPY assets assets
RUN npm --prefix assets ci --ignore-scripts --no-audit --no-fund \
    && node assets/build.mjs

FROM python:3.11.11-slim-bookworm AS build
# The compiler is for durable-rules, which is published as source only; its Debian version decides nothing about what runs.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY requirements-build.lock requirements.lock ./
RUN python -m venv /build \
    && /build/bin/pip install --no-cache-dir --no-build-isolation --require-hashes --requirement requirements-build.lock \
    && /build/bin/pip wheel --no-cache-dir --no-build-isolation --require-hashes --wheel-dir /wheels --requirement requirements.lock
COPY pyproject.toml hatch_build.py ./
COPY engine engine
COPY adapters adapters
COPY rulesets rulesets
COPY examples examples
COPY --from=assets /source/adapters/hegui_adapters/pages/static/vendor adapters/hegui_adapters/pages/static/vendor
RUN /build/bin/pip wheel --no-cache-dir --no-build-isolation --no-deps --no-index --wheel-dir /wheels . \
    && python -m venv /opt/hegui \
    && /opt/hegui/bin/pip install --no-cache-dir --no-index --find-links /wheels "hegui[service]"

FROM python:3.11.11-slim-bookworm
# What PDFs are laid out with, and a font that has every character of theirs.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-noto-cjk libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 hegui \
    && useradd --uid 10001 --gid hegui --home-dir /var/lib/hegui --create-home --shell /usr/sbin/nologin hegui
COPY --from=build /opt/hegui /opt/hegui
ENV PATH=/opt/hegui/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HEGUI_DATABASE=sqlite:////var/lib/hegui/hegui.db \
    XDG_CACHE_HOME=/var/lib/hegui/cache
USER 10001:10001
WORKDIR /var/lib/hegui
VOLUME /var/lib/hegui
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["hegui"]
CMD ["serve", "--host", "0.0.0.0"]
