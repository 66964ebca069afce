package solver

import (
	"cmp"
	"context"
	"math"
	"slices"

	"gonha/geo/cluster"
)

// construct makes the first plan: of a large problem team by team, each in its home area, else of all
// at once.
func (r *run) construct(ctx context.Context) error {
	if len(r.g.p.Teams) == 0 || len(r.g.p.Clients) == 0 {
		return nil
	}
	r.nest = make([]int32, len(r.g.p.Teams))
	for t := range r.nest {
		r.nest[t] = -1
	}
	if p := r.g.p; p.Turfs != TurfsStrict && !r.g.nature.travels && p.Crowded() {
		return r.nestAll(ctx)
	}
	r.home = r.homes(ctx)
	if r.large() && !r.g.nature.travels {
		return r.each(ctx, r.homeRegions(), r.settle)
	}
	return r.each(ctx, r.regions(0), func(ctx context.Context, i int, region *region) error {
		k, err := r.open(ctx, region, 0, i)
		if err != nil {
			return err
		}
		k.constructAll()
		r.close(region, k, i)
		return nil
	})
}

// require gives required clients whom the first plan misses a place in it.
func (r *run) require() {
	if r.g.required == 0 || len(r.g.p.Teams) == 0 {
		return
	}
	t := newTimetable(r.g, r.sequence, r.turf)
	if !t.require(ejectionWorkMost) {
		return
	}
	whole := &region{}
	for team := range t.routes {
		whole.teams = append(whole.teams, int32(team))
		r.sequence[team], r.seconds[team] = t.sequence(int32(team)), t.seconds(int32(team))
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.tally = []tally{r.count(whole)}
	if r.shown != nil {
		r.shown = copySequences(r.shown, r.sequence)
	}
}

// homes gives each client a team to start from: its turf, or, where there are none and the problem
// is large, one drawn here.
func (r *run) homes(ctx context.Context) []int32 {
	p := r.g.p
	home := make([]int32, len(p.Clients))
	drawn := true
	for i := range p.Clients {
		home[i] = p.Clients[i].Turf
		drawn = drawn && home[i] != NoTurf
	}
	if drawn || !r.large() || r.g.nature.travels && r.divisions(0) == 1 {
		return home
	}
	in := cluster.Input{Points: r.g.places}
	for t := range p.Teams {
		shift := float64(p.Teams[t].Shift.Close - p.Teams[t].Shift.Open)
		in.Teams = append(in.Teams, cluster.Team{Start: p.Points[p.Teams[t].Start], Capacity: max(shift, 1)})
	}
	return cluster.Turfs(ctx, in)
}

// homeRegions is a region for each team, of the clients at home with it.
func (r *run) homeRegions() []*region {
	regions := make([]*region, len(r.g.p.Teams))
	for t := range regions {
		regions[t] = &region{teams: []int32{int32(t)}}
	}
	for c, t := range r.home {
		if t >= 0 && r.g.mayVisit(t, int32(c)) {
			regions[t].clients = append(regions[t].clients, int32(c))
		}
	}
	return regions
}

// A first route is looked for around so many places at most, among the clients nearest to each.
const (
	nests    = 6
	nestPool = 80
)

// settle makes the first route of a region's only team: the one with the most prize of those grown
// around the most promising places of its home.
func (r *run) settle(ctx context.Context, i int, home *region) error {
	team := home.teams[0]
	var best tally
	for n, seed := range r.promising(team, home.clients) {
		around := &region{teams: home.teams, clients: r.around(seed, team)}
		k, err := r.begin(ctx, around, 0, i)
		if err != nil {
			return err
		}
		k.grow()
		if n == 0 || k.best.tally.better(&best) {
			best = k.best.tally
			r.nest[team] = seed
			r.close(around, k, i)
		} else {
			k.d.release()
		}
		if ctx.Err() != nil {
			break
		}
	}
	return nil
}

// promising lists places where the team may reach many, the best guess first and none next to another.
func (r *run) promising(team int32, clients []int32) []int32 {
	const looked = 400 // clients; enough to find where doors stand close
	type guess struct {
		client int32
		worth  float64
	}
	var list []guess
	for i := 0; i < len(clients); i += 1 + len(clients)/looked {
		list = append(list, guess{clients[i], r.promise(team, clients[i])})
	}
	slices.SortFunc(list, func(a, b guess) int { return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.client, b.client)) })
	var seeds []int32
	for _, x := range list {
		near := r.g.neighbours.of(x.client)
		if !slices.ContainsFunc(seeds, func(s int32) bool { return slices.Contains(near, s) }) {
			if seeds = append(seeds, x.client); len(seeds) == nests {
				break
			}
		}
	}
	return seeds
}

// promise guesses what the team may gain around a client: the time that the way there and home leaves,
// at the rate of the client's nearest neighbours, who share stops with those near them.
func (r *run) promise(team, c int32) float64 {
	const sample = 12
	p, t := r.g.p, &r.g.p.Teams[team]
	var prize, people, stops, spread float64
	count := 0
	r.g.about(c, func(v int32) bool {
		prize += float64(p.Clients[v].Prize)
		people += float64(p.Clients[v].PerPerson) * float64(p.Clients[v].Persons)
		stops += r.g.shareOfSetup(v)
		if count++; count > 1 {
			leg, _ := p.Travel[t.Mode].Leg(p.Clients[c].Location, p.Clients[v].Location)
			spread = max(spread, float64(leg))
		}
		return count <= sample
	})
	x := &p.Clients[c]
	seconds := stops*(float64(x.Setup)+float64(x.PerPerson)/2) + people/float64(t.Members) + stops*spread/math.Sqrt(float64(count))
	there, _ := p.Travel[t.Mode].Leg(t.Start, x.Location)
	back, _ := p.Travel[t.Mode].Leg(x.Location, t.End)
	left := float64(t.Shift.Close-t.Shift.Open) - float64(there) - float64(back)
	return max(0, left) * prize / max(seconds, 1)
}

// around is the clients nearest to the seed that are at home with the team, ascending.
func (r *run) around(seed, team int32) []int32 {
	list := r.g.gather(seed, nestPool, func(v int32) bool { return r.home[v] == team && r.g.mayVisit(team, v) })
	slices.Sort(list)
	return list
}
