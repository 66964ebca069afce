package output

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
)

// drawn looks up a sample and draws the team's map.
func drawn(t *testing.T, teams, steps, route int, change func(*evening)) drawing {
	t.Helper()
	e, err := lookUp(sample(teams, steps))
	if err != nil {
		t.Fatal(err)
	}
	change(e)
	return e.teamMap(route, e.places(), 116, 84, &vietnamese)
}

func TestTeamMapNumbersEveryStep(t *testing.T) {
	d := drawn(t, 4, 15, 2, func(*evening) {})
	if len(d.Discs) != 15 || d.Discs[0].Text != "1" || d.Discs[14].Text != "15" {
		t.Errorf("numbers %v, want 1 to 15", d.Discs)
	}
	for i, a := range d.Discs {
		for _, b := range d.Discs[:i] {
			if around(a.spot, discRound, discRound).meets(around(b.spot, discRound, discRound)) {
				t.Errorf("numbers %s and %s overlap", a.Text, b.Text)
			}
		}
	}
	if len(d.Areas) != 1 || len(d.Ways) != 1 || d.Chevrons == "" || d.Others == "" {
		t.Error("area, way, its direction or the neighbours' doors are missing")
	}
}

func TestTeamMapMarksStartAndEnd(t *testing.T) {
	far := geo.Point{Lat: 21.2, Lon: 105.6}
	tests := []struct {
		name   string
		change func(*evening)
		want   []string // labels
		square bool     // the first mark lies on the map
	}{
		{"the same place", func(*evening) {}, []string{"Xuất phát"}, true},
		{"another end", func(e *evening) { e.routes[0].team.End.Lat += 0.001 }, []string{"Xuất phát", "Về"}, true},
		{"far away", func(e *evening) {
			e.routes[0].team.Start, e.routes[0].team.End, e.routes[0].Path = far, far, nil
		}, []string{"Xuất phát 24,9 km"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := drawn(t, 1, 8, 0, tt.change)
			f := frame{w: d.W, h: d.H}
			var got []string
			for i, m := range d.Marks {
				got = append(got, m.Text)
				if !f.holds(m.spot, 1.5) || !f.holds(m.Label, 1.5) || m.Hollow != (i == 1) {
					t.Errorf("mark %+v", m)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("labels (-want +got):\n%s", diff)
			}
			if len(got) == 0 {
				return
			}
			if square := strings.Contains(d.Marks[0].D, "h"); square != tt.square {
				t.Errorf("first mark is a square: %v, want %v", square, tt.square)
			}
			for _, disc := range d.Discs { // the far start has not shrunk the stops to a blot
				if !f.holds(disc.spot, 2) {
					t.Errorf("step %s lies at %v, off the map", disc.Text, disc.spot)
				}
			}
		})
	}
}

func TestNightMapLabelsEveryTeam(t *testing.T) {
	for _, teams := range []int{1, 9, 64, 199} {
		e, err := lookUp(sample(teams, 5))
		if err != nil {
			t.Fatal(err)
		}
		o := e.overview(e.places(), &english)
		if len(o.Map.Tags) != teams || len(o.Map.Ways) != teams {
			t.Errorf("%d labels and %d routes for %d teams", len(o.Map.Tags), len(o.Map.Ways), teams)
		}
		for i, a := range o.Map.Tags {
			for _, b := range o.Map.Tags[:i] {
				if around(a.spot, a.Width/2, a.Height/2).meets(around(b.spot, b.Width/2, b.Height/2)) {
					t.Errorf("labels %s and %s overlap", a.Text, b.Text)
				}
			}
		}
		if len(o.Map.Marks) != 1 || o.Map.Marks[0].Text != "Start" {
			t.Errorf("marks %+v, want the start that all teams share", o.Map.Marks)
		}
	}
}

func TestMapHeight(t *testing.T) {
	short, long := teamRow{Team: "T01", Name: "Đội Một"}, teamRow{Team: "Tổ công tác số 12", Name: "Đội thanh niên số 1"}
	tests := []struct {
		name  string
		page  overview
		want  mm
		flows bool
	}{
		{"no teams", overview{}, 170, false},
		{"nine teams, a reason", overview{Rows: slices.Repeat([]teamRow{short}, 9), LeftOut: make([]leftOutCount, 1)}, 137, false},
		{"mandatory missed", overview{Rows: slices.Repeat([]teamRow{short}, 9), Missed: 7}, 137, false},
		{"two lines", overview{Rows: append(slices.Repeat([]teamRow{short}, 4), long)}, 144, false},
		{"as many as fit", overview{Rows: slices.Repeat([]teamRow{short}, 15)}, 107, false},
		{"one too many", overview{Rows: slices.Repeat([]teamRow{short}, 16)}, 170, true},
	}
	for _, tt := range tests {
		if got, flows := mapHeight(tt.page.tables()); got != tt.want || flows != tt.flows {
			t.Errorf("%s: %v mm, flows %v; want %v, %v", tt.name, got, flows, tt.want, tt.flows)
		}
	}
}

func TestRoundLeavesOutTheWaysThereAndBack(t *testing.T) {
	e, err := lookUp(small())
	if err != nil {
		t.Fatal(err)
	}
	r := &e.routes[0]
	if got := r.round(); len(got) != 2 || got[0] != r.steps[0].point() || got[1] != r.steps[1].point() {
		t.Errorf("round %v of path %v", got, r.path())
	}
	r.Path = []geo.Point{r.team.End, r.team.Start} // passes the last stop before the first
	if got := r.round(); len(got) != 2 {
		t.Errorf("round %v, want the whole path", got)
	}
}

func TestDoorLabels(t *testing.T) {
	one, many := step{number: 7, doors: make([]door, 1)}, step{number: 7, doors: make([]door, 30)}
	if got := one.label(0); got != "7" {
		t.Errorf("only door: %q", got)
	}
	for i, want := range map[int]string{0: "7a", 25: "7z", 26: "7aa", 29: "7ad"} {
		if got := many.label(i); got != want {
			t.Errorf("door %d: %q, want %q", i, got, want)
		}
	}
}
