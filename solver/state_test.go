package solver

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bench is a state and its reference model, changed together.
type bench struct {
	s *state
	m *plain
	g *graph
}

// newBench makes a state of some of the problem's clients and teams, in any order.
func newBench(t testing.TB, p *Problem, clients, teams []int32) *bench {
	t.Helper()
	g := graphOf(t, p)
	d := denseOf(t, g, clients, teams)
	return &bench{newState(d), &plain{p: p, ids: clients, teamIDs: teams, routes: make([][][]int32, len(teams))}, g}
}

func graphOf(t testing.TB, p *Problem) *graph {
	t.Helper()
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	g, err := newGraph(t.Context(), p, &Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// denseOf is the sub-problem with the problem's own turfs, soft ones charged from the beginning.
func denseOf(t testing.TB, g *graph, clients, teams []int32) *dense {
	t.Helper()
	turf := make([]int32, len(g.p.Clients))
	for i := range turf {
		turf[i] = g.p.Clients[i].Turf
	}
	g.turfs = g.p.Turfs
	d, err := newDense(t.Context(), g, turf, clients, teams)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// someOf is a random half or more of the numbers below n, in random order.
func someOf(r *rand.Rand, n int) []int32 {
	var list []int32
	for _, i := range r.Perm(n)[:n-r.IntN(n/2+1)] {
		list = append(list, int32(i))
	}
	return list
}

// nodeBefore is the node before the i-th stop of route r.
func (b *bench) nodeBefore(r, i int) int32 {
	if i == 0 {
		return b.s.first(int32(r))
	}
	return b.m.routes[r][i-1][0]
}

// charge is what a visit of u by route r costs for leaving its turf.
func (b *bench) charge(r int, u int32) int64 {
	if turf := b.m.client(u).Turf; b.m.p.Turfs == TurfsSoft && turf != NoTurf && turf != b.m.teamID(r) {
		return int64(b.g.turfCost)
	}
	return 0
}

func (b *bench) open(r, i int, u int32) {
	b.s.openStop(u, b.nodeBefore(r, i))
	b.m.routes[r] = b.m.opened(r, i, u)
}

func (b *bench) join(r, i int, u int32) {
	b.s.join(u, b.m.routes[r][i][0])
	b.m.routes[r] = b.m.joined(r, i, u)
}

// remove takes u out of both; the state says who left.
func (b *bench) remove(t testing.TB, u int32) {
	t.Helper()
	r := b.s.node[b.s.stopOf[u]].route
	var want []int32
	for _, stop := range b.m.routes[r] {
		switch slices.Index(stop, u) {
		case -1:
		case 0:
			want = slices.Clone(stop)
		default:
			want = []int32{u}
		}
	}
	got := b.s.remove(u, nil)
	b.s.updateRoute(r)
	b.m.drop(u)
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatalf("remove of client %d removed %v, want %v", u, got, want)
	}
}

// again empties the routes and fills them from their sequences, as undo does.
func (b *bench) again(routes []int32) {
	was, penalty := b.s.tally, b.s.penalty
	var saved [][]int32
	for _, r := range routes {
		saved = append(saved, b.s.appendSequence(nil, r))
	}
	for _, r := range routes {
		b.s.forget(r)
	}
	for i, r := range routes {
		b.s.rebuild(r, saved[i])
	}
	b.s.tally, b.s.penalty = was, penalty
}

// Beyond these a time means that there is none.
const (
	tooLate  = 1 << 27
	tooEarly = -1 << 26
)

// examine compares everything in the state with the reference model.
func (b *bench) examine(t testing.TB) {
	t.Helper()
	var want tally
	var penalty int64
	visited := make([]bool, b.s.n)
	for r := range b.m.routes {
		b.examineRoute(t, r)
		want.travel += b.m.cost(r, b.m.routes[r])
		if len(b.m.routes[r]) > 0 {
			want.routes++
		}
		for _, stop := range b.m.routes[r] {
			want.service += b.m.service(r, stop)
			for _, c := range stop {
				x := b.m.client(c)
				visited[c] = true
				want.visits++
				want.prize += int64(x.Prize)
				want.persons += int64(x.Persons)
				if x.Required {
					want.required++
				}
				penalty += b.charge(r, c) - b.g.value[b.m.ids[c]]
				if b.s.stopOf[c] != stop[0] || b.s.routeOf[c] != int32(r) {
					t.Fatalf("client %d: stop %d of route %d, want %d of %d", c, b.s.stopOf[c], b.s.routeOf[c], stop[0], r)
				}
			}
		}
	}
	for c, v := range visited {
		if !v && b.s.stopOf[c] != unvisited {
			t.Fatalf("client %d is not visited, but at stop %d", c, b.s.stopOf[c])
		}
	}
	if diff := cmp.Diff(want, b.s.tally, cmp.AllowUnexported(tally{})); diff != "" {
		t.Fatalf("tally (-want +got):\n%s", diff)
	}
	if b.s.penalty != penalty || b.s.total() != penalty+want.travel {
		t.Fatalf("penalty %d, total %d; want %d, %d", b.s.penalty, b.s.total(), penalty, penalty+want.travel)
	}
}

// figures are what a stop's node holds, for a comparison in one piece.
type figures struct {
	clients         string
	travel, service int64
	dep, late       int64
	begin           string
}

// examineRoute compares one route's stops, one after the other, and what it sums up.
func (b *bench) examineRoute(t testing.TB, r int) {
	t.Helper()
	stops := b.m.routes[r]
	team := b.m.team(r)
	leave, ok := b.m.walk(r, -1, int64(team.Shift.Open), stops)
	if b.s.inTime(int32(r)) != ok {
		t.Fatalf("route %d: in time %v, want %v", r, !ok, ok)
	}
	slack, dep := int64(0), int64(team.Shift.Open)
	before := b.s.first(int32(r))
	for i, stop := range stops {
		a := b.s.node[before].next
		late, home := b.m.latest(r, i, stops)
		if !home {
			late = tooEarly
		}
		slack = max(slack, late-dep-b.m.leg(r, b.m.place(r, i-1, stops), b.m.place(r, i, stops))+int64(b.s.d.saving))
		dep = tooLate
		if i < len(leave) {
			dep = min(dep, leave[i])
		}
		want := figures{fmt.Sprint(slices.Sorted(slices.Values(stop))), b.m.leg(r, b.m.place(r, i-1, stops), b.m.place(r, i, stops)), b.m.service(r, stop), dep, late, ""}
		nd := &b.s.node[a]
		got := figures{fmt.Sprint(b.chain(t, a)), int64(nd.leg), int64(nd.service), min(tooLate, int64(nd.dep)), max(tooEarly, int64(nd.late)), ""}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(figures{})); diff != "" {
			t.Fatalf("route %d, stop %d (-want +got):\n%s", r, i, diff)
		}
		if nd.prev != before || nd.route != int32(r) || a != stop[0] {
			t.Fatalf("route %d, stop %d: node %d after %d of route %d", r, i, a, nd.prev, nd.route)
		}
		before = a
	}
	home := int64(0)
	if len(stops) > 0 {
		home = b.m.leg(r, b.m.place(r, len(stops)-1, stops), b.m.place(r, len(stops), stops))
	}
	slack = max(slack, int64(team.Shift.Close)-dep-home+int64(b.s.d.saving))
	end := b.s.last(int32(r))
	if b.s.node[before].next != end || b.s.node[end].prev != before {
		t.Fatalf("route %d does not end after its last stop", r)
	}
	x := &b.s.route[r]
	if int64(x.load) != b.m.load(r) || int(x.stops) != len(stops) || ok && int64(x.slack) != slack {
		t.Fatalf("route %d: load %d, stops %d, slack %d; want %d, %d, %d", r, x.load, x.stops, x.slack, b.m.load(r), len(stops), slack)
	}
}

// chain is the clients of the stop a, ascending.
func (b *bench) chain(t testing.TB, a int32) (list []int32) {
	t.Helper()
	for c := a; c >= 0; c = b.s.nextDoor[c] {
		if list = append(list, c); len(list) > int(b.s.n) {
			t.Fatalf("the chain of stop %d has no end", a)
		}
	}
	slices.Sort(list)
	return list
}

// left lists the unvisited clients, there those visited.
func (b *bench) left() (left, there []int32) {
	for c := range b.s.n {
		if b.s.stopOf[c] == unvisited {
			left = append(left, c)
		} else {
			there = append(there, c)
		}
	}
	return left, there
}

// play carries out one command, chosen by three numbers: which kind, of whom, and where.
func (b *bench) play(t testing.TB, kind, whom, where int) {
	t.Helper()
	left, there := b.left()
	switch {
	case kind%8 < 5 && len(left) > 0:
		b.insert(t, left[whom%len(left)], where)
	case kind%8 < 7 && len(there) > 0:
		b.takeOut(t, there[whom%len(there)])
	default:
		var some []int32
		for r := range b.m.routes {
			if whom>>r&1 == 1 {
				some = append(some, int32(r))
			}
		}
		b.again(some)
	}
	b.examine(t)
}

// insert puts client u into the first place, from a given one on, that takes it.
func (b *bench) insert(t testing.TB, u int32, from int) {
	places := b.places()
	for i := range places {
		p := places[(from+i)%len(places)]
		if b.compare(t, u, p) {
			if p.join {
				b.join(p.route, p.stop, u)
			} else {
				b.open(p.route, p.stop, u)
			}
			return
		}
	}
}

// takeOut removes client u. Where ways over a stop are shorter than the direct one, what is left
// may be late; then the route is brought back, as the search does.
func (b *bench) takeOut(t testing.TB, u int32) {
	r := b.s.node[b.s.stopOf[u]].route
	was, penalty, stops := b.s.tally, b.s.penalty, b.m.routes[r]
	sequence := b.s.appendSequence(nil, r)
	b.remove(t, u)
	if b.s.inTime(r) {
		return
	}
	b.examine(t)
	for _, place := range b.places() { // what is too late takes nobody, or who makes it good
		if place.route == int(r) {
			b.compare(t, u, place)
		}
	}
	b.s.forget(r)
	b.s.rebuild(r, sequence)
	b.s.tally, b.s.penalty = was, penalty
	b.m.routes[r] = stops
}

// TestState plays random commands on problems of every kind.
func TestState(t *testing.T) {
	for i, f := range drafts(14, 3) {
		for seed := range uint64(8) {
			t.Run(fmt.Sprintf("%+v/%d", f, seed), func(t *testing.T) {
				r := rand.New(rand.NewPCG(seed, uint64(i)))
				p := f.problem(r)
				b := newBench(t, p, someOf(r, len(p.Clients)), someOf(r, len(p.Teams)))
				b.examine(t)
				for range 60 {
					b.play(t, r.IntN(256), r.IntN(256), r.IntN(256))
				}
			})
		}
	}
}

// FuzzState plays commands of three bytes each.
func FuzzState(f *testing.F) {
	all := drafts(12, 3)
	r := rand.New(rand.NewPCG(7, 7))
	for kind := range all {
		data := make([]byte, 90)
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		f.Add(uint8(kind), uint64(kind), data)
	}
	f.Fuzz(func(t *testing.T, kind uint8, seed uint64, data []byte) {
		r := rand.New(rand.NewPCG(seed, 0))
		p := all[int(kind)%len(all)].problem(r)
		b := newBench(t, p, someOf(r, len(p.Clients)), someOf(r, len(p.Teams)))
		for ; len(data) >= 3; data = data[3:] {
			b.play(t, int(data[0]), int(data[1]), int(data[2]))
		}
	})
}

// A rebuilt route counts its clients as new; a whole state made so has the same numbers.
func TestRebuildCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	p := draft{clients: 20, teams: 3, radius: 40, turfs: TurfsSoft, length: 6000}.problem(r)
	b := newBench(t, p, someOf(r, 20), []int32{2, 0, 1})
	for range 80 {
		b.play(t, r.IntN(5), r.IntN(256), r.IntN(256))
	}
	fresh := &bench{newState(b.s.d), b.m, b.g}
	for i := range b.m.routes {
		fresh.s.rebuild(int32(i), b.s.appendSequence(nil, int32(i)))
	}
	fresh.examine(t)
}

