package benchmarks

import "testing"

// peer is what another solver reached on a ward: people in a single run of one thread and so many
// CPU-seconds, its plan checked independently. Under 1 % is noise. The figures are those of the README
// that comes with the wards.
type peer struct {
	solver            string
	ward              string
	households, teams int
	seconds           float64
	stops             bool // several doors a stop
	persons           int
	megabytes         int64 // of memory; 0 is unknown
}

// peers are the figures to beat. VROOM ran with -x 5. No peer has stops: in the grouped figures, doors
// were grouped greedily beforehand (nearest within 30 m, same window, up to 12 people).
var peers = []peer{
	{"PyVRP 0.14", "ward-300", 300, 8, 30, false, 450, 48},
	{"VROOM 1.15-dev", "ward-300", 300, 8, 30, false, 445, 10},
	{"nextroute 1.8", "ward-300", 300, 8, 30, false, 297, 0},
	{"grouped PyVRP 0.14", "ward-300", 300, 8, 30, true, 527, 0},

	{"PyVRP 0.14", "ward-2000", 2000, 40, 60, false, 2220, 179},
	{"VROOM 1.15-dev", "ward-2000", 2000, 40, 60, false, 1666, 129},
	{"nextroute 1.8", "ward-2000", 2000, 40, 60, false, 1147, 0},
	{"grouped PyVRP 0.14", "ward-2000", 2000, 40, 60, true, 2685, 0},

	{"PyVRP 0.14", "ward-10000", 10_000, 199, 120, false, 10_941, 3200},
	{"VROOM 1.15-dev", "ward-10000", 10_000, 199, 120, false, 8205, 2500},
	{"nextroute 1.8", "ward-10000", 10_000, 199, 120, false, 5864, 0},
}

// peerTable shows them all.
func peerTable() table {
	t := table{title: "Other solvers", columns: []string{"ward", "households, teams", "CPU-seconds", "solver", "stops", "people", "memory MB"}}
	for _, p := range peers {
		t.rows = append(t.rows, []string{
			p.ward, thousands(int64(p.households)) + ", " + thousands(int64(p.teams)), decimals(p.seconds), p.solver, onOff(p.stops),
			thousands(int64(p.persons)), megabytes(p.megabytes * 1_000_000),
		})
	}
	return t
}

// bestPeer is the one to compare a trial with, and whether there is one: the best of those who had
// at least as many CPU-seconds, for a plan with stops among all, else among those door by door.
func bestPeer(t *trial, households, teams int) (best peer, found bool) {
	for _, p := range peers {
		if t.Quota == 0 && p.ward == t.Ward.name() && p.households == households && p.teams == teams && (!p.stops || t.Radius > 0) &&
			t.Seconds*float64(t.Threads) <= p.seconds && p.persons > best.persons {
			best, found = p, true
		}
	}
	return best, found
}

func TestBestPeer(t *testing.T) {
	at := func(name string) place { return place{Folder: "/somewhere/" + name} }
	cases := []struct {
		name              string
		trial             trial
		households, teams int
		want              string
		persons           int
	}{
		{"doors", trial{Ward: at("ward-300"), Seconds: 30, Threads: 1}, 300, 8, "PyVRP 0.14", 450},
		{"stops", trial{Ward: at("ward-300"), Seconds: 30, Threads: 1, Radius: 30}, 300, 8, "grouped PyVRP 0.14", 527},
		{"stops that no peer has", trial{Ward: at("ward-10000"), Seconds: 120, Threads: 1, Radius: 30}, 10_000, 199, "PyVRP 0.14", 10_941},
		{"iterations in place of time", trial{Ward: at("ward-300"), Seconds: 30, Quota: 9, Threads: 1}, 300, 8, "", 0},
		{"less time", trial{Ward: at("ward-300"), Seconds: 1, Threads: 2}, 300, 8, "PyVRP 0.14", 450},
		{"more time", trial{Ward: at("ward-300"), Seconds: 31, Threads: 1}, 300, 8, "", 0},
		{"more threads", trial{Ward: at("ward-300"), Seconds: 30, Threads: 2}, 300, 8, "", 0},
		{"another ward of the name", trial{Ward: at("ward-300"), Seconds: 30, Threads: 1}, 301, 8, "", 0},
		{"a generated ward", trial{Ward: place{Scenario: "s300", Seed: 1}, Seconds: 30, Threads: 1}, 300, 8, "", 0},
	}
	for _, c := range cases {
		got, found := bestPeer(&c.trial, c.households, c.teams)
		if got.solver != c.want || got.persons != c.persons || found != (c.want != "") {
			t.Errorf("%s: %+v, %v; want %q with %d", c.name, got, found, c.want, c.persons)
		}
	}
}
