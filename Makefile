# make run, make test, make check, make bench: each makes its own virtual environment first.
# make test is make unit, the fast tests, and then make stories: long trainings, processes that are
# killed, the full MNIST and a real browser.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Processes that test: each tells its stories with a server and a browser of its own.
JOBS ?= 2

.PHONY: run test unit stories lint format types check bench bench-peers browser postgresql clean

run: $(VENV)/app
	$(BIN)/streamlit run streamlit_app.py

test: unit stories

unit: $(VENV)/dev postgresql
	$(BIN)/pytest -n $(JOBS) --dist loadfile -m "not browser and not mnist and not processes and not long"

stories: $(VENV)/dev browser postgresql
	$(BIN)/pytest -n $(JOBS) --dist loadfile -m "browser or mnist or processes or long"

lint: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: lint test

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks

bench-peers: $(VENV)/dev  # with PyTorch and JAX; see requirements-bench.txt for PyTorch's CPU build
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	$(BIN)/python -m benchmarks

browser:  # the browser stories drive Debian's Chromium
	command -v chromium >/dev/null || (apt-get update && apt-get install -y chromium) || \
		echo "No Chromium here: install the package chromium to run the browser stories."

postgresql:  # the tests of kept runs start one of Debian's
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
		(apt-get update && apt-get install -y postgresql) || \
		echo "No PostgreSQL here: install the package postgresql to test with it."

$(VENV)/python:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/app: $(VENV)/python requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev: $(VENV)/app requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
