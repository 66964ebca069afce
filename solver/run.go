package solver

import (
	"context"
	"sync"
	"time"

	"gonha/geo"
	"gonha/geo/cluster"
)

// run is one solve under way: the plan as sequences, and how far the search has come.
type run struct {
	g          *graph
	o          Options
	start      time.Time
	home       []int32   // by client: the team in whose area it lies at first, or NoTurf
	sequence   [][]int32 // by team: clients in order, those who join the stop of the one before as ^c
	iterations int64

	mutex    sync.Mutex // guards what progress is made of
	tally    []tally    // by region under way or done in this epoch
	reported time.Time
}

func newRun(g *graph, o Options, start time.Time) *run {
	return &run{g: g, o: o, start: start, sequence: make([][]int32, len(g.p.Teams)), reported: start}
}

// Sizes of a region: so many teams are searched together at most, with so many clients.
const (
	regionTeams   = 40
	regionClients = 3500
)

// construct makes the first plan, region by region.
func (r *run) construct(ctx context.Context) error {
	if len(r.g.p.Teams) == 0 || len(r.g.p.Clients) == 0 {
		return nil
	}
	r.home = r.homes(ctx)
	regions := r.regions(0)
	return r.each(ctx, regions, func(ctx context.Context, i int, region *region) error {
		k, err := r.open(ctx, region, 0, i)
		if err != nil {
			return err
		}
		k.constructAll()
		r.close(region, k, i)
		return nil
	})
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
	if drawn || !r.large() {
		return home
	}
	in := cluster.Input{Points: make([]geo.Point, len(p.Clients))}
	for i := range p.Clients {
		in.Points[i] = p.Points[p.Clients[i].Location]
	}
	for t := range p.Teams {
		shift := float64(p.Teams[t].Shift.Close - p.Teams[t].Shift.Open)
		in.Teams = append(in.Teams, cluster.Team{Start: p.Points[p.Teams[t].Start], Capacity: max(shift, 1)})
	}
	return cluster.Turfs(ctx, in)
}

// large says whether the problem is searched in several regions.
func (r *run) large() bool {
	return len(r.g.p.Teams) > regionTeams || len(r.g.p.Clients) > regionClients
}

// epochTime is about how long a region is searched before the boundaries move.
const epochTime = 1500 * time.Millisecond

// epochs is the number of times that the plan is divided into regions anew.
func (r *run) epochs(regions int) int {
	if regions == 1 {
		return 1
	}
	if r.o.TimeLimit == 0 {
		return 10
	}
	rounds := (regions + r.o.Threads - 1) / r.o.Threads
	left := r.o.deadline(r.start).Sub(r.o.Now())
	return int(min(40, max(2, left/(epochTime*time.Duration(rounds)))))
}

// search improves the plan until a limit is reached.
func (r *run) search(ctx context.Context) (Stopped, error) {
	if len(r.g.p.Teams) == 0 || len(r.g.p.Clients) == 0 {
		return StoppedComplete, nil
	}
	begun := r.o.Now()
	regions := r.regions(1)
	epochs := r.epochs(len(regions))
	for epoch := 1; epoch <= epochs && r.stopped(ctx) == ""; epoch++ {
		if epoch > 1 {
			regions = r.regions(epoch)
		}
		span := span{begun: begun, from: float64(epoch-1) / float64(epochs), to: float64(epoch) / float64(epochs)}
		err := r.each(ctx, regions, func(ctx context.Context, i int, region *region) error {
			return r.improve(ctx, region, epoch, i, len(regions), span)
		})
		if err != nil {
			return "", err
		}
	}
	if s := r.stopped(ctx); s != "" {
		return s, nil
	}
	if r.o.TimeLimit > 0 {
		return StoppedTime, nil
	}
	return StoppedIterations, nil
}

// stopped says what has ended the search, if anything.
func (r *run) stopped(ctx context.Context) Stopped {
	switch {
	case ctx.Err() != nil:
		return StoppedInterrupted
	case r.o.TimeLimit > 0 && !r.o.Now().Before(r.o.deadline(r.start)):
		return StoppedTime
	case r.o.Iterations > 0 && r.iterations >= r.o.Iterations:
		return StoppedIterations
	}
	return ""
}

// span is an epoch's part of the whole search, from one progress to another.
type span struct {
	begun    time.Time
	from, to float64
}

