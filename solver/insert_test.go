package solver

import (
	"math"
	"math/rand/v2"
	"testing"
)

// where is a place in the reference model: before a stop, or at it.
type where struct {
	route, stop int
	join        bool
}

// places lists all places of all routes.
func (b *bench) places() (list []where) {
	for r, stops := range b.m.routes {
		for i := range len(stops) + 1 {
			list = append(list, where{r, i, false})
		}
		for i := range stops {
			list = append(list, where{r, i, true})
		}
	}
	return list
}

// compare asks state and reference model whether client u fits at a place and at what cost, and says
// what both say.
func (b *bench) compare(t testing.TB, u int32, p where) bool {
	t.Helper()
	now := b.m.routes[p.route]
	var stops [][]int32
	var delta, want int64
	var ok bool
	if p.join {
		delta, ok = b.s.joining(u, now[p.stop][0])
		stops = b.m.joined(p.route, p.stop, u)
		want = b.m.service(p.route, stops[p.stop]) - b.m.service(p.route, now[p.stop])
	} else {
		delta, ok = b.s.between(u, b.nodeBefore(p.route, p.stop))
		stops = b.m.opened(p.route, p.stop, u)
		want = b.m.cost(p.route, stops) - b.m.cost(p.route, now) + b.m.service(p.route, stops[p.stop])
	}
	want += b.charge(p.route, u)
	if fits := b.m.feasible(p.route, stops) && b.m.admits(p.route, u); ok != fits {
		t.Fatalf("client %d at %+v: %v, want %v", u, p, ok, fits)
	}
	if ok && delta != want {
		t.Fatalf("client %d at %+v: delta %d, want %d", u, p, delta, want)
	}
	return ok
}

// TestPlaces compares every place for every client, on states that grow and shrink. The tests of the
// state do the same for the places that they use.
func TestPlaces(t *testing.T) {
	yes, no := map[bool]int{}, map[bool]int{}
	for i, f := range drafts(10, 3) {
		for seed := range uint64(4) {
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			p := f.problem(r)
			b := newBench(t, p, someOf(r, len(p.Clients)), someOf(r, len(p.Teams)))
			for range 12 {
				b.play(t, r.IntN(256), r.IntN(256), r.IntN(256))
				left, _ := b.left()
				for _, u := range left {
					for _, place := range b.places() {
						if b.compare(t, u, place) {
							yes[place.join]++
						} else {
							no[place.join]++
						}
					}
				}
			}
		}
	}
	for _, join := range []bool{false, true} {
		if yes[join] < 500 || no[join] < 500 {
			t.Errorf("join %v: %d places fit and %d do not: too few to mean anything", join, yes[join], no[join])
		}
	}
}

func TestAdmits(t *testing.T) {
	client := Client{Load: 3, Group: 1, Turf: 1}
	tests := []struct {
		name   string
		team   Team
		turfs  TurfMode
		change func(*Client)
		load   int32
		want   bool
	}{
		{"any team", Team{Capacity: Unlimited}, TurfsOff, nil, 0, true},
		{"full to the last", Team{Capacity: 10}, TurfsOff, nil, 7, true},
		{"one too many", Team{Capacity: 10}, TurfsOff, nil, 8, false},
		{"no limit", Team{Capacity: Unlimited}, TurfsOff, func(c *Client) { c.Load = math.MaxInt32 }, 0, true},
		{"no load on a full team", Team{Capacity: 0}, TurfsOff, func(c *Client) { c.Load = 0 }, 0, true},
		{"its group", Team{Capacity: 9, Groups: []int32{0, 1}}, TurfsOff, nil, 0, true},
		{"another group", Team{Capacity: 9, Groups: []int32{0}}, TurfsOff, nil, 0, false},
		{"no group at all", Team{Capacity: 9, Groups: []int32{}}, TurfsOff, nil, 0, false},
		{"a group that nobody is of", Team{Capacity: 9, Groups: []int32{77, 1}}, TurfsOff, nil, 0, true},
		{"a client of no group", Team{Capacity: 9, Groups: []int32{1}}, TurfsOff, func(c *Client) { c.Group = NoGroup }, 0, false},
		{"a client of no group, any team", Team{Capacity: 9}, TurfsOff, func(c *Client) { c.Group = NoGroup }, 0, true},
		{"soft turf of another", Team{Capacity: 9}, TurfsSoft, nil, 0, true},
		{"strict turf of another", Team{Capacity: 9}, TurfsStrict, nil, 0, false},
		{"strict turf of its own", Team{Capacity: 9}, TurfsStrict, func(c *Client) { c.Turf = 0 }, 0, true},
		{"strict, no turf", Team{Capacity: 9}, TurfsStrict, func(c *Client) { c.Turf = NoTurf }, 0, true},
	}
	for _, test := range tests {
		r := rand.New(rand.NewPCG(1, 1))
		p := draft{clients: 1, teams: 2, turfs: test.turfs, length: 9000}.problem(r)
		at := p.Clients[0].Location
		p.Clients[0] = client
		if test.change != nil {
			test.change(&p.Clients[0])
		}
		p.Clients[0].Location = at
		test.team.Members, test.team.Shift = 1, Window{0, 9000}
		p.Teams[0] = test.team
		b := newBench(t, p, []int32{0}, []int32{0})
		b.s.route[0].load = test.load
		if got := b.s.admits(0, 0); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
		if _, got := b.s.between(0, b.s.first(0)); got != test.want {
			t.Errorf("%s: between says %v", test.name, got)
		}
	}
}

