#!/bin/sh
# Pins every dependency with its hashes, for all platforms and Python versions at once, in requirements/.
# What is pinned already stays unless asked for: `make lock` keeps, `make lock UPGRADE=--upgrade` moves everything up.
# The files name no registry, so that they serve behind a mirror too.
set -eu
cd "${0%/*}/.."

compile() {
    target=requirements/$1
    shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file "$target" "$@" >/dev/null
}

compile develop.txt ${UPGRADE:-} --group pyproject.toml:dev --extra window pyproject.toml
compile window.txt --constraints requirements/develop.txt --extra window pyproject.toml
compile run.txt --constraints requirements/develop.txt pyproject.toml
echo uv | compile uv.txt --constraints requirements/develop.txt -
