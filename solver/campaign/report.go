package campaign

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Report is what a night's plan comes to, for those who answer for it: the content of report.json,
// version 1. It names households and teams by id only. Times are in seconds, lengths in metres.
type Report struct {
	Version   int        `json:"version"`
	Night     string     `json:"night"`
	Window    string     `json:"window"`
	Travel    string     `json:"travel"` // as in plan.json
	ToVisit   Reached    `json:"to_visit"`
	Summary   Summary    `json:"summary"`
	Groups    []Area     `json:"groups"`          // by name; one without a name holds the households of no group
	Wards     []Area     `json:"wards,omitempty"` // the same by ward, where the list knows wards
	Teams     []TeamWork `json:"teams"`           // in the order of the teams' file
	Balance   Balance    `json:"balance"`
	Left      []Left     `json:"left"` // by reason, the most frequent first
	WhatIf    *WhatIf    `json:"what_if,omitempty"`
	Baselines []Baseline `json:"baselines,omitempty"`
}

// Reached counts households and their people.
type Reached struct {
	Households int `json:"households"`
	Persons    int `json:"persons"`
}

func (r *Reached) add(h *Household) { r.Households, r.Persons = r.Households+1, r.Persons+h.Persons }

// Area is what the plan does for a residential group or a ward.
type Area struct {
	Name    string         `json:"name"`
	ToVisit Reached        `json:"to_visit"`
	Reached Reached        `json:"reached"`
	Left    map[string]int `json:"left"` // households by reason
}

// TeamWork is a team's evening in numbers. What travel, service and waiting leave of its shift is idle.
type TeamWork struct {
	Team      string `json:"team"`
	Visits    int    `json:"visits"`
	Stops     int    `json:"stops"`
	Persons   int    `json:"persons"`
	TravelS   int64  `json:"travel_s"`
	ServiceS  int64  `json:"service_s"`
	WaitS     int64  `json:"wait_s"`
	IdleS     int64  `json:"idle_s"`
	DistanceM int64  `json:"distance_m"`
}

// OutS is how long the team is out, in seconds.
func (w *TeamWork) OutS() int64 { return w.TravelS + w.ServiceS + w.WaitS }

// Balance says how evenly the teams share the evening, those that stay at home included.
type Balance struct {
	Persons Spread `json:"persons"`
	OutS    Spread `json:"out_s"` // seconds that a team is out
}

// Spread is how a quantity differs between teams. Deviation is the mean distance from the mean, which
// reads without a course in statistics: "a team is 4 people off the mean".
type Spread struct {
	Least     float64 `json:"least"`
	Median    float64 `json:"median"`
	Most      float64 `json:"most"`
	Mean      float64 `json:"mean"`
	Deviation float64 `json:"deviation"`
}

// Left says how many are left out for a reason.
type Left struct {
	Reason string `json:"reason"`
	Reached
}

// Baseline is what another plan of the same night comes to: one by hand, see [Way], or "typed" by people,
// with what was wrong in it.
type Baseline struct {
	Name    string       `json:"name"`
	Summary Summary      `json:"summary"`
	Faults  []TypedFault `json:"faults,omitempty"`
}

// Report counts what a plan of the night comes to, without what-ifs and baselines. The plan is verified
// first; the errors are those of [Night.Verify].
func (n *Night) Report(p *Plan) (*Report, error) {
	if err := n.Verify(p); err != nil {
		return nil, fmt.Errorf("reporting on the plan: %w", err)
	}
	r := &Report{Version: 1, Night: p.Night, Window: p.Window, Travel: p.Parameters.Travel, Summary: p.Summary, Left: []Left{}}
	left := make(map[string]string, len(p.Unvisited)) // reasons by household
	for _, u := range p.Unvisited {
		left[u.Household] = u.Reason
	}
	groups, wards, reasons := areas{}, areas{}, map[string]*Left{}
	known := false
	for i := range n.Households {
		h := &n.Households[i]
		if !h.Status.Routed() {
			continue
		}
		r.ToVisit.add(h)
		reason := left[h.ID]
		groups.add(h.Group, h, reason)
		wards.add(h.Ward, h, reason)
		known = known || h.Ward != ""
		if reason != "" {
			if reasons[reason] == nil {
				reasons[reason] = &Left{Reason: reason}
			}
			reasons[reason].add(h)
		}
	}
	r.Groups = groups.sorted()
	if known {
		r.Wards = wards.sorted()
	}
	for _, l := range reasons {
		r.Left = append(r.Left, *l)
	}
	slices.SortFunc(r.Left, func(a, b Left) int {
		return cmp.Or(cmp.Compare(b.Households, a.Households), cmp.Compare(a.Reason, b.Reason))
	})
	for i := range p.Routes {
		r.Teams = append(r.Teams, n.work(&n.Teams[i], &p.Routes[i]))
	}
	r.Balance = balance(r.Teams)
	return r, nil
}

