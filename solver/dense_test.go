package solver

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
)

// TestNewDense: whatever the sub-problem, its tables say of its clients and teams what the problem does.
func TestNewDense(t *testing.T) {
	for i, f := range drafts(20, 5) {
		r := rand.New(rand.NewPCG(uint64(i), 9))
		p := f.problem(r)
		g := graphOf(t, p)
		ids, teamIDs := someOf(r, 20), someOf(r, 5)
		d := denseOf(t, g, ids, teamIDs)
		m := &plain{p: p, ids: ids, teamIDs: teamIDs}
		for team := range teamIDs {
			x := &d.teams[team]
			if d.members[x.class] != m.team(team).Members || x.shift != m.team(team).Shift {
				t.Fatalf("%+v: team %d is %+v, want %+v", f, team, x, m.team(team))
			}
			for c := range int32(len(ids)) {
				d.examineLegs(t, m, team, c)
				if got, want := int64(d.service[x.class][c]), m.service(team, []int32{c}); got != want {
					t.Fatalf("%+v: team %d serves client %d for %d, want %d", f, team, c, got, want)
				}
				if (x.allowed == nil || x.allowed[d.clients[c].group+1]) != m.admitsGroup(team, c) {
					t.Fatalf("%+v: team %d, group of client %d", f, team, c)
				}
				if foreign := d.clients[c].turf == foreignTurf; foreign != (m.client(c).Turf != NoTurf && !slices.Contains(teamIDs, m.client(c).Turf)) {
					t.Fatalf("%+v: turf of client %d is foreign: %v", f, c, foreign)
				}
			}
		}
		for c := range int32(len(ids)) {
			d.examineWindows(t, m, c)
			d.examineLists(t, m, c)
		}
	}
}

// examineLegs compares the ways between a client and everybody else, and the team's ends.
func (d *dense) examineLegs(t *testing.T, m *plain, team int, c int32) {
	t.Helper()
	x := &d.teams[team]
	ask := func(location, point int32) {
		n := int32(d.locations)
		out, in := m.leg(team, m.client(c).Location, point), m.leg(team, point, m.client(c).Location)
		if int64(d.out[x.mode][c*n+location]) != out || int64(d.out[x.mode][location*n+c]) != in ||
			int64(d.in[x.mode][location*n+c]) != out || int64(d.in[x.mode][c*n+location]) != in {
			t.Fatalf("team %d: the ways between client %d and location %d are not %d and %d", team, c, location, out, in)
		}
	}
	ask(x.start, m.team(team).Start)
	ask(x.end, m.team(team).End)
	for v := range int32(len(m.ids)) {
		ask(v, m.client(v).Location)
	}
}

// examineWindows compares the first moment from each on and the last up to each when somebody is home.
func (d *dense) examineWindows(t *testing.T, m *plain, c int32) {
	t.Helper()
	for at := int32(-200); at < 5000; at += 37 {
		want, ok := m.begin([]int32{c}, int64(at))
		if got := d.earliest(c, at); (got <= maxTime) != ok || ok && int64(got) != want {
			t.Fatalf("client %d from %d on: %d, want %d, %v", c, at, got, want, ok)
		}
		want, ok = m.beginLast([]int32{c}, int64(at))
		if got := d.latest(c, at); (got > minTime) != ok || ok && int64(got) != want {
			t.Fatalf("client %d up to %d: %d, want %d, %v", c, at, got, want, ok)
		}
	}
}

// examineLists checks who is near: all of the sub-problem here, for there are so few, in order.
func (d *dense) examineLists(t *testing.T, m *plain, c int32) {
	t.Helper()
	near := d.neighbour.of(c)
	if len(near) != len(m.ids)-1 || slices.Contains(near, c) {
		t.Fatalf("client %d has the neighbours %v", c, near)
	}
	for v := range int32(len(m.ids)) {
		if v != c && slices.Contains(d.joinable.of(c), v) != m.near(c, v) || !slices.Contains(near, v) && v != c {
			t.Fatalf("clients %d and %d: neighbours %v, joinable %v", c, v, near, d.joinable.of(c))
		}
	}
}

