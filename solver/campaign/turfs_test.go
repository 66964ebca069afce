package campaign

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/solver"
)

// row is a night of 12 households of one person each along a meridian, 111 m apart, and two teams that
// set out at its ends.
func row() *Night {
	n := tinyNight()
	n.Households, n.Teams = nil, n.Teams[:2]
	for i := range 12 {
		n.Households = append(n.Households, Household{ID: "H" + string(rune('a'+i)), Point: north(float64(i)), Persons: 1, Group: "A", Priority: 1, Status: Pending})
	}
	n.Teams[0] = Team{ID: "T1", Members: 2, Start: north(0), End: north(0), Mode: Motorbike}
	n.Teams[1] = Team{ID: "T2", Members: 2, Start: north(11), End: north(11), Mode: Motorbike}
	n.Options.Turfs = "soft"
	return n
}

func TestTurfs(t *testing.T) {
	tests := []struct {
		name   string
		mutate func(n *Night)
		mode   solver.TurfMode
		want   [3]int // clients in no turf, in that of T1, of T2
	}{
		{"off", func(n *Night) { n.Options.Turfs = "off" }, solver.TurfsOff, [3]int{12, 0, 0}},
		{"halves", func(*Night) {}, solver.TurfsSoft, [3]int{0, 6, 6}},
		{"strict", func(n *Night) { n.Options.Turfs = "strict" }, solver.TurfsStrict, [3]int{0, 6, 6}},
		{"half a shift", func(n *Night) { n.Teams[0].Shift = &Window{70200, 73800} }, solver.TurfsSoft, [3]int{0, 4, 8}},
		// With a setup of 120 s and 480 s for a person, a mean team of 3 needs 280 s a household, T1 of one
		// member 600 s, T2 of five 216 s: paces 0.47 and 1.30, so 3.2 and 8.8 households.
		{"fewer members", func(n *Night) {
			n.Options.PerPerson, n.Teams[0].Members, n.Teams[1].Members = 480, 1, 5
		}, solver.TurfsSoft, [3]int{0, 3, 9}},
		{"no shift at all", func(n *Night) { n.Teams[0].Shift = &Window{70200, 70200} }, solver.TurfsSoft, [3]int{0, 0, 12}},
		{"groups", func(n *Night) {
			n.Teams[0].Groups, n.Teams[1].Groups, n.Households[3].Group = []string{"Z"}, []string{"A"}, "B"
		}, solver.TurfsSoft, [3]int{1, 0, 11}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := row()
			test.mutate(n)
			p := n.task().problem
			n.turfs(context.Background(), p)
			var got [3]int
			for i := range p.Clients {
				got[p.Clients[i].Turf+1]++
			}
			if diff := cmp.Diff(test.want, got); diff != "" || p.Turfs != test.mode {
				t.Errorf("mode %d, want %d; turfs (-want +got):\n%s", p.Turfs, test.mode, diff)
			}
			if err := p.Validate(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestTurfsWeight: a household of many people is as much work as several.
func TestTurfsWeight(t *testing.T) {
	n := row()
	n.Households[0].Persons = 20
	p := n.task().problem
	n.turfs(context.Background(), p)
	if p.Clients[0].Turf != 0 || p.Clients[4].Turf != 1 {
		t.Errorf("turf of the large household %d, of a single one four doors on %d", p.Clients[0].Turf, p.Clients[4].Turf)
	}
}
