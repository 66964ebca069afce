package campaign

import (
	"context"
	"fmt"

	"gonha/geo"
	"gonha/solver"
)

// TypedVisit is a row of a plan that people have typed: a team's next visit.
type TypedVisit struct {
	Row       int    // of the file, 1-based
	Team      string // its id, or its name where no other team is called so
	Household string
	Stop      int    // consecutive visits of a team with the same number are served together; 0 is a stop of its own
	Begin     *Clock // when it is to begin, at the earliest; nil is as soon as may be
}

// TypedFault is what is wrong with a row of a typed plan. Reason says the rule in both languages.
type TypedFault struct {
	Row       int    `json:"row"`
	Column    string `json:"column"`
	Team      string `json:"team,omitempty"`      // of one known
	Household string `json:"household,omitempty"` // of one known
	Kept      bool   `json:"kept"`                // the visit is made all the same, only later than it says
	Reason    string `json:"reason"`
}

// Typed makes a plan of the visits that people have typed, timed by the same arithmetic as every other:
// each team makes its visits in their order, each as early as it can. A visit that cannot be made is left
// out with its fault, and the rest goes on without it. Visits of no fault are made exactly as they are given.
//
// The plan is verified like every other; its reasons are all "not_planned" and its bound is all prizes
// together. Errors wrap [ErrInput], [ErrTravel], [ErrBug] or are those of ctx.
func (n *Night) Typed(ctx context.Context, visits []TypedVisit) (*Plan, []TypedFault, error) {
	if err := n.Validate(); err != nil {
		return nil, nil, fmt.Errorf("reading the typed plan: %w", err)
	}
	y := newTypist(n)
	if err := n.travel(ctx, y.task.problem); err != nil {
		return nil, nil, fmt.Errorf("reading the typed plan: %w", err)
	}
	for k := range visits {
		y.visit(&visits[k])
	}
	plan, err := n.unsearched(ctx, y.task, y.outings, true)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the typed plan: %w", err)
	}
	return plan, y.faults, nil
}

// typist makes outings of typed visits.
type typist struct {
	night   *Night
	task    task
	outings []*outing
	last    []lastStop // by team
	teams   map[string]int
	clients map[string]int32 // by household, -1 for one that needs no visit
	rows    []int            // by client: the row of its visit, 0 where there is none
	faults  []TypedFault
}

// lastStop is a team's outing before its last stop, and what was asked of the stop.
type lastStop struct {
	before    outing
	number    int
	notBefore int32
}

func newTypist(n *Night) *typist {
	y := &typist{night: n, task: n.task(), teams: make(map[string]int), clients: make(map[string]int32)}
	for i := range n.Teams {
		y.teams[n.Teams[i].ID] = i
		y.outings = append(y.outings, setOut(y.task.problem, i))
	}
	y.byName()
	y.last = make([]lastStop, len(n.Teams))
	for i := range n.Households {
		y.clients[n.Households[i].ID] = -1
	}
	for c, i := range y.task.routed {
		y.clients[n.Households[i].ID] = int32(c)
	}
	y.rows = make([]int, len(y.task.routed))
	return y
}

// byName lets a team be called by its name where that is no other's id or name.
func (y *typist) byName() {
	called := make(map[string]int)
	for i := range y.night.Teams {
		called[y.night.Teams[i].Name]++
	}
	for i := range y.night.Teams {
		name := y.night.Teams[i].Name
		if _, taken := y.teams[name]; name != "" && called[name] == 1 && !taken {
			y.teams[name] = i
		}
	}
}

