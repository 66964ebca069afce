package solver

import (
	"context"
	"math"
)

// Where there are many times more clients than the teams can visit, where the teams go matters more
// than how. Teams choose one after the other: the place that promises most, given the way there and
// home and how close the doors stand, among those that no other has claimed. A route grown there claims
// its surroundings, so that the next one does not interleave with it.

// nesting is the teams' choice.
type nesting struct {
	r      *run
	taken  []bool      // by client: claimed by some team
	places []int32     // clients around whom a route may be grown
	rate   [][]float64 // by class, then place: prize a second once there
	class  []int       // by team
	sizes  []int32     // by class: members
	there  map[outing][]float64
	sum    tally // of the routes
}

// outing is what a team's time at a place depends on; many teams set out from one post.
type outing struct {
	mode, start, end int32
	shift            Window
}

// timesThere is by place what the ways there and home leave of the team's shift.
func (n *nesting) timesThere(team int32) []float64 {
	t := &n.r.g.p.Teams[team]
	of := outing{t.Mode, t.Start, t.End, t.Shift}
	times, known := n.there[of]
	if !known {
		times = make([]float64, len(n.places))
		for i, c := range n.places {
			times[i] = n.r.g.timeThere(team, c)
		}
		n.there[of] = times
	}
	return times
}

// nestPlaces is so many places a team are looked at.
const nestPlaces = 20

// Crowded says whether there are so many clients to a team that, unless turfs are strict, the solver
// chooses by itself where the teams go, and turfs drawn beforehand are of no use.
func (p *Problem) Crowded() bool {
	return len(p.Clients) > nestPool*len(p.Teams) && large(len(p.Teams), len(p.Clients))
}

// nestAll makes a first route for every team, also where ctx ends: it takes less time than what follows
// does with teams that have none.
func (r *run) nestAll(ctx context.Context) error {
	r.g.turfs = TurfsOff // they are drawn from the plan
	n := &nesting{r: r, taken: make([]bool, len(r.g.p.Clients)), there: map[outing][]float64{}}
	n.sizes, n.class = r.g.classes()
	step := 1 + len(n.taken)/(nestPlaces*len(r.g.p.Teams))
	for c := range n.taken {
		if c%step == 0 || r.g.p.Clients[c].Required {
			n.places = append(n.places, int32(c))
		}
	}
	for _, members := range n.sizes {
		rate := make([]float64, len(n.places))
		for i, c := range n.places {
			rate[i] = n.rateAt(c, members)
		}
		n.rate = append(n.rate, rate)
	}
	for team := range r.g.p.Teams {
		if seed := n.choose(int32(team)); seed >= 0 {
			if err := n.settle(ctx, int32(team), seed); err != nil {
				return err
			}
		}
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.tally = []tally{n.sum}
	return nil
}

// choose is the place that promises the team most, or -1.
func (n *nesting) choose(team int32) int32 {
	g, class, there := n.r.g, n.class[team], n.timesThere(team)
	for {
		best, most := -1, 0.0
		for i, c := range n.places {
			if n.taken[c] || n.rate[class][i] == 0 || !g.mayVisit(team, c) {
				continue
			}
			if worth := n.rate[class][i] * there[i]; worth > most {
				best, most = i, worth
			}
		}
		if best < 0 {
			return -1
		}
		// Its neighbours may have been claimed since.
		was := n.rate[class][best]
		n.rate[class][best] = n.rateAt(n.places[best], n.sizes[class])
		if n.rate[class][best] >= 0.9*was {
			return n.places[best]
		}
	}
}

// timeThere is what the way to the client and home leaves of the team's shift.
func (g *graph) timeThere(team, c int32) float64 {
	t := &g.p.Teams[team]
	there, _ := g.p.Travel[t.Mode].Leg(t.Start, g.p.Clients[c].Location)
	back, _ := g.p.Travel[t.Mode].Leg(g.p.Clients[c].Location, t.End)
	return max(0, float64(t.Shift.Close-t.Shift.Open)-float64(there)-float64(back))
}

// rateAt guesses the prize a second around a client, from it and its nearest neighbours that nobody
// has claimed, who share stops with those near them.
func (n *nesting) rateAt(c, members int32) float64 {
	const sample = 16
	g := n.r.g
	var prize, seconds, spread float64
	count := 0
	add := func(v int32) {
		x := &g.p.Clients[v]
		share := g.shareOfSetup(v)
		prize += float64(x.Prize)
		if x.Required {
			prize += requiredPromise
		}
		seconds += float64(x.PerPerson)*float64(x.Persons)/float64(members) + share*(float64(x.Setup)+float64(x.PerPerson)/2)
		count++
	}
	if n.taken[c] {
		return 0
	}
	g.about(c, func(v int32) bool {
		if n.taken[v] {
			return true
		}
		add(v)
		if v != c {
			leg, _ := g.p.Travel[0].Leg(g.p.Clients[c].Location, g.p.Clients[v].Location)
			spread = max(spread, float64(leg))
		}
		return count <= sample
	})
	return prize / max(1, seconds+spread*math.Sqrt(float64(count)))
}

// requiredPromise puts required clients before all prizes.
const requiredPromise = 1e9

// settle grows the team's route around the seed and claims what it went through.
func (n *nesting) settle(ctx context.Context, team, seed int32) error {
	r := n.r
	around := n.around(seed, team)
	region := &region{teams: []int32{team}, clients: around}
	k, err := r.begin(ctx, region, 0, int(team))
	if err != nil {
		return err
	}
	k.grow()
	r.nest[team] = seed
	region.copyPlan(r.sequence, k)
	r.seconds[team] = seconds{k.best.tally.travel, k.best.tally.service}
	if r.shown != nil {
		region.copyPlan(r.shown, k)
	}
	n.sum.add(&k.best.tally)
	last := 0
	for i := range around {
		if k.stopOf[i] != unvisited {
			last = i
		}
	}
	for _, c := range around[:last+1] {
		n.taken[c] = true
	}
	k.d.release()
	return nil
}

// around is the clients nearest to the seed that the team may visit and nobody has claimed, the nearest
// first.
func (n *nesting) around(seed, team int32) []int32 {
	return n.r.g.gather(seed, nestPool, func(v int32) bool { return !n.taken[v] && n.r.g.mayVisit(team, v) })
}
