package benchmarks

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"gonha/solver/campaign"
)

// table is one of RESULTS.md.
type table struct {
	title   string
	columns []string
	rows    [][]string
}

// markdown gives the table with its title as a heading.
func (t *table) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s\n|%s\n", t.title, line(t.columns), strings.Repeat("---|", len(t.columns)))
	for _, row := range t.rows {
		fmt.Fprintln(&b, line(row))
	}
	return b.String()
}

func line(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }

// none stands where there is nothing to tell.
const none = "–"

// runTable says what was run; the commit is filled in by hand.
func runTable(label, test string) table {
	return table{
		title:   "Runs",
		columns: []string{"run", "date", "commit", "machine", "Go", "command"},
		rows:    [][]string{{label, time.Now().Format(time.DateOnly), "COMMIT", machine(), strings.TrimPrefix(runtime.Version(), "go"), "`" + command(test) + "`"}},
	}
}

// machine is the kind of machine, such as "2 shared cores, AMD EPYC", without its name.
func machine() string {
	kind := fmt.Sprintf("%d shared cores", runtime.NumCPU())
	f, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return kind
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if key, value, _ := strings.Cut(s.Text(), ":"); strings.TrimSpace(key) == "model name" {
			return kind + ", " + strings.TrimSpace(value)
		}
	}
	return kind
}

// command is how to run the same test again, without the paths of this machine.
func command(test string) string {
	parts := []string{"go test ./benchmarks -run '^" + test + "$' -count 1 -timeout 0 -v"}
	flag.Visit(func(f *flag.Flag) {
		switch value := f.Value.String(); {
		case filepath.IsAbs(value):
			parts = append(parts, "-"+f.Name+" DIR/"+filepath.Base(value))
		case !strings.HasPrefix(f.Name, "test."):
			parts = append(parts, "-"+f.Name+" "+value)
		}
	})
	return strings.Join(parts, " ")
}

func reachedTable(label string, all []measurement) table {
	t := table{
		title: "People reached",
		columns: []string{"run", "ward", "households, teams", "seconds", "stops", "turfs", "threads", "seed", "people", "prize", "bound", "gap %", "mandatory missed",
			"best peer", "over it %", "by hand: people", "prize", "over it %"},
	}
	for i := range all {
		m := &all[i]
		s, hand := &m.Summary, m.byHand
		against, over := none, none
		if p, found := bestPeer(&m.trial, m.households, m.teams); found {
			against, over = thousands(int64(p.persons))+" "+p.solver, percent(int64(s.Persons), int64(p.persons))
		}
		t.rows = append(t.rows, []string{
			label, m.Ward.name(), thousands(int64(m.households)) + ", " + thousands(int64(m.teams)), m.limit(), onOff(m.Radius > 0), m.Turfs,
			strconv.Itoa(m.Threads), strconv.FormatUint(m.Seed, 10), thousands(int64(s.Persons)), thousands(s.Prize), thousands(s.PrizeBound),
			gap(s.PrizeBound, s.Prize), strconv.Itoa(s.MandatoryMissed), against, over,
			thousands(int64(hand.Persons)), thousands(hand.Prize), percent(s.Prize, hand.Prize),
		})
	}
	return t
}

