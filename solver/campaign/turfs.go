package campaign

import (
	"context"

	"gonha/geo/cluster"
	"gonha/solver"
)

// turfs draws a turf for each team and gives each client the team whose it lies in, unless the options
// want none. Work is measured in minutes of a team with as many members as the teams have in the mean,
// each household a stop of its own, its people shared evenly; a team's capacity for it is its shift,
// times its pace: how much faster it does all the work than that mean team. Where ctx is done early
// or time is short the turfs are rougher. Of soft turfs in a crowded problem the solver draws all itself.
func (n *Night) turfs(ctx context.Context, p *solver.Problem) {
	switch n.Options.Turfs {
	case "soft":
		p.Turfs = solver.TurfsSoft
	case "strict":
		p.Turfs = solver.TurfsStrict
	default:
		return
	}
	if p.Turfs == solver.TurfsSoft && p.Crowded() {
		return
	}
	var members float64
	for i := range p.Teams {
		members += float64(p.Teams[i].Members) / float64(len(p.Teams))
	}
	in := cluster.Input{Points: p.Points[:len(p.Clients)], Effort: int64(n.Options.TimeLimit.Seconds() * effort)} // client i lies at point i
	var setup, people float64
	for i := range p.Clients {
		c := &p.Clients[i]
		own := float64(c.PerPerson) * float64(c.Persons)
		in.Weight = append(in.Weight, (float64(c.Setup)+own/members)/60)
		in.Group = append(in.Group, c.Group)
		setup, people = setup+float64(c.Setup), people+own
	}
	for i := range p.Teams {
		t := &p.Teams[i]
		pace := (setup + people/members) / (setup + people/float64(t.Members))
		shift := float64(max(t.Shift.Close-t.Shift.Open, 1)) / 60
		in.Teams = append(in.Teams, cluster.Team{Start: p.Points[t.Start], Capacity: shift * pace, Groups: t.Groups})
	}
	for i, team := range cluster.Turfs(ctx, in) {
		p.Clients[i].Turf = team
	}
}
