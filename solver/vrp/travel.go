package vrp

// leg is what it takes to go from one place to another; from or to Nowhere it takes nothing.
type leg struct{ time, metres, cost int64 }

// leg is the way from one place to another, and whether there is one.
func (t *Travel) leg(places, from, to int32) (l leg, way bool) {
	if from < 0 || to < 0 {
		return leg{}, true
	}
	at := int(from)*int(places) + int(to)
	d := int64(t.Durations[at])
	if d >= noWay {
		return leg{}, false
	}
	l.time = d * t.Time
	if t.Distances != nil {
		l.metres = int64(t.Distances[at])
	}
	if t.Costs != nil {
		l.cost = int64(t.Costs[at]) * t.PerTime
	} else {
		l.cost = d*t.PerTime + l.metres*t.PerDist
	}
	return l, true
}

// row is what a table says of one place and all others.
type row struct{ durations, distances, costs []uint32 }

func (t *Travel) row(places, of int32) row {
	first, end := int(of)*int(places), (int(of)+1)*int(places)
	r := row{durations: t.Durations[first:end]}
	if t.Distances != nil {
		r.distances = t.Distances[first:end]
	}
	if t.Costs != nil {
		r.costs = t.Costs[first:end]
	}
	return r
}

// leg is the way to a place, or from it where the table was exchanged. Where there is none it takes noWay or longer.
func (r *row) leg(t *Travel, to int32) (l leg) {
	if to < 0 {
		return leg{}
	}
	d := int64(r.durations[to])
	l.time = d * t.Time
	if r.distances != nil {
		l.metres = int64(r.distances[to])
	}
	if r.costs != nil {
		l.cost = int64(r.costs[to]) * t.PerTime
	} else {
		l.cost = d*t.PerTime + l.metres*t.PerDist
	}
	return l
}

// exchanged is a travel whose rows are columns.
func exchanged(t *Travel, places int32) Travel {
	n := int(places)
	turn := func(table []uint32) []uint32 {
		if table == nil {
			return nil
		}
		turned := make([]uint32, n*n)
		for i := range n {
			for j := range n {
				turned[j*n+i] = table[i*n+j]
			}
		}
		return turned
	}
	return Travel{Durations: turn(t.Durations), Distances: turn(t.Distances), Costs: turn(t.Costs), Time: t.Time, PerTime: t.PerTime, PerDist: t.PerDist}
}

// firstIn is the first moment from at on within the windows, and whether there is one.
func firstIn(windows []Window, at int64) (int64, bool) {
	for i := range windows {
		if at <= windows[i].Close {
			return max(at, windows[i].Open), true
		}
	}
	return at, len(windows) == 0
}

// lastIn is the last moment up to at within the windows, and whether there is one.
func lastIn(windows []Window, at int64) (int64, bool) {
	for i := len(windows) - 1; i >= 0; i-- {
		if windows[i].Open <= at {
			return min(at, windows[i].Close), true
		}
	}
	return at, len(windows) == 0
}

// never is a time later than all others, and its negative earlier.
const never = int64(1) << 60

// pass is when a vehicle that leaves at a time arrives after travelling so long, the breaks taken on the way one after the
// other, each as soon as may be. It travels while it waits for a break; to begin one later would gain nothing.
func pass(leave, travel int64, breaks []Break) int64 {
	for i := range breaks {
		begin, ok := firstIn(breaks[i].Windows, leave)
		if !ok {
			return never
		}
		travel -= min(travel, begin-leave)
		leave = begin + breaks[i].Service
	}
	return leave + travel
}

// passBack is the latest time to leave for arriving by a time: the mirror of pass.
func passBack(arrive, travel int64, breaks []Break) int64 {
	for i := len(breaks) - 1; i >= 0; i-- {
		arrive -= breaks[i].Service
		begin, ok := lastIn(breaks[i].Windows, arrive)
		if !ok {
			return -never
		}
		travel -= min(travel, arrive-begin)
		arrive = begin
	}
	return arrive - travel
}
