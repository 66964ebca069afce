package cluster

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gonha/geo"
)

// drawn is a drawing of in up to the first cells.
func drawn(in Input) *drawing {
	d := newDrawing(in, make([]int32, len(in.Points)))
	d.shareOut()
	d.gather()
	d.setCosts()
	return d
}

func TestGroupCutAgreesWithCounting(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var cut groupCut // used again, to see that it is cleared
	for range 200 {
		n, groups := 1+rng.IntN(30), 1+rng.IntN(6)
		p := &plane{groups: groups, group: make([]int32, n)}
		items := make([]item, n)
		for i := range items {
			p.group[i] = int32(rng.IntN(groups+1)) - 1
			items[i].point = int32(i)
		}
		cut.begin(p, items)
		for at := range n {
			cut.pass(int32(at))
			want := 0
			for g := range int32(groups) {
				if slices.Contains(p.group[:at+1], g) && slices.Contains(p.group[at+1:], g) {
					want++
				}
			}
			if cut.divided != want {
				t.Fatalf("after %d of groups %v: %d divided, want %d", at, p.group, cut.divided, want)
			}
		}
	}
}

func TestFairTargets(t *testing.T) {
	in := Input{}
	for g, doors := range []int{60, 30, 30} {
		for i := range doors {
			in.Points, in.Group = append(in.Points, place(float64(i), 100*float64(g))), append(in.Group, int32(g))
		}
	}
	for _, c := range []struct {
		name  string
		teams []Team
		want  []float64 // by class, in the order of the teams
	}{
		{"all for all", crew(3), []float64{120}},
		{"even by sharing the large group", []Team{{Groups: []int32{0}}, {Groups: []int32{0, 1}}, {Groups: []int32{0, 2}}}, []float64{40, 40, 40}},
		{"as even as the groups allow", []Team{{Groups: []int32{0}}, {Groups: []int32{1, 2}}, {Groups: []int32{2}}}, []float64{60, 30, 30}},
		{"in proportion to capacity", []Team{{Capacity: 60}, {Capacity: 180, Groups: []int32{0, 1, 2}}}, []float64{30, 90}},
	} {
		in.Teams = c.teams
		d := newDrawing(in, make([]int32, len(in.Points)))
		if diff := cmp.Diff(c.want, d.fairTargets(d.units()), cmpopts.EquateApprox(0.001, 0)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestInertia(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	var m moments
	if m.inertia() != 0 {
		t.Errorf("inertia of nothing: %v", m.inertia())
	}
	var x, y, w [50]float64
	for i := range x {
		x[i], y[i], w[i] = 5000+100*rng.Float64(), 100*rng.Float64(), 1+rng.Float64()
		m.add(w[i], x[i], y[i])
	}
	want := 0.0
	for i := range x {
		dx, dy := x[i]-m.x/m.weight, y[i]-m.y/m.weight
		want += w[i] * (dx*dx + dy*dy)
	}
	if got := m.inertia(); math.Abs(got-want) > 1e-6*want {
		t.Errorf("inertia %v, want %v", got, want)
	}
}

// TestTradeKeepsBooks checks after each trade that every point is in one list, that the sums are
// those of the lists, and that no weight leaves the tolerance that was in it.
func TestTradeKeepsBooks(t *testing.T) {
	in := streets(600, 40, 7)
	in.Teams = crew(14)
	d := drawn(in)
	trades := 0
	for range 3 {
		for _, p := range d.pairs() {
			if d.trade(p) == 0 {
				continue
			}
			trades++
			seen := 0
			for team, members := range d.members {
				seen += len(members)
				was := d.cells[team]
				d.sum(team)
				if d.cells[team] != was {
					t.Fatalf("cell %d is %+v by its points, kept as %+v", team, d.cells[team], was)
				}
				for _, i := range members {
					if d.turf[i] != int32(team) {
						t.Fatalf("point %d of cell %d is marked %d", i, team, d.turf[i])
					}
				}
				if off := math.Abs(was.weight/d.target[team] - 1); off > 2*bandwidth {
					t.Fatalf("cell %d is %v off its share", team, off)
				}
			}
			if seen != len(in.Points) {
				t.Fatalf("%d points in the cells, want %d", seen, len(in.Points))
			}
		}
	}
	if trades == 0 {
		t.Error("no trade at all")
	}
}

func TestMendDividesByALine(t *testing.T) {
	in := streets(200, 300, 8)
	in.Teams = crew(2)
	d := drawn(in)
	for i := range d.turf { // undo the bisection: every other point
		d.turf[i] = int32(i % 2)
	}
	d.members = [][]int32{nil, nil}
	for i, team := range d.turf {
		d.members[team] = append(d.members[team], int32(i))
	}
	d.sum(0)
	d.sum(1)
	before := d.cells[0].weight
	meetings := 1
	for d.mend(pair{i: 0, j: 1}, false) > 0 { // the centres move apart and turn the cut
		if meetings++; meetings > 10 {
			t.Fatal("still no straight line between the two")
		}
	}
	if meetings == 1 {
		t.Error("nothing moved between cells that interleave")
	}
	turf := make([]int32, len(d.turf))
	for i, team := range d.turf {
		turf[d.origin[i]] = team
	}
	if q := Measure(in, turf); q.Overlap != 0 {
		t.Errorf("overlap %v", q.Overlap)
	}
	if after := d.cells[0].weight; math.Abs(after-before) > 14 {
		t.Errorf("weight %v became %v", before, after)
	}
}

func TestSwapTeams(t *testing.T) {
	in := Input{Points: []geo.Point{place(0, 0), place(1000, 0)}, Teams: []Team{{Start: place(900, 0)}, {Start: place(-50, 0)}}}
	d := newDrawing(in, []int32{0, 1})
	d.gather()
	d.swapTeams()
	if diff := cmp.Diff([][]int32{{1}, {0}}, d.members); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
}
