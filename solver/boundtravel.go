package solver

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"gonha/geo"
)

// The bound on travel for problems of any size is a dual solution of the assignment relaxation, in which
// every client visited has one way to it and one from it, and each team that goes out one from its start
// and one to its end. With prices a on ways out of a place and b on ways into one, of which no way costs
// less than the sum, the sum of all prices is at most the cost of any plan; at a client that may be left out
// they count no more than its loss. As in the first steps of the Hungarian method (Kuhn, Naval Research
// Logistics Quarterly 2, 1955) a is what the cheapest way out costs, and b what is then left of the cheapest way in. Only
// ways that can be gone in time count. The prices at starts and ends count as often as teams must go out
// at the least, by loads and by time.
//
// The ways are looked at twice and not kept: memory is linear in the clients, time quadratic.

// assignment is what the bound on travel knows of a problem.
type assignment struct {
	g          *graph
	modes      []int32 // in use
	at         []int32 // places of the clients
	service    []int64
	ready      []int64 // earliest end of service at each client, after midnight
	latest     []int64 // beginning of service
	out, in    []int64 // the prices
	last, head []int64 // cheapest way to an end, and from a start with the charge of the team
	least      int64   // teams that must go out
	most       int32   // capacity of the largest
	row        []int32
}

// leastCost is the bound on the cost, in seconds; 0 where it would take more work than given, or
// where doors are shared: those who join a stop have no way of their own.
func (g *graph) leastCost(ctx context.Context, work int64) (int64, error) {
	n := int64(len(g.p.Clients))
	if n == 0 || len(g.p.Teams) == 0 || g.p.StopRadius > 0 {
		return 0, nil
	}
	a := g.newAssignment()
	if 2*n*n*int64(len(a.modes)) > work {
		return 0, nil
	}
	a.ends()
	if err := a.sweep(ctx, a.outward); err != nil {
		return 0, fmt.Errorf("travel times for the bound: %w", err)
	}
	a.least = a.routesNeeded()
	end := a.settle(a.out, a.last)
	if err := a.sweep(ctx, a.inward); err != nil {
		return 0, fmt.Errorf("travel times for the bound: %w", err)
	}
	return a.sum(a.settle(a.in, a.head) + end), nil
}

func (g *graph) newAssignment() *assignment {
	p := g.p
	n := len(p.Clients)
	a := &assignment{
		g: g, at: make([]int32, n), service: make([]int64, n), ready: make([]int64, n), latest: make([]int64, n), row: make([]int32, n),
		out: make([]int64, n), in: make([]int64, n), last: make([]int64, n), head: make([]int64, n),
	}
	open, shut, members := int64(math.MaxInt64), int64(math.MinInt64), int32(1)
	for t := range p.Teams {
		x := &p.Teams[t]
		open, shut, members = min(open, int64(x.Shift.Open)), max(shut, int64(x.Shift.Close)), max(members, x.Members)
		a.most = max(a.most, x.Capacity)
		if !slices.Contains(a.modes, x.Mode) {
			a.modes = append(a.modes, x.Mode)
		}
	}
	for i := range p.Clients {
		c := &p.Clients[i]
		service := int64(c.Setup) + int64(c.PerPerson)*int64(ceilDiv(c.Persons, members))
		a.at[i], a.ready[i], a.latest[i] = c.Location, open, shut-service
		if w := c.Windows; len(w) > 0 {
			a.ready[i] = max(open, int64(w[0].Open))
			a.latest[i] = min(a.latest[i], int64(w[len(w)-1].Close))
		}
		a.service[i] = service
		a.ready[i] += service
		a.out[i], a.in[i], a.last[i], a.head[i] = noWay, noWay, noWay, noWay
	}
	return a
}

// ends finds the cheapest ways from a start to each client and from it to an end.
func (a *assignment) ends() {
	p := a.g.p
	for _, t := range a.g.kindsByCost() {
		x := &p.Teams[t]
		for i := range p.Clients {
			there, _ := p.Travel[x.Mode].Leg(x.Start, a.at[i])
			back, _ := p.Travel[x.Mode].Leg(a.at[i], x.End)
			if there < geo.Unreachable && int64(x.Shift.Open)+int64(there) <= a.latest[i] {
				a.head[i] = min(a.head[i], int64(there)+x.Fixed)
			}
			if back < geo.Unreachable && a.ready[i]+int64(back) <= int64(x.Shift.Close) {
				a.last[i] = min(a.last[i], int64(back))
			}
		}
	}
}