func TestTransposed(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{0, 1, 2, 63, 64, 65, 130} {
		table := make([]int32, n*n)
		for i := range n {
			for j := range i {
				table[i*n+j] = r.Int32N(1000)
				table[j*n+i] = table[i*n+j]
			}
		}
		if same := transposed(table, n); n > 0 && &same[0] != &table[0] {
			t.Errorf("n=%d: a symmetric table is copied", n)
		}
		for range min(n*n-n, 20) {
			i, j := r.IntN(n), r.IntN(n)
			if i == j {
				continue
			}
			table[i*n+j]++
			other := transposed(table, n)
			if symmetric(table, n) || other[j*n+i] != table[i*n+j] || other[i*n+j] != table[j*n+i] {
				t.Fatalf("n=%d: one cell of row %d, column %d", n, i, j)
			}
			table[i*n+j]--
		}
	}
}

func TestRestrict(t *testing.T) {
	l := lists{start: []int32{0, 3, 3, 5, 6}, item: []int32{3, 2, 1, 0, 1, 2}}
	for most, lists := range [][][]int32{{{}, {}, {}}, {{2}, {0}, {1}}, {{2}, {0, 2}, {1}}, {{2}, {0, 2}, {1}}} {
		got := l.restrict([]int32{3, 0, 2}, []int32{1, -1, 2, 0}, most)
		for c, want := range lists {
			if !slices.Equal(got.of(int32(c)), want) {
				t.Errorf("list %d of at most %d is %v, want %v", c, most, got.of(int32(c)), want)
			}
		}
	}
}

// One client and no team, and the other way round, are problems too.
func TestDenseEnds(t *testing.T) {
	g := graphOf(t, draft{clients: 3, teams: 2, radius: 40, length: 900}.problem(rand.New(rand.NewPCG(1, 1))))
	for _, list := range [][2][]int32{{{1}, {}}, {{}, {1}}, {{}, {}}} {
		d := denseOf(t, g, list[0], list[1])
		if s := newState(d); int(s.n) != len(list[0]) || len(s.route) != len(list[1]) || s.total() != 0 {
			t.Errorf("%v: %d clients, %d routes, cost %d", list, s.n, len(s.route), s.total())
		}
	}
}

func BenchmarkNewDense(b *testing.B) {
	g := graphOf(b, ward(2000, 30, 1))
	b.Run("ward/n=2000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			denseOf(b, g, all(2000), all(len(g.p.Teams)))
		}
	})
}

// TestKinds: teams of a kind differ in nothing that a plan could notice, those of different kinds in
// something; where turfs are minded each is of its own.
func TestKinds(t *testing.T) {
	for i, f := range drafts(10, 6) {
		p := f.problem(rand.New(rand.NewPCG(uint64(i), 0)))
		for r := range p.Teams {
			if r%2 == 1 {
				p.Teams[r] = p.Teams[r-1]
			}
		}
		d := denseOf(t, graphOf(t, p), all(10), all(6))
		for a := range d.teams {
			for b := range d.teams {
				alike := a == b || d.turfs == TurfsOff && p.Teams[a].Groups == nil && cmp.Equal(p.Teams[a], p.Teams[b])
				if same := d.teams[a].kind == d.teams[b].kind; alike && !same || same && !cmp.Equal(p.Teams[a], p.Teams[b]) {
					t.Errorf("%+v: teams %+v and %+v are of kinds %d and %d", f, p.Teams[a], p.Teams[b], d.teams[a].kind, d.teams[b].kind)
				}
			}
			if kind := d.teams[a].kind; kind < 0 || int(kind) >= d.kinds {
				t.Errorf("%+v: kind %d of %d", f, kind, d.kinds)
			}
		}
	}
}

// TestAway: the way to each client from the nearest start of any team.
func TestAway(t *testing.T) {
	for i, f := range drafts(20, 4) {
		p := f.problem(rand.New(rand.NewPCG(uint64(i), 0)))
		d := denseOf(t, graphOf(t, p), all(20), all(4))
		for u := range d.away {
			least := geo.Unreachable
			for r := range p.Teams {
				s, _ := p.Travel[p.Teams[r].Mode].Leg(p.Teams[r].Start, p.Clients[u].Location)
				least = min(least, s)
			}
			if d.away[u] != least {
				t.Errorf("%+v: client %d is %d away, want %d", f, u, d.away[u], least)
			}
		}
	}
}
