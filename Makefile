# The office's and the developer's commands. `make` alone lists them.
# Needs make, Python 3.11 (PYTHON=… names another one) and the package registries.

# The system's own Python first: Debian builds it optimised, one built by hand may be a third slower.
SYSTEM := $(shell /usr/bin/python3 -c "import sys, ensurepip; sys.exit(sys.version_info < (3, 11))" 2>&1 || echo no)
PYTHON ?= $(if $(SYSTEM),python3,/usr/bin/python3)
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup dev run office test check bench reference manual messages lock clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

setup:  ## .venv, locked packages, front end
	@$(PYTHON) ops/setup.py

dev:
	@$(PYTHON) ops/setup.py --dev

run: setup  ## the demonstration county on this machine; prints the address and the accounts
	@$(PY) manage.py run

office: setup  ## an empty county of one's own
	@$(PY) manage.py office

test: dev  ## everything: style, types, then the tests on PostgreSQL and on SQLite
	@$(PYTHON) ops/debian.py
	@$(PY) -m ruff check .
	@$(PY) -m mypy --no-error-summary
	@$(PY) tests/postgres.py $(PY) -m pytest -q -n 2; postgres=$$?; \
	$(PY) -m pytest -q -n 2 && exit $$postgres

check: dev  ## style, types, Django's checks, migrations: no test is run
	@$(PY) -m ruff check .
	@$(PY) -m mypy --no-error-summary
	@$(PY) manage.py check
	@$(PY) manage.py makemigrations --check --dry-run

bench: dev  ## measures speed, memory and reading; prints a table and writes build/bench.json
	@$(PYTHON) ops/debian.py
	@$(PY) ops/bench.py $(ONLY)

reference: setup  ## reads the reference document: make reference FILE=…
	@test -n "$(FILE)" || { echo "Say which file: make reference FILE=summary.txt"; exit 2; }
	@$(PY) -m gonghui.annual.summary.reading.reference "$(FILE)"

manual: setup  ## writes the generated pages of the manual
	@$(PY) manage.py manual

messages: dev  ## collects the Chinese sentences for translation and compiles the catalogues
	@$(PYTHON) ops/debian.py
	@$(PY) ops/messages.py
	@$(PY) ops/catalogues.py

lock:  ## remakes the locks from requirements*.in and package.json
	@$(PY) ops/lock.py

clean:  ## removes what the commands above made, but no office's data
	@rm -rf .venv node_modules build .pytest_cache .mypy_cache .ruff_cache .hypothesis