// waysTable holds plans against the ways that people know and against the bound, in people.
func waysTable(label string, all []measurement) table {
	t := table{
		title: "Against the ways people know",
		columns: []string{"run", "ward", "households, teams", "seconds", "stops", "turfs", "seed", "people", "prize, of the bound %",
			"nearest door", "over it %", "nearest, doors together", "over it %", "own group only", "over it %", "sweep", "over it %"},
	}
	for i := range all {
		m := &all[i]
		row := []string{
			label, m.Ward.name(), thousands(int64(m.households)) + ", " + thousands(int64(m.teams)), m.limit(), onOff(m.Radius > 0), m.Turfs,
			strconv.FormatUint(m.Seed, 10), thousands(int64(m.Summary.Persons)), ofBound(&m.Summary),
		}
		for _, way := range campaign.Ways() {
			people, over := none, none
			if k := slices.IndexFunc(m.ways, func(b campaign.Baseline) bool { return b.Name == string(way) }); k >= 0 {
				reached := int64(m.ways[k].Summary.Persons)
				people, over = thousands(reached), percent(int64(m.Summary.Persons), reached)
			}
			row = append(row, people, over)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

func effortTable(label string, all []measurement) table {
	t := table{
		title:   "What the plans cost, and the planning",
		columns: []string{"run", "ward", "stops", "turfs", "seed", "overlap %", "overlap by hand %", "travel h", "stops made", "first plan s", "iterations/s", "elapsed s", "CPU s", "peak MB"},
	}
	for i := range all {
		m := &all[i]
		s := &m.Summary
		rate := none
		if s.RuntimeS > 0 {
			rate = thousands(int64(float64(m.Iterations) / s.RuntimeS))
		}
		t.rows = append(t.rows, []string{
			label, m.Ward.name(), onOff(m.Radius > 0), m.Turfs, strconv.FormatUint(m.Seed, 10),
			share100(s.Overlap), share100(m.byHand.Overlap), hours(s.TravelS), thousands(int64(s.Stops)),
			decimals(m.FirstPlan), rate, decimals(s.RuntimeS), decimals(m.CPU), megabytes(m.PeakBytes),
		})
	}
	return t
}

// turfTable puts what turfs cost side by side: each ward and seed that was planned with stops, once
// without turfs and once or twice with them.
func turfTable(label string, all []measurement) table {
	t := table{
		title: "Turfs against none",
		columns: []string{"run", "ward", "seed", "people without", "soft", "strict", "lost by soft %", "by strict %",
			"overlap without %", "soft", "strict", "overlap soft / without", "travel without h", "soft", "strict"},
	}
	for i := range all {
		off := &all[i]
		soft, strict := like(off, all, "soft"), like(off, all, "strict")
		if off.Turfs != "off" || off.Radius == 0 || soft == nil && strict == nil {
			continue
		}
		people := func(m *measurement) string { return thousands(int64(m.Summary.Persons)) }
		lost := func(m *measurement) string { return gap(int64(off.Summary.Persons), int64(m.Summary.Persons)) }
		overlap := func(m *measurement) string { return share100(m.Summary.Overlap) }
		travel := func(m *measurement) string { return hours(m.Summary.TravelS) }
		ratio := func(m *measurement) string {
			if off.Summary.Overlap == 0 {
				return none
			}
			return decimals(m.Summary.Overlap / off.Summary.Overlap)
		}
		t.rows = append(t.rows, []string{
			label, off.Ward.name(), strconv.FormatUint(off.Seed, 10),
			people(off), of(soft, people), of(strict, people), of(soft, lost), of(strict, lost),
			overlap(off), of(soft, overlap), of(strict, overlap), of(soft, ratio),
			travel(off), of(soft, travel), of(strict, travel),
		})
	}
	return t
}

// like is the measurement that differs from m in its turfs alone, or nil.
func like(m *measurement, all []measurement, turfs string) *measurement {
	want := m.trial
	want.Turfs = turfs
	for i := range all {
		if all[i].trial == want {
			return &all[i]
		}
	}
	return nil
}

func of(m *measurement, cell func(*measurement) string) string {
	if m == nil {
		return none
	}
	return cell(m)
}

// limitTable says whether the time limit is kept; elapsed is the plan's own, process that of the whole
// process, in which the ward is read and the program started too.
func limitTable(label string, all []measurement) table {
	t := table{
		title:   "First plan and time limit",
		columns: []string{"run", "ward", "households, teams", "threads", "time limit s", "first plan s", "elapsed s", "over the limit %", "kept", "process s", "peak MB"},
	}
	for i := range all {
		m := &all[i]
		over := m.Summary.RuntimeS/m.Seconds - 1
		kept := "yes"
		if over > limitSlack {
			kept = "no"
		}
		t.rows = append(t.rows, []string{
			label, m.Ward.name(), thousands(int64(m.households)) + ", " + thousands(int64(m.teams)), strconv.Itoa(m.Threads),
			decimals(m.Seconds), decimals(m.FirstPlan), decimals(m.Summary.RuntimeS), fmt.Sprintf("%+.1f", 100*over), kept, decimals(m.Process), megabytes(m.PeakBytes),
		})
	}
	return t
}
