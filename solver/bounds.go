package solver

import (
	"context"
	"fmt"
	"math"
)

// Bounds are what no plan of a problem betters. They are whole numbers, and hold without tolerance.
type Bounds struct {
	Prize int64 // no plan has more
	// Cost is the least travel, fixed charges and Exchange times the prizes left out, together, of plans that
	// visit all required clients, in seconds. It is 0, which says nothing, where prize comes before travel.
	Cost int64
}

// BoundWork is the work of a [Bound] of several seconds: it counts ways and labels looked at.
const BoundWork int64 = 1_000_000_000

// Bound finds bounds within so much work: for problems of any size by a knapsack of the teams' time and the
// cheapest ways to and from each client, and for small ones without shared stops by columns: see
// boundcolumns.go. A plan of the problem, which may be nil, saves work; it changes nothing else. When ctx
// ends the bounds are those found so far. Errors are faults of p or of the travel engine.
func Bound(ctx context.Context, p *Problem, plan *Solution, work int64) (Bounds, error) {
	if err := p.Validate(); err != nil {
		return Bounds{}, fmt.Errorf("problem: %w", err)
	}
	g := &graph{p: p, turfs: p.Turfs, nature: p.nature()}
	g.tune = tuningFor(g.nature)
	g.allow()
	g.connect(1)
	if err := g.computeBound(ctx); err != nil {
		return Bounds{}, err
	}
	return g.bounds(ctx, plan, work)
}

// A solve may work for its bounds so much for each second of its limit, or for each of its iterations: about a
// hundredth of its time.
const (
	boundWorkSecond    = 1_000_000
	boundWorkIteration = 50
)

// boundWork is the work of the bounds of a solve. It is known beforehand, so that they are the same however
// fast the machine.
func (o *Options) boundWork() int64 {
	iterations := o.Iterations
	for _, e := range o.Epochs {
		iterations += e.Iterations
	}
	work := int64(float64(boundWorkSecond) * o.TimeLimit.Seconds())
	if byIterations := boundWorkIteration * min(iterations, 1<<40); iterations > 0 && (work == 0 || byIterations < work) {
		work = byIterations
	}
	return work
}

// bounds betters the bound on the prize, within so much work, and finds that on the cost.
func (g *graph) bounds(ctx context.Context, plan *Solution, work int64) (Bounds, error) {
	b := Bounds{Prize: g.bound}
	if g.nature.travels {
		var err error
		if b.Cost, err = g.leastCost(ctx, work); err != nil && ctx.Err() == nil {
			return b, err
		}
	}
	if err := g.columns(ctx, plan, work, &b); err != nil && ctx.Err() == nil {
		return b, err
	}
	return b, nil
}

// leastRounds is how many rounds of pricing the column bound is begun for.
const leastRounds = 8

// columns betters bounds by the column bound, where the work suffices to begin.
func (g *graph) columns(ctx context.Context, plan *Solution, work int64, b *Bounds) error {
	const fewWays = 8 // from a client: with fewer a bound is soon found whatever the work
	if leastRounds*leastSteps*fewWays*int64(len(g.p.Clients)) > work && len(g.p.Clients) > fewWays {
		return nil
	}
	r, err := g.newRouting(ctx)
	if r == nil || err != nil || leastRounds*leastSteps*r.ways() > work {
		return err
	}
	r.limit = work
	bound := newColumnBound(r, plan)
	if !g.nature.travels {
		k, err := g.knapsack(ctx)
		if err != nil || ctx.Err() != nil {
			return err
		}
		bound.begin(ctx, g.knapsackPrices(r, k))
	}
	target := int64(math.MaxInt64)
	if plan != nil {
		target = r.planCost(plan)
	}
	least := ceilUnits(bound.run(ctx, target))
	if g.nature.travels {
		b.Cost = max(b.Cost, least)
		return nil
	}
	prizes := int64(0)
	for i := range g.p.Clients {
		prizes += int64(g.p.Clients[i].Prize)
	}
	b.Prize = min(b.Prize, prizes-max(0, least))
	return nil
}

// knapsackPrices are prices by which the column bound is at least as good as the knapsack: a visit's is what the
// seconds that it takes are worth, a team's what all of its seconds are.
func (g *graph) knapsackPrices(r *routing, k *knapsack) prices {
	x := newPrices(r)
	classes := len(k.price)
	for i := range x.visit {
		for c, price := range k.price {
			worth := r.loss[i]
			if take := k.take[i*classes+c]; take < unreachable {
				worth = min(worth, int64(price*take*grain))
			}
			if c == 0 || worth < x.visit[i] {
				x.visit[i] = worth
			}
		}
	}
	for i, kind := range r.kinds {
		x.team[i] = -int64(k.price[k.classOf[kind.team]] * float64(min(kind.horizon, kind.longest)) * grain)
	}
	return x
}

// planCost is what a plan costs in grains, with the losses of those left out.
func (r *routing) planCost(plan *Solution) int64 {
	sum := int64(0)
	for _, loss := range r.loss {
		sum += loss
	}
	for i := range plan.Routes {
		var route []int32
		for _, s := range plan.Routes[i].Stops {
			route = append(route, s.Clients...)
		}
		if len(route) == 0 {
			continue
		}
		sum += r.kinds[r.kindOf[plan.Routes[i].Team]].walkCost(route)
		for _, c := range route {
			sum -= r.loss[c]
		}
	}
	return sum
}
