package campaign

import (
	"context"
	"time"

	"gonha/geo"
	"gonha/solver"
)

// afterInterrupt is how long the lines of a plan are asked for that was interrupted before.
const afterInterrupt = time.Second

// draw has the engines that must ask for their lines do so, for all legs of the routes together. It ends when ctx does.
func draw(ctx context.Context, p *solver.Problem, routes []solver.Route) {
	if ctx.Err() != nil { // a plan that was good enough to be taken early still gets its lines from a server that is there
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(context.WithoutCancel(ctx), afterInterrupt)
		defer stop()
	}
	legs := make([][]geo.Leg, len(p.Travel))
	for i := range routes {
		r := &routes[i]
		team := &p.Teams[r.Team]
		place := team.Start
		for k := range r.Stops {
			to := p.Clients[r.Stops[k].Clients[0]].Location
			legs[team.Mode] = append(legs[team.Mode], geo.Leg{From: place, To: to})
			place = to
		}
		if len(r.Stops) > 0 {
			legs[team.Mode] = append(legs[team.Mode], geo.Leg{From: place, To: team.End})
		}
	}
	for mode, engine := range p.Travel {
		if asks, ok := engine.(interface {
			Draw(ctx context.Context, legs []geo.Leg)
		}); ok && len(legs[mode]) > 0 {
			asks.Draw(ctx, legs[mode])
		}
	}
}

// undrawn says whether the engine would have drawn a leg and could not: its line is straight and its streets are not known.
func undrawn(e geo.Engine, from, to int32) bool {
	asks, ok := e.(interface{ Drawn(from, to int32) bool })
	return ok && !asks.Drawn(from, to)
}

// noLengths says whether some engine knows no lengths of ways.
func noLengths(engines []geo.Engine) bool {
	for _, e := range engines {
		if measured, ok := e.(interface{ Lengths() bool }); ok && !measured.Lengths() {
			return true
		}
	}
	return false
}

// StraightLegs counts the legs that are drawn as straight lines because a routing server gave no line for them.
func (p *Plan) StraightLegs() int {
	n := 0
	for i := range p.Routes {
		n += p.Routes[i].StraightLegs()
	}
	return n
}

// StraightLegs is as for a plan.
func (r *Route) StraightLegs() int {
	n := 0
	for i := range r.Visits {
		if r.Visits[i].Straight {
			n++
		}
	}
	if r.ReturnStraight {
		n++
	}
	return n
}
