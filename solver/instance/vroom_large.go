package instance

import (
	"fmt"
	"math"
	"slices"

	"gonha/geo"
	"gonha/solver"
)

// longest is the most seconds of any duration, and of the time from the first window to the last: the
// solver's.
const longest = 1 << 26

// buildLarge makes the problem of package solver, without its travel.
func (v *VROOM) buildLarge(r *vroomReader) {
	v.onlyPlain(r)
	p := &solver.Problem{Points: v.settle()}
	modes := v.modesOf()
	p.Travel = make([]geo.Engine, len(v.modes))
	v.setBase()
	v.addClients(r, p)
	v.addTeams(r, p, modes)
	v.checkSetups(r, p)
	if loads, caps := v.capacity(r); loads != nil {
		for i := range p.Clients {
			p.Clients[i].Load = loads[i]
		}
		for i := range p.Teams {
			p.Teams[i].Capacity = caps[i]
		}
	}
	v.group(p)
	v.problem = p
}

// setBase chooses the solver's time 0, which has 32 bits: the document's, unless its times are stamps of
// a calendar.
func (v *VROOM) setBase() {
	latest, jobs, vehicles := int64(0), int64(math.MaxInt64), int64(math.MaxInt64)
	note := func(w vroomWindow, earliest *int64) {
		if w.open > 0 {
			*earliest = min(*earliest, w.open)
		}
		latest = max(latest, w.open)
		if w.close < anyTime.close {
			latest = max(latest, w.close)
		}
	}
	for i := range v.jobs {
		for _, w := range v.jobs[i].windows {
			note(w, &jobs)
		}
	}
	for i := range v.vehicles {
		note(v.vehicles[i].window, &vehicles)
	}
	switch {
	case latest <= longest:
	case jobs < math.MaxInt64:
		v.base = jobs
	case vehicles < math.MaxInt64:
		v.base = vehicles
	}
}

// window is a window in the solver's time. What lies too far off is a fault.
func (v *VROOM) window(r *vroomReader, path string, w vroomWindow) solver.Window {
	open, close := w.open-v.base, w.close-v.base
	if open > longest || close < -longest/2 {
		r.fault(path, fmt.Sprintf("cách các khung giờ khác quá %d ngày / more than %d days from other time windows", longest/2/86400, longest/2/86400))
		return solver.Window{}
	}
	return solver.Window{Open: int32(max(open, -longest/2)), Close: int32(min(close, longest))}
}

// addClients adds a client for each job, with everything but its load, its group and what it is worth.
func (v *VROOM) addClients(r *vroomReader, p *solver.Problem) {
	var kinds []string
	for i := range v.vehicles {
		if !slices.Contains(kinds, v.vehicles[i].kind) {
			kinds = append(kinds, v.vehicles[i].kind)
		}
	}
	same := func(path string, s vroomSeconds) int64 {
		for _, kind := range kinds[1:] {
			if s.of(kind) != s.of(kinds[0]) {
				r.fault(path, "khác nhau giữa các xe: không hỗ trợ / different between vehicles: not supported")
				break
			}
		}
		return s.of(kinds[0])
	}
	for i := range v.jobs {
		j := &v.jobs[i]
		work := same(j.path+".setup_per_type", j.setup) + same(j.path+".service_per_type", j.service)
		c := solver.Client{
			Location: v.places.of(j.at), Prize: 1, Setup: int32(work),
			Group: solver.NoGroup, Turf: solver.NoTurf,
		}
		for _, w := range j.windows {
			c.Windows = append(c.Windows, v.window(r, j.path+".time_windows", w))
		}
		p.Clients = append(p.Clients, c)
	}
}

// addTeams adds a team for each vehicle.
func (v *VROOM) addTeams(r *vroomReader, p *solver.Problem, modes []int32) {
	for i := range v.vehicles {
		x := &v.vehicles[i]
		t := solver.Team{
			Start: v.places.open, End: v.places.open, Shift: v.window(r, x.path+".time_window", x.window),
			Members: 1, Mode: modes[i], Capacity: solver.Unlimited,
		}
		if x.start.there() {
			t.Start = v.places.of(x.start)
		}
		if x.end.there() {
			t.End = v.places.of(x.end)
		}
		p.Teams = append(p.Teams, t)
	}
}

// checkSetups refuses setups of which it depends on the route whether they are due: VROOM counts none for
// a job at the place where the vehicle is already.
func (v *VROOM) checkSetups(r *vroomReader, p *solver.Problem) {
	at := make([]int, len(p.Points))
	for i := range p.Clients {
		at[p.Clients[i].Location]++
	}
	for i := range p.Teams {
		at[p.Teams[i].Start] = max(2, at[p.Teams[i].Start])
	}
	for i := range v.jobs {
		if v.jobs[i].setup.of(v.vehicles[0].kind) > 0 && at[p.Clients[i].Location] > 1 {
			r.fault(v.jobs[i].path+".setup", "cùng chỗ với việc khác hoặc nơi xuất phát: không hỗ trợ / at the place of another job or of a vehicle's start: not supported")
		}
	}
}

// group makes the solver's groups of the jobs' skills: jobs that need the same are a group, and a vehicle
// visits the groups of whose skills it lacks none.
func (v *VROOM) group(p *solver.Problem) {
	var sets [][]uint32
	known := map[string]int32{}
	skilled := false
	for i := range v.jobs {
		set := v.jobs[i].skills
		skilled = skilled || len(set) > 0
		name := fmt.Sprint(set)
		g, seen := known[name]
		if !seen {
			g = int32(len(sets))
			known[name] = g
			sets = append(sets, set)
		}
		p.Clients[i].Group = g
	}
	if !skilled {
		return
	}
	for i := range p.Teams {
		p.Teams[i].Groups = []int32{}
		for g, set := range sets {
			if within(set, v.vehicles[i].skills) {
				p.Teams[i].Groups = append(p.Teams[i].Groups, int32(g))
			}
		}
	}
}

// within says whether all of set are in all; both are ascending.
func within(set, all []uint32) bool {
	for _, s := range set {
		for len(all) > 0 && all[0] < s {
			all = all[1:]
		}
		if len(all) == 0 || all[0] != s {
			return false
		}
	}
	return true
}