func TestTallyBetter(t *testing.T) {
	worse := []tally{ // each better than the next
		{required: 2},
		{required: 1, prize: 5, travel: 10, service: 10},
		{required: 1, prize: 4, travel: 9, service: 11},
		{required: 1, prize: 4, travel: 10, service: 9},
		{required: 1, prize: 4, travel: 10, service: 10, visits: 9, persons: 9},
	}
	for i := range worse {
		for j := range worse {
			if got := worse[i].better(&worse[j]); got != (i < j) {
				t.Errorf("%+v better than %+v: %v", worse[i], worse[j], got)
			}
		}
	}
}

func BenchmarkOpenStop(b *testing.B) {
	onWards(b, func(b *testing.B, k *search) {
		k.constructAll()
		a := k.middleStop()
		var out []int32
		for b.Loop() {
			before := k.node[a].prev
			r := k.node[a].route
			out = k.remove(a, out[:0])
			k.updateRoute(r)
			k.openStop(a, before)
		}
	})
}

func BenchmarkJoin(b *testing.B) {
	b.Run("shared/n=2000", func(b *testing.B) {
		k := wardSearch(b, 2000, 30)
		k.constructAll()
		for u := range k.n {
			if a := k.stopOf[u]; a >= 0 && a != u {
				b.ReportAllocs()
				var out []int32
				for b.Loop() {
					out = k.remove(u, out[:0])
					k.updateRoute(k.node[a].route)
					k.join(u, a)
				}
				return
			}
		}
		b.Fatal("nobody shares a stop")
	})
}
