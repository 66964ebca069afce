package solver

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// A cycle begins hot as long as plans begin with nobody visited, and warm where they are crossed.
func TestCoolingBreeds(t *testing.T) {
	c := cooling{hot: 100, cold: 1, cycles: 5, fresh: 3, warm: 10}
	for _, x := range []struct {
		progress float64
		cycle    float64
		crossed  bool
		want     float64
	}{
		{0, 0, false, 100},
		{0.1, 0, false, 10},
		{0.4, 2, false, 100},
		{0.5, 2, false, 10},
		{0.6, 3, true, 10},
		{0.7, 3, true, math.Sqrt(10)},
		{0.8, 4, true, 10},
		{1, 4, true, 1. / brief},
	} {
		p := x.progress + 1e-12
		if got := c.at(p); math.Abs(got-x.want) > 1e-6 {
			t.Errorf("at %v: %v, want %v", x.progress, got, x.want)
		}
		if c.cycle(p) != x.cycle || c.breeds(p) != x.crossed {
			t.Errorf("at %v: cycle %v, crossed %v", x.progress, c.cycle(p), c.breeds(p))
		}
	}
	whole := cooling{hot: 100, cold: 1, cycles: 5, warm: 10}
	if whole.breeds(1) || whole.at(0.8+1e-12) < 99 {
		t.Error("without any that begins anew, a plan is bred")
	}
}

// TestAdmit: the breed is the best plans of annealings, none twice, the best first, and a plan kept is
// what it was, whatever becomes of the one under search.
func TestAdmit(t *testing.T) {
	k := searched(t, draft{clients: 40, teams: 3, radius: 40, length: 3000}, 1, 0)
	k.topped = true
	seen := map[tally][][]int32{}
	for range 60 {
		k.keepTop()
		top, plan := k.tally, k.sequences()
		for range 3 {
			k.step(500)
			if k.tally.better(&top) {
				top, plan = k.tally, k.sequences()
			}
		}
		if _, twice := seen[top]; !twice {
			seen[top] = plan
		}
		k.admit()
		k.admit()
	}
	var want []tally
	for x := range seen {
		want = append(want, x)
	}
	slices.SortFunc(want, func(a, b tally) int {
		return cmp.Or(cmp.Compare(b.required, a.required), cmp.Compare(b.prize, a.prize), cmp.Compare(a.travel, b.travel), cmp.Compare(a.service, b.service))
	})
	if len(want) <= breedSize || len(k.breed.plans) != breedSize {
		t.Fatalf("%d plans seen, %d kept", len(want), len(k.breed.plans))
	}
	for i, x := range k.breed.plans {
		if x.tally != want[i] {
			t.Errorf("plan %d: %+v, want %+v", i, x.tally, want[i])
		}
		if diff := gocmp.Diff(seen[x.tally], x.sequence); diff != "" {
			t.Errorf("plan %d is not as it was (-seen +kept):\n%s", i, diff)
		}
	}
}

func (k *search) sequences() [][]int32 {
	var plan [][]int32
	for r := range k.route {
		plan = append(plan, k.appendSequence([]int32{}, int32(r)))
	}
	return plan
}

// TestCross: a child is a plan that the reference model agrees with, and some of its teams visit all whom
// they visit in the first parent.
func TestCross(t *testing.T) {
	for i, f := range drafts(40, 4) {
		for seed := range uint64(4) {
			p := f.problem(rand.New(rand.NewPCG(seed, uint64(i))))
			for r := range p.Teams {
				if seed%2 == 0 {
					p.Teams[r] = p.Teams[0]
				}
			}
			k := wholeSearch(t, p)
			k.constructAll()
			for len(k.breed.plans) < 2 {
				for range 20 {
					k.step(2000)
				}
				k.keepTop()
				k.admit()
			}
			k.cross(&k.breed.plans[0], &k.breed.plans[1])
			now := k.seenBy()
			now.examine(t)
			now.examineRights(t, f.travel != byWhim)
			whole := 0
			for r, sequence := range k.breed.plans[0].sequence {
				if len(sequence) > 0 && k.serves(int32(r), sequence) {
					whole++
				}
			}
			if whole == 0 {
				t.Fatalf("%+v/%d: of the first parent no route is left", f, seed)
			}
		}
	}
}

