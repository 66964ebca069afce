package check

import (
	"slices"

	"gonha/geo"
	"gonha/solver"
)

// clients checks who is served at a stop, and counts the visits. It says whether the stop has
// clients and all of them exist.
func (c *checker) clients(team int32, k int, stop *solver.Stop) bool {
	if len(stop.Clients) == 0 {
		c.fault("stop %d of team %d has no clients", k, team)
		return false
	}
	exist := true
	for _, client := range stop.Clients {
		if client < 0 || int(client) >= len(c.p.Clients) {
			c.fault("client %d at stop %d of team %d does not exist", client, k, team)
			exist = false
			continue
		}
		c.visits[client]++
	}
	if !exist {
		return false
	}
	for _, client := range stop.Clients {
		c.allowed(team, client)
	}
	c.together(team, k, stop)
	return true
}

// allowed checks that a team may visit a client: its group and its turf.
func (c *checker) allowed(team, client int32) {
	t, cl := &c.p.Teams[team], &c.p.Clients[client]
	if t.Groups != nil && !slices.Contains(t.Groups, cl.Group) {
		c.fault("team %d may not visit client %d of group %d", team, client, cl.Group)
	}
	if c.p.Turfs == solver.TurfsStrict && cl.Turf != solver.NoTurf && cl.Turf != team {
		c.fault("team %d visits client %d in the turf of team %d", team, client, cl.Turf)
	}
}

// together checks that the clients of a stop lie near enough to its first one.
func (c *checker) together(team int32, k int, stop *solver.Stop) {
	if c.p.StopRadius == 0 && len(stop.Clients) > 1 {
		c.fault("stop %d of team %d has %d clients, but the stop radius is 0", k, team, len(stop.Clients))
		return
	}
	first := c.p.Points[c.p.Clients[stop.Clients[0]].Location]
	for _, client := range stop.Clients[1:] {
		metres := geo.Distance(first, c.p.Points[c.p.Clients[client].Location])
		if metres > c.p.StopRadius+radiusTolerance {
			c.fault("client %d at stop %d of team %d lies %.2f m from the stop's first, beyond %.2f m", client, k, team, metres, c.p.StopRadius)
		}
	}
}

// times checks when a stop's service begins and ends.
func (c *checker) times(team int32, k int, stop *solver.Stop) {
	shift := c.p.Teams[team].Shift
	begin := int64(stop.Begin)
	if stop.Begin < stop.Arrive {
		c.fault("team %d begins stop %d at %d, before it arrives at %d", team, k, stop.Begin, stop.Arrive)
	}
	if stop.Begin < shift.Open || stop.Begin > shift.Close {
		c.fault("team %d begins stop %d at %d, outside its shift from %d to %d", team, k, stop.Begin, shift.Open, shift.Close)
	}
	for _, client := range stop.Clients {
		if windows := c.p.Clients[client].Windows; !inside(windows, stop.Begin) {
			c.fault("team %d begins stop %d at %d, outside the windows %v of client %d", team, k, stop.Begin, windows, client)
		}
	}
	service := c.service(team, stop.Clients)
	if int64(stop.Leave) != begin+service {
		c.fault("team %d leaves stop %d at %d, but beginning at %d and serving for %d makes %d", team, k, stop.Leave, begin, service, begin+service)
	}
	c.value.Service += service
	c.value.Wait += begin - int64(stop.Arrive)
}

// inside says whether t lies in one of the windows; without windows every time does.
func inside(windows []solver.Window, t int32) bool {
	for _, w := range windows {
		if w.Open <= t && t <= w.Close {
			return true
		}
	}
	return len(windows) == 0
}

// service is how long a team serves clients at one stop, in seconds: the largest setup, and then
// until its last member is done when the people are given out the longest first, each to the member
// who is free the earliest (Graham, Bounds on Multiprocessing Timing Anomalies, SIAM J. Appl. Math.
// 17, 1969).
func (c *checker) service(team int32, clients []int32) int64 {
	var setup int64
	var jobs []int64
	for _, i := range clients {
		client := &c.p.Clients[i]
		setup = max(setup, int64(client.Setup))
		for range client.Persons {
			jobs = append(jobs, int64(client.PerPerson))
		}
	}
	return setup + makespan(jobs, int(c.p.Teams[team].Members))
}

// makespan is when the last of the members is done with jobs, assigned the longest first, each to
// the member with the least work so far.
func makespan(jobs []int64, members int) int64 {
	jobs = slices.Clone(jobs)
	slices.Sort(jobs)
	slices.Reverse(jobs)
	busy := make([]int64, members)
	for _, job := range jobs {
		free := 0
		for m := range busy {
			if busy[m] < busy[free] {
				free = m
			}
		}
		busy[free] += job
	}
	return slices.Max(busy)
}