// each calls do for every region, on as many goroutines as there are threads.
func (r *run) each(ctx context.Context, regions []*region, do func(context.Context, int, *region) error) error {
	r.tally = make([]tally, len(regions))
	for i, region := range regions {
		r.tally[i] = r.count(region)
	}
	var group sync.WaitGroup
	var once sync.Once
	var first error
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next := make(chan int)
	for range min(r.o.Threads, len(regions)) {
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

// count is the tally of the region's part of the plan, but for its seconds.
func (r *run) count(region *region) tally {
	var t tally
	for _, team := range region.teams {
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

// open makes the search of a region, with its part of the plan loaded.
func (r *run) open(ctx context.Context, region *region, epoch, i int) (*search, error) {
	// A region that is opened is finished, or an interrupted solve would lose what it has.
	d, err := newDense(context.WithoutCancel(ctx), r.g, region.clients, region.teams)
	if err != nil {
		return nil, err
	}
	k := newSearch(d, r.o.Seed, uint64(epoch)<<32|uint64(i))
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
	return k, nil
}

// close writes the region's best plan back.
func (r *run) close(region *region, k *search, i int) {
	for j, team := range region.teams {
		out := r.sequence[team][:0]
		for _, c := range k.best.sequence[j] {
			if c < 0 {
				out = append(out, ^region.clients[^c])
			} else {
				out = append(out, region.clients[c])
			}
		}
		r.sequence[team] = out
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.tally[i] = k.best.tally
}

// improve searches one region for its part of an epoch.
func (r *run) improve(ctx context.Context, region *region, epoch, i, regions int, s span) error {
	begun := r.o.Now()
	k, err := r.open(ctx, region, epoch, i)
	if err != nil {
		return err
	}
	quota := int64(1) << 62
	if r.o.Iterations > 0 {
		share := float64(len(region.clients)) / float64(len(r.g.p.Clients))
		quota = int64(float64(r.o.Iterations) * (s.to - s.from) * share)
		if regions == 1 {
			quota = r.o.Iterations
		}
	}
	budget := r.budget(i, regions, s, begun)
	done := k.run(r.g.cooling(), quota, func(done int64) (float64, bool) {
		p := float64(done) / float64(quota)
		if r.o.TimeLimit > 0 {
			now := r.o.Now()
			p = max(p, float64(now.Sub(begun))/float64(max(budget, 1)))
			r.observe(now, i, &k.best.tally, done)
		}
		return min(1, s.from+p*(s.to-s.from)), p >= 1 || ctx.Err() != nil
	})
	r.close(region, k, i)
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.iterations += done
	return nil
}

// budget is how long region i of an epoch may be searched: its share of what is left of the epoch.
func (r *run) budget(i, regions int, s span, now time.Time) time.Duration {
	if r.o.TimeLimit == 0 {
		return 0
	}
	whole := r.o.deadline(r.start).Sub(s.begun)
	left := s.begun.Add(time.Duration(float64(whole) * s.to)).Sub(now)
	rounds := (regions - i + r.o.Threads - 1) / r.o.Threads
	return left / time.Duration(rounds)
}

// reportEvery is the least time between two calls of Options.Progress.
const reportEvery = 200 * time.Millisecond

// observe notes a region's best plan and reports now and then.
func (r *run) observe(now time.Time, i int, best *tally, done int64) {
	if r.o.Progress == nil {
		return
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.tally[i] = *best
	if now.Sub(r.reported) >= reportEvery {
		r.reported = now
		r.tell(now.Sub(r.start), r.iterations+done)
	}
}

// report calls Options.Progress.
func (r *run) report(elapsed time.Duration, _ bool) {
	if r.o.Progress == nil {
		return
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.tell(elapsed, r.iterations)
}

func (r *run) tell(elapsed time.Duration, iterations int64) {
	var sum tally
	for i := range r.tally {
		sum.visits += r.tally[i].visits
		sum.prize += r.tally[i].prize
		sum.persons += r.tally[i].persons
		sum.travel += r.tally[i].travel
		sum.service += r.tally[i].service
	}
	r.o.Progress(Progress{
		Elapsed: elapsed, Iterations: iterations, Visits: int(sum.visits), Persons: sum.persons,
		Value: Value{Prize: sum.prize, Travel: sum.travel, Service: sum.service},
	})
}
