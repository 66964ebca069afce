package solver

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// run is one solve under way: the plan as sequences, and how far the search has come.
type run struct {
	g          *graph
	o          Options
	start      time.Time
	deadline   time.Time    // of the search; what follows has its own time
	nest       []int32      // by team: the client around whom its first route was made, or -1
	home       []int32      // by client: the team in whose area it lies at first, or NoTurf
	turf       []int32      // by client: the team whose turf it is in now, or NoTurf
	cells      *cells       // of soft turfs, as last drawn, or nil
	unit       [][2]float64 // clients' places as cells are fitted to them, see unitPlaces
	turfShare  float64      // what leaving one's turf costs, in units of prize
	most       int64        // prize of the best plan of any epoch, where turfs are soft
	attempts   attempts     // where soft turfs are searched in one region
	schedule   schedule
	epochs     []Epoch   // done
	cut        bool      // the epoch under way ends early
	kept       []*search // of the only region, where they have all epochs
	contest    *contest  // of the epoch under way, where there is one region only
	cycles     float64   // of the only region's cooling, once known
	bred       bool      // they are many, see breed.go
	crossed    float64   // share of the search, its last, that crosses plans
	hurried    bool      // there are few iterations a client, as far as is known
	sequence   [][]int32 // by team: clients in order, those who join the stop of the one before as ^c
	seconds    []seconds // by team: of its route there
	iterations int64
	threads    int // in use in this epoch

	mutex    sync.Mutex // guards what progress is made of
	tally    []tally    // by region under way or done in this epoch
	reported time.Time
	shown    [][]int32   // by team: its sequence in the draft, where progress is asked for
	showed   []time.Time // by region: when it was last written to shown
}

func newRun(g *graph, o Options, start time.Time) *run {
	after := time.Duration(float64(o.TimeLimit)*reserve) + time.Duration(len(g.p.Clients))*tryTime
	r := &run{
		g: g, o: o, start: start, sequence: make([][]int32, len(g.p.Teams)), seconds: make([]seconds, len(g.p.Teams)), reported: start,
		deadline: start.Add(o.TimeLimit - min(after, o.TimeLimit/2)), turf: make([]int32, len(g.p.Clients)),
	}
	r.threads = r.width()
	if o.Progress != nil {
		r.shown = make([][]int32, len(g.p.Teams))
	}
	for i := range r.turf {
		r.turf[i] = NoTurf
		if g.p.Turfs != TurfsOff {
			r.turf[i] = g.p.Clients[i].Turf
		}
	}
	return r
}

// width is how many threads may be used from now on.
func (r *run) width() int {
	if r.o.Share == nil {
		return r.o.Threads
	}
	return min(r.o.Threads, max(1, r.o.Share()))
}

// reserve is the share of the time limit kept for what follows the search, tryTime what each client
// takes there besides: the last tries, turfs, reasons.
const (
	reserve = 0.01
	tryTime = 6 * time.Microsecond
)

// each calls do for every region, on as many goroutines as there are threads.
func (r *run) each(ctx context.Context, regions []*region, do func(context.Context, int, *region) error) error {
	r.mutex.Lock()
	r.tally = make([]tally, len(regions))
	for i, region := range regions {
		r.tally[i] = r.count(region)
	}
	r.showed = make([]time.Time, len(regions))
	r.mutex.Unlock()
	var group sync.WaitGroup
	var once sync.Once
	var first error
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next := make(chan int)
	for range min(r.threads, len(regions)) {
		group.Go(func() {
			for i := range next {
				if err := do(ctx, i, regions[i]); err != nil {
					once.Do(func() { first = err; cancel() })
				}
			}
		})
	}
	for i := range regions {
		next <- i
	}
	close(next)
	group.Wait()
	return first
}

// count is the tally of the region's part of the plan.
func (r *run) count(region *region) tally {
	var t tally
	for _, team := range region.teams {
		t.travel += r.seconds[team].travel
		t.service += r.seconds[team].service
		for _, c := range r.sequence[team] {
			x := &r.g.p.Clients[max(c, ^c)]
			t.visits++
			t.prize += int64(x.Prize)
			t.persons += int64(x.Persons)
			if x.Required {
				t.required++
			}
		}
	}
	return t
}

