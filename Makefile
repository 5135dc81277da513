# Two commands: `make serve` shows the site, `make test` runs every test. The others are below.
PYTHON ?= python3
PORT ?= 8000
SECONDS ?= 60
BIN = .venv/bin
SCHEMA = $(BIN)/check-jsonschema --quiet --builtin-schema

# Material prints a notice about MkDocs 2 on every run; the decision is recorded in docs/decisions/.
export NO_MKDOCS_2_WARNING = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help serve build check test lint audit advisories bench fuzz golden schema lock clean

help: ## say what each command does
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

.venv/site.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …'; exit 1; }
	@test -x $(BIN)/python || echo 'Making an environment in .venv/, once …'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo 'Python has no venv module here: on Debian and Ubuntu, apt install python3-venv'; exit 1; }
	@echo 'Installing the packages that requirements.lock names; without a cache it takes about a minute …'
	@$(BIN)/python -m pip install -q --require-hashes -r requirements.lock
	@echo 'Installing the engine …'
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: requirements-test.lock .venv/site.stamp
	@echo 'Installing what the tests need, from requirements-test.lock …'
	@$(BIN)/python -m pip install -q --require-hashes -r requirements-test.lock
	@touch $@

# An environment of its own, so that what it needs is not mixed with what is looked up.
.venv/audit.stamp: tests/audit/requirements.lock .venv/site.stamp
	@echo 'Installing what the audit needs, from $< …'
	@test -x .venv/audit/bin/python || $(BIN)/python -m venv .venv/audit
	@.venv/audit/bin/python -m pip install -q --require-hashes -r $<
	@touch $@

serve: .venv/site.stamp ## show the site at http://127.0.0.1:8000/ and keep it current (PORT=… for another port)
	@echo 'Building the site; then it is at http://127.0.0.1:$(PORT)/, until Ctrl-C …'
	@$(BIN)/python -m mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

build: .venv/site.stamp ## write the site to site/, whole or not at all (COMPRESS=1 adds .gz and .br files)
	@$(BIN)/python -m commentary build $(if $(COMPRESS),--compress)

check: .venv/site.stamp ## check every article, expert, quote and comment
	$(BIN)/python -m commentary check

test: .venv/test.stamp lint ## run every test, browser tests included
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.hosting.nginx
	$(BIN)/python -m pytest -q -n auto --dist worksteal

audit: .venv/test.stamp .venv/audit.stamp ## Lighthouse, vnu, load, builds under faults, reading programs, a stock Material page beside ours, then fuzz (needs node, java, w3m and wget); writes audit/report.md
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.hosting.nginx
	$(BIN)/python -m tests.audit
	@$(MAKE) --no-print-directory fuzz

advisories: .venv/audit.stamp ## ask whether a weakness of a locked package is known (needs the network)
	$(BIN)/python -m tests.audit.advisories

bench: .venv/test.stamp ## time builds, checks and Markdown beside Material, Eleventy and Hugo (needs node); writes audit/bench.md
	@echo 'Installing what the bench needs, from tests/bench/requirements.lock …'
	@$(BIN)/python -m pip install -q --require-hashes -r tests/bench/requirements.lock
	$(BIN)/python -m tests.bench

fuzz: .venv/test.stamp ## search for input that breaks a reader of strangers' bytes; SECONDS=… for each of the targets
	@echo 'Installing what the fuzz needs, from tests/fuzz/requirements.lock …'
	@$(BIN)/python -m pip install -q --require-hashes -r tests/fuzz/requirements.lock
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

lint: .venv/test.stamp ## hold the code and the forges' files against their rules
	@echo 'Looking at the code, the lock files and the forges'"'"' files …'
	$(BIN)/python -m ruff check --quiet .
	$(BIN)/python -m ruff format --check --quiet .
	@$(BIN)/python -m tests.locks
	@$(BIN)/zizmor --quiet --no-progress --offline --persona pedantic .github .forgejo/workflows/*.yml
	@$(SCHEMA) vendor.github-workflows .github/workflows/*.yml .forgejo/workflows/*.yml
	@$(SCHEMA) vendor.gitlab-ci .gitlab-ci.yml
	@$(SCHEMA) vendor.dependabot .github/dependabot.yml
	@$(SCHEMA) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(SCHEMA) vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

golden: .venv/test.stamp ## accept what the miniature publication now looks like, after reading the difference
	$(BIN)/python -m tests.golden

schema: .venv/site.stamp ## write hooks/schema/ and the tables of fields from the records
	$(BIN)/python -m commentary schema

lock: ## renew the lock files from pyproject.toml and tests/*/requirements.in (needs uv)
	uv pip compile pyproject.toml --extra build --generate-hashes --universal --python-version 3.11 --no-header --no-annotate -q -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra test --generate-hashes --universal --python-version 3.11 --no-header --no-annotate -q -o requirements-test.lock
	for folder in audit bench fuzz; do uv pip compile tests/$$folder/requirements.in --generate-hashes --universal --python-version 3.11 --no-header --no-annotate -q -o tests/$$folder/requirements.lock; done

clean: ## remove what was built, the environment included
	rm -rf .venv .cache site .site.next .site.last .site.lock hooks/*.egg-info
