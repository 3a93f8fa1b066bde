# Two commands matter: `make demo` and `make test`. Both set up .venv by themselves.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test test-long bench bench-env lock clean

demo: $(READY)
	$(BIN)/verbale demo

test: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -m "not long"

# Needs a minute or more, or a PostgreSQL server (Debian's package; a throw-away cluster is started).
test-long: $(READY)
	tools/with_postgres.sh $(BIN)/pytest -m long

# Speed beside spaCy's French pipeline, which lives in an environment of its own. Needs ../shared.
bench: $(READY) bench-env
	$(BIN)/python bench/speed.py

bench-env: bench/.venv/.ready

bench/.venv/.ready: bench/requirements.lock
	$(PYTHON) -m venv bench/.venv
	bench/.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

lock:
	tools/lock.sh

clean:
	rm -rf .venv bench/.venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Redone only when the lock or the project's own description changes.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Verbale needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
	       "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { \
	  echo "python3 -m venv failed; on Debian: apt-get install python3-venv" >&2; rm -rf .venv; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
