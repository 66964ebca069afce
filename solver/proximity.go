package solver

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"gonha/geo"
)

// Where clients have windows those who lie nearest are not those who are visited one after the other.
// The proximity of two clients is the travel between them, with a share of the waiting, and all of the
// time warp, that cannot be avoided when one follows the other; in whichever order is better (Vidal,
// Crainic, Gendreau and Prins, A hybrid genetic algorithm with adaptive diversity management for a
// large class of vehicle routing problems with time-windows, Comput. Oper. Res. 40, 2013, equation 4).

const (
	proximityWait = 5   // a second of waiting counts as a fifth of one of travel
	proximityFrom = 200 // candidates by distance, where not all clients are
	proximityAll  = 2000
)

// listed is how many neighbours of each client are kept. A boundary of regions cuts off many of them, above
// all where routes run through each other; so where there are regions more are kept than a search looks at, for
// it to find as many in the region.
func (g *graph) listed() int {
	const most = 4
	keep := g.tune.neighbours
	if g.nature.divided {
		keep *= most
	}
	if len(g.p.Clients) > proximityAll {
		keep = min(keep, proximityFrom)
	}
	return min(keep, len(g.p.Clients)-1)
}

// rank orders each client's neighbours by proximity, chosen among the nearest or among all.
func (g *graph) rank(ctx context.Context, threads int) error {
	n := len(g.p.Clients)
	keep := g.listed()
	if keep <= 0 || len(g.p.Teams) == 0 {
		return nil
	}
	var near lists // without a start it is all clients for each
	switch {
	case n <= proximityAll:
	case g.buildings != nil:
		near = g.spread(proximityFrom, threads)
	default:
		near = evenLists(n, threads, g.grid)
	}
	flat, count := make([]int32, n*keep), make([]int, n)
	var group sync.WaitGroup
	var once sync.Once
	var first error
	for thread := range threads {
		group.Go(func() {
			if err := g.rankSome(ctx, thread, threads, &near, flat, count); err != nil {
				once.Do(func() { first = err })
			}
		})
	}
	group.Wait()
	g.neighbours = lists{start: make([]int32, 1, n+1), item: flat[:0]}
	for i := range n {
		g.neighbours.item = append(g.neighbours.item, flat[i*keep:i*keep+count[i]]...)
		g.neighbours.start = append(g.neighbours.start, int32(len(g.neighbours.item)))
	}
	return first
}

// evenLists are the nearest of each client by distance.
func evenLists(n, threads int, grid *geo.Grid) lists {
	flat, per := grid.Neighbours(proximityFrom, threads)
	out := lists{start: make([]int32, n+1), item: flat}
	for i := range out.start {
		out.start[i] = int32(i * per)
	}
	return out
}

// rankSome ranks every threads-th client's neighbours, and counts them: of each building only so many.
func (g *graph) rankSome(ctx context.Context, thread, threads int, near *lists, flat []int32, count []int) error {
	p, n := g.p, len(g.p.Clients)
	keep := g.listed()
	engine := p.Travel[p.Teams[0].Mode]
	all := make([]int32, 0, n)
	for i := range n {
		all = append(all, int32(i))
	}
	here := make([]int32, 1)
	there, out, in, key := make([]int32, n), make([]int32, n), make([]int32, n), make([]int64, 0, n)
	for i := thread; i < n; i += threads {
		list := all
		if near.start != nil {
			list = near.of(int32(i))
		}
		here[0] = p.Clients[i].Location
		for k, j := range list {
			there[k] = p.Clients[j].Location
		}
		m := len(list)
		if err := engine.Table(ctx, here, there[:m], out[:m]); err != nil {
			return err
		}
		if err := engine.Table(ctx, there[:m], here, in[:m]); err != nil {
			return err
		}
		key = key[:0]
		for k, j := range list {
			if int(j) != i {
				key = append(key, min(g.proximity(int32(i), j, out[k]), g.proximity(j, int32(i), in[k]))<<24|int64(j))
			}
		}
		slices.SortFunc(key, func(a, b int64) int { return cmp.Compare(a, b) })
		b := g.buildings.quota(int32(i), keep)
		for _, x := range key {
			if v := int32(x & (1<<24 - 1)); count[i] < keep && b.admit(v) {
				flat[i*keep+count[i]] = v
				count[i]++
			}
		}
	}
	return nil
}

// proximity is how far client b is after client a, in seconds.
func (g *graph) proximity(a, b, leg int32) int64 {
	x, y := &g.p.Clients[a], &g.p.Clients[b]
	if len(x.Windows) == 0 || len(y.Windows) == 0 {
		return int64(leg)
	}
	service := int64(x.Setup) + int64(x.PerPerson)*int64(ceilDiv(x.Persons, g.p.Teams[0].Members))
	early, late := int64(x.Windows[0].Open)+service+int64(leg), int64(x.Windows[len(x.Windows)-1].Close)+service+int64(leg)
	wait, warp := int64(y.Windows[0].Open)-late, early-int64(y.Windows[len(y.Windows)-1].Close)
	return int64(leg) + max(0, wait)/proximityWait + max(0, warp)
}
