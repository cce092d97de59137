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
COPY --from=build /sayso/target/release/sayso /usr/local/bin/sayso
USER 65534:65534
WORKDIR /drafts
ENTRYPOINT ["sayso"]
CMD ["--help"]
