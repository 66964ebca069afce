package solver

import (
	"math/rand/v2"
	"testing"

	"gonha/geo"
)

// TestSaving: of a table that keeps the triangle inequality but for rounding nothing is said to be saved, and of one that
// does not as much as is saved, also where it is too large to be looked at as a whole.
func TestSaving(t *testing.T) {
	for _, clients := range []int{20, 200} {
		for travel, want := range map[int]bool{byLine: false, byRoad: false, byWhim: true} {
			f := draft{clients: clients, teams: 3, travel: travel, length: 3000}
			p := f.problem(rand.New(rand.NewPCG(1, 2)))
			d := denseOf(t, graphOf(t, p), all(len(p.Clients)), all(len(p.Teams)))
			if got := d.saving > rounding; got != want {
				t.Errorf("%d clients, travel %d: %d seconds are saved", clients, travel, d.saving)
			}
			if want && d.ways != 1 {
				t.Errorf("%d clients: ways are as if the inequality held", clients)
			}
		}
	}
}

// TestSavingSlack: between two stops far from each other there is room for one who lies on a shorter way.
func TestSavingSlack(t *testing.T) {
	points := make([]geo.Point, 4) // the start, and clients a, b, c of whom b is on the way
	m := &matrix{points: points, seconds: []int32{
		0, 10, 300, 10,
		10, 0, 10, 900,
		300, 10, 0, 10,
		10, 900, 10, 0,
	}}
	p := &Problem{Points: points, Travel: []geo.Engine{m}, Teams: []Team{{Shift: Window{0, 1120}, Members: 1, Capacity: Unlimited}}}
	for i, persons := range []int32{100, 500, 100} {
		p.Clients = append(p.Clients, Client{Location: 1 + int32(i), Prize: 1, Persons: persons, PerPerson: 1, Group: NoGroup, Turf: NoTurf})
	}
	k := wholeSearch(t, p)
	k.begin()
	k.rebuild(0, []int32{0, 2})
	k.pool = append(k.pool, 1)
	k.pooled[1] = k.iteration
	if at := k.find(1); at.at == nowhere || k.route[0].slack < 500 {
		t.Errorf("no room for who shortens the way: %+v, slack %d", at, k.route[0].slack)
	}
}
