# `make site` builds this repository's own site. `make test` runs every test. Each does all of its own set-up.
PYTHON ?= python3
PYTEST_ARGS ?= -n auto --dist loadgroup

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input --quiet --quiet
LOCKED := $(PIP) install --require-hashes --no-deps
ITSELF := $(PIP) install --no-deps --no-build-isolation --editable .
CHECKER := tests/tools/node_modules/.installed
VALIDATORS := tests/validate/node_modules/.installed

# Each stamp says that a step was done; the first also holds the folder it was done in (an environment cannot be moved).
MADE := $(VENV)/.made
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
COMPILED := .compiled
SOURCES := $(shell find generator themes -type f ! -name '*.pyc') hatch_build.py pyproject.toml
MADE_IN := $(shell $(PY) -c 'print(open("$(MADE)").read())' 2>/dev/null)
ifneq "$(MADE_IN)" "$(CURDIR)"
.PHONY: $(MADE)
endif

# A machine's own settings must not send an install elsewhere, or other modules into the build.
unexport PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_NO_BINARY PYTHONPATH PYTHONHOME

.PHONY: help site test validate bench eval check env compiled same pythons clean distclean
.DELETE_ON_ERROR:

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

site: $(RUNTIME) ## build this repository's own site into public/
	@$(VENV)/bin/dateline build

test: $(DEV) $(CHECKER) ## run every test (PYTEST_ARGS="-k word" for some)
	@scripts/browser
	$(PY) -m pytest $(PYTEST_ARGS)

# Lighthouse alone: it measures how fast pages are shown.
validate: $(DEV) $(CHECKER) $(VALIDATORS) ## hold the built site to what others wrote: axe-core, Lighthouse, schema.org, a crawler
	@scripts/browser
	$(PY) -m pytest tests/validate -k lighthouse
	$(PY) -m pytest tests/validate -k "not lighthouse" -n auto

bench: $(RUNTIME) ## compare the speed with Hugo and others (BENCH_ARGS="--sizes 100 --tools dateline hugo")
	@PYTHON=$(PYTHON) bench/setup
	@$(PY) bench/run.py $(BENCH_ARGS)

eval: $(DEV) ## measure the text rooms on ../shared/data, where it is there; fails when a bar is missed
	@missed=0; for room in sentences dates support quotes errors clusters timelines compose; do \
		$(PY) eval/$$room.py || missed=1; \
	done; exit $$missed

check: ## format, lint and types, as CI checks them
	@scripts/check

env: $(DEV) ## make or refresh .venv with the tools for development
	@:

compiled: $(COMPILED)/.made ## make .compiled: Dateline with its rooms of text compiled, as wheels that are published have them
	@:

same: $(DEV) ## show that Dateline compiled writes what it writes in pure Python, and passes the tests of what is compiled
	@scripts/same

pythons: $(DEV) ## run the fast tests on the oldest and the newest Python here, from 3.11 on
	@scripts/pythons

clean: ## remove what was built, and caches
	rm -rf public .dateline build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove the environments and the installed tools too
	rm -rf $(VENV) $(COMPILED) .pythons tests/tools/node_modules tests/validate/node_modules

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Dateline needs Python 3.11 or newer, and '$(PYTHON)' is: $$($(PYTHON) --version 2>&1)" >&2; \
	  echo "Name another one:  make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make environments: its modules venv and ensurepip are missing." >&2; \
	  echo "On Debian and Ubuntu:  apt install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear $(VENV)
	@echo "$(CURDIR)" > $@

$(RUNTIME): $(MADE) requirements/runtime.lock requirements/build.lock pyproject.toml
	@echo "Installing Dateline and its locked dependencies"
	@$(LOCKED) -r requirements/runtime.lock -r requirements/build.lock
	@$(ITSELF)
	@touch $@

$(DEV): $(RUNTIME) requirements/dev.lock
	@echo "Installing the locked tools for development"
	@$(LOCKED) -r requirements/dev.lock
	@touch $@

# An environment with the wheel, compiled; the libraries are those of $(VENV).
$(COMPILED)/.made: $(DEV) $(SOURCES)
	@echo "Compiling Dateline into $(COMPILED): a minute or two"
	@rm -rf $(COMPILED)
	@DATELINE_COMPILE=1 $(PY) -m build --no-isolation --wheel --outdir $(COMPILED)/dist . >/dev/null
	@$(PY) -m venv --without-pip $(COMPILED)/env
	@$(PIP) --python $(COMPILED)/env/bin/python install --no-deps --no-index $(COMPILED)/dist/*.whl
	@$(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
	  > $$(echo $(COMPILED)/env/lib/python*/site-packages)/libraries.pth
	@touch $@

# axe-core runs in the browser; the Nu HTML checker needs Java, without which its tests say loudly that they were skipped.
$(CHECKER): tests/tools/package-lock.json requirements/node.lock | $(DEV)
	@if ! java -version >/dev/null 2>&1; then \
	  echo "NOTE: no Java here: the HTML of the site will not be checked" >&2; fi; \
	if ! command -v npm >/dev/null; then $(LOCKED) -r requirements/node.lock || exit 1; fi; \
	echo "Installing the checkers of pages"; \
	PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm ci --prefix tests/tools --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@

$(VALIDATORS): tests/validate/package-lock.json requirements/node.lock | $(DEV)
	@$(LOCKED) -r requirements/node.lock
	@echo "Installing the validators of pages"
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --prefix tests/validate --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@
