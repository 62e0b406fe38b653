# The Follow-Up Workbook. Everything is made in .venv on first use; needs only python3 and make.
PYTHON ?= python3
LAB_FLAGS ?=
APP_FLAGS ?=
LOCK_FLAGS ?=

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
COMPILE := $(UV) pip compile pyproject.toml --quiet --universal --generate-hashes \
	--python-version 3.11 --custom-compile-command "make lock" $(LOCK_FLAGS)
START := notebooks/00_start_here.ipynb
# What is copied into JupyterLab, and has to be copied anew when it changes.
INTO_LAB := $(wildcard followup_kit/widgets/*.json) $(shell find followup_kit/labextension followup_kit/app -type f)
NOTEBOOKS = $(wildcard notebooks/*.ipynb)
# A run of the notebooks must not touch the log of whoever runs it.
SCRATCH := $(CURDIR)/build/scratch
# The kit opens no socket: where a program may be cut off from all networks, its tests are.
CUT_OFF = $(shell for how in "-n" "-c -n"; do \
	unshare $$how true 2>/dev/null && echo unshare $$how && break; done)
say = @printf '\n== %s\n' "$(1)"

.NOTPARALLEL:
.PHONY: help lab app test check data faults bench bench-short lock clean chromium lint types unit run-notebooks browser pictures

help: ## Say what each target does
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

lab: $(VENV)/.lab ## Open the workbook in JupyterLab (sets everything up on first use)
	@exec $(BIN)/python -m jupyterlab --ServerApp.ip=127.0.0.1 --ServerApp.root_dir="$(CURDIR)" \
		--LabApp.default_url=/lab/tree/$(START) \
		$$(test "$$(id -u)" != 0 || echo --allow-root) $(LAB_FLAGS)

app: $(VENV)/.lab ## Open the workbook as a page of its own, without code or menus
	@exec $(BIN)/python -m voila $(START) --Voila.ip=127.0.0.1 --template=followup \
		--show_tracebacks=False \
		$(APP_FLAGS)

test: export HYPOTHESIS_PROFILE ?= full
test: $(VENV)/.dev chromium lint types unit run-notebooks browser ## Check everything, in a real browser too
	$(call say,All checks passed. Pictures of the panels are in build/screenshots)

check: lint types unit ## Check style, types and unit tests (quick)

data: $(VENV)/.lab ## Write the made-up data and its description anew
	$(BIN)/python -m data.sample.make_sample
	$(BIN)/python -m data.cohort.make_cohort
	$(BIN)/python -m data.make_readme
	$(BIN)/python -m data.make_shipped

faults: $(VENV)/.dev ## Try the log against crashes, failing disks and power cuts (some minutes)
	$(BIN)/python -m tests.faults

bench: $(VENV)/.lab ## Measure speed against a plain baseline (eight to twelve minutes)
	@$(BIN)/python -m benchmarks

bench-short: $(VENV)/.lab ## Measure speed with fewer sizes and rounds (about a minute)
	@$(BIN)/python -m benchmarks --short

lock: $(UV) ## Write the lock files anew from pyproject.toml (LOCK_FLAGS=--upgrade for newer versions)
	$(COMPILE) --extra install --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Remove what was made here: .venv, build, caches (never your log)
	rm -rf $(VENV) build dist .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find followup_kit tests notebooks benchmarks data -type d \
		\( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} + 2>/dev/null || true

lint: $(VENV)/.dev
	$(call say,Style)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(call say,Types)
	$(BIN)/mypy followup_kit

unit: $(VENV)/.dev
	$(call say,Unit tests)
	$(CUT_OFF) $(BIN)/python -m pytest -q --ignore=tests/browser --cov -n auto --dist loadfile

run-notebooks: $(VENV)/.dev
	$(call say,Notebooks)
ifeq ($(NOTEBOOKS),)
	@echo "There are no notebooks yet."
else
	$(BIN)/nbstripout --keep-id --verify $(NOTEBOOKS)
	rm -rf "$(SCRATCH)" && mkdir -p "$(SCRATCH)"
	FOLLOWUP_LOG="$(SCRATCH)/my_log.db" IPYTHONDIR="$(SCRATCH)" \
		$(BIN)/python -m pytest -q --nbval-lax --nbval-current-env notebooks
endif

browser: $(VENV)/.dev chromium
	$(call say,Browser tests)
	$(BIN)/python -m pytest -q tests/browser

pictures: $(VENV)/.dev chromium ## Take the pictures of README anew
	$(BIN)/python -m pytest -q tests/browser/test_tasks.py -k pictured
	mkdir -p docs/pictures
	for tab in today season write progress; do \
		cp build/screenshots/workbook_$$tab.png docs/pictures/$$tab.png; done

chromium:
	@command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the browser tests"; \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
			apt-get -qq install -y --no-install-recommends chromium fonts-dejavu-core >/dev/null; \
	else \
		echo "The browser tests need the program 'chromium', which is not on this machine."; \
		echo "On Debian or Ubuntu: sudo apt-get install chromium fonts-dejavu-core. Then run this again."; \
		exit 1; \
	fi

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "The workbook needs Python 3.11 or newer; $(PYTHON) is older or missing."; \
		echo "Install a newer one from your system or python.org, then: make lab PYTHON=python3.12"; \
		exit 1; }
	@echo "Setting up in $(VENV); this takes a minute or two the first time."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { \
		rm -rf $(VENV); \
		echo "This Python cannot make a virtual environment. On Debian or Ubuntu:"; \
		echo "sudo apt-get install python3-venv. Then run this again."; \
		exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.lab: requirements.lock pyproject.toml $(INTO_LAB) | $(UV)
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.lab
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
