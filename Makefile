# demo: a running season before your eyes.  test: everything, in a browser too.  check: format, lint, types, import law.  bench: figures.
PORT ?= 8000
LAN ?=
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = .venv/bin
# The rules are counted branch by branch; counting the rest too would cost every third minute. Many tests wait for a browser
# or a heartbeat, so one worker more than there are cores.
WORKERS ?= $(shell n=$$(nproc); echo $$((n < 4 ? n + 1 : 4)))
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
.PHONY: demo test check bench mutants texts clean

demo: .venv/installed
	@$(BIN)/competition demo --port $(PORT) $(if $(LAN),--lan)

test: .venv/tests-installed
	@$(BIN)/python tests/chromium.py
	@$(if $(ARGS),$(PYTEST) $(ARGS),$(PYTEST) tests/scoring --cov --cov-report=term:skip-covered; scoring=$$?; $(PYTEST) --ignore=tests/scoring && exit $$scoring)
	@$(BIN)/python -m tests.left_out

check: .venv/check-installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/tests-installed
	@$(BIN)/python -m tests.bench $(ARGS) $(if $(FULL),--rounds 200)

# Each rule of scoring/ with one slip in it: which slips does no test notice? No gate. ROOMS="scoring.scale* scoring.awards*"; SECONDS=600.
ROOMS ?= scoring.*
SECONDS ?= 1800
mutants: .venv/mutants-installed
	@timeout $(SECONDS) $(BIN)/mutmut run $(foreach room,$(ROOMS),'$(room)') || test $$? -eq 124
	@$(BIN)/mutmut results | grep -v 'not checked' || echo 'no slip went unnoticed'

.venv/bin/pip:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本：apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "缺少 venv：apt-get install python3-venv（或您系统里同名的包），再试一次。"; exit 1; }

.venv/installed: .venv/bin/pip pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable . && touch $@

.venv/tests-installed: .venv/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]' && touch $@

.venv/check-installed: .venv/tests-installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,check]' && touch $@

.venv/mutants-installed: .venv/check-installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,check,mutants]' && touch $@

clean:
	rm -rf .venv mutants

# Gathers every text that a person reads into the English catalogue; what is new there wants its English.
texts: .venv/tests-installed
	@$(BIN)/pybabel -q extract -F pyproject.toml -k _ -k N_ -k say -k counted:1,2 --no-location --sort-output -o .texts.pot competition scoring templates
	@$(BIN)/pybabel -q update -i .texts.pot -d competition/locale -D messages -l en --no-fuzzy-matching --ignore-obsolete --no-wrap
	@rm -f .texts.pot
