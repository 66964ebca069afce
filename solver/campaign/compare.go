package campaign

import "slices"

// Comparison is two plans side by side, A before B: the content of compare.json, version 1.
type Comparison struct {
	Version int         `json:"version"`
	A       PlanHead    `json:"a"`
	B       PlanHead    `json:"b"`
	Churn   Churn       `json:"churn"`
	Teams   []TeamsWork `json:"teams"` // in the order of A, then those of B alone
}

// PlanHead is what a plan is of and comes to.
type PlanHead struct {
	Night    string  `json:"night"`
	Window   string  `json:"window"`
	Travel   string  `json:"travel"` // as in plan.json
	TeamsOut int     `json:"teams_out"`
	Summary  Summary `json:"summary"`
}

// Churn counts the households that a change from A to B means something for.
type Churn struct {
	Both    int      `json:"both"`    // visited by both plans
	Same    int      `json:"same"`    // of those by the same team, within [SameHour]
	Team    []string `json:"team"`    // of those by another team, in the order of A
	Hour    []string `json:"hour"`    // of those by the same team, beginning more than [SameHour] earlier or later
	New     []string `json:"new"`     // visited by B alone, in its order
	Dropped []string `json:"dropped"` // visited by A alone, in its order
}

// SameHour is by how many seconds a visit may begin earlier or later and still come at the hour that
// the household was told: a quarter of an hour.
const SameHour = 900

// TeamsWork is a team's work in both plans; nil where a plan has no such team.
type TeamsWork struct {
	Team string    `json:"team"`
	A    *TeamWork `json:"a"`
	B    *TeamWork `json:"b"`
}

// Compare puts two plans side by side; a household is the same in both where its id is. Idle times are 0,
// for a plan does not hold the shifts.
func Compare(a, b *Plan) Comparison {
	c := Comparison{Version: 1, A: a.head(), B: b.head(), Churn: churn(a, b), Teams: []TeamsWork{}}
	for i := range a.Routes {
		w := a.Routes[i].work()
		c.Teams = append(c.Teams, TeamsWork{Team: w.Team, A: &w})
	}
	for i := range b.Routes {
		w := b.Routes[i].work()
		k := slices.IndexFunc(c.Teams, func(t TeamsWork) bool { return t.Team == w.Team })
		if k < 0 {
			k = len(c.Teams)
			c.Teams = append(c.Teams, TeamsWork{Team: w.Team})
		}
		c.Teams[k].B = &w
	}
	return c
}

func (p *Plan) head() PlanHead {
	h := PlanHead{Night: p.Night, Window: p.Window, Travel: p.Parameters.Travel, Summary: p.Summary}
	for i := range p.Routes {
		if len(p.Routes[i].Visits) > 0 {
			h.TeamsOut++
		}
	}
	return h
}

// churn compares who visits each household and when.
func churn(a, b *Plan) Churn {
	type call struct {
		team  string
		begin Clock
	}
	calls := func(p *Plan) (map[string]call, []string) {
		by, order := make(map[string]call), []string(nil)
		for i := range p.Routes {
			for _, v := range p.Routes[i].Visits {
				by[v.Household] = call{p.Routes[i].Team, v.Begin}
				order = append(order, v.Household)
			}
		}
		return by, order
	}
	before, order := calls(a)
	after, orderAfter := calls(b)
	c := Churn{Team: []string{}, Hour: []string{}, New: []string{}, Dropped: []string{}}
	for _, id := range order {
		was := before[id]
		is, visited := after[id]
		if !visited {
			c.Dropped = append(c.Dropped, id)
			continue
		}
		c.Both++
		switch later := is.begin - was.begin; {
		case is.team != was.team:
			c.Team = append(c.Team, id)
		case later > SameHour || later < -SameHour:
			c.Hour = append(c.Hour, id)
		default:
			c.Same++
		}
	}
	for _, id := range orderAfter {
		if _, visited := before[id]; !visited {
			c.New = append(c.New, id)
		}
	}
	return c
}
