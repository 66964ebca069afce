package benchmarks

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// TestPlansGolden pins what plans of generated wards reach at a fixed seed and number of iterations,
// to the second, so that no change of the search goes unseen. Whether it is for the better is for the
// suites to say; where it is meant, `make golden` rewrites the file.
func TestPlansGolden(t *testing.T) {
	var got bytes.Buffer
	fmt.Fprintf(&got, "%-9s %-7s %6s %5s %10s %7s %7s %7s %6s %6s %8s %9s\n",
		"ward", "turfs", "radius", "seed", "iterations", "prize", "persons", "visits", "stops", "missed", "travel_s", "service_s")
	for _, pin := range []struct {
		ward       string
		households int // 0 is the ward's own
		turfs      string
		radius     float64
		seed       uint64
		iterations int64
	}{
		{"small", 0, "off", 0, 1, 2000}, {"small", 0, "off", 30, 1, 2000}, {"small", 0, "soft", 30, 2, 2000},
		{"mixed", 400, "off", 0, 1, 1500}, {"mixed", 400, "soft", 0, 1, 1500}, {"mixed", 400, "strict", 0, 1, 1500},
		{"mixed", 400, "off", 30, 1, 1500}, {"mixed", 400, "soft", 30, 1, 1500}, {"mixed", 400, "strict", 30, 1, 1500},
		{"s2000", 0, "off", 0, 1, 600}, {"s2000", 0, "soft", 30, 1, 600},
		{"s10000", 4500, "off", 30, 1, 600}, // several regions
	} {
		o := named(t, pin.ward)
		if pin.households > 0 {
			o = o.WithHouseholds(pin.households)
		}
		night := campaign.Night{Options: campaign.DefaultOptions()}
		night.Households, night.Teams = Ward(o)
		night.Options.Date, night.Options.TimeLimit, night.Options.Iterations = "2026-11-20", 0, pin.iterations
		night.Options.Turfs, night.Options.StopRadius = pin.turfs, pin.radius
		night.Options.Seed, night.Options.Threads = pin.seed, 1
		plan, err := night.Plan(t.Context(), campaign.Live{})
		if err != nil {
			t.Fatal(err)
		}
		s := plan.Summary
		fmt.Fprintf(&got, "%-9s %-7s %6.0f %5d %10d %7d %7d %7d %6d %6d %8d %9d\n",
			pin.ward, pin.turfs, pin.radius, pin.seed, plan.Parameters.Iterations, s.Prize, s.Persons, s.Visits, s.Stops, s.MandatoryMissed, s.TravelS, s.ServiceS)
	}
	name := filepath.Join("testdata", "plans.golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("plans (-golden +now):\n%s", diff)
	}
}
