package solver

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"gonha/geo"
)

// routing is a small problem without shared stops as the column bound sees it: kinds of teams, each
// with tables of its own, and what leaving a client out costs. All costs are in grains of a second or
// of a unit of prize, whole numbers, so that every bound is exact.
type routing struct {
	n      int
	loss   []int64 // by client: what leaving it out costs, in grains
	must   []bool  // by client: it cannot be left out, and loss is a guess that may be raised
	kinds  []*teamKind
	kindOf []int // by team
	work   int64 // arcs and labels looked at so far
	limit  int64 // of work
}

// grain is the number of grains in a second of travel or a unit of prize.
const grain = 1 << 10

// noWay is a cost beyond all others; sums of two stay whole.
const noWay = int64(1) << 60

// teamKind is teams that are alike in all that their routes depend on. Times are seconds from the
// opening of their shift.
type teamKind struct {
	team     int32 // one of them
	teams    int64
	n        int
	horizon  int32 // the shift's end
	legs     []int32
	service  []int32
	windows  [][]Window // when service may begin and end in the shift; none: no team of the kind comes
	load     []int32
	capacity int32
	longest  int32     // most seconds of travel and service, waiting left out
	fixed    int64     // grains for going out
	price    int64     // grains a second of travel
	arcs     [][]arcTo // in the order of their length
	single   []Window  // the only window, or the first of several
	closing  int32     // of the last window of all
	shortest int32     // least seconds that a visit and the way to it take
}

// arcTo is a way to a client that can be gone in time.
type arcTo struct{ to, leg int32 }

// leg is the way between two clients; n is the start, n+1 the end.
func (k *teamKind) leg(from, to int) int32 { return k.legs[from*(k.n+2)+to] }

// mostKinds and mostColumns are the most kinds of teams and clients of a column bound.
const (
	mostKinds      = 16
	mostBoundSize  = 420
	mostBoundUnits = 1 << 40 // grains of all losses and charges together stay far from overflow
)

// newRouting makes the tables of a small problem; nil where it is none: doors are shared, it has too many
// clients or kinds of teams, or visits that take no time.
func (g *graph) newRouting(ctx context.Context) (*routing, error) {
	p := g.p
	if len(p.Clients) == 0 || len(p.Clients) > mostBoundSize || len(p.Teams) == 0 || p.StopRadius > 0 {
		return nil, nil
	}
	r := &routing{n: len(p.Clients), loss: make([]int64, len(p.Clients)), must: make([]bool, len(p.Clients)), limit: math.MaxInt64}
	byKind := map[string]int{}
	for t := range p.Teams {
		key := g.kindKey(int32(t))
		if k, ok := byKind[key]; ok {
			r.kinds[k].teams++
			r.kindOf = append(r.kindOf, k)
			continue
		}
		if len(r.kinds) == mostKinds {
			return nil, nil
		}
		k, err := g.newTeamKind(ctx, int32(t))
		if err != nil {
			return nil, err
		}
		if k.shortest < 1 || int64(p.Teams[t].Fixed) > mostBoundUnits/grain {
			return nil, nil
		}
		byKind[key] = len(r.kinds)
		r.kindOf = append(r.kindOf, len(r.kinds))
		r.kinds = append(r.kinds, k)
	}
	for i := range p.Clients {
		c := &p.Clients[i]
		worth := int64(c.Prize)
		if g.nature.travels {
			worth *= p.Exchange
			r.must[i] = c.Required
		}
		if worth > mostBoundUnits/grain {
			return nil, nil
		}
		r.loss[i] = worth * grain
		if r.must[i] {
			r.loss[i] = r.alone(i)
		}
	}
	return r, nil
}

// ways counts those that can be gone in time, of all kinds.
func (r *routing) ways() int64 {
	sum := 0
	for _, k := range r.kinds {
		for _, arcs := range k.arcs {
			sum += len(arcs)
		}
	}
	return int64(sum)
}

// kindKey is the same for teams whose routes may be the same.
func (g *graph) kindKey(t int32) string {
	x := &g.p.Teams[t]
	turf := NoTurf
	if g.p.Turfs == TurfsStrict {
		turf = t
	}
	groups := slices.Clone(x.Groups)
	slices.Sort(groups)
	return fmt.Sprint(x.Start, x.End, x.Shift, x.MaxDuration, x.Members, x.Mode, x.Capacity, x.Fixed, turf, x.Groups == nil, slices.Compact(groups))
}

