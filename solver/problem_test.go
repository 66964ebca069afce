package solver

import (
	"math"
	"testing"

	"gonha/geo"
)

func TestProblemValidate(t *testing.T) {
	tests := []struct {
		name   string
		change func(p *Problem)
		want   string // the whole message; empty is none
	}{
		{"sound", func(*Problem) {}, ""},
		{"empty", func(p *Problem) { *p = Problem{} }, ""},
		{"client's location", func(p *Problem) { p.Clients[0].Location = -1; p.Clients[1].Location = 2 }, "client 0: location -1 of 2\nclient 1: location 2 of 2"},
		{"prize", func(p *Problem) { p.Clients[0].Prize = -1 }, "client 0: a negative quantity"},
		{"persons", func(p *Problem) { p.Clients[1].Persons = -1 }, "client 1: a negative quantity"},
		{"seconds a person", func(p *Problem) { p.Clients[0].PerPerson = -1 }, "client 0: a negative quantity"},
		{"setup", func(p *Problem) { p.Clients[0].Setup = -1 }, "client 0: a negative quantity"},
		{"load", func(p *Problem) { p.Clients[0].Load = -1 }, "client 0: a negative quantity"},
		{"windows of a moment", func(p *Problem) { p.Clients[0].Windows = []Window{{5, 5}, {6, 6}} }, ""},
		{"window ends first", func(p *Problem) { p.Clients[0].Windows = []Window{{5, 4}} }, "client 0: windows are not ascending and disjoint"},
		{"windows touch", func(p *Problem) { p.Clients[0].Windows = []Window{{4, 5}, {5, 6}} }, "client 0: windows are not ascending and disjoint"},
		{"windows descend", func(p *Problem) { p.Clients[0].Windows = []Window{{4, 5}, {1, 2}} }, "client 0: windows are not ascending and disjoint"},
		{"team's start", func(p *Problem) { p.Teams[0].Start = 2 }, "team 0: location outside the 2 points"},
		{"team's end", func(p *Problem) { p.Teams[0].End = -1 }, "team 0: location outside the 2 points"},
		{"members", func(p *Problem) { p.Teams[0].Members = 0 }, "team 0: members 0, capacity 7"},
		{"capacity", func(p *Problem) { p.Teams[0].Capacity = -1 }, "team 0: members 1, capacity -1"},
		{"shift", func(p *Problem) { p.Teams[0].Shift = Window{2, 1} }, "team 0: shift ends before it begins"},
		{"mode", func(p *Problem) { p.Teams[0].Mode = 1 }, "team 0: mode 1 of 1"},
		{"duration", func(p *Problem) { p.Teams[0].MaxDuration = -1 }, "team 0: longest duration -1, outside 0 to 67108864 seconds"},
		{"fixed charge", func(p *Problem) { p.Teams[0].Fixed = -1 }, "team 0: fixed charge -1, outside 0 to 1099511627776"},
		{"exchange", func(p *Problem) { p.Exchange = -1 }, "exchange -1, outside 0 to 1099511627776"},
		{"prize by exchange", func(p *Problem) { p.Exchange, p.Clients[1].Prize = 1<<30, 1<<11 }, "client 1: a prize of 2048 is worth more than 1099511627776"},
		{"radius", func(p *Problem) { p.StopRadius = -1 }, "stop radius -1"},
		{"radius not a number", func(p *Problem) { p.StopRadius = math.NaN() }, "stop radius NaN"},
	}
	for _, test := range tests {
		points := make([]geo.Point, 2)
		p := &Problem{
			Points: points, Travel: []geo.Engine{geo.NewStraight(points, 1, 1)}, Clients: make([]Client, 2),
			Teams: []Team{{Members: 1, Capacity: 7}},
		}
		test.change(p)
		got := ""
		if err := p.Validate(); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
