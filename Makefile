# make demo   check every sample product and print the reports; start the service, post one, print its decision
# make test   everything a change must pass
# Both build .venv first, from the lock files, and again only when those change.

PYTHON ?= python3
PYTEST_WORKERS ?= 2
UV ?= uv

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# durable-rules calls a function that Python 3.13 dropped, by a name that can be given to the one that replaced it.
FOR_DURABLE := CPPFLAGS="$(CPPFLAGS) -DPyEval_CallObject=PyObject_CallObject"
INSTALL := $(PIP) install --quiet --no-build-isolation
ASSETS := assets/built/.made
COMPILE := $(UV) pip compile --quiet --no-config --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
           --no-header --no-annotate --no-emit-index-url

.DELETE_ON_ERROR:
.PHONY: help demo test test-long assets lint types tests fuzz bench generated wheelhouse lock clean

help:
	@echo "make demo        check every sample product and print the reports; post one to the service"
	@echo "make assets      build what browsers load: CodeMirror, htmx, ECharts (needs npm)"
	@echo "make test        lint, types, architecture and tests"
	@echo "make test-long   searches too long for every change: mutants, broken manifests, all planted faults, many requests"
	@echo "make fuzz        compare production with the reference interpreter on random rules and products"
	@echo "make bench       time hegui beside its peers, and its service"
	@echo "make generated   write schema, shape and field page anew after a change of the section models"
	@echo "make wheelhouse  collect every wheel an installation needs in wheelhouse/"
	@echo "make lock        choose the pinned versions anew (needs uv)"
	@echo "make clean       remove .venv and everything built"

demo: $(VENV)/.installed $(ASSETS)
	$(BIN)/python examples/demo.py

test: lint types tests

assets: $(ASSETS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: $(VENV)/.installed-dev
	$(BIN)/mypy

tests: $(VENV)/.installed-dev $(ASSETS)
	$(BIN)/pytest -n $(PYTEST_WORKERS) -m "not long"

test-long: $(VENV)/.installed-dev $(ASSETS)
	$(BIN)/pytest -n $(PYTEST_WORKERS) -m long
	HEGUI_ALL_FAULTS=1 $(BIN)/pytest -n $(PYTEST_WORKERS) tests/test_agreement.py
	HEGUI_TEST_CONTRACT=100 $(BIN)/pytest -n $(PYTEST_WORKERS) tests/service/test_contract.py

fuzz: $(VENV)/.installed-dev
	$(BIN)/python tests/fuzz_agreement.py

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/pricing.py
	$(BIN)/python benchmarks/scan.py
	$(BIN)/python benchmarks/service.py

generated: $(VENV)/.installed-dev
	$(BIN)/python -m hegui.manifest

wheelhouse: $(VENV)/.made $(ASSETS)
	rm -rf wheelhouse
	$(FOR_DURABLE) $(PIP) wheel --quiet --no-build-isolation --require-hashes --wheel-dir wheelhouse --requirement requirements.lock
	$(PIP) wheel --quiet --no-build-isolation --no-deps --no-index --wheel-dir wheelhouse .
	@echo "wheelhouse/ is complete: pip install --no-index --find-links wheelhouse hegui"

lock:
	$(COMPILE) --upgrade --group pyproject.toml:build --output-file requirements-build.lock
	$(COMPILE) --upgrade pyproject.toml --extra service --output-file requirements.lock
	$(COMPILE) --upgrade pyproject.toml --extra dev --extra service --extra scan --extra bench --constraint requirements.lock \
	    --output-file requirements-dev.lock

clean:
	rm -rf assets/node_modules assets/built adapters/hegui_adapters/pages/static/vendor
	rm -rf $(VENV) wheelhouse dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The build tools come first and pinned, so that nothing is built with whatever is newest that day.
$(VENV)/.made: requirements-build.lock
	@.ci/prerequisites $(PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes --requirement requirements-build.lock
	@touch $@

# No script of a package runs: what is built is built by our own.
$(ASSETS): assets/package.json assets/package-lock.json assets/build.mjs assets/codemirror.mjs
	@.ci/prerequisites $(PYTHON)
	npm --prefix assets ci --ignore-scripts --no-audit --no-fund --loglevel=error
	node assets/build.mjs
	@touch $@

$(VENV)/.installed: $(VENV)/.made requirements.lock pyproject.toml
	@echo "durable-rules is compiled from source here; the first time takes a moment longer"
	$(FOR_DURABLE) $(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-deps --no-index --editable .
	$(PIP) check
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@