func (g *graph) newTeamKind(ctx context.Context, t int32) (*teamKind, error) {
	p, team := g.p, &g.p.Teams[t]
	n := len(p.Clients)
	k := &teamKind{
		team: t, teams: 1, n: n, horizon: team.Shift.Close - team.Shift.Open, capacity: team.Capacity, longest: math.MaxInt32,
		legs: make([]int32, (n+2)*(n+2)), service: make([]int32, n), windows: make([][]Window, n), load: make([]int32, n),
	}
	if team.MaxDuration > 0 {
		k.longest = team.MaxDuration
	}
	if g.nature.travels {
		k.price, k.fixed = grain, team.Fixed*grain
	}
	at := make([]int32, n+2)
	for i := range p.Clients {
		c := &p.Clients[i]
		at[i], k.load[i] = c.Location, c.Load
		k.service[i] = c.Setup + c.PerPerson*ceilDiv(c.Persons, team.Members)
		if g.mayVisit(t, int32(i)) && c.Load <= k.capacity {
			k.windows[i] = k.within(c.Windows, team.Shift.Open, k.service[i])
		}
	}
	at[n], at[n+1] = team.Start, team.End
	if err := p.Travel[team.Mode].Table(ctx, at, at, k.legs); err != nil {
		return nil, fmt.Errorf("travel times for the bound: %w", err)
	}
	k.connect()
	return k, nil
}

// within cuts windows to those beginnings of service that the shift leaves room for.
func (k *teamKind) within(windows []Window, open, service int32) []Window {
	latest := k.horizon - service
	if len(windows) == 0 {
		windows = []Window{{open, open + max(0, latest)}}
	}
	var list []Window
	for _, w := range windows {
		w = Window{max(w.Open-open, 0), min(w.Close-open, latest)}
		if w.Open <= w.Close {
			list = append(list, w)
		}
	}
	return list
}

// connect lists the ways that can be gone in time, whatever was done before.
func (k *teamKind) connect() {
	k.arcs = make([][]arcTo, k.n+1)
	k.shortest = math.MaxInt32
	k.single = make([]Window, k.n)
	for i, w := range k.windows {
		if k.single[i] = (Window{0, -1}); len(w) > 0 {
			k.single[i], k.closing = w[0], max(k.closing, w[len(w)-1].Close)
		}
	}
	for i := range k.n + 1 {
		ready := int32(0)
		if i < k.n {
			if len(k.windows[i]) == 0 {
				continue
			}
			ready = k.windows[i][0].Open + k.service[i]
		}
		for j := range k.n {
			leg := k.leg(i, j)
			if i == j || len(k.windows[j]) == 0 || leg >= geo.Unreachable || ready+leg > k.windows[j][len(k.windows[j])-1].Close {
				continue
			}
			k.arcs[i] = append(k.arcs[i], arcTo{int32(j), leg})
			k.shortest = min(k.shortest, leg+k.service[j])
		}
		slices.SortFunc(k.arcs[i], func(x, y arcTo) int { return cmp.Or(cmp.Compare(x.leg, y.leg), cmp.Compare(x.to, y.to)) })
	}
}

// arrive is when service at a client ends for a team that comes at the time; false where nobody is home any more.
func (k *teamKind) arrive(c, at int32) (int32, bool) {
	if w := &k.single[c]; at <= w.Close {
		return max(at, w.Open) + k.service[c], true
	}
	return k.arriveLater(c, at)
}

func (k *teamKind) arriveLater(c, at int32) (int32, bool) {
	for _, w := range k.windows[c] {
		if at <= w.Close {
			return max(at, w.Open) + k.service[c], true
		}
	}
	return 0, false
}

// alone is twice the least that a route to the client alone costs: a first guess at what its visit may be charged.
func (r *routing) alone(c int) int64 {
	least := noWay / 1024
	for _, k := range r.kinds {
		there, back := k.leg(k.n, c), k.leg(c, k.n+1)
		if len(k.windows[c]) > 0 && there < geo.Unreachable && back < geo.Unreachable {
			least = min(least, k.fixed+k.price*int64(there+back))
		}
	}
	if least == noWay/1024 {
		return grain // nobody can come: the bound is that of the others
	}
	return 2*least + grain
}

// cost is what a route of clients costs in grains, and whether it keeps to the windows, the shift, and
// the capacity, each of its clients as often as it has it.
func (k *teamKind) cost(route []int32) (grains int64, ok bool) {
	time, load, busy, at := int32(0), int64(0), int64(0), k.n
	grains = k.fixed
	for _, c := range route {
		leg := k.leg(at, int(c))
		if leg >= geo.Unreachable {
			return 0, false
		}
		if time, ok = k.arrive(c, time+leg); !ok {
			return 0, false
		}
		load += int64(k.load[c])
		busy += int64(leg) + int64(k.service[c])
		grains += k.price * int64(leg)
		at = int(c)
	}
	leg := k.leg(at, k.n+1)
	busy += int64(leg)
	if leg >= geo.Unreachable || time+leg > k.horizon || load > int64(k.capacity) || busy > int64(k.longest) {
		return 0, false
	}
	return grains + k.price*int64(leg), true
}

// walkCost is what a walk of clients costs in grains, in time or not.
func (k *teamKind) walkCost(route []int32) int64 {
	cost, at := k.fixed, k.n
	for _, c := range route {
		cost += k.price * int64(k.leg(at, int(c)))
		at = int(c)
	}
	return cost + k.price*int64(k.leg(at, k.n+1))
}