// A stop with more people than the table of service times holds is not joined.
func TestJoiningACrowd(t *testing.T) {
	p := draft{clients: 3, teams: 1, radius: 40, pace: true, length: 1 << 24}.problem(rand.New(rand.NewPCG(1, 1)))
	for i := range p.Clients {
		p.Clients[i] = Client{Location: p.Clients[0].Location, Prize: 1, Persons: 200, PerPerson: 10, Setup: 5, Group: NoGroup, Turf: NoTurf}
	}
	p.Teams[0] = Team{Start: 0, End: 0, Shift: Window{0, 1 << 24}, Members: 3, Capacity: Unlimited}
	b := newBench(t, p, []int32{0, 1, 2}, []int32{0})
	b.open(0, 0, 0)
	if !b.compare(t, 1, where{0, 0, true}) {
		t.Fatal("200 people do not join 200")
	}
	b.join(0, 0, 1)
	b.examine(t)
	if _, ok := b.s.joining(2, 0); ok {
		t.Error("200 people join 400")
	}
}

// TestFind: without blinks and with all places in sight, find gives the cheapest.
func TestFind(t *testing.T) {
	found := 0
	for i, f := range drafts(9, 2) {
		if f.travel == byWhim {
			continue // without the triangle inequality slack may hide a place from the search, though not from fill
		}
		for seed := range uint64(6) {
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			b := newBench(t, f.problem(r), someOf(r, 9), someOf(r, 2))
			for range 15 {
				b.play(t, r.IntN(256), r.IntN(256), r.IntN(256))
			}
			k := newSearch(b.s.d, seed, 0)
			k.state = *b.s
			left, _ := b.left()
			for _, u := range left {
				least, near := int64(math.MaxInt64), int64(math.MaxInt64)
				for _, place := range b.places() {
					if place.join && !b.m.near(u, b.m.routes[place.route][place.stop][0]) || !b.compare(t, u, place) {
						continue
					}
					at := b.nodeBefore(place.route, place.stop)
					if place.join {
						at = b.m.routes[place.route][place.stop][0]
						if delta, _ := b.s.joining(u, at); delta < least {
							least = delta
						}
						continue
					}
					delta, _ := b.s.between(u, at)
					least = min(least, delta)
					if b.s.route[place.route].stops > 0 {
						near = min(near, delta)
					}
				}
				k.dice, k.sides = math.MaxUint64, math.MaxInt // no blinks
				got := k.find(u)
				if (got.at == nowhere) != (least == math.MaxInt64) || got.at != nowhere && got.delta != least {
					t.Fatalf("%+v/%d: client %d: %+v, want delta %d", f, seed, u, got, least)
				}
				if got.at != nowhere {
					found++
				}
				if near == math.MaxInt64 {
					continue
				}
				for _, best := range []place{{delta: near + 1, at: nowhere}, {delta: near, at: nowhere}} { // of which one is good enough
					want := best.delta > near
					k.mark++
					if k.findNear(u, b.s.d.quickest[u], &best); (best.at != nowhere) != want || best.delta != near {
						t.Fatalf("%+v/%d: client %d: %+v near by, want delta %d: %v", f, seed, u, best, near, want)
					}
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d places found", found)
	}
}

func BenchmarkBetween(b *testing.B) {
	onWards(b, func(b *testing.B, k *search) {
		k.constructAll()
		left, stops := k.leftAndStops()
		i := 0
		for b.Loop() {
			k.between(left[i%len(left)], stops[i%len(stops)])
			i++
		}
	})
}

func BenchmarkJoining(b *testing.B) {
	onWards(b, func(b *testing.B, k *search) {
		k.constructAll()
		left, stops := k.leftAndStops()
		i := 0
		for b.Loop() {
			k.joining(left[i%len(left)], stops[i%len(stops)])
			i++
		}
	})
}

func BenchmarkFind(b *testing.B) {
	onWards(b, func(b *testing.B, k *search) {
		k.constructAll()
		left, _ := k.leftAndStops()
		i := 0
		for b.Loop() {
			u := left[i%len(left)]
			k.pooled[u] = k.iteration // as a removed one: every place is looked at
			k.find(u)
			i++
		}
	})
}

// TestFindWorth: where prize has an exchange no place is found for a client who is not worth it, but a route
// without stops where one may be opened.
func TestFindWorth(t *testing.T) {
	worth, opened, none := 0, 0, 0
	for seed := range uint64(4) {
		p := required(seed, 80, 20, 1000)
		for i := range p.Clients {
			p.Clients[i].Required, p.Clients[i].Prize = false, int32(1+i%7)
		}
		p.Exchange = 150
		k := wholeSearch(t, p)
		k.constructAll()
		for step := range 400 {
			k.step(500)
			k.begin()
			k.removeStrings()
			for _, saved := range k.savedAt {
				k.updateRoute(saved.route)
			}
			k.offer()
			k.gaps.known, k.openings = 0, step%2
			for _, u := range k.pool {
				best := k.find(u)
				switch {
				case best.at == nowhere:
					none++
				case best.delta < k.worth(u):
					worth++
				case k.openings > 0 && k.route[k.node[best.at].route].stops == 0:
					opened++
				default:
					t.Fatalf("seed %d: client %d at %+v is worth %d", seed, u, best, k.worth(u))
				}
			}
			k.undo()
		}
	}
	if worth < 100 || opened < 100 || none < 100 {
		t.Errorf("%d places that are worth it, %d routes opened, %d without a place: too few", worth, opened, none)
	}
}
