package benchmarks

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gonha/solver/campaign"
)

var (
	wardsFlag     = flag.String("wards", "", "TestSuite: absolute path of a folder of wards, each a folder with households.csv and teams.csv")
	generatedFlag = flag.String("generated", "", "TestSuite: scenarios to generate wards of, such as s300,s2000,mixed")
	wardSeedsFlag = flag.String("ward-seeds", "1,2,3", "TestSuite: seeds of the generated wards")
	settingsFlag  = flag.String("settings", "doors,stops,soft,strict", "TestSuite: what to plan with: doors (one a stop, no turfs), stops (no turfs), soft, strict (stops and turfs)")
	seedsFlag     = flag.String("seeds", "1", "TestSuite: seeds of the solves")
	threadsFlag   = flag.Int("threads", 1, "TestSuite: threads of a solve, and processors that it may use")
	scaleFlag     = flag.Float64("seconds-scale", 1, "TestSuite: times the seconds of every solve, for a quick try")
	quotaFlag     = flag.Int64("quota", 0, "TestSuite: iterations of every solve in place of its seconds, for tables that repeat exactly with one thread")
	labelFlag     = flag.String("label", "R?", "TestSuite: name of the run in the rows")
)

// setting is what a ward is planned with.
type setting struct {
	name   string
	radius float64
	turfs  string
}

var settings = []setting{
	{"doors", 0, "off"},
	{"stops", 30, "off"},
	{"soft", 30, "soft"},
	{"strict", 30, "strict"},
}

// The time limit is to be kept to within limitSlack.
const (
	limitSeconds = 10
	limitSlack   = 0.05
)

// secondsFor is the time for a ward of so many households: the peers' where there are any.
func secondsFor(households int) float64 {
	switch {
	case households <= 500:
		return 30
	case households <= 5000:
		return 60
	}
	return 120
}

// measurement is a trial with its outcome, and what to hold it against.
type measurement struct {
	trial
	outcome
	households, teams int
	byHand            *campaign.Summary
	ways              []campaign.Baseline // all ways of going by hand, with stops
}

// TestSuite plans each ward with each setting, each solve in a process of its own, one after the
// other, and prints tables to paste into RESULTS.md. Nothing is judged but that every plan is sound
// and is verified, which [campaign.Night.Plan] does.
func TestSuite(t *testing.T) {
	if *wardsFlag == "" && *generatedFlag == "" {
		t.Skip("a measurement of many minutes: give -wards or -generated; the flags are described by -args -h")
	}
	seeds, err := numbers(*seedsFlag)
	if err != nil {
		t.Fatal(err)
	}
	chosen, err := chosenSettings(*settingsFlag)
	if err != nil {
		t.Fatal(err)
	}
	places, err := places(*wardsFlag, *generatedFlag, *wardSeedsFlag)
	if err != nil {
		t.Fatal(err)
	}
	var solves, limits []measurement
	for _, p := range places {
		ward := aimed(t, p)
		for _, s := range chosen {
			for _, seed := range seeds {
				solves = append(solves, measure(t, ward, s, secondsFor(ward.households), seed))
			}
		}
		if *quotaFlag == 0 {
			limits = append(limits, measure(t, ward, setting{"soft", 30, "soft"}, limitSeconds, seeds[0]))
		}
	}
	fmt.Println()
	for _, table := range []table{runTable(*labelFlag, "TestSuite"), reachedTable(*labelFlag, solves), effortTable(*labelFlag, solves), turfTable(*labelFlag, solves), waysTable(*labelFlag, solves), landTable(*labelFlag, solves), limitTable(*labelFlag, limits)} {
		fmt.Println(table.markdown())
	}
}

// aimed reads a ward and plans it by hand, which is what every measurement of it begins with.
func aimed(t *testing.T, p place) measurement {
	t.Helper()
	n, err := p.night(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n.Options.StopRadius = 30
	ways, err := n.Baselines(t.Context())
	if err != nil {
		t.Fatalf("%s by hand: %v", p.name(), err)
	}
	return measurement{trial: trial{Ward: p}, households: len(n.Households), teams: len(n.Teams), byHand: &ways[0].Summary, ways: ways}
}

// measure conducts one trial of the ward.
func measure(t *testing.T, ward measurement, s setting, seconds float64, seed uint64) measurement {
	t.Helper()
	m := ward
	m.Seconds, m.Radius, m.Turfs, m.Threads, m.Seed = seconds**scaleFlag, s.radius, s.turfs, *threadsFlag, seed
	m.Quota = *quotaFlag
	result, err := m.run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	m.outcome = *result
	t.Logf("%s, %s, %s, seed %d: %d people of at most %d", m.Ward.name(), s.name, m.limit(), seed, m.Summary.Persons, m.Summary.PrizeBound)
	return m
}

// places are the wards of a folder, small ones first, then the generated ones.
func places(folder, generated, seeds string) ([]place, error) {
	var found []place
	if folder != "" {
		files, err := filepath.Glob(filepath.Join(folder, "*", "households.csv"))
		if err != nil || len(files) == 0 {
			return nil, errors.Join(fmt.Errorf("no wards in %s", folder), err)
		}
		size := func(file string) int64 {
			info, err := os.Stat(file)
			if err != nil {
				return 0 // reading it will say why
			}
			return info.Size()
		}
		slices.SortStableFunc(files, func(a, b string) int { return cmp.Compare(size(a), size(b)) })
		for _, file := range files {
			found = append(found, place{Folder: filepath.Dir(file)})
		}
	}
	if generated == "" {
		return found, nil
	}
	all, err := numbers(seeds)
	if err != nil {
		return nil, err
	}
	for scenario := range strings.SplitSeq(generated, ",") {
		if _, known := FindScenario(scenario); !known {
			return nil, fmt.Errorf("no scenario %q", scenario)
		}
		for _, seed := range all {
			found = append(found, place{Scenario: scenario, Seed: seed})
		}
	}
	return found, nil
}

// chosenSettings finds the settings of a comma-separated list of names.
func chosenSettings(list string) ([]setting, error) {
	var chosen []setting
	for name := range strings.SplitSeq(list, ",") {
		i := slices.IndexFunc(settings, func(s setting) bool { return s.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no setting %q", name)
		}
		chosen = append(chosen, settings[i])
	}
	return chosen, nil
}

// numbers reads a comma-separated list of seeds.
func numbers(list string) ([]uint64, error) {
	var all []uint64
	for text := range strings.SplitSeq(list, ",") {
		x, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("seeds: %w", err)
		}
		all = append(all, x)
	}
	return all, nil
}