// visit makes a visit, or says why it cannot be made.
func (y *typist) visit(v *TypedVisit) {
	fault := func(column, reason string) {
		y.faults = append(y.faults, TypedFault{Row: v.Row, Column: column, Reason: reason})
	}
	team, known := y.teams[v.Team]
	if !known {
		fault("team", "không có đội này / no such team")
		return
	}
	c, known := y.clients[v.Household]
	if !known {
		fault("household", "không có hộ này / no such household")
		return
	}
	fault = func(column, reason string) {
		y.faults = append(y.faults, TypedFault{Row: v.Row, Column: column, Team: y.night.Teams[team].ID, Household: v.Household, Reason: reason})
	}
	switch {
	case c < 0:
		fault("household", "hộ không cần đến (đã xong, từ chối, chuyển đi hoặc hẹn trụ sở) / the household needs no visit")
		return
	case !y.night.Households[y.task.routed[c]].Days.On(y.night.weekday()):
		fault("household", "hôm ấy hộ không có người ở nhà, theo danh sách / nobody is home on that weekday, as the list says")
		return
	case y.rows[c] > 0:
		fault("household", fmt.Sprintf("hộ đã có ở dòng %d / the household is visited already, in row %d", y.rows[c], y.rows[c]))
		return
	}
	column, reason := y.make(team, c, v)
	if reason != "" {
		fault(column, reason)
		return
	}
	y.rows[c] = v.Row
	if stops := y.outings[team].stops; v.Begin != nil && stops[len(stops)-1].Begin > y.begin(v) {
		late := Clock(stops[len(stops)-1].Begin).String()
		y.faults = append(y.faults, TypedFault{Row: v.Row, Column: "time", Team: y.night.Teams[team].ID, Household: v.Household, Kept: true,
			Reason: fmt.Sprintf("không kịp giờ đã ghi, sớm nhất %s / cannot begin then, at the earliest %s", late, late)})
	}
}

// begin is when a visit is to begin; a time of the day after midnight is read for the evening.
func (y *typist) begin(v *TypedVisit) int32 {
	at := Window{int(*v.Begin), int(*v.Begin)}.within(y.night.evening())
	return int32(at.Open)
}

// make makes a visit, at the team's last stop where it belongs there, and says what is in the way if it
// cannot.
func (y *typist) make(team int, c int32, v *TypedVisit) (column, reason string) {
	o, last := y.outings[team], &y.last[team]
	clients, before, notBefore := []int32{c}, *o, int32(0)
	if v.Begin != nil {
		notBefore = y.begin(v)
	}
	joins := v.Stop > 0 && v.Stop == last.number && len(o.stops) > 0
	if joins {
		stop := &o.stops[len(o.stops)-1]
		if !y.together(stop.Clients[0], c) {
			return "stop", fmt.Sprintf("cách nhà đầu của điểm dừng hơn %g m / lies more than %g m from the stop's first door", y.task.problem.StopRadius, y.task.problem.StopRadius)
		}
		clients = append(append([]int32{}, stop.Clients...), c)
		before, notBefore = last.before, max(notBefore, last.notBefore)
	}
	stop, why := before.try(clients, notBefore)
	if why != none {
		return y.obstacle(team, why, stop)
	}
	*last = lastStop{before: before, number: v.Stop, notBefore: notBefore}
	*o = before
	o.stops = before.stops[:len(before.stops):len(before.stops)]
	o.add(stop)
	return "", ""
}

// together says whether a door may share a stop with its first.
func (y *typist) together(first, c int32) bool {
	p := y.task.problem
	return p.StopRadius > 0 && geo.Distance(p.Points[p.Clients[first].Location], p.Points[p.Clients[c].Location]) <= p.StopRadius
}

// obstacle is the column at fault and the rule. stop is as far as it came.
func (y *typist) obstacle(team int, why obstacle, stop solver.Stop) (column, reason string) {
	arrive, home := Clock(stop.Arrive).HM(), Clock(y.task.problem.Teams[team].Shift.Close).HM()
	switch why {
	case notGroup:
		return "team", "đội không được giao tổ dân phố của hộ / the team does not visit the household's group"
	case tooFull:
		most := y.night.Teams[team].MaxPersons
		return "team", fmt.Sprintf("quá %d người của đội / more than the team's %d persons", most, most)
	case nobodyIn:
		return "household", fmt.Sprintf("đến lúc %s, không còn giờ có người ở nhà / the team comes at %s, and nobody will be home any more", arrive, arrive)
	}
	return "household", fmt.Sprintf("không về kịp lúc %s / the team would not be back by %s", home, home)
}