// begin makes the search of a region, with nobody visited.
func (r *run) begin(ctx context.Context, region *region, epoch, i int) (*search, error) {
	// A region that is opened is finished, or an interrupted solve would lose what it has.
	d, err := newDense(context.WithoutCancel(ctx), r.g, r.turf, region.clients, region.teams)
	if err != nil {
		return nil, err
	}
	return newSearch(d, r.o.Seed, stream(epoch, i)), nil
}

// stream numbers the random numbers of a search.
func stream(epoch, i int) uint64 { return uint64(epoch)<<32 | uint64(i) }

// open makes the search of a region, with its part of the plan loaded.
func (r *run) open(ctx context.Context, region *region, epoch, i int) (*search, error) {
	k, err := r.begin(ctx, region, epoch, i)
	if err != nil {
		return nil, err
	}
	r.load(k, region)
	return k, nil
}

// load fills an empty search of the region with its part of the plan.
func (r *run) load(k *search, region *region) {
	local := make(map[int32]int32, len(region.clients))
	for j, id := range region.clients {
		local[id] = int32(j)
	}
	var sequence []int32
	for j, team := range region.teams {
		sequence = sequence[:0]
		for _, c := range r.sequence[team] {
			if c < 0 {
				sequence = append(sequence, ^local[^c])
			} else {
				sequence = append(sequence, local[c])
			}
		}
		k.rebuild(int32(j), sequence)
	}
	k.keepBest()
}

// close writes the region's best plan back. The search is not to be used any more.
func (r *run) close(region *region, k *search, i int) {
	region.copyPlan(r.sequence, k)
	k.load(k.best.sequence)
	for j, team := range region.teams {
		r.seconds[team] = k.secondsOf(int32(j))
	}
	k.d.release()
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.tally[i] = k.best.tally
	if r.shown != nil {
		region.copyPlan(r.shown, k)
	}
}

// epoch searches every region for its share of an epoch's iterations, and gives those done; the only region
// as often as the epoch has searches.
func (r *run) epoch(ctx context.Context, regions []*region, e Epoch, number int) ([]int64, error) {
	if r.contest = nil; len(regions) == 1 {
		regions = slices.Repeat(regions, max(1, e.Searches))
		var err error
		if r.contest, err = r.newContest(ctx, regions[0], number, len(regions)); err != nil {
			return nil, err
		}
	}
	clients := 0
	for _, region := range regions {
		clients += len(region.clients)
	}
	done := make([]int64, len(regions))
	if e.Done != nil && len(e.Done) != len(done) {
		return nil, fmt.Errorf("it was cut short in %d regions and has %d: it is of another problem", len(e.Done), len(done))
	}
	from := r.schedule.from
	var cut atomic.Bool
	err := r.each(ctx, regions, func(ctx context.Context, i int, region *region) error {
		part := share{from: from, to: e.To, quota: int64(math.Ceil(float64(e.Iterations) * float64(len(region.clients)) / float64(clients)))}
		part.limit = part.quota
		if e.Done != nil {
			part.limit = min(part.quota, max(0, e.Done[i]))
		}
		var err error
		if part.limit > 0 && ctx.Err() == nil && !r.late(r.o.Now()) {
			done[i], err = r.part(ctx, region, number, i, part)
		}
		if done[i] < part.quota {
			cut.Store(true)
		}
		return err
	})
	r.cut = cut.Load()
	if r.contest != nil {
		r.settleContest(done)
	}
	return done, err
}

// part does a region's part of an epoch, and gives the iterations done.
func (r *run) part(ctx context.Context, region *region, epoch, i int, s share) (int64, error) {
	if r.contest != nil {
		return r.improve(ctx, r.contest.rivals[i], region, i, s), nil
	}
	k, err := r.open(ctx, region, epoch, i)
	if err != nil {
		return 0, err
	}
	done := r.improve(ctx, k, region, i, s)
	if done > 0 { // else a repeated run, which opens no region in vain, would write doors of a stop in another order
		r.close(region, k, i)
	} else {
		k.d.release()
	}
	return done, nil
}

