# The only index of commands. Each sets up what it needs first; a second call finds it done.

PORT   ?= 8000
# Any Python 3.11 to 3.13 with venv: `make run PYTHON=python3.12`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PY     := .venv/bin/python

# A stamp carries the checksum of its lock: a changed lock installs anew, an unchanged one costs nothing.
checksum  = $(shell cksum < requirements/$(1).lock | cut -d' ' -f1)
RUN_READY := .venv/.run-$(call checksum,run)
DEV_READY := .venv/.dev-$(call checksum,dev)

.PHONY: help run test check fix bench docs lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile

run: $(RUN_READY)  ## a demo clinic in the browser: PORT=8000, DATABASE_URL= for PostgreSQL
	@exec .venv/bin/filiform demo --port $(PORT)

test: $(DEV_READY)  ## every test, on SQLite, PostgreSQL and in Chromium: ONLY=unit,clinic ARGS="-k consent"
	@exec $(PY) -m tests.environment.run $(if $(ONLY),--only $(ONLY)) $(ARGS)

check: $(DEV_READY)  ## lint, format, types, import contracts, migrations, templates, docs drift
	@exec $(PY) -m tests.environment.check

fix: $(DEV_READY)  ## repair what lint and format can repair by themselves
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .
	@git ls-files -z -- '*.html' | xargs -0 -r .venv/bin/djade --target-version 5.2

bench: $(DEV_READY)  ## measure every budget, print a table and keep it in docs/
	@exec $(PY) -m benchmarks $(ARGS)

docs: $(DEV_READY)  ## write the generated pages of docs/ anew
	@exec $(PY) docs/build.py

lock: $(DEV_READY)  ## resolve pyproject.toml into requirements/*.lock: ARGS=--upgrade for newer versions
	@$(COMPILE) --group build -o requirements/run.lock $(ARGS)
	@$(COMPILE) --extra simulation --group dev -o requirements/dev.lock $(ARGS)

clean:  ## remove what these commands installed (never a clinic's data in .filiform/)
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# No header, no annotation: a lock names packages and hashes, and no address of any machine.
COMPILE = .venv/bin/uv pip compile pyproject.toml --quiet --extra clinic --universal \
	--python-version 3.11 --generate-hashes --no-header --no-annotate

$(RUN_READY): ; @requirements/install run $@ "$(PYTHON)"
$(DEV_READY): ; @requirements/install dev $@ "$(PYTHON)"
	@touch $(RUN_READY)
