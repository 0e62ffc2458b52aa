# The agent as a native binary on a base without a shell. How it is built and checked: docs/image.md.
#   docker buildx build --platform linux/amd64,linux/arm64 -t gcwatch .
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0-noble-aot
ARG BASE_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled

# On the machine's own architecture, whatever the target's: nothing is emulated.
FROM --platform=$BUILDPLATFORM ${SDK_IMAGE} AS build
ARG BUILDARCH
ARG TARGETARCH

# A linker and a C library for the other architecture, where it is another. zlib and brotli come with the compiler's package.
RUN case "$TARGETARCH" in amd64) cpu=x86_64; package=x86-64 ;; arm64) cpu=aarch64; package=aarch64 ;; *) echo "no compiler for $TARGETARCH"; exit 1 ;; esac; \
    if [ "$TARGETARCH" != "$BUILDARCH" ] && ! command -v "$cpu-linux-gnu-gcc"; then \
      apt-get update \
      && apt-get install -y --no-install-recommends "gcc-$package-linux-gnu" "libc6-dev-$TARGETARCH-cross" \
      && rm -rf /var/lib/apt/lists/*; \
    fi

WORKDIR /source
COPY . .
ARG REVISION=unknown
ARG SOURCE_DATE_EPOCH=0
RUN --mount=type=cache,target=/root/.nuget/packages eng/publish-image.sh "$TARGETARCH" /rootfs && mkdir /empty

FROM ${BASE_IMAGE}
ARG BASE_IMAGE
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
ARG SOURCE=https://gcwatch.example
LABEL org.opencontainers.image.title="gcwatch" \
      org.opencontainers.image.description="Watches the garbage collector of running .NET processes from outside" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED" \
      org.opencontainers.image.source="$SOURCE" \
      org.opencontainers.image.url="$SOURCE" \
      org.opencontainers.image.documentation="$SOURCE" \
      org.opencontainers.image.vendor="The GcWatch authors" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="$BASE_IMAGE"

# The binary, its licence and the list of what is in it.
COPY --from=build /rootfs/ /
# Two folders of the agent's own user, which new volumes take over: for the diagnostic port, and for what was learnt. Each by itself, as not every
# builder keeps the owner of what is copied.
COPY --from=build --chown=1654:1654 /empty/ /diag/
COPY --from=build --chown=1654:1654 /empty/ /var/lib/gcwatch/

# In a container 127.0.0.1 would be nobody's.
ENV GCWATCH_METRICS__ADDRESS=*
USER 1654:1654
EXPOSE 9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 CMD ["/usr/local/bin/gcwatch", "health"]
ENTRYPOINT ["/usr/local/bin/gcwatch"]