// serves says whether route r visits all of a sequence.
func (k *search) serves(r int32, sequence []int32) bool {
	return !slices.ContainsFunc(sequence, func(c int32) bool {
		u := max(c, ^c)
		return k.stopOf[u] == unvisited || k.routeOf[u] != r
	})
}

// Who joins the stop of somebody that another route visits is not handed down, for the stop is not.
func TestAppendLeft(t *testing.T) {
	k := searched(t, draft{clients: 6, teams: 2, radius: 40, length: 3000}, 1, 0)
	k.vacate()
	k.rebuild(0, []int32{1, 3})
	got := k.appendLeft(nil, []int32{0, ^1, ^2, 3, ^4, 5})
	if diff := gocmp.Diff([]int32{0, ^2, 5}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A search of several cycles: the first of them begin
// anew, the last with plans crossed, the plan at hand is what is counted, and the best of the second halves is bred.
func TestAnneal(t *testing.T) {
	k := searched(t, draft{clients: 40, teams: 3, length: 3000}, 1, 0)
	var top tally
	k.run(&cooling{hot: 2000, cold: 400, cycles: 8, fresh: 4, warm: 1000}, 6400, func(done int64) (float64, bool) {
		if cooled := done%800 > 464; cooled && done < 5600 && k.tally.better(&top) {
			top = k.tally
		}
		if k.current != k.total() {
			t.Fatalf("after %d: cost %d is noted as %d", done, k.total(), k.current)
		}
		return float64(done) / 6400, false
	})
	if k.breed.cycle != 7 || len(k.breed.plans) < 2 {
		t.Errorf("cycle %v, %d plans kept", k.breed.cycle, len(k.breed.plans))
	}
	now := k.seenBy()
	now.examine(t)
	if k.breed.plans[0].tally.better(&k.best.tally) {
		t.Error("a plan of the breed is better than the best")
	}
	if top.better(&k.breed.plans[0].tally) {
		t.Errorf("%+v was met and %+v is the best that is bred", top, k.breed.plans[0].tally)
	}
}

// Plans are bred only where teams are few and iterations enough, prize decides, and one search has all clients to the end, alone at
// their doors.
func TestBreeds(t *testing.T) {
	few, more := draft{clients: 40, teams: 2, length: 3000}, draft{clients: 40, teams: mostBred, length: 3000}
	with := func(f draft, change func(p *Problem)) *Problem {
		p := f.problem(rand.New(rand.NewPCG(1, 0)))
		change(p)
		return p
	}
	for _, x := range []struct {
		name   string
		p      *Problem
		all    float64 // iterations a client
		fresh  float64
		cycles float64
	}{
		{"few teams", with(few, func(*Problem) {}), 600, 8, 10},
		{"hardly any time", with(few, func(*Problem) {}), 100, 0, 1},
		{"more teams, hardly any time", with(more, func(*Problem) {}), 200, 0, 1},
		{"more teams", with(more, func(*Problem) {}), 600, 8, 10},
		{"too many teams", with(draft{clients: 40, teams: mostBred + 1, length: 3000}, func(*Problem) {}), 24000, 0, 1},
		{"all required", with(few, func(p *Problem) {
			for i := range p.Clients {
				p.Clients[i].Required = true
			}
		}), 2400, 0, 1},
		{"soft turfs", with(few, func(p *Problem) { p.Turfs = TurfsSoft }), 2400, 0, 1},
		{"an exchange", with(few, func(p *Problem) { p.Exchange = 300 }), 2400, 0, 1},
		{"stops", with(few, func(p *Problem) { p.StopRadius = 40 }), 2400, 0, 6},
	} {
		r := runOf(t, x.p)
		c := r.cooling(wholeSearch(t, x.p), share{from: 0, to: cooled, quota: int64(x.all) * int64(len(x.p.Clients))})
		if c.fresh != x.fresh || c.cycles != x.cycles {
			t.Errorf("%s: %v of %v cycles begin anew, want %v of %v", x.name, c.fresh, c.cycles, x.fresh, x.cycles)
		}
	}
}
