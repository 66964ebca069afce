package campaign

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
)

// inventedNight is a night of 80 households and 4 teams with all that the model has: groups, windows,
// own minutes, priorities, modes, shifts, limits of persons. Those with an odd seed run past midnight.
func inventedNight(seed uint64) *Night {
	r := rand.New(rand.NewPCG(seed, 0))
	place := func() geo.Point { return geo.Point{Lat: 21 + r.Float64()/100, Lon: 105.8 + r.Float64()/100} }
	o := DefaultOptions()
	o.Date, o.Lang, o.TimeLimit, o.Iterations, o.Seed = "2023-06-06", []string{"vi", "en"}[r.IntN(2)], 0, 500, seed
	o.Turfs, o.StopRadius = []string{"off", "soft", "strict"}[seed%3], float64(r.IntN(3))*30
	if seed%2 == 1 {
		o.Window = Window{22*hour + half, 24*hour + half}
	}
	n := &Night{Options: o}
	for i := range 80 {
		h := Household{ID: fmt.Sprintf("H%02d", i), Point: place(), Persons: 1 + r.IntN(4), Priority: 1, Status: Pending}
		if r.IntN(3) > 0 {
			h.Group = fmt.Sprintf("TDP-%d", 1+r.IntN(5))
		}
		switch r.IntN(8) {
		case 0:
			open := (o.Window.Open + r.IntN(5000)) % day // after midnight it is given as the time of the day
			h.Windows = []Window{{open, open + 1200}, {6 * hour, 7 * hour}}
		case 1:
			h.Mandatory, h.Priority = true, 5
		case 2:
			h.PerPerson = 60 * (1 + r.IntN(10))
		case 3:
			h.Status = []Status{Activated, Absent, Moved, NoSmartphone}[r.IntN(4)]
		case 4: // next door to the one before
			if i > 0 {
				h.Point = n.Households[i-1].Point
				h.Point.Lat += 0.0001
			}
		}
		n.Households = append(n.Households, h)
	}
	n.Households[7].Point.Lat += 3
	n.Households[8].Windows, n.Households[8].Status = []Window{{6 * hour, 7 * hour}}, Pending
	for i := range 4 {
		t := Team{ID: fmt.Sprintf("T%d", i), Members: 1 + r.IntN(5), Start: place(), Mode: []Mode{Motorbike, Walk}[i%2]}
		t.End = t.Start
		switch i {
		case 0:
			t.Groups = []string{"TDP-1", "TDP-2", "TDP-9"}
		case 1:
			t.Shift = &Window{(o.Window.Open + half) % day, (o.Window.Open+half)%day + hour}
		case 2:
			t.MaxPersons, t.End = 10, place()
		}
		if seed >= 3 && i > 0 { // nobody goes to TDP-5, nor to those without a group
			t.Groups = []string{"TDP-2", "TDP-3", "TDP-4"}
		}
		n.Teams = append(n.Teams, t)
	}
	return n
}

// TestPlanEndToEnd: the plan of an invented night passes its own verification, survives plan.json and
// is the same again for the same seed.
func TestPlanEndToEnd(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			n := inventedNight(seed)
			plan, err := n.Plan(context.Background(), Live{})
			if err != nil {
				t.Fatal(err)
			}
			if plan.Summary.Visits < 10 || plan.Summary.Unvisited == 0 {
				t.Errorf("%d visits, %d unvisited: too few of either", plan.Summary.Visits, plan.Summary.Unvisited)
			}
			file, err := json.Marshal(plan)
			if err != nil {
				t.Fatal(err)
			}
			var back Plan
			if err := json.Unmarshal(file, &back); err != nil {
				t.Fatal(err)
			}
			if err := n.Verify(&back); err != nil {
				t.Errorf("plan.json: %v", err)
			}
			for _, u := range plan.Unvisited {
				if want := n.possible(u.Household); !slices.Contains(want, u.Reason) {
					t.Errorf("household %s is left out for %s, not one of %v", u.Household, u.Reason, want)
				}
			}
			again, err := inventedNight(seed).Plan(context.Background(), Live{})
			if err != nil {
				t.Fatal(err)
			}
			again.Summary.RuntimeS = plan.Summary.RuntimeS
			if diff := cmp.Diff(plan, again); diff != "" {
				t.Errorf("another plan for the same seed (-first +again):\n%s", diff)
			}
		})
	}
}

// possible are the reasons for which a household may be left out, found by trying each team on its own,
// second by second. Which of the last ones it is depends on the rest of the plan.
func (n *Night) possible(id string) []string {
	h := &n.Households[slices.IndexFunc(n.Households, func(h Household) bool { return h.ID == id })]
	reasons := []string{reasonGroup}
	for i := range n.Teams {
		t := &n.Teams[i]
		if len(t.Groups) > 0 && !slices.Contains(t.Groups, h.Group) {
			continue
		}
		if reasons[0] == reasonGroup {
			reasons = []string{reasonTooFar, reasonTurf} // a strict turf may leave it to a team that has no time
		}
		travel := func(from, to geo.Point) int {
			return int(math.Ceil(geo.Distance(from, to) * n.Options.Detour / t.Mode.speed()))
		}
		shift := n.shift(t)
		last := shift.Close - travel(h.Point, t.End) - n.Options.Setup - n.perPerson(h)*((h.Persons+t.Members-1)/t.Members)
		for begin := shift.Open + travel(t.Start, h.Point); begin <= last; begin++ {
			if reasons[0] == reasonTooFar {
				reasons[0] = reasonWindow
			}
			home := func(w Window) bool { return w.Open <= begin && begin <= w.Close }
			if windows := h.windows(n.evening()); len(windows) == 0 || slices.ContainsFunc(windows, home) {
				return []string{reasonNoTime, reasonCapacity, reasonTurf}
			}
		}
	}
	return reasons
}

// TestPlanCancelled: a plan interrupted before it began is still a plan.
func TestPlanCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	plan, err := inventedNight(1).Plan(ctx, Live{})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Summary.Stopped != "interrupted" {
		t.Errorf("stopped by %q, want an interruption", plan.Summary.Stopped)
	}
}
