package solver

import "testing"

// TestEpochsFor: a divided problem has fewer epochs where there is little time for each client, unless turfs are to
// follow the plan.
func TestEpochsFor(t *testing.T) {
	for _, test := range []struct {
		clients    int
		iterations float64
		divided    bool
		traded     bool
		turfs      TurfMode
		want       int
	}{
		{1000, 1e6, true, false, TurfsOff, leastEpochs},
		{1000, 5e6, true, false, TurfsOff, 20},
		{1000, 1e8, true, false, TurfsOff, mostEpochs},
		{500, 2.5e6, true, false, TurfsOff, 20},
		{1000, 5e6, true, false, TurfsSoft, mostEpochs},
		{1000, 5e6, false, false, TurfsOff, mostEpochs},
		{1000, 5e6, true, true, TurfsOff, mostEpochs},
	} {
		p := &Problem{Clients: make([]Client, test.clients), Turfs: test.turfs}
		r := &run{g: &graph{p: p, nature: nature{divided: test.divided, traded: test.traded}}}
		if got := r.epochsFor(test.iterations); got != test.want {
			t.Errorf("%+v: %d epochs", test, got)
		}
	}
}

// TestStarts: where teams start at several places a divided problem ends warmer.
func TestStarts(t *testing.T) {
	for _, test := range []struct {
		clients, starts int
		want            bool
	}{{300, 1, false}, {300, 2, true}, {100, 2, false}} {
		p := &Problem{Clients: make([]Client, test.clients), Teams: make([]Team, 4)}
		for i := range p.Clients {
			p.Clients[i].Required = true
		}
		for i := range p.Teams {
			p.Teams[i].Start = int32(i % test.starts)
		}
		one := tuningFor(nature{travels: true}).cold
		if got := TuningOf(p, nil)["cold"]; got > one != test.want {
			t.Errorf("%+v: cold %v, of one start %v", test, got, one)
		}
	}
}
