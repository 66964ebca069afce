package solver

// tuning is what the search is tuned by. Each value was chosen by runs on wards of several sizes and
// seeds, with and without stops, or on the public sets; benchmarks/RESULTS.md has what they are worth.
type tuning struct {
	neighbours int // nearest clients looked at around each

	removed   float64 // clients removed an iteration, about, in the mean
	longest   int     // stops of a string
	split     float64 // chance that a string spares a few stops within
	offered   int     // unvisited clients offered for each one removed
	offeredAt int     // the same where nothing was removed, around the seed
	transfer  float64 // chance that an iteration moves a whole team elsewhere
	rehome    float64 // chance that an iteration exchanges whole routes between kinds of teams
	resize    float64 // chance that an iteration tries one route more or one fewer
	dissolve  float64 // chance that it is one fewer where load is not what limits
	tails     float64 // chance that an iteration exchanges the tails of two routes, cheaper or not
	squeeze   float64 // share of the search in which teams that are dear are to become fewer
	scatter   float64 // chance that single doors are removed in place of strings
	orders    []int   // in which clients are inserted, each entry as likely as any other

	paying     float64 // where prize has an exchange, times their way that routes are to pay at first: see inflate.go
	prizeWorth float64 // a unit of prize, in the seconds that it costs at the margin
	hot, cold  float64 // temperatures from and to which a cycle cools, in the unit of the problem's nature
	cycle      float64 // iterations a client that a cooling cycle takes; there is always one cycle
	bred       float64 // iterations a client of a cycle where there are many and plans are crossed, see breed.go
	breed      float64 // share of such cycles, the last, that begin with plans crossed; 0 is none such
	warm       float64 // temperature from which those cool
	quench     float64 // share of the way to the coldest that each epoch of a search in regions cools by itself
	granular   int     // nearest clients that a stop is tried against in local search
	genetic    float64 // share of the search, its last, that crosses plans, where the problem allows it
	crossed    int     // nearest clients that a client is tried next to there
	pool       bool    // good routes are kept and packed
	wayOut     bool    // places next to a route's start and end are looked at for every client
}

// nature is what a problem is about, which the search is tuned by.
type nature struct {
	travels bool // travel decides: all clients are required, or prize has an exchange
	traded  bool // prize has an exchange, so that who is visited is part of the question
	divided bool // travel decides, and clients are so many that they are searched in regions
	stops   bool // doors are shared
	starts  bool // teams start at several places
	alone   bool // there is one team
	plain   bool // each client has to be visited and is alone at its stop, and teams serve alike: see Problem.plain
	timed   bool // windows are so narrow that who can be visited next is a question of time more than of way
}

func (p *Problem) nature() nature {
	n := nature{travels: true, traded: p.Exchange > 0, stops: p.StopRadius > 0, alone: len(p.Teams) == 1}
	for i := range p.Clients {
		n.travels = n.travels && (p.Clients[i].Required || p.Exchange > 0)
	}
	n.plain = p.plain()
	n.divided = n.travels && len(p.Clients) > travelClients
	for i := range p.Teams {
		n.starts = n.starts || p.Teams[i].Start != p.Teams[0].Start
	}
	n.timed = n.travels || !n.stops && p.openShare() < 0.5
	return n
}

// plain says whether every client must be visited, has at most one window and is a stop of its own, and teams
// differ in nothing but in place, shift, capacity and longest duration.
func (p *Problem) plain() bool {
	if p.StopRadius > 0 || p.Turfs != TurfsOff {
		return false
	}
	for i := range p.Clients {
		if !p.Clients[i].Required || len(p.Clients[i].Windows) > 1 {
			return false
		}
	}
	for i := range p.Teams {
		if t := &p.Teams[i]; t.Fixed > 0 || t.Groups != nil || t.Mode != p.Teams[0].Mode || t.Members != p.Teams[0].Members {
			return false
		}
	}
	return len(p.Clients) > 1
}

// openShare is the share of the teams' shifts, in the mean, in which a client can be visited.
func (p *Problem) openShare() float64 {
	var shifts, open float64
	for i := range p.Teams {
		shifts += float64(p.Teams[i].Shift.Close - p.Teams[i].Shift.Open)
	}
	shift := shifts / float64(max(1, len(p.Teams)))
	for i := range p.Clients {
		c := &p.Clients[i]
		if len(c.Windows) == 0 {
			open += shift
		}
		for _, w := range c.Windows {
			open += min(shift, float64(w.Close-w.Open))
		}
	}
	return open / (shift * float64(max(1, len(p.Clients))))
}

// tuningFor is the tuning for problems of the nature.
func tuningFor(n nature) tuning {
	t := tuning{
		neighbours: 40, removed: 8, longest: 10, split: 0.5, offered: 16, offeredAt: 8, transfer: 0.02, rehome: 0.03,
		orders: prizeOrders, granular: 12,
		prizeWorth: 4, hot: 1, cold: 0.0225, cycle: 1e9, wayOut: true, scatter: 0.15, warm: 0.5, bred: 60,
	}
	switch {
	case n.travels:
		t.removed, t.orders, t.wayOut = 10, travelOrders, false
		t.pool, t.genetic, t.crossed = n.traded, 0.5, 40
		t.resize, t.tails, t.squeeze, t.hot, t.cold = 0.02, 0.2, 0.25, 1.5, 0.03
	case n.timed:
		t.neighbours, t.offered = 80, 20
		t.removed, t.longest = 5, 6
		if n.alone { // who leaves out more than it visits
			t.offered = 32
		}
	}
	if n.divided { // of long runs and many routes, which neighbours of time as well as place are needed to do without
		t.neighbours, t.dissolve, t.tails, t.paying, t.quench = 60, 0.5, 0.4, 1.5, 0.6
		if n.starts { // which start a client is served from is settled late, and by single clients more than by strings
			t.cold, t.quench, t.scatter = 0.1, 0.75, 0.4
		}
	}
	if !n.travels && !n.stops {
		t.breed = 0.2
	}
	if n.stops { // many of the neighbours stand at one stop
		t.neighbours, t.offered, t.scatter, t.hot = 24, 8, 0.3, 0.45
		if !n.travels {
			t.cycle = 400
		}
	}
	return t
}