// work is a team's evening in numbers.
func (n *Night) work(t *Team, route *Route) TeamWork {
	w, shift := route.work(), n.shift(t)
	w.IdleS = int64(shift.Close-shift.Open) - w.OutS()
	return w
}

// work is the evening in numbers but for the idle time, which the shift decides.
func (r *Route) work() TeamWork {
	w := TeamWork{
		Team: r.Team, Visits: len(r.Visits), Persons: r.Persons,
		TravelS: r.TravelS, ServiceS: r.ServiceS, WaitS: r.WaitS, DistanceM: r.DistanceM,
	}
	if w.Visits > 0 {
		w.Stops = r.Visits[w.Visits-1].Stop
	}
	return w
}

// areas are the areas met so far, by name.
type areas map[string]*Area

// add counts a household to visit; the reason is that it is left out for, or empty.
func (a areas) add(name string, h *Household, reason string) {
	area := a[name]
	if area == nil {
		area = &Area{Name: name, Left: map[string]int{}}
		a[name] = area
	}
	area.ToVisit.add(h)
	if reason == "" {
		area.Reached.add(h)
		return
	}
	area.Left[reason]++
}

// sorted gives the areas by name as people order them; that without a name is the last.
func (a areas) sorted() []Area {
	list := []Area{}
	for _, area := range a {
		list = append(list, *area)
	}
	slices.SortFunc(list, func(a, b Area) int {
		if (a.Name == "") != (b.Name == "") {
			return cmp.Compare(len(b.Name), len(a.Name))
		}
		return compareNames(a.Name, b.Name)
	})
	return list
}

// compareNames orders names with numbers in them as people do: "Tổ 9" before "Tổ 10".
func compareNames(a, b string) int {
	const digits = "0123456789"
	for x, y := a, b; x != "" && y != ""; {
		i, j := strings.IndexAny(x, digits), strings.IndexAny(y, digits)
		if i != 0 || j != 0 { // up to the next number
			if i < 0 {
				i = len(x)
			}
			if j < 0 {
				j = len(y)
			}
			if c := cmp.Compare(x[:i], y[:j]); c != 0 {
				return c
			}
			x, y = x[i:], y[j:]
			continue
		}
		i, j = len(x)-len(strings.TrimLeft(x, digits)), len(y)-len(strings.TrimLeft(y, digits))
		m, n := strings.TrimLeft(x[:i], "0"), strings.TrimLeft(y[:j], "0")
		if c := cmp.Or(cmp.Compare(len(m), len(n)), cmp.Compare(m, n)); c != 0 {
			return c
		}
		x, y = x[i:], y[j:]
	}
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

func balance(teams []TeamWork) Balance {
	var persons, out []float64
	for i := range teams {
		persons = append(persons, float64(teams[i].Persons))
		out = append(out, float64(teams[i].OutS()))
	}
	return Balance{Persons: spread(persons), OutS: spread(out)}
}

// spread is that of values, one a team; there is at least one.
func spread(values []float64) Spread {
	slices.Sort(values)
	k := len(values)
	s := Spread{Least: values[0], Most: values[k-1], Median: (values[(k-1)/2] + values[k/2]) / 2}
	for _, v := range values {
		s.Mean += v / float64(k)
	}
	for _, v := range values {
		s.Deviation += math.Abs(v-s.Mean) / float64(k)
	}
	return s
}
