package solver

// Stop is one or more clients that a team serves at once. All begin together, and the team leaves
// when the last person is done.
type Stop struct {
	Clients []int32 // the first is the one travelled to
	Arrive  int32   // seconds after midnight, like the others
	Begin   int32
	Leave   int32
}

// Route is a team's evening.
type Route struct {
	Team   int32 // index into Problem.Teams
	Depart int32 // when it sets out
	Return int32 // when it is back; equals Depart for a team that stays
	Stops  []Stop
}

// Solution is a plan: a route for each team, in the order of the problem's teams.
type Solution struct {
	Routes    []Route
	Unvisited []int32 // ascending
}

// Value is what a solution is judged by, and what it costs in seconds.
type Value struct {
	RequiredMissed int
	Prize          int64
	Travel         int64
	Service        int64
	Wait           int64
	Fixed          int64 // charges of the teams that go out
	TeamsOut       int
}

// Better says whether v is strictly better than w as the value of a plan of p: fewer required clients
// missed, then more prize, then less travel and fixed charges, then less service. Where prize has an
// exchange, it is counted into travel.
func (p *Problem) Better(v, w Value) bool {
	travel, other := v.Travel+v.Fixed-p.Exchange*v.Prize, w.Travel+w.Fixed-p.Exchange*w.Prize
	switch {
	case v.RequiredMissed != w.RequiredMissed:
		return v.RequiredMissed < w.RequiredMissed
	case p.Exchange == 0 && v.Prize != w.Prize:
		return v.Prize > w.Prize
	case travel != other:
		return travel < other
	}
	return v.Service < w.Service
}

// Reason says why a client is not in a plan. Each is tried against the plan before it is given.
type Reason uint8

// The reasons, from the most to the least fundamental.
const (
	ReasonGroup    Reason = iota + 1 // no team may visit its group
	ReasonTurf                       // only a team in another's turf has time for it
	ReasonTooFar                     // no team can go there, serve it and be back within its shift
	ReasonWindow                     // it could be done alone, but at no time when somebody is home
	ReasonCapacity                   // teams with time for it have reached their most persons
	ReasonNoTime                     // it fits in no team's route between the other visits
	ReasonNotWorth                   // it fits, but the way costs more than its prize has in exchange
)
