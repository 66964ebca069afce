package campaign

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestValidate(t *testing.T) {
	if err := tinyNight().Validate(); err != nil {
		t.Fatalf("a good night: %v", err)
	}
	tests := []struct {
		name   string
		mutate func(n *Night)
		want   string // "" is no fault
	}{
		{"options", func(n *Night) { n.Options.Threads = 0 }, "threads"},
		{"no teams", func(n *Night) { n.Teams = nil }, "teams: there are none"},
		{"no households", func(n *Night) { n.Households = nil }, ""},
		{"household without id", func(n *Night) { n.Households[2].ID = "" }, "household number 3: no id"},
		{"household twice", func(n *Night) { n.Households[2].ID = "H1" }, `household "H1": the id is given twice`},
		{"team without id", func(n *Night) { n.Teams[0].ID = "" }, "team number 1: no id"},
		{"team twice", func(n *Night) { n.Teams[2].ID = "T1" }, `team "T1": the id is given twice`},
		{"team called like a household", func(n *Night) { n.Teams[0].ID = "H1" }, ""},
		{"status", func(n *Night) { n.Households[0].Status = "" }, `household "H1": status: unknown`},
		{"place", func(n *Night) { n.Households[0].Point.Lat = math.NaN() }, `household "H1": lat, lon`},
		{"nobody", func(n *Night) { n.Households[0].Persons = 0 }, `household "H1": persons`},
		{"everybody", func(n *Night) { n.Households[0].Persons = 10_001 }, `household "H1": persons`},
		{"nobody left where all is done", func(n *Night) { n.Households[2].Persons = 0 }, ""},
		{"no priority", func(n *Night) { n.Households[0].Priority = 0 }, `household "H1": priority`},
		{"too high a priority", func(n *Night) { n.Households[0].Priority = 101 }, `household "H1": priority`},
		{"minutes", func(n *Night) { n.Households[0].PerPerson = -1 }, `household "H1": minutes`},
		{"window", func(n *Night) { n.Households[1].Windows[0].Close = 0 }, `household "H2": windows`},
		{"members", func(n *Night) { n.Teams[0].Members = 13 }, `team "T1": members`},
		{"start", func(n *Night) { n.Teams[0].Start.Lon = 200 }, `team "T1": start`},
		{"end", func(n *Night) { n.Teams[0].End.Lat = -91 }, `team "T1": end`},
		{"shift", func(n *Night) { n.Teams[0].Shift = &Window{-1, 5} }, `team "T1": shift`},
		{"mode", func(n *Night) { n.Teams[0].Mode = "boat" }, `team "T1": mode`},
		{"max_persons", func(n *Night) { n.Teams[0].MaxPersons = -1 }, `team "T1": max_persons`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := tinyNight()
			test.mutate(n)
			err := n.Validate()
			if test.want == "" {
				if err != nil {
					t.Errorf("no fault, but %v", err)
				}
				return
			}
			if !errors.Is(err, ErrInput) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// TestValidateAll: every fault is told at once, without personal data.
func TestValidateAll(t *testing.T) {
	n := tinyNight()
	n.Options.Date, n.Households[0].Persons, n.Households[0].Priority, n.Teams[1].Members = "today", 0, 0, 0
	err := n.Validate()
	if err == nil || strings.Count(err.Error(), "\n") != 3 {
		t.Errorf("want four faults, got %v", err)
	}
	if strings.Contains(err.Error(), "Nguyễn") {
		t.Errorf("personal data in %v", err)
	}
}
