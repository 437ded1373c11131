# Every target sets up what it needs; a second call starts at once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint check harvest bench train soak clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Copydesk needs Python 3.11 or newer: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

setup: $(READY) ## the virtual environment, nothing else

demo: $(READY) ## crawl the bundled demo web (loopback only) into clean text files
	@$(BIN)/python -m fixtures.web.demo

test: $(READY) ## all quick tests
	@$(BIN)/python -m pytest -q -m "not soak"

lint: $(READY) ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/mypy

check: test lint ## what has to pass before a commit lands

harvest: $(READY) ## crawl the real outlets of seeds/
	@$(BIN)/scrapy harvest

bench: $(READY) ## the scoreboard: make bench CORPORA=DIR
	@$(BIN)/python -m bench --corpora "$(CORPORA)"

train: $(READY) ## learn the judge again: make train CORPORA=DIR
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@$(BIN)/python -m bench.train --corpora "$(CORPORA)"

soak: $(READY) ## the long tests: kills, simulated months, big archives
	@$(BIN)/python -m pytest -q -m soak

clean: ## remove the virtual environment and the demo's output
	@rm -rf $(VENV) demo-out demo-var
