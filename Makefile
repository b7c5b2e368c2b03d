# The task list. `make` alone shows it.

.DEFAULT_GOAL := help
.PHONY: help setup run test browser check fix migrate schemas codes cases peers bench requirements

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install everything for development into .venv
	uv sync

run: ## run the demo, then serve it
	uv run badgeservice demo

test: ## run all tests
	uv run pytest

browser: ## look at every page with a real browser (needs Chromium); pictures in tests/browser/screenshots
	BADGESERVICE_BROWSER_TESTS=1 uv run --group browser pytest -n0 tests/browser

check: ## check format, lint, types and the architecture
	uv run ruff format --check .
	uv run ruff check .
	uv run mypy
	uv run lint-imports --no-logo

fix: ## repair format and what lint can repair by itself
	uv run ruff check --fix .
	uv run ruff format .

migrate: ## bring the database of the settings up to date
	uv run badgeservice migrate

schemas: ## write schemas/ from the models
	uv run python -m badgeservice.openbadges.schemas schemas

codes: ## write docs/verification-codes.md from the source
	uv run python -m badgeservice.web.codebook docs/verification-codes.md

cases: ## write the cases of tests/cases that are not there yet
	cd tests && uv run python -m cases.authoring

peers: ## install the JavaScript libraries we are compared with (needs Node.js)
	npm install --no-package-lock --prefix tests/peers/digitalbazaar

bench: ## time issuing and verifying, ours and the peers', in one run
	uv run python -m benchmarks.run

requirements: ## write requirements.txt from the pins in pyproject.toml
	@{ sed '/^[^#]/,$$d' requirements.txt; \
	   uv export --quiet --no-emit-project --no-dev --no-header --format requirements-txt; \
	 } > requirements.new
	@mv requirements.new requirements.txt
