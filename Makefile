# The contributor's guide: what there is to do, and how. Continuous integration runs the same lines.
# Only Python 3.11 or later is needed; everything else goes into .venv from locked, hashed requirements.

PYTHON ?= python3
BIN := .venv/bin
MINUTES ?= 10

.PHONY: help setup demo test check fuzz measure speed benchmark docs screenshots lock clean

help:  ## what there is to do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: .venv/ready  ## a virtual environment in .venv, from the lock file

.venv/ready: requirements.txt requirements-pip.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-pip.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src  # as pip does with what is not editable
	@touch $@

demo: setup  ## read the example coverage and say where its dossier is
	$(BIN)/wellsourced report 'examples/tulvar-cableway/*.html' 'examples/tulvar-cableway/*.txt' \
	  'examples/tulvar-cableway/*.jsonl' -o build/demo
	@echo "Open build/demo/dossier.html in a browser."

test: setup  ## all tests; those that need a browser or gold data that is not here are skipped, saying so
	$(BIN)/python -m pytest -q

check: setup  ## style, types, and documentation that is up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python docs/generate.py --check

fuzz: setup  ## hostile input for every reader, guided by what it reaches; make fuzz MINUTES=60 looks longer
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-fuzz.txt
	$(BIN)/python tests/fuzz/run.py --minutes $(MINUTES)

measure: setup  ## quality against gold data; floors in evaluation/floors.json
	$(BIN)/python evaluation/measure.py --jobs 2

speed: setup  ## what reading, comparing and starting cost; the same floors, to be run where nothing else runs
	$(BIN)/python evaluation/measure.py --timed

ARTICLES ?= 20000
TIMES ?= 10

benchmark: setup  ## whole corpora beside the bare language model and MinHash; make benchmark ARTICLES=500 TIMES=4 is short
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-benchmark.txt
	$(BIN)/python evaluation/benchmark.py --articles $(ARTICLES) --times $(TIMES)

docs: setup  ## write the generated parts of the documentation
	$(BIN)/python docs/generate.py

screenshots: setup  ## the pictures of the web application, from the example (needs a Chromium or Chrome)
	$(BIN)/python docs/screenshots.py

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links

lock: setup  ## resolve the requirements anew (needs the package index)
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) --group dev --extra corpus --extra fetch --extra postgresql --extra web pyproject.toml -o requirements.txt
	$(LOCK) --group followthemoney --constraint requirements.txt -o requirements-followthemoney.txt
	$(LOCK) --extra spark --constraint requirements.txt --no-emit-package wellsourced pyproject.toml -o requirements-spark.txt
	$(LOCK) --group pyproject.toml:fuzz -o requirements-fuzz.txt
	$(LOCK) --group pyproject.toml:benchmark --constraint requirements.txt -o requirements-benchmark.txt

clean:  ## remove what was built, the environment too
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache
