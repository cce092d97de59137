# Sayso from this repository alone:
#
#   docker build -t sayso .
#   docker run --rm -v "$PWD:/drafts:ro" sayso check
FROM rust:1.95-slim-bookworm AS build
WORKDIR /sayso
COPY Cargo.toml Cargo.lock build.rs ./
COPY grammar grammar
COPY src src
# Cargo wants to see every target that it knows of, and builds only the program.
COPY benches benches
COPY tests/all tests/all
RUN cargo build --locked --release

FROM debian:12.12-slim
# For `--changed-since`. What is checked belongs to somebody else than who runs here; Sayso starts nothing that
# a repository's settings name.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/* && git config --system safe.directory "*"
COPY --from=build /sayso/target/release/sayso /usr/local/bin/sayso
USER 65534:65534
WORKDIR /drafts
ENTRYPOINT ["sayso"]
CMD ["--help"]