// kindsByCost lists one team of each kind that differ in where and how they go, when, and at what charge.
func (g *graph) kindsByCost() []int32 {
	type kind struct {
		start, end, mode int32
		shift            Window
		fixed            int64
	}
	seen := map[kind]bool{}
	var list []int32
	for t := range g.p.Teams {
		x := &g.p.Teams[t]
		k := kind{x.Start, x.End, x.Mode, x.Shift, x.Fixed}
		if !seen[k] {
			seen[k] = true
			list = append(list, int32(t))
		}
	}
	return list
}

// sweep looks at all ways between clients, by rows.
func (a *assignment) sweep(ctx context.Context, do func(i, j int, leg int64)) error {
	for _, mode := range a.modes {
		for i := range a.at {
			if err := a.g.p.Travel[mode].Table(ctx, a.at[i:i+1], a.at, a.row); err != nil {
				return err
			}
			load := a.g.p.Clients[i].Load
			for j, leg := range a.row {
				if i != j && leg < geo.Unreachable && a.ready[i]+int64(leg) <= a.latest[j] &&
					int64(load)+int64(a.g.p.Clients[j].Load) <= int64(a.most) {
					do(i, j, int64(leg))
				}
			}
		}
	}
	return nil
}

func (a *assignment) outward(i, _ int, leg int64) { a.out[i] = min(a.out[i], leg) }

func (a *assignment) inward(i, j int, leg int64) { a.in[j] = min(a.in[j], leg-a.out[i]) }

// settle chooses the price at the ends of routes and lowers those of the clients to what it leaves of the
// ways there: as many clients are lowered as teams must go out, so that the sum is largest.
func (a *assignment) settle(price, way []int64) (end int64) {
	spare := make([]int64, 0, len(price))
	for i := range price {
		if way[i] < noWay && price[i] < noWay {
			spare = append(spare, way[i]-price[i])
		}
	}
	slices.Sort(spare)
	if len(spare) > 0 {
		end = spare[min(max(int(a.least), 1), len(spare))-1]
	}
	for i := range price {
		if way[i] < noWay {
			price[i] = min(price[i], way[i]-end)
		}
		if price[i] >= noWay { // no way at all: the client is in no plan, or the plan is in none
			price[i] = 0
		}
	}
	return end
}

// routesNeeded is how many teams must go out at the least, for the loads and for the time of the required.
func (a *assignment) routesNeeded() int64 {
	p := a.g.p
	var loads, seconds int64
	required := false
	for i := range p.Clients {
		c := &p.Clients[i]
		if !c.Required {
			continue
		}
		required = true
		loads += int64(c.Load)
		if out := min(a.out[i], a.last[i]); out < noWay {
			seconds += a.service[i] + out
		}
	}
	if !required {
		return 0
	}
	least := int64(1)
	for _, need := range []struct {
		all int64
		has func(*Team) int64
	}{
		{loads, func(t *Team) int64 { return int64(t.Capacity) }},
		{seconds, func(t *Team) int64 { return int64(t.Shift.Close) - int64(t.Shift.Open) }},
	} {
		has := make([]int64, 0, len(p.Teams))
		for t := range p.Teams {
			has = append(has, need.has(&p.Teams[t]))
		}
		slices.SortFunc(has, func(x, y int64) int { return cmp.Compare(y, x) })
		count, sum := int64(0), int64(0)
		for _, h := range has {
			if sum >= need.all {
				break
			}
			sum += h
			count++
		}
		least = max(least, count)
	}
	return least
}

// sum is the bound for the price of both ends of a route together.
func (a *assignment) sum(ends int64) int64 {
	teams := a.least
	if ends < 0 {
		teams = int64(len(a.g.p.Teams))
	}
	sum := teams * ends
	for i := range a.out {
		c := &a.g.p.Clients[i]
		x := a.out[i] + a.in[i]
		if !c.Required {
			x = min(x, a.g.p.Exchange*int64(c.Prize))
		}
		sum += x
	}
	return max(0, sum)
}
