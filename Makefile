# The front door. `make help` lists what can be done here.
.DEFAULT_GOAL := help
.PHONY: help run dev test test-postgresql test-browser check format bench messages lock clean

export PYTHONPATH := src
PYTHON := .venv/bin/python
HOST ?= 127.0.0.1
PORT ?= 8000

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

run: .venv/run.done ## Prepare everything once and serve the demonstration on 127.0.0.1:8000
	@$(PYTHON) -m gongkai demonstration --host $(HOST) --port $(PORT)

dev: .venv/dev.done ## Serve for development: DEBUG on, code reloaded on change
	@$(PYTHON) -m gongkai demonstration --prepare-only
	@DJANGO_SETTINGS_MODULE=gongkai.config.settings.development $(PYTHON) -m django runserver $(HOST):$(PORT)

test: .venv/dev.done ## Run the whole suite: SQLite, PostgreSQL and browser, with all that it needs
	@sh .ci/browser
	@sh .ci/test

test-quick: .venv/dev.done ## Run the tests that need no server and no browser
	@$(PYTHON) -m pytest -q -m "not browser" -n 2

test-postgresql: .venv/dev.done ## Run the database tests on PostgreSQL
	@sh .ci/postgresql $(PYTHON) -m pytest -q -n 2 tests/office

check: .venv/dev.done ## Lint, types, arrows, missing migrations, templates
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy src
	@.venv/bin/lint-imports --no-logo
	@DJANGO_SETTINGS_MODULE=gongkai.config.settings.testing $(PYTHON) -W error -m django makemigrations --check --dry-run
	@$(PYTHON) -m djlint src --lint --quiet

format: .venv/dev.done ## Format the code
	@$(PYTHON) -m ruff check --fix-only .
	@$(PYTHON) -m ruff format .

bench: .venv/dev.done ## Measure, and write the tables in docs/reference/benchmarks.md
	@sh .ci/postgresql $(PYTHON) -m benchmarks

messages: .venv/dev.done ## Collect the messages for translation and compile them
	@sh .ci/messages

lock: .venv/dev.done ## Lock the dependencies again, with hashes and without an index
	@sh .ci/lock

clean: ## Remove the environment and caches; the data folder stays
	@rm -rf .venv .cache build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/run.done: requirements/run.txt .ci/environment
	@sh .ci/environment run

.venv/dev.done: requirements/dev.txt .ci/environment
	@sh .ci/environment dev
