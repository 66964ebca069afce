# Everything that is done to this repository, by name. Only Go is needed; `race` also needs gcc and `picture` chromium.

SHELL     := bash
GO        ?= go
GOLANGCI  := v2.15.0
LINT      := bin/golangci-lint-$(GOLANGCI)
FUZZTIME  ?= 20s
BENCHTIME ?= 1s
WARDS     ?= ../shared/wards
INSTANCES ?= ../shared/instances

.PHONY: build check lint test race invariants fuzz bench bench-go bench-suite bench-scenarios bench-public ablation profile scale load golden plan picture valhalla maplibre clean

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
	CGO_ENABLED=1 $(GO) test -race -short -timeout 20m ./...

invariants: ## the tests that solve, with the cost recomputed after every applied move
	$(GO) test -tags invariants ./solver/... ./benchmarks

fuzz: ## each fuzz target for FUZZTIME
	FUZZTIME=$(FUZZTIME) ./.ci/fuzz

# The suite takes the wards of WARDS where there are any, and else generates some.
SUITE = $(if $(wildcard $(WARDS)/*/households.csv),-wards $(abspath $(WARDS)),-generated s300,s2000,s10000)

bench: bench-go bench-suite ## all Go benchmarks, then the suite of wards; long

bench-go: ## the Go benchmarks, in the form that benchstat reads
	$(GO) test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) -timeout 0 ./...

bench-suite: ## plans the wards and prints the tables of benchmarks/RESULTS.md
	$(GO) test ./benchmarks -run '^TestSuite$$' -count 1 -timeout 0 -v $(SUITE) $(SUITEFLAGS)

# Every place by name once, with what the ways that people know reach there.
SCENARIOS ?= coc-leu,an-xuan,bac-son,co-nhue-1,mixed,s300,s2000,s10000,bac-tu-liem,thu-dau-mot,binh-duong

bench-scenarios: ## plans every named scenario against its bound and against the ways people know; half an hour
	$(GO) test ./benchmarks -run '^TestSuite$$' -count 1 -timeout 0 -v -generated $(SCENARIOS) -ward-seeds 1 -settings soft $(SUITEFLAGS)

# The limits that benchmarks/README.md states results for; a wall clock, so the machine must be quiet.
bench-public: build ## solves the public sets in INSTANCES under their limits; hours
	./gonha bench $(PUBLICFLAGS) --set $(INSTANCES)/vrptw_solomon --time 0.4s
	./gonha bench $(PUBLICFLAGS) --set $(INSTANCES)/vrptw_solomon --time 10s
	./gonha bench $(PUBLICFLAGS) --set $(INSTANCES)/vrptw_gehring_homberger/200 --time 30s
	./gonha bench $(PUBLICFLAGS) --set $(INSTANCES)/vrptw_gehring_homberger/400 --time 30s
	./gonha bench $(PUBLICFLAGS) --set $(INSTANCES)/vrptw_gehring_homberger/1000 --time 60s
	./gonha bench $(PUBLICFLAGS) --set $(INSTANCES)/pcvrptw_pyvrp --time 60s
	./gonha bench $(PUBLICFLAGS) --set $(INSTANCES)/toptw --time 5s --records benchmarks/records.csv
	./gonha bench $(PUBLICFLAGS) --set $(INSTANCES)/top_chao --instances 'p4*,p6*' --time 5s --records benchmarks/records.csv
	./gonha bench $(PUBLICFLAGS) --set $(INSTANCES)/mdvrptw_vidal --time 60s
	./gonha bench $(PUBLICFLAGS) --set $(INSTANCES)/cvrp_xxl_belgium --instances flanders1 --time 300s
# What each part of the search is worth on several sets: it is switched off by itself, paired with the search as it is.
PARTS    ?= genetic breed tails quench paying resize rehome dissolve granular pool scatter transfer
ABLATION ?= vrptw_solomon,r104,r109,c104,rc102,rc106,r204,r208,c203,rc203,rc207,2s \
	vrptw_gehring_homberger/200,r1_2_5,r2_2_1,rc1_2_2,rc2_2_5,5s \
	vrptw_gehring_homberger/600,r1_6_2,rc2_6_5,12s \
	toptw,pr05,r102,c108,2s \
	top_chao,p4.2.g,p4.3.o,p4.4.m,p6.3.m,2s \
	pcvrptw_pyvrp,R1_10_2,RC2_10_2,12s \
	mdvrptw_vidal,PR11A,PR18A,12s

ablation: build ## a table of what each part of the search is worth a set, in processor seconds; half an hour
	@mkdir -p out/ablation
	@for row in $(ABLATION); do \
		set=$${row%%,*}; row=$${row#*,}; file=out/ablation/$$(basename $$set); \
		run="./gonha bench --set $(INSTANCES)/$$set --instances $${row%,*} --time $${row##*,} --clock cpu $(ABLATIONFLAGS)"; \
		$$run --csv $$file.csv >/dev/null; \
		for part in $(PARTS); do \
			printf '{"tuning": {"%s": 0}}' $$part >out/ablation/$$part.json; \
			echo "without $$part: $$($$run --options out/ablation/$$part.json --baseline $$file.csv | grep -A1 '^set ' | tail -n 1)"; \
		done; \
	done

# hey is the load; it is built once from source, as the linter is.
HEY := bin/hey-v0.1.4

load: $(HEY) ## the server under load, some minutes; prints a table for benchmarks/RESULTS.md
	$(GO) test ./cmd/gonha -run '^TestLoad' -count 1 -timeout 0 -v -load $(CURDIR)/$(HEY) $(LOADFLAGS)

$(HEY):
	GOBIN=$(CURDIR)/bin $(GO) install github.com/rakyll/hey@v0.1.4
	mv bin/hey $@

# The lists of scale: any that gonha generates, or folders of real ones.
DISTRICT ?= --scenario bac-tu-liem
PROVINCE ?= --scenario binh-duong
SCALE    ?= long,threads,province,sizes

scale: build ## how plans grow with their problem, with a plot in out/sizes.svg; half an hour on a quiet machine; SCALE=long or another part alone
	mkdir -p out
	./gonha generate $(DISTRICT) --out out/district
	./gonha generate $(PROVINCE) --out out/province
	$(GO) test ./benchmarks -run '^TestScale$$' -count 1 -timeout 0 -v -scale $(SCALE) -district $(CURDIR)/out/district \
		-province $(CURDIR)/out/province -threads 2 -plot $(CURDIR)/out/sizes.svg $(SCALEFLAGS)

# With it `go build -pgo=search.pgo ./cmd/gonha` makes a faster program and takes minutes longer.
profile: build ## search.pgo, a CPU profile of the search on public instances
	dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && \
	./gonha bench --set $(INSTANCES)/vrptw_solomon --instances 'r10[15],c205,rc203' --iterations 40000 --cpuprofile $$dir/a && \
	./gonha bench --set $(INSTANCES)/toptw --instances 'rc104,pr05' --m 2..3 --iterations 30000 --cpuprofile $$dir/b && \
	./gonha bench --set $(INSTANCES)/vrptw_gehring_homberger/1000 --instances rc1_10_1 --iterations 60000 --cpuprofile $$dir/c && \
	$(GO) tool pprof -proto $$dir/a $$dir/b $$dir/c > search.pgo

golden: ## rewrites the golden files of every package that has some
	$(GO) test $$(grep -rlE --include='*_test.go' 'flag\.Bool\("update"' . | xargs -n1 dirname | sort -u) -run Golden -update

plan: build ## plans an evening of the sample ward into out/
	./gonha plan --households testdata/ward/households.csv --teams testdata/ward/teams.csv --night 2026-11-20

# The same flags show the lists to whoever works on them; a phone is --window-size=390,844.
CHROMIUM      ?= chromium
CHROMIUMFLAGS := --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	--disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars

picture: build ## .github/plan.png, the overview of the sample ward
	out=$$(mktemp -d) && trap 'rm -rf "$$out"' EXIT && \
	./gonha plan --households testdata/ward/households.csv --teams testdata/ward/teams.csv --night 2026-11-20 \
		--iterations 200000 --threads 1 --out "$$out" && \
	$(CHROMIUM) $(CHROMIUMFLAGS) --user-data-dir="$$out/chromium" --force-device-scale-factor=1.9 --window-size=740,1000 \
		--screenshot="$(CURDIR)/.github/plan.png" "file://$$out/lists.html"

# Its npm package is 280 MB and has linux binaries. Without it the tests that need it are skipped.
valhalla: ## Valhalla itself, and its ways and times against ours
	./.ci/valhalla
	$(GO) test ./geo/valhalla -count 1 -v -run 'Valhalla|Real' -bench Table

# The library that draws the page's map, committed in api/web/files/vendor; see its README there.
maplibre: ## fetches MapLibre GL JS anew, MAPLIBRE=VERSION another version
	./.ci/maplibre $(MAPLIBRE)

clean:
	rm -rf gonha bin out
