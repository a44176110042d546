# make demo    set up, build the sample, answer a question, draw out/sample/graph.html
# make test    set up with what the tests need, run them
# make check   all that a change must pass
# make docs    regenerate the reference pages
# make floors  raise the floors under which no figure may fall, after an improvement
# make bench   measure the speed of reading and building
# make screenshots  take the pictures of docs/images anew (Chromium, Chinese fonts)
# make score   build the development set and score it, where ../shared/eval is

VENV   := .venv
BIN    := $(VENV)/bin
SAMPLE := out/sample
SHARED ?= ../shared
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

# The first interpreter that is new enough; `make PYTHON=/path/to/python3.12 demo` overrides.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo $$p; break; fi; done)

.PHONY: demo test check lint docs floors score bench screenshots clean
.DELETE_ON_ERROR:

demo: $(VENV)/.installed
	$(BIN)/qjgraph build data/sample --out $(SAMPLE)
	$(BIN)/qjgraph ask $(SAMPLE) 10
	$(BIN)/qjgraph viz $(SAMPLE) --view whole -o $(SAMPLE)/graph.html
	@echo "Open $(SAMPLE)/graph.html in a browser."

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

check: lint test
	$(BIN)/qjgraph lexicon check

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check src tests tools benchmarks
	$(BIN)/ruff check src tests tools benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.docs --check
	$(BIN)/python -m tools.counties --check

docs: $(VENV)/.installed-dev
	$(BIN)/python -m tools.docs

floors: $(VENV)/.installed
	$(BIN)/python -m tools.floors

score: $(VENV)/.installed
	@if [ -f $(SHARED)/eval/score.py ]; then $(MAKE) --no-print-directory score-dev; \
	else echo "no $(SHARED)/eval/score.py: nothing to score"; fi

.PHONY: score-dev
score-dev:
	$(BIN)/qjgraph build $(SHARED)/eval/dev/texts --out out/dev
	$(BIN)/qjgraph export out/dev --format csv --to out/dev-tables
	$(BIN)/python $(SHARED)/eval/score.py $(SHARED)/eval/dev/gold out/dev-tables --errors out/dev-errors.tsv
	$(BIN)/python $(SHARED)/eval/score.py --pages $(SHARED)/eval/dev/gold out/dev-tables

screenshots: $(VENV)/.installed-dev
	$(BIN)/python -m tools.screenshots

bench: $(VENV)/.installed
	$(PIP) --editable '.[bench]'
	@mkdir -p out
	QJGRAPH_SHARED=$(SHARED) $(BIN)/python -m benchmarks.reading --json out/reading.json
	@if [ -d $(SHARED)/corpora ]; then \
	QJGRAPH_SHARED=$(SHARED) $(BIN)/python -m benchmarks.building --json out/building.json; \
	QJGRAPH_SHARED=$(SHARED) $(BIN)/python -m benchmarks.questions --json out/questions.json; \
	else echo "no $(SHARED)/corpora: nothing to build"; fi

clean:
	rm -rf $(VENV) out/* .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "qjgraph needs Python 3.11 or newer; '$(or $(PYTHON),python3)' is not:" \
	"install one or say make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) -m venv failed:" \
	"on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $(VENV)/.installed $@
