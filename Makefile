# Python 3.11+, make and pip are all that a fresh machine needs.
.PHONY: help run serve site pack test check soak bench load screens layouts glyphs browser clean
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
# One file says that .venv holds what pyproject.toml and constraints.txt ask for: a second make installs nothing.
READY := .venv/.gongji-ready

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '需要 Python 3.11 或更新的版本：make PYTHON=python3.12'; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev,desktop]'
	@touch $@

run: $(READY) ## open the app: a window, a browser's window, or a server whose address is printed
	$(BIN)/python main.py

serve: $(READY) ## the server for many users
	$(BIN)/gongji --web

pack: $(READY) ## one program file for this machine's kind, in dist/ (flet pack)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[pack]'
	$(BIN)/python tools/pack.py

site: $(READY) ## the static web site, in build/site/: Python in the browser, any server of files
	$(BIN)/python tools/site.py

browser: $(READY)
	@$(BIN)/python tools/find_browser.py --install

test: $(READY) browser ## every test, the browser's included
	$(BIN)/python -m pytest

check: $(READY) ## ruff, mypy --strict, the architecture test, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n0 tests/architecture
	$(BIN)/python tools/translations.py check

soak: $(READY) ## what may go wrong at the same moment, when killed, or in a long life: the same tests, at full length
	GONGJI_SOAK=1 $(BIN)/python -m pytest -n0 -m soak -rP --durations=0

bench: $(READY) browser site ## the benchmarks; cold start and site against a bare counter: tables, and files in build/
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/start_bench.py
	$(BIN)/python tools/site_bench.py

load: $(READY) ## fifty families at once on one server: how long a tap takes, what a session weighs
	$(BIN)/python tools/load.py

glyphs: $(READY) browser ## a hundred loads of the login page: how many were drawn wrong
	$(BIN)/python tools/glyphs.py

screens: $(READY) browser ## every page in every window, look and language, on sheets in build/sheets/
	$(BIN)/python tools/screens.py

layouts: $(READY) browser ## every page at every width and text size: what is cut off, and contact sheets in build/layouts/
	$(BIN)/python tools/layouts.py --pictures

clean: ## what was made, but .venv and storage/
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
