# From a fresh clone every target does its own set-up in .venv; the second time it only does its work.
# For Linux (and whatever has make and a POSIX shell). On Windows: CONTRIBUTING.md.

BIN := .venv/bin
OUT ?= out
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo run test check format bench lock wheel clean set-up test-parts

help:
	@echo "make demo    compares the example pair; summary (PDF, web page, JSON) and tracked changes land in $(OUT)/"
	@echo "make run     starts the program; arguments in ARGS, as in make run ARGS='compare old.docx new.docx'"
	@echo "make test    runs all tests; choose in ARGS, as in make test ARGS='tests/word -k strict'"
	@echo "make check   style, types and the house's import rules"
	@echo "make format  puts the code in the agreed form"
	@echo "make bench   measures speed, memory and faithfulness (some minutes)"
	@echo "make wheel   builds the program as a wheel in dist/"
	@echo "make lock    pins the dependencies anew after a change in pyproject.toml; UPGRADE=--upgrade moves them up"
	@echo "make clean   takes away .venv, caches and what was built"

set-up:
	@sh packaging/set_up.sh

# A second reader of Word files, with a font to lay them out in.
test-parts: set-up
	@sh packaging/system_parts.sh need soffice:libreoffice-writer-nogui,fonts-liberation

demo: set-up
	@$(BIN)/rus-editor demo $(OUT)

run: set-up
	@$(BIN)/rus-editor $(ARGS)

test: test-parts
	@$(BIN)/python -m pytest $(ARGS)

check: set-up
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: set-up
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: set-up
	@worst=0; for script in tests/bench/*.py; do \
	    echo "== $$script"; $(BIN)/python "$$script" || { worst=1; echo "FAILED: $$script"; }; \
	done; exit $$worst

wheel: set-up
	@$(BIN)/uv build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist
	@ls dist/*.whl

lock: set-up
	@UPGRADE="$(UPGRADE)" sh packaging/lock.sh

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
