package solver

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// picture is everything in a search's plan that undo must bring back. The order in which clients
// have joined a stop means nothing and is left out; so is what the nodes of unvisited clients hold.
type picture struct {
	Node    []node
	Stops   [][]int32 // by route and stop: its clients ascending, after the first
	StopOf  []int32
	RouteOf []int32
	Route   []route
	Tally   tally
	Penalty int64
}

func (k *search) picture() picture {
	p := picture{StopOf: slices.Clone(k.stopOf), Route: slices.Clone(k.route), Tally: k.tally, Penalty: k.penalty}
	for r := range k.route {
		p.Route[r].touched = 0
		p.Node = append(p.Node, k.node[k.first(int32(r))], k.node[k.last(int32(r))])
		for a := k.node[k.first(int32(r))].next; a < k.n; a = k.node[a].next {
			p.Node = append(p.Node, k.node[a])
			stop := []int32{a}
			for c := k.nextDoor[a]; c >= 0; c = k.nextDoor[c] {
				stop = append(stop, c)
			}
			slices.Sort(stop[1:])
			p.Stops = append(p.Stops, stop)
			for _, c := range stop {
				p.RouteOf = append(p.RouteOf, k.routeOf[c])
			}
		}
	}
	return p
}

func (p *picture) diff(q *picture) string {
	if reflect.DeepEqual(p, q) { // much faster
		return ""
	}
	return cmp.Diff(p, q, cmp.AllowUnexported(node{}, route{}, tally{}))
}

// searched is a search of a random problem, some way on its way.
func searched(t testing.TB, f draft, seed uint64, steps int) *search {
	t.Helper()
	k := wholeSearch(t, f.problem(rand.New(rand.NewPCG(seed, 0))))
	k.constructAll()
	for range steps {
		k.step(20)
	}
	return k
}

func TestUndo(t *testing.T) {
	for i, f := range drafts(40, 4) {
		k := searched(t, f, uint64(i), 50)
		changes := 0
		for step := range 60 {
			before := k.picture()
			k.begin()
			k.ruin()
			k.recreate()
			if between := k.picture(); !reflect.DeepEqual(before, between) {
				changes++
			}
			k.undo()
			after := k.picture()
			if diff := before.diff(&after); diff != "" {
				t.Fatalf("%+v, step %d: undo leaves (-before +after):\n%s", f, step, diff)
			}
			k.step(20)
		}
		if changes == 0 && k.tally.visits > 0 {
			t.Errorf("%+v: no step changed anything", f)
		}
	}
}

// A step that is refused leaves the plan as it was, one that is accepted a plan that is in time and
// whose cost is the one noted.
func TestStep(t *testing.T) {
	for i, f := range drafts(30, 3) {
		k := searched(t, f, uint64(i), 0)
		for step := range 200 {
			before := k.picture()
			k.step(float64(step % 40))
			k.verify()
			if k.current != k.total() {
				t.Fatalf("%+v, step %d: cost %d is noted as %d", f, step, k.total(), k.current)
			}
			for r := range k.route {
				if !k.inTime(int32(r)) {
					t.Fatalf("%+v, step %d: route %d is late", f, step, r)
				}
			}
			if after := k.picture(); step%40 == 0 && k.total() > before.Tally.travel+before.Penalty {
				t.Fatalf("%+v, step %d: a dearer plan is accepted without heat:\n%s", f, step, before.diff(&after))
			}
		}
	}
}

// Whatever is kept as best is a plan that, rebuilt, is worth what it says, and never gets worse.
func TestKeepBest(t *testing.T) {
	for i, f := range drafts(30, 3) {
		k := searched(t, f, uint64(i), 0)
		for range 20 {
			was := k.best.tally
			for range 10 {
				k.step(100)
			}
			if was.better(&k.best.tally) && k.d.turfs != TurfsSoft {
				t.Fatalf("%+v: best went from %+v to %+v", f, was, k.best.tally)
			}
			s := newState(k.d)
			for r, sequence := range k.best.sequence {
				s.rebuild(int32(r), sequence)
				if !s.inTime(int32(r)) {
					t.Fatalf("%+v: route %d of the best plan is late", f, r)
				}
			}
			if diff := cmp.Diff(k.best.tally, s.tally, cmp.AllowUnexported(tally{})); diff != "" {
				t.Fatalf("%+v: best plan (-said +is):\n%s", f, diff)
			}
		}
	}
}

func TestSearchRepeats(t *testing.T) {
	p := ward(200, 30, 1)
	search := func(seed, stream uint64) [][]int32 {
		g := graphOf(t, p)
		k := newSearch(denseOf(t, g, all(200), all(len(p.Teams))), seed, stream)
		k.constructAll()
		for range 500 {
			k.step(30)
		}
		return k.best.sequence
	}
	first := search(1, 2)
	if diff := cmp.Diff(first, search(1, 2)); diff != "" {
		t.Errorf("the same seed gives two plans:\n%s", diff)
	}
	for _, other := range [][2]uint64{{2, 2}, {1, 3}} {
		if cmp.Equal(first, search(other[0], other[1])) {
			t.Errorf("seed %d and stream %d give the plan of 1 and 2", other[0], other[1])
		}
	}
}

