# Everything runs from .venv, which is made once and again when pyproject.toml changes.
# `make PYTHON=python3.12 …` chooses the Python, `make test WORKERS=4 ARGS="-k cart"` how the tests run.

PYTHON ?= python3
WORKERS ?= auto
ARGS ?=
AGAINST ?=
N ?= 2000
EXTRAS := dev,postgres,excel,pdf

BIN := .venv/bin
INSTALLED := .venv/.installed
# hundreds of tests start ydh anew: Python may keep what it compiled
export PYTHONDONTWRITEBYTECODE :=
# the databases of tests are in memory where there is a disk in memory: none of them has to survive
PYTEST = $(if $(wildcard /dev/shm/.),TMPDIR=/dev/shm) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help demo test check prove crash races lint format bench screenshots locale messages clean install

help: ## what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(INSTALLED) ## a practice company, and one order's way through it
	@$(BIN)/ydh demo

# The tests run even when lint fails: one run says all there is to mend.
test: $(INSTALLED) locale ## lint, then every test
	@lint=0; $(MAKE) --no-print-directory lint || lint=1; \
	$(PYTEST) $(ARGS) && \
	if [ $$lint = 1 ]; then echo 'make test: the tests pass, lint (above) does not' >&2; exit 1; fi

check: $(INSTALLED) locale ## in half a minute: lint, the tests of values and rules, one of each room
	@lint=0; $(MAKE) --no-print-directory lint || lint=1; \
	$(PYTEST) -q -m smoke -k 'not postgres' tests/core/values tests/core/rules $$(grep -rl --include='test_*.py' '^@pytest.mark.smoke' tests) && \
	if [ $$lint = 1 ]; then echo 'make check: the tests pass, lint (above) does not' >&2; exit 1; fi

prove: $(INSTALLED) locale ## take away what decides each rule of docs/rules.md; lists what its tests do not miss
	@$(BIN)/python -m tests.kit.proving $(ARGS)

crash: $(INSTALLED) locale ## N people (2000) killed in the middle of what they do, on each kind of database: nothing is lost
	@$(if $(wildcard /dev/shm/.),TMPDIR=/dev/shm) $(BIN)/python -m tests.long.crash $(N) $(ARGS)

races: $(INSTALLED) locale ## N operations (2000) of sixteen at once, on each kind of database: each is done once or refused
	@$(if $(wildcard /dev/shm/.),TMPDIR=/dev/shm) $(BIN)/python -m tests.long.races $(N) $(ARGS)

lint: $(INSTALLED) ## formatting, mistakes, types, who imports whom; lists what is long
	@bad=0; \
	$(BIN)/ruff format --check . || bad=1; \
	$(BIN)/ruff check . || bad=1; \
	$(BIN)/mypy || bad=1; \
	$(BIN)/lint-imports || bad=1; \
	$(BIN)/python -m tests.kit.sizes; \
	exit $$bad

format: $(INSTALLED) ## format, and mend what can be mended
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: $(INSTALLED) locale ## the figures of the README, on this machine; beside a revision's: make bench AGAINST=v0.1
	@$(BIN)/python -m benchmarks $(if $(AGAINST),--against $(AGAINST)) $(ARGS)

screenshots: $(INSTALLED) locale ## the pictures in docs/, from the running program
	@$(BIN)/python -m tests.kit.pictures

locale: $(INSTALLED) ## compile the catalogues that changed
	@for po in ydh/locale/*/LC_MESSAGES/ydh.po; do mo=$${po%.po}.mo; \
	[ ! -f "$$po" ] || [ "$$mo" -nt "$$po" ] || \
	{ $(BIN)/pybabel -q compile -i "$$po" -o "$$mo.part" && mv "$$mo.part" "$$mo"; } || exit 1; done # whole: it may be read

messages: $(INSTALLED) ## bring the catalogues up to the texts in the code; lists what lacks Chinese
	@$(BIN)/python -m tests.kit.catalogues

clean: ## remove everything that was made
	@rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find ydh tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
	@find ydh -name '*.mo' -delete
	@git worktree prune 2>/dev/null || true

install: $(INSTALLED)

$(INSTALLED): pyproject.toml $(wildcard hatch_build.py)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'ydh needs Python 3.11 or later; choose one with: make PYTHON=python3.12 ...' >&2; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@echo 'installing into .venv ...'
	@# an older pip writes a starter for ydh that imports re: 4 ms at each start
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=26'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$(EXTRAS)]'
	@touch $@
