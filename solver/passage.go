package solver

import (
	"context"
	"fmt"

	"gonha/geo"
)

// Straight lines keep the triangle inequality: who cannot be reached directly cannot be reached at all. The tables of
// routing servers, one-way maps, and the ways of doors beyond the last road do not, so that a client too far from
// every start may still be visited on the way from another. Whether it may is bounded by two searches for
// shortest paths over the clients' doors (Dijkstra, A note on two problems in connexion with graphs, Numerische
// Mathematik 1, 1959), which count the service of whoever is visited on the way: from the starts on for the earliest
// moment at each door, and from the ends back for the latest. Waiting for a window keeps the order of arrivals. Loads,
// groups, longest durations and shared stops are left out, which makes more possible, never less.

// passage is what the teams of a class that travel by one mode reach in whatever order they visit.
type passage struct {
	arrive []int32 // by client: the earliest moment at its door, or geo.Unreachable
	leave  []int32 // by client: the latest end of service there, or -geo.Unreachable
}

// straight says whether all ways are straight lines, which a way over a third place never shortens.
func (g *graph) straight() bool {
	for mode, engine := range g.p.Travel {
		if _, ok := engine.(*geo.Straight); !ok && g.modeUsed(int32(mode)) {
			return false
		}
	}
	return true
}

// findPassages finds those of every class and mode in use. Where the points are too many for a table it finds none.
func (g *graph) findPassages(ctx context.Context) error {
	if len(g.p.Points) > maxTable {
		return nil
	}
	members, classOf := g.classes()
	teams := make([][]int32, len(members)*len(g.p.Travel))
	for t := range g.p.Teams {
		i := classOf[t]*len(g.p.Travel) + int(g.p.Teams[t].Mode)
		teams[i] = append(teams[i], int32(t))
	}
	all := make([]*passage, len(teams))
	for i := range all {
		if len(teams[i]) == 0 {
			continue
		}
		var err error
		if all[i], err = g.newPassage(ctx, teams[i]); err != nil {
			return fmt.Errorf("travel times for the bound: %w", err)
		}
	}
	g.passages, g.classOf = all, classOf
	return nil
}

// passageOf is that of the team's class and mode, or nil where it is not known.
func (g *graph) passageOf(team int32) *passage {
	if g.passages == nil {
		return nil
	}
	return g.passages[g.classOf[team]*len(g.p.Travel)+int(g.p.Teams[team].Mode)]
}

// newPassage is that of teams of one class and mode, at least one.
func (g *graph) newPassage(ctx context.Context, teams []int32) (*passage, error) {
	f := newPathfinder(g, &g.p.Teams[teams[0]])
	for _, t := range teams {
		x := &g.p.Teams[t]
		if err := f.table(ctx, []int32{x.Start}, f.doors); err != nil {
			return nil, err
		}
		f.lower(x.Shift.Open)
	}
	if err := f.settle(ctx, f.onwards); err != nil {
		return nil, err
	}
	p := &passage{arrive: f.key}
	f.begin()
	for _, t := range teams {
		x := &g.p.Teams[t]
		if err := f.table(ctx, f.doors, []int32{x.End}); err != nil {
			return nil, err
		}
		f.lower(-x.Shift.Close)
	}
	if err := f.settle(ctx, f.backwards); err != nil {
		return nil, err
	}
	for i := range f.key {
		f.key[i] = -f.key[i]
	}
	p.leave = f.key
	return p, nil
}

// pathfinder is a search for shortest paths.
type pathfinder struct {
	clients []Client
	engine  geo.Engine
	members int32
	doors   []int32 // places of the clients
	row     []int32
	key     []int32 // by client: the earliest arrival, or the latest end of service with the sign changed
	done    []bool
}

func newPathfinder(g *graph, team *Team) *pathfinder {
	f := &pathfinder{clients: g.p.Clients, engine: g.p.Travel[team.Mode], members: team.Members, row: make([]int32, len(g.p.Clients))}
	for i := range f.clients {
		f.doors = append(f.doors, f.clients[i].Location)
	}
	f.begin()
	return f
}

func (f *pathfinder) begin() {
	f.key, f.done = make([]int32, len(f.clients)), make([]bool, len(f.clients))
	for i := range f.key {
		f.key[i] = geo.Unreachable
	}
}

// table fills the row with the ways from one place to every door, or from every door to one place.
func (f *pathfinder) table(ctx context.Context, from, to []int32) error {
	return f.engine.Table(ctx, from, to, f.row)
}

// lower takes the ways of the row, begun at a time, into account.
func (f *pathfinder) lower(from int32) {
	for c, leg := range f.row {
		if leg < geo.Unreachable {
			f.key[c] = min(f.key[c], from+leg)
		}
	}
}

// settle goes on from one door after the other, always the nearest of those left.
func (f *pathfinder) settle(ctx context.Context, on func(ctx context.Context, c int32) error) error {
	for {
		next, least := int32(-1), geo.Unreachable
		for c, key := range f.key {
			if key < least && !f.done[c] {
				next, least = int32(c), key
			}
		}
		if next < 0 {
			return nil
		}
		f.done[next] = true
		if err := on(ctx, next); err != nil {
			return err
		}
	}
}

func (f *pathfinder) service(c int32) int32 {
	x := &f.clients[c]
	return x.Setup + x.PerPerson*ceilDiv(x.Persons, f.members)
}

// onwards goes on from the earliest arrival at a client.
func (f *pathfinder) onwards(ctx context.Context, c int32) error {
	begin, home := nextIn(f.clients[c].Windows, f.key[c])
	if !home {
		return nil
	}
	if err := f.table(ctx, f.doors[c:c+1], f.doors); err != nil {
		return err
	}
	f.lower(begin + f.service(c))
	return nil
}

// backwards goes back from the latest end of service at a client.
func (f *pathfinder) backwards(ctx context.Context, c int32) error {
	begin, home := lastIn(f.clients[c].Windows, -f.key[c]-f.service(c))
	if !home {
		return nil
	}
	if err := f.table(ctx, f.doors, f.doors[c:c+1]); err != nil {
		return err
	}
	f.lower(-begin)
	return nil
}

// lastIn is the last moment up to at inside one of the windows, of which none is always.
func lastIn(windows []Window, at int32) (int32, bool) {
	for i := len(windows) - 1; i >= 0; i-- {
		if at >= windows[i].Open {
			return min(at, windows[i].Close), true
		}
	}
	return at, len(windows) == 0
}

// allows says whether a client that takes so long may be served at the door of client at, on the way from others;
// in its windows, or at any time.
func (p *passage) allows(c *Client, at, service int32, windows bool) bool {
	begin, home := p.arrive[at], true
	if windows {
		begin, home = nextIn(c.Windows, begin)
	}
	return home && p.arrive[at] < geo.Unreachable && begin+service <= p.leave[at]
}
