package benchmarks

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver/campaign"
)

// measured is a measurement of an invented plan.
func measured(ward, turfs string, radius float64, persons int, overlap float64) measurement {
	return measurement{
		trial: trial{Ward: place{Folder: "/wards/" + ward}, Seconds: 30, Radius: radius, Turfs: turfs, Threads: 1, Seed: 1},
		outcome: outcome{
			Summary: campaign.Summary{
				Persons: persons, Prize: int64(persons), PrizeBound: 600, Overlap: overlap, TravelS: 7200, Stops: 190, RuntimeS: 29.5,
			},
			Iterations: 2_950_000, FirstPlan: 0.21, PeakBytes: 21_000_000, Process: 29.6, CPU: 29.4,
		},
		households: 300, teams: 8,
		byHand: &campaign.Summary{Persons: 400, Prize: 400, Overlap: 0.5},
	}
}

// cut takes some columns out of a table, to compare rows by.
func cut(t *testing.T, tb table, columns ...int) [][]string {
	t.Helper()
	var rows [][]string
	for _, row := range tb.rows {
		if len(row) != len(tb.columns) {
			t.Fatalf("%s: a row of %d cells under %d columns", tb.title, len(row), len(tb.columns))
		}
		var cells []string
		for _, c := range columns {
			cells = append(cells, row[c])
		}
		rows = append(rows, cells)
	}
	return rows
}

func TestReachedTable(t *testing.T) {
	all := []measurement{measured("ward-300", "off", 0, 459, 0.2), measured("ward-300", "soft", 30, 540, 0.1), measured("else", "off", 0, 459, 0.2)}
	got := cut(t, reachedTable("R7", all), 0, 1, 2, 4, 5, 8, 10, 11, 13, 14, 15, 17)
	want := [][]string{
		{"R7", "ward-300", "300, 8", "off", "off", "459", "600", "23.50", "450 PyVRP 0.14", "+2.0", "400", "+14.7"},
		{"R7", "ward-300", "300, 8", "on", "soft", "540", "600", "10.00", "527 grouped PyVRP 0.14", "+2.5", "400", "+35.0"},
		{"R7", "else", "300, 8", "off", "off", "459", "600", "23.50", none, none, "400", "+14.7"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEffortTable(t *testing.T) {
	got := cut(t, effortTable("R7", []measurement{measured("ward-300", "soft", 30, 540, 0.1)}), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
	want := [][]string{{"R7", "ward-300", "on", "soft", "1", "10.0", "50.0", "2.0", "190", "0.21", "100,000", "29.5", "29.4", "21"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWaysTable(t *testing.T) {
	m := measured("ward-300", "soft", 30, 540, 0.1)
	m.ways = []campaign.Baseline{
		{Name: "doors", Summary: campaign.Summary{Persons: 270}}, {Name: "nearest", Summary: campaign.Summary{Persons: 450}},
		{Name: "groups", Summary: campaign.Summary{Persons: 400}}, // and no sectors
	}
	got := cut(t, waysTable("R7", []measurement{m}), 0, 1, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
	want := [][]string{{"R7", "ward-300", "540", "90.0", "270", "+100.0", "450", "+20.0", "400", "+35.0", none, none}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestScaleTable(t *testing.T) {
	m := measured("district", "soft", 30, 540, 0.1)
	got := cut(t, scaleTable("R7", []measurement{m}), 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 14)
	want := [][]string{{"district", "300, 8", "1", "30", "540", "0.21", "29.5", "-1.7", "29.6", "29.4", "21"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTurfTable(t *testing.T) {
	other := measured("ward-300", "soft", 30, 500, 0.3)
	other.Seed = 2
	all := []measurement{
		measured("ward-300", "off", 0, 450, 0.5), // door by door: no row
		other,                                    // another seed: not to be compared
		measured("ward-300", "off", 30, 500, 0.5),
		measured("ward-300", "soft", 30, 495, 0.1),
		measured("alone", "off", 30, 500, 0), // without turfs only: no row
		measured("apart", "off", 30, 500, 0),
		measured("apart", "strict", 30, 400, 0),
	}
	got := cut(t, turfTable("R7", all), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14)
	want := [][]string{
		{"ward-300", "1", "500", "495", none, "1.00", none, "50.0", "10.0", none, "0.2", none},
		{"apart", "1", "500", none, "400", none, "20.00", "0.0", none, "0.0", none, "2.0"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLimitTable(t *testing.T) {
	kept, broken := measured("ward-300", "soft", 30, 540, 0.1), measured("late", "soft", 30, 540, 0.1)
	broken.Summary.RuntimeS = 31.6
	got := cut(t, limitTable("R7", []measurement{kept, broken}), 1, 4, 5, 6, 7, 8, 9, 10)
	want := [][]string{
		{"ward-300", "30", "0.21", "29.5", "-1.7", "yes", "29.6", "21"},
		{"late", "30", "0.21", "31.6", "+5.3", "no", "29.6", "21"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMarkdown(t *testing.T) {
	tb := table{"Title", []string{"a", "b"}, [][]string{{"1", "2"}, {"3", "4"}}}
	want := "## Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"
	if diff := cmp.Diff(want, tb.markdown()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// RESULTS.md has every table that the suite prints, with the same columns, and the figures of the peers.
func TestResultsHasTheTables(t *testing.T) {
	results, err := os.ReadFile("RESULTS.md")
	if err != nil {
		t.Fatal(err)
	}
	runs := runTable("", "")
	runs.rows = nil
	for _, tb := range []table{peerTable(), runs, reachedTable("", nil), effortTable("", nil), turfTable("", nil), limitTable("", nil)} {
		heading, body, _ := strings.Cut(tb.markdown(), "\n\n")
		if _, section, found := strings.Cut(string(results), heading+"\n"); !found || !strings.Contains(section, body) {
			t.Errorf("RESULTS.md lacks the table\n%s", tb.markdown())
		}
	}
}

func TestPlaces(t *testing.T) {
	households, teams := files(t, named(t, "small"))
	large := writeWard(t, "ward-120", households, teams)
	header, _, _ := strings.Cut(households, "\n")
	empty := large.Folder + "/../ward-0"
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(empty+"/households.csv", []byte(header), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := places(large.Folder+"/..", "s300,mixed", "1,9")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range got {
		names = append(names, p.name())
	}
	if diff := cmp.Diff([]string{"ward-0", "ward-120", "s300 seed 1", "s300 seed 9", "mixed seed 1", "mixed seed 9"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, wrong := range [][3]string{{empty, "", "1"}, {"", "s301", "1"}, {"", "s300", "1,x"}} {
		if _, err := places(wrong[0], wrong[1], wrong[2]); err == nil {
			t.Errorf("%q: no error", wrong)
		}
	}
}

func TestChosenSettings(t *testing.T) {
	got, err := chosenSettings("soft,doors")
	if err != nil || len(got) != 2 || got[0].turfs != "soft" || got[0].radius != 30 || got[1].radius != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := chosenSettings("soft,hard"); err == nil {
		t.Error("a setting that there is not: no error")
	}
}
