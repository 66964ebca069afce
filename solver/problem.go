package solver

import (
	"errors"
	"fmt"
	"math"

	"gonha/geo"
)

// Unlimited is the capacity of a team that may serve any load.
const Unlimited int32 = math.MaxInt32

// NoGroup is the group of a client that belongs to none, NoTurf its turf where there are none.
const (
	NoGroup int32 = -1
	NoTurf  int32 = -1
)

// Window is a span of time in seconds after midnight of the first night, both ends included.
type Window struct{ Open, Close int32 }

// Client is one that may be visited: in a campaign, the door of a household.
type Client struct {
	Location  int32    // index into Problem.Points
	Prize     int32    // gained when it is visited, 0 or more
	Required  bool     // must be visited if at all possible
	Persons   int32    // people to serve, 0 or more; the team's members share them
	PerPerson int32    // seconds that one member needs for one person
	Setup     int32    // seconds at the beginning of a stop, whatever the number of people
	Load      int32    // counts towards the team's capacity, 0 or more
	Group     int32    // residential group, or NoGroup
	Turf      int32    // the team whose turf it lies in, or NoTurf
	Windows   []Window // when service may begin, ascending and disjoint; empty is always
}

// Team is a vehicle of the field's literature: it sets out, makes its visits and comes back.
type Team struct {
	Start, End  int32   // indices into Problem.Points
	Shift       Window  // sets out no earlier than Open, is back no later than Close
	MaxDuration int32   // longest time from setting out to being back, waiting included, in seconds; 0 is none
	Members     int32   // serve one person each at a time, 1 or more
	Mode        int32   // index into Problem.Travel
	Capacity    int32   // largest sum of loads, or Unlimited
	Fixed       int64   // charged if it goes out at all, in seconds of travel, 0 or more; large, few teams go out
	Groups      []int32 // it visits only clients of these groups; nil is all clients
}

// TurfMode says what a turf means to a plan.
type TurfMode uint8

// The turf modes: no notice taken of turfs; leaving one's turf costs a little; never leaving it.
const (
	TurfsOff TurfMode = iota
	TurfsSoft
	TurfsStrict
)

// Problem is a prize-collecting vehicle routing problem with time windows, heterogeneous teams and
// stops: neighbouring clients that a team serves at once, its members spread over their doors.
// A stop's service takes the largest setup of its clients and the makespan of the longest-first
// assignment of its people to the members; see [StopService]. Times are whole seconds.
type Problem struct {
	Points     []geo.Point  // locations
	Travel     []geo.Engine // by mode, each made for Points
	Clients    []Client
	Teams      []Team
	StopRadius float64 // metres from a stop's first door to its others; 0 is one client a stop
	Turfs      TurfMode

	// Exchange is what a unit of prize is worth in seconds of travel: the plan minimises travel, fixed
	// charges and Exchange times the prizes of those left out. With 0 prize comes first whatever the travel.
	Exchange int64
}

// The largest exchange, prize times exchange, and fixed charge, so that sums over a plan never overflow.
const (
	mostWorth = 1 << 40
	mostFixed = 1 << 40
)

// latestTime bounds all times, so that sums of several never overflow 32 bits: 776 days.
const latestTime = 1 << 26

// Validate reports every fault of the problem at once.
func (p *Problem) Validate() error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	p.validateClients(fault)
	p.validateTeams(fault)
	if p.StopRadius < 0 || math.IsNaN(p.StopRadius) {
		fault("stop radius %v", p.StopRadius)
	}
	if p.Exchange < 0 || p.Exchange > mostWorth {
		fault("exchange %d, outside 0 to %d", p.Exchange, int64(mostWorth))
	}
	return errors.Join(faults...)
}

func (p *Problem) validateClients(fault func(string, ...any)) {
	points := int32(len(p.Points))
	for i := range p.Clients {
		c := &p.Clients[i]
		if c.Location < 0 || c.Location >= points {
			fault("client %d: location %d of %d", i, c.Location, points)
		}
		if c.Prize < 0 || c.Persons < 0 || c.PerPerson < 0 || c.Setup < 0 || c.Load < 0 {
			fault("client %d: a negative quantity", i)
		}
		if p.Exchange > 0 && int64(c.Prize) > mostWorth/p.Exchange {
			fault("client %d: a prize of %d is worth more than %d", i, c.Prize, int64(mostWorth))
		}
		if c.Group < NoGroup || c.Turf < NoTurf || int(c.Turf) >= len(p.Teams) {
			fault("client %d: group %d, turf %d", i, c.Group, c.Turf)
		}
		for k, w := range c.Windows {
			if w.Open < -latestTime || w.Close > latestTime {
				fault("client %d: a window beyond %d seconds", i, latestTime)
			}
			if w.Open > w.Close || k > 0 && w.Open <= c.Windows[k-1].Close {
				fault("client %d: windows are not ascending and disjoint", i)
			}
		}
	}
}

func (p *Problem) validateTeams(fault func(string, ...any)) {
	points := int32(len(p.Points))
	for i := range p.Teams {
		t := &p.Teams[i]
		if t.Start < 0 || t.Start >= points || t.End < 0 || t.End >= points {
			fault("team %d: location outside the %d points", i, points)
		}
		if t.Members < 1 || t.Capacity < 0 {
			fault("team %d: members %d, capacity %d", i, t.Members, t.Capacity)
		}
		if t.MaxDuration < 0 || t.MaxDuration > latestTime {
			fault("team %d: longest duration %d, outside 0 to %d seconds", i, t.MaxDuration, latestTime)
		}
		if t.Fixed < 0 || t.Fixed > mostFixed {
			fault("team %d: fixed charge %d, outside 0 to %d", i, t.Fixed, int64(mostFixed))
		}
		if t.Shift.Open < -latestTime || t.Shift.Close > latestTime {
			fault("team %d: a shift beyond %d seconds", i, latestTime)
		}
		if t.Shift.Open > t.Shift.Close {
			fault("team %d: shift ends before it begins", i)
		}
		if t.Mode < 0 || int(t.Mode) >= len(p.Travel) {
			fault("team %d: mode %d of %d", i, t.Mode, len(p.Travel))
		}
	}
}
