# One image for all parts: `serve` (the default), `worker`, `migrate` and every other command.
#   docker build -t sambatan .
# The steps are scripts/build-image.sh, which runs without a container as well.

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.npm sh scripts/build-image.sh /release
# Folders that volumes are mounted on: a new volume takes their owner.
RUN mkdir -p /folders/data /folders/secrets/app /folders/secrets/database

# A C library, certificates and time zones; no shell, no package manager.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /release /opt/sambatan
COPY --from=build --chown=65532:65532 /folders /
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    SAMBATAN_DATA_DIR=/data \
    PATH=/opt/sambatan/bin:/usr/local/bin:/usr/bin:/bin
WORKDIR /data
USER 65532:65532
EXPOSE 3000
# The root file system may be read-only: only these are written to, and of them /tmp may be memory.
VOLUME ["/data", "/tmp"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s --retries=3 \
  CMD ["/opt/sambatan/bin/node", "/opt/sambatan/src/health.ts"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/sambatan/bin/sambatan"]
CMD ["serve"]
