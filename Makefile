# The commands of the project. Each sets up what it needs; `make` alone lists them.
#   START, END    first and last date of the window (ISO); one alone is that one date;
#                 neither is the whole season of dbt_project.yml
#   NBA_RAW_DIR   folder of raw Parquet (default data/; a synthetic season is written if empty)
#   NBA_WAREHOUSE the DuckDB file (default nba_warehouse.duckdb)

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
DBT := $(BIN)/dbt
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export NBA_GIT_COMMIT ?= $(shell git rev-parse --short HEAD 2> /dev/null)

# Not --vars: dbt then need not parse the project again for another window.
ifneq ($(START)$(END),)
export NBA_START_DATE := $(or $(START),$(END))
export NBA_END_DATE := $(or $(END),$(START))
endif

.DEFAULT_GOAL := help
.PHONY: help setup sample build gaps test test-bigquery lint docs faults bench clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

setup: .venv/.stamp ## Environment from requirements.lock, dbt packages
	@$(BIN)/python -m tools.install_packages

.venv/.stamp: requirements.lock
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info[:2] != (3, 11))" 2> /dev/null || { echo "Python 3.11 is needed: install it, or name it with PYTHON=…" >&2; exit 1; }
	@echo "Installing the environment into .venv (about a minute) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@touch $@

sample: setup ## Write a synthetic season to data/, unless NBA_RAW_DIR is set or data/ is there
ifndef NBA_RAW_DIR
	@test -d data/nba_raw || $(BIN)/python -m packages.sample_season --out data
endif

build: sample ## Build a window, gates and tests included, then show the gap report
	@code=0; $(DBT) build || code=$$?; \
	$(BIN)/python -m tools.gaps || code=$$((code ? code : $$?)); exit $$code

gaps: sample ## Show what is promised and what is there, date by date
	@$(BIN)/python -m tools.gaps

test: setup ## Everything CI runs: lint, then all tests
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest -n auto --dist loadfile

test-bigquery: setup ## The BigQuery part of `make test`: analyzer, emulator, partitions
	@$(BIN)/python -m pytest tests/bigquery -n auto --dist loadfile

lint: setup ## sqlfluff (as BigQuery) and ruff
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/sqlfluff lint --processes 2 models tests

docs: sample ## Static documentation with lineage in target/static_index.html
	@$(DBT) docs generate --static
	@echo "open target/static_index.html"

faults: setup ## Plant hundreds of faults in the real season, write docs/fault_campaign.md
	@$(BIN)/python -m tests.python.faults

bench: sample ## Time cold builds, write docs/benchmark.md
	@$(BIN)/python -m tools.bench --scale

clean: ## Remove what builds and tests leave behind; keeps .venv, data/ and the warehouse
	@rm -rf target logs dbt_packages .venv-* .pytest_cache .ruff_cache