// share is a region's part of an epoch: from how far to how far it cools over the quota of
// iterations, and at how many of them it stops.
type share struct {
	from, to     int32
	quota, limit int64
}

// improve searches a region for its part of an epoch, and gives the iterations done.
func (r *run) improve(ctx context.Context, k *search, region *region, i int, s share) int64 {
	c := r.cooling(k, s)
	from, to := float64(s.from)/cooled, float64(s.to)/cooled
	if r.attempting() { // no epoch begins one attempt and ends another
		to = min(to, (math.Floor(from*c.cycles)+0.9999)/c.cycles)
	}
	stop := func(done int64) bool {
		now := r.o.Now()
		r.observe(now, i, region, k, done)
		return ctx.Err() != nil || r.late(now)
	}
	until := 1 - r.crossed // is ruin and recreate alone
	alone, crosses := s.limit, r.crossed > 0 && !r.divided() && k.crosses()
	if crosses && to > until {
		alone = min(s.limit, int64(math.Ceil(float64(s.quota)*max(0, until-from)/(to-from))))
		if r.hurried {
			k.genetic.hurry()
		}
	}
	if r.heated() && r.divided() { // it begins from the best plan, and what is hot at its end is lost
		c.quench, c.from, c.to = r.g.tune.quench, from/until, to/until
	}
	done := k.run(c, alone, func(done int64) (float64, bool) {
		progress := (from + (to-from)*float64(done)/float64(s.quota)) / until
		if crosses && r.hurried {
			k.genetic.follow(progress)
		}
		return progress, stop(done)
	})
	if alone < s.limit && done == alone {
		done += k.genetic.run(s.limit-alone, func(crossed int64) bool { return stop(done + crossed) })
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.iterations += done
	return done
}

// crossing is the share of the search, its last, that crosses plans. Each plan takes time in proportion to the
// clients, and many are needed: of large problems those are crossed whose routes are long, where ruin and
// recreate stands still soonest.
func (r *run) crossing() float64 {
	clients, out := len(r.g.p.Clients), 0
	for t := range r.sequence {
		if len(r.sequence[t]) > 0 {
			out++
		}
	}
	if !r.g.nature.plain || clients > mostCrossed || clients > travelClients && clients < longRoutes*out {
		return 0
	}
	return r.g.tune.genetic
}

const (
	mostCrossed = 500 // clients
	longRoutes  = 15  // clients, in the mean of the first plan
)

// foresee says, while the search is young, whether it is hurried: as far as the epoch e tells, it will have
// few iterations a client. Then a little less of it crosses plans than otherwise would. Of several searches of the
// same clients more does: each cools by itself, but they cross plans of what is almost one population.
func (r *run) foresee(e Epoch, crossing float64) {
	if r.schedule.from >= settled {
		return
	}
	all := float64(e.Iterations) * cooled / float64(max(1, e.To-r.schedule.from))
	r.hurried, r.crossed = all < hurriedBelow*float64(len(r.g.p.Clients)*max(1, e.Searches)), crossing
	if r.hurried {
		r.crossed *= hurriedCrossing
	}
	if e.Searches > 1 && crossing > 0 {
		r.crossed = 1 - (1-r.crossed)/math.Sqrt(float64(e.Searches))
	}
}

const (
	hurriedBelow    = 1000 // iterations a client
	hurriedCrossing = 0.8
)

// united says whether plans are crossed now, of all clients.
func (r *run) united() bool {
	return r.crossed > 0 && float64(r.schedule.from) >= cooled*(1-r.crossed)
}

// divided says whether the search begins anew in every epoch, for the boundaries or the turfs to move;
// else it goes on where it was.
func (r *run) divided() bool { return r.large() && !r.united() || r.g.p.Turfs == TurfsSoft }
