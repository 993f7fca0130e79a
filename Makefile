# Each target installs what it needs; only Python, pip, venv and make must exist.
#
#   make demo       render the sample blog, then a WordPress export
#   make serve      a blog with comments on 127.0.0.1, until Ctrl-C  (PORT=8080 BLOG_PASSWORD=…)
#   make test-fast  the tests without the slow ones: three minutes on two cores
#   make test       all tests                       (ARGS="-k thread" passes options to pytest)
#   make smoke-lowest, make smoke-newest
#                   a selection of tests with the lowest versions of all dependencies that
#                   pyproject.toml allows, or with the newest that exist
#   make check      lint, types, imports, docs, examples and the wheel, as CI does
#   make bench      compare speed and memory with other libraries; ends with one table
#                   (ARGS="native_json import_time" runs only these)
#   make engines    compare threads made by Spark with those of one process; needs Java
#   make mutants    change the code of `threads` in small ways and list each change that no test
#                   notices  (ARGS="'blogcore.threads.paging.*'" tries one module; takes an hour)
#   make fuzz       run the readers of a family of formats on generated inputs
#                   (ARGS="json --minutes 60"; xml, json, sqlite, or the name of one format)
#   make training   train reply inference on BLOGCORE_REPLIES: weights, word table, evaluation
#   make inference-report
#                   print the evaluation of reply inference without training
#
# PYTHON=python3.13 VENV=.venv-3.13 runs any of them on another Python.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=

BIN = $(VENV)/bin
RUN = $(VENV)/stamp-run
TEST = $(VENV)/stamp-test
DEV = $(VENV)/stamp-dev
BENCH = $(VENV)/stamp-bench
ENGINES = $(VENV)/stamp-engines
MUTANTS = $(VENV)/stamp-mutants
FUZZ = $(VENV)/stamp-fuzz
TRAINING = $(VENV)/stamp-training
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-fast smoke smoke-lowest smoke-newest bench engines mutants fuzz training inference-report lint format types imports docs examples wheel-test check coverage clean

help:
	@sed -n '/^$$/q;s/^# \{0,1\}//p' Makefile

# ---- one virtual environment; each stamp file marks a set of installed packages

$(VENV)/stamp-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "blogcore needs Python 3.11 or newer; '$(PYTHON)' is: $$($(PYTHON) --version 2>&1 | tail -n 1)"; \
	  echo "name another one: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@touch $@

$(RUN): $(VENV)/stamp-venv pyproject.toml
	$(INSTALL) --editable '.[all]'
	@touch $@

$(TEST): $(RUN)
	$(INSTALL) --group test
	@touch $@

$(DEV): $(TEST)
	$(INSTALL) --group dev
	@touch $@

$(BENCH): $(RUN)
	$(INSTALL) --group bench
	@touch $@

$(ENGINES): $(TEST)
	$(INSTALL) --group engines
	@touch $@

$(MUTANTS): $(RUN)
	$(INSTALL) --group mutants
	@touch $@

$(TRAINING): $(RUN)
	$(INSTALL) --group training
	@touch $@

$(FUZZ): $(RUN)
	$(INSTALL) --group fuzz
	@touch $@

# ---- for users

demo: $(RUN)
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/demo.sh

# Flask is one of the tests' dependencies.
serve: $(TEST)
	@exec $(BIN)/python tools/serve.py

# The markers are described in pyproject.toml.
test-fast: $(TEST)
	HYPOTHESIS_PROFILE=brief $(BIN)/python -m pytest -n $(or $(WORKERS),auto) --dist loadfile --no-loadscope-reorder \
	  -m 'not browser and not server and not million and not shrinking and not slow' $(ARGS)

test: $(TEST)
	$(BIN)/python -m pytest -n $(or $(WORKERS),auto) --dist loadfile --no-loadscope-reorder $(ARGS)

# One or two minutes that use each dependency.
SMOKE = tests/models tests/test_time.py tests/threads/test_export.py tests/stores tests/strategies \
  tests/formats/test_json.py tests/formats/test_native.py tests/formats/test_registry.py \
  tests/formats/test_wild_feed.py tests/renderers/test_terminal.py tests/renderers/html \
  tests/test_jinja.py tests/test_django.py tests/cli \
  tests/testing/test_properties.py tests/inference

smoke: $(TEST)
	HYPOTHESIS_PROFILE=brief $(BIN)/python -m pytest -q -n $(or $(WORKERS),auto) \
	  -m 'not browser and not server and not slow' $(SMOKE) $(ARGS)

smoke-lowest: $(VENV)/stamp-venv
	$(BIN)/python tools/lowest_versions.py > $(VENV)/lowest.txt
	PIP_CONSTRAINT=$(CURDIR)/$(VENV)/lowest.txt $(MAKE) VENV=$(VENV)-lowest smoke

smoke-newest:
	rm -f $(VENV)-newest/stamp-*
	PIP_UPGRADE=1 PIP_UPGRADE_STRATEGY=eager $(MAKE) VENV=$(VENV)-newest smoke

bench: $(BENCH)
	$(BIN)/python -m benchmarks $(ARGS)

engines: $(ENGINES)
	$(BIN)/python -m tests.bulk.engines $(ARGS)

mutants: $(MUTANTS)
	HYPOTHESIS_PROFILE=mutants $(BIN)/mutmut run $(ARGS)
	$(BIN)/mutmut results

training: $(TRAINING)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training

inference-report: $(TRAINING)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training --report

fuzz: $(FUZZ)
	$(BIN)/python -m fuzz $(or $(ARGS),xml)

# ---- other checks of CI

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV)
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	sh tools/verify_types.sh $(BIN)

imports: $(DEV)
	$(BIN)/lint-imports

docs: $(DEV)
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	$(BIN)/python -m pytest -q docs src

examples: $(DEV)
	sh tools/examples.sh $(BIN)

wheel-test: $(DEV)
	rm -rf build/wheel
	$(BIN)/python -m build --outdir build/wheel .
	$(BIN)/python tests/wheel/install_and_try.py build/wheel

check: lint types imports docs examples wheel-test

coverage: $(DEV)
	$(BIN)/coverage run -m pytest $(ARGS)
	$(BIN)/coverage report

clean:
	rm -rf build dist docs/_build mutants .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	rm -rf .venv .venv-*
