# Everything that is done to this repository, by name. Only Go is needed; `race` also needs gcc.

SHELL     := bash
GO        ?= go
GOLANGCI  := v2.15.0
LINT      := bin/golangci-lint-$(GOLANGCI)
FUZZTIME  ?= 20s
BENCHTIME ?= 1s

.PHONY: build check lint test race invariants fuzz bench golden plan clean

build: ## the one static binary
	CGO_ENABLED=0 $(GO) build -trimpath -o gonha ./cmd/gonha

check: ## format, vet, lint
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "not formatted: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) vet -tags invariants ./...
	@$(MAKE) --no-print-directory lint

lint: $(LINT)
	$(LINT) run ./...

# Built from source once, which takes a minute or two; the version is in the name so that a new one is built.
$(LINT):
	GOBIN=$(CURDIR)/bin $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI)
	mv bin/golangci-lint $@

test: ## every test, with what the tests need
	./.ci/test

race: ## the tests that are fast, under the race detector
	CGO_ENABLED=1 $(GO) test -race -short ./...

invariants: ## the tests with the cost recomputed after every applied move
	$(GO) test -tags invariants ./...

fuzz: ## each fuzz target for FUZZTIME
	FUZZTIME=$(FUZZTIME) ./.ci/fuzz

bench: ## all Go benchmarks, then the suites; long
	$(GO) test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) $$($(GO) list ./... | grep -v /benchmarks$$)
	$(GO) test -run '^$$' -bench . -benchtime 1x -timeout 0 ./benchmarks

golden: ## rewrites the golden files of every package that has some
	$(GO) test $$(grep -rlE --include='*_test.go' 'flag\.Bool\("update"' . | xargs -n1 dirname | sort -u) -run Golden -update

plan: build ## plans an evening of the sample ward into out/
	./gonha plan --households testdata/ward/households.csv --teams testdata/ward/teams.csv --night 2026-11-20

clean:
	rm -rf gonha bin out
