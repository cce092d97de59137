# Builds Sayso from this repository only:
#
#   docker build -t sayso .
#   docker run --rm -v "$PWD:/drafts:ro" sayso check
FROM rust:1.95-slim-bookworm AS build
WORKDIR /sayso
COPY Cargo.toml Cargo.lock build.rs ./
COPY grammar grammar
COPY src src
# Cargo requires the files of all targets in Cargo.toml, but builds only the program.
COPY benches benches
COPY tests/all tests/all
RUN cargo build --locked --release

FROM debian:12.12-slim
# Git is for `--changed-since`. The mounted files belong to another user than the one in the container, so Git has to
# trust every folder; Sayso runs nothing that a repository's settings name.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/* && git config --system safe.directory "*"
COPY --from=build /sayso/target/release/sayso /usr/local/bin/sayso
USER 65534:65534
WORKDIR /drafts
ENTRYPOINT ["/usr/local/bin/sayso"]
CMD ["--help"]