// A search that has run for a while allocates nothing.
func TestStepAllocates(t *testing.T) {
	for _, radius := range []float64{0, 30} {
		for _, mixed := range []bool{false, true} {
			p := ward(300, radius, 1)
			if mixed {
				for i := range p.Clients {
					p.Clients[i].PerPerson = 60 * int32(2+i%4)
				}
			}
			k := wholeSearch(t, p)
			k.constructAll()
			for range 3000 {
				k.step(50)
			}
			if n := testing.AllocsPerRun(300, func() { k.step(50) }); n != 0 && !invariants {
				t.Errorf("radius %v, mixed %v: %v allocations a step", radius, mixed, n)
			}
		}
	}
}

func TestCoolingFalls(t *testing.T) {
	for _, cycles := range []float64{1, 3} {
		c := cooling{hot: 100, cold: 2, cycles: cycles}
		if got := c.at(0); got != 100 {
			t.Errorf("%v cycles: begins with %v", cycles, got)
		}
		if got := c.at(1); math.Abs(got-2) > 1e-9 {
			t.Errorf("%v cycles: ends with %v", cycles, got)
		}
		rises := 0
		for i := range 999 {
			x, y := c.at(float64(i)/1000), c.at(float64(i+1)/1000)
			if x < 2-1e-9 || x > 100 {
				t.Fatalf("%v cycles: %v at %d", cycles, x, i)
			}
			if y > x {
				rises++
			}
		}
		if rises != int(cycles)-1 {
			t.Errorf("%v cycles: the temperature rises %d times", cycles, rises)
		}
	}
}

// TestCycles: one search has as many cycles as its iterations are worth, found out by the time a tenth of
// it is done; one that begins anew in every epoch has one.
func TestCycles(t *testing.T) {
	for _, turfs := range []TurfMode{TurfsOff, TurfsSoft} {
		r := runOf(t, crowd(50, 2, turfs))
		k := wholeSearch(t, r.g.p)
		each := int64(r.g.tune.cycle) * int64(k.n) / 100 // of a hundred parts of a cycle
		for _, step := range []struct {
			s    share
			want float64
		}{
			{share{from: 0, to: 100, quota: each / 10}, 1}, // slow: one cycle at least
			{share{from: 100, to: 200, quota: 5 * each}, 5},
			{share{from: 5000, to: 5100, quota: 50 * each}, 5}, // final
		} {
			want := step.want
			if turfs == TurfsSoft {
				want = 1
			}
			if got := r.cooling(k, step.s).cycles; got != want {
				t.Errorf("turfs %d, %+v: %v cycles, want %v", turfs, step.s, got, want)
			}
		}
	}
}

// run does its quota, asks for progress every so often, and stops when told to.
func TestSearchRun(t *testing.T) {
	k := searched(t, draft{clients: 20, teams: 2, length: 3000}, 1, 0)
	asked := 0
	c := cooling{hot: 10, cold: 1, cycles: 1}
	before := k.iteration
	if done := k.run(&c, 200, func(done int64) (float64, bool) { asked++; return float64(done) / 200, false }); done != 200 {
		t.Errorf("%d iterations of 200", done)
	}
	if got := k.iteration - before; got != 200 || asked != 4 {
		t.Errorf("%d steps, progress asked %d times", got, asked)
	}
	if done := k.run(&c, 1<<40, func(done int64) (float64, bool) { return 1, done >= 128 }); done != 128 {
		t.Errorf("stopped after %d, want 128", done)
	}
}

func TestDraws(t *testing.T) {
	k := searched(t, draft{clients: 3, teams: 1, length: 3000}, 1, 0)
	var counts [5]int
	blinked := 0
	for range 20000 {
		counts[k.below(5)]++
		if x := k.uniform(); x <= 0 || x > 1 {
			t.Fatalf("uniform gives %v", x)
		}
		if k.blink() {
			blinked++
		}
	}
	for i, n := range counts {
		if n < 3600 || n > 4400 {
			t.Errorf("%d was drawn %d times of 20000", i, n)
		}
	}
	if want := 20000 * blinks / 256; blinked < want*2/3 || blinked > want*3/2 {
		t.Errorf("%d blinks, about %d expected", blinked, want)
	}
}

func BenchmarkStep(b *testing.B) {
	onWards(b, func(b *testing.B, k *search) {
		k.constructAll()
		for range 2000 {
			k.step(50)
		}
		for b.Loop() {
			k.step(50)
		}
	})
}

func BenchmarkUndo(b *testing.B) {
	onWards(b, func(b *testing.B, k *search) {
		k.constructAll()
		k.iteration++
		k.was, k.wasPen = k.tally, k.penalty
		for r := range int32(3) {
			k.touch(r)
		}
		for b.Loop() {
			k.undo()
		}
	})
}

func BenchmarkKeepBest(b *testing.B) {
	onWards(b, func(b *testing.B, k *search) {
		k.constructAll()
		for b.Loop() {
			k.route[0].changed, k.route[1].changed = true, true
			k.keepBest()
		}
	})
}
