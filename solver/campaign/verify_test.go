package campaign

import (
	"slices"
	"strings"
	"testing"
)

func TestVerify(t *testing.T) {
	tests := []struct {
		name   string
		mutate func(n *Night, p *Plan)
		want   string
	}{
		{"version", func(_ *Night, p *Plan) { p.Version = 2 }, "the version is 2"},
		{"night", func(_ *Night, p *Plan) { p.Night = "2023-06-07" }, "the night is 2023-06-07"},
		{"route missing", func(_ *Night, p *Plan) { p.Routes = p.Routes[:2] }, "there are 2 routes for 3 teams"},
		{"route of nobody", func(_ *Night, p *Plan) { p.Routes = append(p.Routes, Route{Team: "T9"}) }, `route 4, of team "T9"`},
		{"order of routes", func(_ *Night, p *Plan) { slices.Reverse(p.Routes) }, `route 1, of team "T3"`},
		{"household unknown", func(_ *Night, p *Plan) { p.Routes[0].Visits[0].Household = "H9" }, `"H9" is not in the night`},
		{"household done", func(n *Night, _ *Plan) { n.Households[0].Status = Refused }, `"H1" is in the plan with status refused`},
		{"visited twice", func(_ *Night, p *Plan) { p.Routes[0].Visits[1].Household = "H1" }, `"H1" is in the plan twice`},
		{"visited and unvisited", func(_ *Night, p *Plan) { p.Unvisited[0].Household = "H1" }, `"H1" is in the plan twice`},
		{"forgotten", func(_ *Night, p *Plan) { p.Unvisited = p.Unvisited[:1] }, `"H6" is neither visited nor unvisited`},
		{"reason", func(_ *Night, p *Plan) { p.Unvisited[0].Reason = "rain" }, `"H4" has no known reason`},
		{"detail", func(_ *Night, p *Plan) { p.Unvisited[0].Detail = "" }, `"H4" has no known reason`},
		{"seq", func(_ *Night, p *Plan) { p.Routes[0].Visits[1].Seq = 3 }, `"H2" is visit 3 at stop 1, not 2 at 1`},
		{"stop", func(_ *Night, p *Plan) { p.Routes[1].Visits[0].Stop = 2 }, `"H3" is visit 1 at stop 2, not 1 at 1`},
		{"persons of a visit", func(_ *Night, p *Plan) { p.Routes[0].Visits[0].Persons = 4 }, `"H1" has 3 persons, not 4`},
		{"group", func(n *Night, _ *Plan) { n.Teams[0].Groups = []string{"B"} }, `team "T1" may not visit household "H1" of group "A"`},
		{"no group", func(n *Night, _ *Plan) { n.Teams[1].Groups = []string{"A"} }, `team "T2" may not visit household "H3" of group ""`},
		{"most persons", func(n *Night, _ *Plan) { n.Teams[0].MaxPersons = 4 }, `team "T1" serves 5 persons, more than 4`},
		{"begin of a stop", func(_ *Night, p *Plan) { p.Routes[0].Visits[1].Begin++ }, `"H2" has not the begin and leave`},
		{"way within a stop", func(_ *Night, p *Plan) { p.Routes[0].Visits[1].TravelS = 1 }, `"H2", not the first of its stop, has a way`},
		{"wait within a stop", func(_ *Night, p *Plan) { p.Routes[0].Visits[1].WaitS = 73 }, `"H2", not the first of its stop, has a way or a wait`},
		{"stop radius", func(n *Night, _ *Plan) { n.Options.StopRadius = 11 }, `"H2" is too far from the first`},
		{"stops off", func(n *Night, _ *Plan) { n.Options.StopRadius = 0 }, `"H2" is too far from the first`},
		{"departs early", func(n *Night, _ *Plan) { n.Options.Window.Open = 71001 }, `team "T1" is out from 19:43:20`},
		{"returns late", func(n *Night, _ *Plan) { n.Teams[1].Shift.Close = 73164 }, `team "T2" is out from 20:00:00 to 20:19:25, beyond its shift`},
		{"begins after the shift", func(n *Night, _ *Plan) { n.Teams[1].Shift.Close = 72266 }, `"H3" begins at 20:04:27, outside the shift of team "T2"`},
		{"travel time", func(n *Night, _ *Plan) { n.Options.Detour = 1.1 }, `team "T1" has a way of 27 s, 111 m`},
		{"way home", func(_ *Night, p *Plan) { p.Routes[1].Return++ }, `team "T2" has a way of 179 s, 222 m that takes 177.9`},
		{"distance", func(_ *Night, p *Plan) { p.Routes[1].Visits[0].DistanceM++ }, `team "T2" has a way of 267 s, 335 m`},
		{"arrival", func(_ *Night, p *Plan) { p.Routes[1].Visits[0].Arrive-- }, `arrives at household "H3" at 20:04:26, not 267 s after 20:00:00`},
		{"wait", func(_ *Night, p *Plan) { p.Routes[0].Visits[0].WaitS = 72 }, `"H1": begin, arrive and wait do not agree`},
		{"window", func(n *Night, _ *Plan) { n.Households[1].Windows[0].Open = 71101 }, `"H2" begins at 19:45:00, outside its windows`},
		{"as many turns with a member less", func(n *Night, _ *Plan) { n.Teams[0].Members = 3 }, ""},
		{"members", func(n *Night, _ *Plan) { n.Teams[0].Members = 2 }, `"H1" leaves at 19:55:00, not 19:59:00`},
		{"own minutes", func(n *Night, _ *Plan) { n.Households[0].PerPerson = 500 }, `"H1" leaves at 19:55:00, not 19:55:20`},
		{"setup", func(n *Night, _ *Plan) { n.Options.Setup = 121 }, `"H3" leaves at 20:16:27, not 20:16:28`},
		{"sums of a route", func(_ *Night, p *Plan) { p.Routes[0].WaitS = 0 }, `team "T1": its sums are not those of its visits`},
		{"prize", func(n *Night, _ *Plan) { n.Households[0].Priority = 2 }, `team "T1": its sums are not those`},
		{"stays but returns", func(_ *Night, p *Plan) { p.Routes[2].Return++ }, `team "T3" makes no visit but is out`},
		{"mandatory missed", func(n *Night, _ *Plan) { n.Households[5].Mandatory = true }, "the summary is"},
		{"summary", func(_ *Night, p *Plan) { p.Summary.Stops = 3 }, "the summary is"},
		{"overlap", func(_ *Night, p *Plan) { p.Summary.Overlap = 0.5 }, "the overlap is 0.5, not 0"},
		{"bound", func(_ *Night, p *Plan) { p.Summary.PrizeBound = 7 }, "the prize 8 is beyond its bound 7"},
		{"stopped", func(_ *Night, p *Plan) { p.Summary.Stopped = "tired" }, `it stopped by "tired"`},
		{"a faulty night", func(n *Night, _ *Plan) { n.Teams[0].Members = 0 }, `team "T1": members`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n, p := tinyNight(), tinyPlan(t)
			test.mutate(n, p)
			err := n.Verify(p)
			switch {
			case test.want == "" && err != nil:
				t.Errorf("no violation, but %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// TestVerifyOtherTravel: where travel is not the straight-line model its times are taken as stated,
// but the clock must still agree with them.
func TestVerifyOtherTravel(t *testing.T) {
	n, p := tinyNight(), tinyPlan(t)
	p.Parameters.Travel = "roads"
	n.Options.Detour = 1.1
	if err := n.Verify(p); err != nil {
		t.Errorf("travel by road: %v", err)
	}
	p.Routes[1].Visits[0].TravelS++
	if err := n.Verify(p); err == nil || !strings.Contains(err.Error(), "not 268 s after") {
		t.Errorf("a clock that does not agree: %v", err)
	}
}
