# `make help` says what there is.  Needs make, git and Python 3.10 or newer; the rest goes into .venv.
#
#   make audit                          audit the sample articles
#   make audit ARTICLES=path/to/folder  audit others
#   make test PYTHON=python3.12         with another Python

PYTHON ?= python3
ARTICLES ?= fixtures/articles
# Examples of each property in `make fuzz`.
FUZZ ?= 5000
# Several workers help even on two cores; more than eight only cost start-up.
PYTEST_OPTIONS ?= -n auto --maxprocesses 8
# Lines and branches; empty, it measures nothing, and a part of the tests does not fall short.
COVERAGE ?= --cov --cov-report=term:skip-covered

VENV := .venv
RUN := $(VENV)/bin/python -m
# What a PYTHONPATH leads to has no place in .venv.
unexport PYTHONPATH
# Tests start the program some hundred times, and kept bytecode spares each a second.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Is .venv whole, of a usable Python (the one asked for, if one was) and bound to this very folder?  One
# that is not (interrupted, copied, moved, its Python upgraded away) is begun anew by the next target.
ifeq ($(origin PYTHON),file)
WANTED :=
else
WANTED := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo none)
endif
IS_SOUND = import os, sys, auditor, pip; \
  right = sys.version_info >= (3, 10) and "$(WANTED)" in ("", "%d.%d" % sys.version_info[:2]); \
  root = os.path.dirname(os.path.dirname(os.path.realpath(auditor.__file__))); \
  sys.exit(not right or root != os.path.realpath(os.curdir))
SOUND := $(shell $(VENV)/bin/python -I -c '$(IS_SOUND)' 2>/dev/null && echo yes)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help audit test fuzz mutation bench prove docs check lint format types layers advisories clean distclean begin-anew lock

help:
	@echo 'make audit      audit $(ARTICLES); the report also goes to build/audit.txt and build/audit.json'
	@echo 'make test       run all tests'
	@echo 'make fuzz       any bytes and any text, FUZZ=5000 new examples of each property (minutes)'
	@echo 'make mutation   break interval, numerals, formula and judge bit by bit; do tests notice? (minutes)'
	@echo 'make check      lint, format, types, layers, known vulnerabilities of dependencies'
	@echo 'make bench      measure speed, tables and diagnosis (minutes); BENCH=speed: only that'
	@echo 'make prove      audit 10,000 generated articles, whole and broken; writes docs/validity.md (ten minutes)'
	@echo 'make docs       write the pages of rules, commands and dependencies, and the output in the READMEs, anew'
	@echo 'make lock       write ci/locks/ anew, with the newest dependencies that the project allows'
	@echo 'make clean      remove what the above made, except .venv'
	@echo 'make distclean  remove .venv too'

# Findings are what an audit is for, so they are no failure of make; an input that cannot be read is.
audit: $(VENV)/ready
	@mkdir -p build
	@$(VENV)/bin/auditor check $(ARTICLES) --fail-on never --format json --output build/audit.json
	@$(VENV)/bin/auditor check $(ARTICLES) --fail-on never --output build/audit.txt
	@cat build/audit.txt
	@echo 'build/audit.txt  build/audit.json'

# -v undoes the -q of pyproject.toml: the closing line then comes in the form that CI services look for.
test: $(VENV)/ready-dev
	$(RUN) pytest -v --no-header $(PYTEST_OPTIONS) $(COVERAGE)

fuzz: $(VENV)/ready-dev
	AUDITOR_FUZZ=$(FUZZ) $(RUN) pytest -v --no-header $(PYTEST_OPTIONS) tests/test_fuzz.py
	-@$(RUN) pip install --quiet 'atheris>=2.3,<4'
	$(VENV)/bin/python scripts/fuzz.py -max_total_time=120

mutation: $(VENV)/ready-dev
	$(RUN) pip install --quiet 'mutmut>=3.8,<4'
	$(RUN) mutmut run
	$(RUN) mutmut results

bench: $(VENV)/ready-dev
	@$(RUN) scripts.bench $(BENCH)

prove: $(VENV)/ready-dev
	@$(RUN) scripts.prove --publish

docs: $(VENV)/ready-dev
	@mkdir -p docs
	$(VENV)/bin/auditor rules docs --no-config --lang en --output docs/rules.md
	$(VENV)/bin/auditor rules docs --no-config --lang zh --output docs/rules.zh.md
	$(VENV)/bin/python scripts/list_commands.py
	$(VENV)/bin/python scripts/list_dependencies.py
	$(VENV)/bin/python scripts/refill_readme.py

check: lint format types layers advisories

lint: $(VENV)/ready-dev
	$(RUN) ruff check .

format: $(VENV)/ready-dev
	$(RUN) ruff format --check .

types: $(VENV)/ready-dev
	$(RUN) mypy

layers: $(VENV)/ready-dev
	$(VENV)/bin/lint-imports

advisories: $(VENV)/ready-dev
	@$(VENV)/bin/python scripts/check_advisories.py

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .auditor_cache .coverage htmlcov mutants
	find auditor tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)

# LOCKED=1, as in CI, takes the very files that ci/locks/ names; otherwise the newest that the project allows.
ifdef LOCKED
$(VENV)/ready: ci/locks/run.txt
$(VENV)/ready-dev: ci/locks/dev.txt
install = $(RUN) pip install --quiet --require-hashes --requirement ci/locks/$(1).txt && \
  $(RUN) pip install --quiet --no-deps --no-build-isolation --editable .
else
install = $(RUN) pip install --quiet --editable '$(2)'
endif

# The newest of every dependency that the project allows, on each Python and system, with its hashes.
LOCKER = build/locker/bin/uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-annotate \
  --custom-compile-command 'make lock' --upgrade pyproject.toml
lock:
	@$(PYTHON) -m venv build/locker
	@build/locker/bin/python -m pip install --quiet 'uv>=0.5'
	@mkdir -p ci/locks
	$(LOCKER) --group build --output-file ci/locks/run.txt
	$(LOCKER) --extra dev --output-file ci/locks/dev.txt

$(VENV)/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || { \
	  echo 'auditor needs Python 3.10 or newer; "$(PYTHON)" is' \
	    "$$($(PYTHON) --version 2>&1 | head -n 1 || true)." 'Name another: make PYTHON=python3.12' >&2; exit 1; }
	@[ "$(SOUND)" = yes ] || { echo 'setting up $(VENV)'; rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
	@$(RUN) pip install --quiet 'pip>=21.3'
	$(call install,run,.)
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
	$(call install,dev,.[dev])
	@touch $@

ifneq ($(SOUND),yes)
$(VENV)/ready: begin-anew
endif
begin-anew:
