package solver

import (
	"context"
	"math"
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
	deadline   time.Time    // of the search; what follows has its own time
	home       []int32      // by client: the team in whose area it lies at first, or NoTurf
	turf       []int32      // by client: the team whose turf it is in now, or NoTurf
	unit       [][2]float64 // clients' places as cells are fitted to them, see unitPlaces
	turfShare  float64      // what leaving one's turf costs, in units of prize
	most       int64        // prize of the best plan of any epoch, where turfs are soft
	sequence   [][]int32    // by team: clients in order, those who join the stop of the one before as ^c
	iterations int64
	threads    int // in use in this epoch

	mutex    sync.Mutex // guards what progress is made of
	tally    []tally    // by region under way or done in this epoch
	reported time.Time
	shown    [][]int32   // by team: its sequence in the draft, where progress is asked for
	showed   []time.Time // by region: when it was last written to shown
}

func newRun(g *graph, o Options, start time.Time) *run {
	// After the search every client left out is tried at every route.
	after := time.Duration(float64(o.TimeLimit)*reserve) + time.Duration(len(g.p.Clients)*len(g.p.Teams))*tryTime
	r := &run{
		g: g, o: o, start: start, sequence: make([][]int32, len(g.p.Teams)), reported: start,
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

// reserve is the share of the time limit kept for what follows the search, tryTime what trying a
// client at a route takes besides.
const (
	reserve = 0.02
	tryTime = 200 * time.Nanosecond
)

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
	in := cluster.Input{Points: r.g.places}
	for t := range p.Teams {
		shift := float64(p.Teams[t].Shift.Close - p.Teams[t].Shift.Open)
		in.Teams = append(in.Teams, cluster.Team{Start: p.Points[p.Teams[t].Start], Capacity: max(shift, 1)})
	}
	return cluster.Turfs(ctx, in)
}

// large says whether the problem is searched in several regions.
func (r *run) large() bool {
	return len(r.g.p.Teams) > regionTeams && !r.g.nature.travels || len(r.g.p.Clients) > regionClients
}

// epochTime is about how long a region is searched before the boundaries move.
const epochTime = 1500 * time.Millisecond

// span is an epoch's part of the whole search, from one progress to another.
type span struct {
	begun    time.Time
	from, to float64
}

// epochs divides the search: into one for a single region, else into so many that each region is
// searched for about epochTime before the boundaries move; with soft turfs into at least
// turfEpochs, at the beginning of each of which they are drawn.
func (r *run) epochs(regions int) []span {
	count := 10
	if r.o.TimeLimit > 0 {
		rounds := (regions + r.threads - 1) / r.threads
		count = int(min(40, max(2, r.deadline.Sub(r.o.Now())/(epochTime*time.Duration(rounds)))))
	}
	if regions == 1 {
		count = 1
	}
	begun := r.o.Now()
	var list []span
	if r.g.p.Turfs == TurfsSoft {
		count = max(count, turfEpochs)
	}
	for i := range count {
		list = append(list, span{begun, float64(i) / float64(count), float64(i+1) / float64(count)})
	}
	return list
}

// search improves the plan until a limit is reached.
func (r *run) search(ctx context.Context) (Stopped, error) {
	if len(r.g.p.Teams) == 0 || len(r.g.p.Clients) == 0 {
		return StoppedComplete, nil
	}
	regions := r.regions(1)
	for i, s := range r.epochs(len(regions)) {
		if r.stopped(ctx) != "" {
			break
		}
		r.threads = r.width()
		if i > 0 {
			regions = r.regions(i + 1)
		}
		if r.g.p.Turfs == TurfsSoft {
			r.drawTurfs()
		}
		err := r.each(ctx, regions, func(ctx context.Context, k int, region *region) error {
			return r.improve(ctx, region, i+1, k, len(regions), s)
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
	case r.o.TimeLimit > 0 && !r.o.Now().Before(r.deadline):
		return StoppedTime
	case r.o.Iterations > 0 && r.iterations >= r.o.Iterations:
		return StoppedIterations
	}
	return ""
}

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
	d, err := newDense(context.WithoutCancel(ctx), r.g, r.turf, region.clients, region.teams)
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
	region.copyPlan(r.sequence, k)
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.tally[i] = k.best.tally
	if r.shown != nil {
		region.copyPlan(r.shown, k)
	}
}

// improve searches one region for its part of an epoch. Where there is but one, every thread searches
// it from another seed, and the best plan is kept.
func (r *run) improve(ctx context.Context, region *region, epoch, i, regions int, s span) error {
	if len(region.clients) == 0 {
		return nil
	}
	begun := r.o.Now()
	k, err := r.open(ctx, region, epoch, i)
	if err != nil {
		return err
	}
	quota := int64(1) << 62
	if r.o.Iterations > 0 {
		share := float64(len(region.clients)) / float64(len(r.g.p.Clients))
		quota = int64(math.Ceil(float64(r.o.Iterations) * (s.to - s.from) * share))
	}
	searches := []*search{k}
	for regions == 1 && len(searches) < r.threads {
		searches = append(searches, k.twin(r.o.Seed, uint64(epoch)<<32|uint64(len(searches))))
	}
	budget := r.budget(i, regions, s, begun)
	var group sync.WaitGroup
	for n, k := range searches {
		group.Go(func() {
			r.searchOne(ctx, region, k, n == 0, quota, s, begun, budget, i, regions)
		})
	}
	group.Wait()
	for _, other := range searches[1:] {
		if other.bestThan(k) {
			k = other
		}
	}
	r.close(region, k, i)
	return nil
}

// searchOne runs one search for its part of an epoch; the first of a region reports.
func (r *run) searchOne(ctx context.Context, region *region, k *search, first bool, quota int64, s span, begun time.Time, budget time.Duration, i, regions int) {
	cooling := r.cooling(k, regions)
	clients := float64(k.n)
	done := k.run(cooling, quota, func(done int64) (float64, bool) {
		p := float64(done) / float64(quota)
		if r.o.TimeLimit > 0 {
			now := r.o.Now()
			p = max(p, float64(now.Sub(begun))/float64(max(budget, 1)))
			if first {
				r.observe(now, i, region, k, done)
			}
		}
		whole := s.from + min(1, p)*(s.to-s.from)
		cooling.divide(whole, float64(done)/clients)
		return whole, p >= 1 || ctx.Err() != nil
	})
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.iterations += done
}

// cooling is the temperature's course: in cycles only where one region is searched in one go. Its unit
// is the mean prize, or, where travel decides, the geometric mean of the legs of the plan and of the
// ways from the start to the clients: where clients stand in clusters, legs alone are too short a measure.
func (r *run) cooling(k *search, regions int) *cooling {
	tune := &r.g.tune
	unit := r.g.perPrize * r.g.meanPrize()
	if r.g.nature.travels {
		leg := float64(k.tally.travel) / float64(max(1, k.tally.visits))
		unit = min(math.Sqrt(leg*k.reach()), clustered*leg)
	}
	return &cooling{
		hot: unit * tune.hot, cold: unit * tune.cold, cycles: 1, length: tune.cycle,
		divided: regions > 1 || r.g.p.Turfs == TurfsSoft,
	}
}

// clustered is the most legs that a unit of temperature may be.
const clustered = 3.5

// reach is the mean way from the nearest start to a client.
func (k *search) reach() float64 {
	sum := 0.0
	for u := range k.n {
		if way := k.d.away[u]; way < geo.Unreachable {
			sum += float64(way)
		}
	}
	return sum / float64(max(1, k.n))
}

// budget is how long region i of an epoch may be searched: its share of what is left of the epoch.
func (r *run) budget(i, regions int, s span, now time.Time) time.Duration {
	if r.o.TimeLimit == 0 {
		return 0
	}
	whole := r.deadline.Sub(s.begun)
	left := s.begun.Add(time.Duration(float64(whole) * s.to)).Sub(now)
	rounds := (regions - i + r.threads - 1) / r.threads
	return left / time.Duration(rounds)
}
