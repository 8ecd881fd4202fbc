# Everything runs from .venv, which is made from the locks on first use and again whenever they change.
# Another interpreter: make PYTHON=python3.13 test

PYTHON ?= python3
UV ?= uv

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

# The interpreter's version is part of the stamps' names, so that another PYTHON makes the environment anew.
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')
STAMP := $(VENV)/.installed-$(VERSION)
DURABLE := $(VENV)/.durable-$(VERSION)
DURABLE_LOG := $(VENV)/durable-rules.log
SPARK := $(VENV)/.spark-$(VERSION)

# The comparators of the benchmarks: never in the environment that the product runs in.
PEERS := .venv-peers
PEERS_STAMP := $(PEERS)/.installed-$(VERSION)

LOCK_OPTIONS := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --no-annotate

.PHONY: advice help test bench peers figures readability durable spark lock clean

advice: $(STAMP) $(DURABLE)
	@$(BIN)/stuurwijzer advise knowledge/regions/rivierenland-2021.yaml --out-dir out/rivierenland-2021

# The table of CONTRIBUTING.md.
help:
	@sed -n 's/^| `\(make [a-z]*\)` | \(.*\) |$$/\1: \2/p' CONTRIBUTING.md

test: $(STAMP) $(DURABLE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile -rs

# Everything of bench/README.md; one part alone: make bench PARTS=start
bench: $(STAMP) $(DURABLE) $(PEERS_STAMP)
	@$(BIN)/python -m stuurwijzer.bench.run $(PARTS)

peers: $(PEERS_STAMP)

$(PEERS_STAMP): bench/peers.lock bench/install_peers.py
	@$(PYTHON) -m venv --clear $(PEERS)
	@$(PEERS)/bin/python bench/install_peers.py
	@touch $@

# The figures in README.md and docs/agreement.md; a test holds them to what the rules give.
figures: $(STAMP)
	$(BIN)/python bench/figures.py

# How long sentences and words of the papers are, for their writers.
readability: $(STAMP)
	@$(BIN)/python bench/readability.py $(REGION)

# __init__.py holds the version number, which the installed metadata repeats.
$(STAMP): requirements.lock pyproject.toml __init__.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with make PYTHON=..." >&2; exit 1; }
	@echo "Setting up $(VENV) with Python $(VERSION); this is done once."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@mkdir -p $(VENV)/typing
	@ln -sfn ../.. $(VENV)/typing/stuurwijzer
	@touch $@

# durable_rules comes as source with a C extension. Where it cannot be built or imported the plain Python evaluator
# gives the same advice, so a failure is a warning. The macro renames a function that CPython 3.13 no longer has
# (harmless before); --no-cache-dir, since pip would take a wheel again that was built without the macro. The stamp
# is set either way: the next run does not try again, `make durable` does.
$(DURABLE): $(STAMP) requirements-durable.lock
	@if CPPFLAGS="$$CPPFLAGS -DPyEval_CallObject=PyObject_CallObject" $(PIP) install --require-hashes --no-cache-dir \
			--no-build-isolation --use-pep517 -r requirements-durable.lock >$(DURABLE_LOG) 2>&1 \
		&& $(BIN)/python -I -c 'import durable_rules_engine' >>$(DURABLE_LOG) 2>&1; \
	then :; \
	else \
		$(PIP) uninstall --yes durable_rules >>$(DURABLE_LOG) 2>&1; \
		echo "warning: durable_rules is not available, the plain Python evaluator is used" \
			"(see $(DURABLE_LOG); 'make durable' tries again)" >&2; \
	fi
	@touch $@

durable: $(STAMP)
	@rm -f $(DURABLE)
	@$(MAKE) --no-print-directory $(DURABLE)

# PySpark, for `market --engine spark` and its test, which says so where it is not there. 434 MB as a source distribution:
# about half a minute, and only when it is asked for. It needs Java 17 to run, not to install.
spark: $(SPARK)

$(SPARK): $(STAMP) requirements-spark.lock
	@$(PIP) install --require-hashes --no-build-isolation --use-pep517 -r requirements-spark.lock
	@touch $@

# Locks carry hashes and no addresses: where packages come from is the installing machine's choice. Needs uv.
lock:
	$(UV) pip compile pyproject.toml --extra dev $(LOCK_OPTIONS) --upgrade -o requirements.lock
	echo durable_rules | $(UV) pip compile - $(LOCK_OPTIONS) --upgrade -o requirements-durable.lock
	echo pyspark | $(UV) pip compile - $(LOCK_OPTIONS) --upgrade -o requirements-spark.lock
	$(UV) pip compile bench/peers.in $(LOCK_OPTIONS) --upgrade -o bench/peers.lock

# Only what make itself wrote: an advice that somebody put elsewhere in out/ stays.
clean:
	rm -rf $(VENV) $(PEERS) build dist stuurwijzer.egg-info out/rivierenland-2021 .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
