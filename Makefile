# `make help` lists the targets. Each needs Python 3.11+ and nothing else; the rest comes into .venv.
SHELL := /bin/sh
PY := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help run test check dev shell demo-reset format lock bench clean base-packages dev-packages

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: base-packages ## Start the demo site at http://localhost:8000/ (PORT=8001 moves it); Ctrl-C stops it
	@exec $(PY) scripts/run_site.py

test: dev-packages ## Prove everything: tests on SQLite and PostgreSQL, in a browser, and all checks
	@exec $(PY) scripts/run_tests.py

check: dev-packages ## The quick part of it: style, types and the tests without browser and processes
	@exec $(PY) scripts/run_tests.py --quick

dev: base-packages ## Run Django's development server with debug pages (PORT= moves it); no worker
	@$(PY) scripts/prepare_site.py
	@DEBUG=1 exec $(PY) manage.py runserver 127.0.0.1:$${PORT:-8000}

shell: base-packages ## Open a Python shell with the site's models
	@exec $(PY) manage.py shell

demo-reset: base-packages ## Start the demo charity over (not while the site runs)
	@exec $(PY) scripts/run_site.py --reset

format: dev-packages ## Put Python files and templates in the house's format
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format . ; $(PY) -m djlint --reformat --quiet templates

lock: dev-packages ## Compile requirements/*.txt from *.in anew (needs the network)
	@exec $(PY) scripts/packages.py compile

bench: dev-packages ## Measure how fast pages are answered, beside a bare server
	@exec $(PY) -m bench

clean: ## Remove .venv and caches; var/, where the site's data lies, stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	@find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +

base-packages:
	@scripts/venv.sh base

dev-packages:
	@scripts/venv.sh dev
