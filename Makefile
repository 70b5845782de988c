# make help lists what is here; CI calls check and test, and nothing else.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COOL_DOWN := 14 days
# A mirror that pip is told of is also uv's.
UV := $(BIN)/uv
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate \
        --exclude-newer "$(COOL_DOWN)"

.DEFAULT_GOAL := help
.PHONY: help demo dev check format test test-fast gate bench docs schema lock clean

help: ## Show the targets.
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Holdfast needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(UV): requirements/uv.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(VENV)/runtime.stamp: requirements/runtime.txt pyproject.toml | $(UV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/runtime.stamp
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/runtime.stamp ## Scan and gate the example service, planted and repaired (FULL=1 adds semgrep and checkov).
	@$(BIN)/python examples/demo.py $(if $(FULL),--full)

dev: $(VENV)/dev.stamp ## Make .venv with everything that development needs.

check: $(VENV)/dev.stamp ## Lint, types, import contracts, generated files.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

format: $(VENV)/dev.stamp ## Format and fix what can be fixed.
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

test: $(VENV)/dev.stamp ## All tests, with coverage; installs real scanners into the cache once.
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term $(ARGS)

test-fast: $(VENV)/dev.stamp ## Tests that neither install nor run real tools.
	$(BIN)/python -m pytest -n 2 -m "not tools and not browser" $(ARGS)

gate: $(VENV)/runtime.stamp ## Gate this repository with itself.
	$(BIN)/holdfast gate .

bench: $(VENV)/dev.stamp ## Benchmarks; each prints one JSON object.
	@for file in bench/bench_*.py; do $(BIN)/python $$file || exit 1; done

docs: $(VENV)/dev.stamp ## Build the site and check its links.
	$(BIN)/python docs/generate.py --check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

schema: $(VENV)/dev.stamp ## Write the generated parts of the docs and the JSON Schema again.
	$(BIN)/python docs/generate.py

lock: | $(UV) ## Resolve the dependencies again, with hashes and a cool-down.
	$(LOCK) pyproject.toml --output-file requirements/runtime.txt --upgrade
	$(LOCK) pyproject.toml --extra dev --constraint requirements/runtime.txt --output-file requirements/dev.txt --upgrade
	printf "hatchling\neditables\n" | $(LOCK) - --constraint requirements/dev.txt --output-file requirements/build.txt
	$(BIN)/python requirements/lock_scanners.py
	echo "uv" | $(LOCK) - --output-file requirements/uv.txt --upgrade

clean: ## Remove .venv and everything built.
	rm -rf $(VENV) build dist site .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
