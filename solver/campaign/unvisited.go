package campaign

import (
	"context"
	"fmt"
	"math"
	"slices"

	"gonha/geo"
	"gonha/solver"
)

// The reasons why a plan leaves a household out, as in plan.json.
const (
	reasonGroup      = "group"
	reasonTurf       = "turf"
	reasonTooFar     = "too_far"
	reasonWindow     = "window"
	reasonCapacity   = "max_persons"
	reasonNoTime     = "no_time"
	reasonNotPlanned = "not_planned" // of a plan made without the solver
)

// unvisited says of each household that is left out why, with one sentence in the language of the
// options. The sentences name groups, teams and weekdays, never people, addresses or the times of the day
// when somebody is home. A reason that is not known is none that was tried.
func (n *Night) unvisited(ctx context.Context, t task, r *solver.Result) []Unvisited {
	list := make([]Unvisited, 0, len(r.Unvisited))
	largest := largestTeams(t.problem)
	for k, c := range r.Unvisited {
		h := &n.Households[t.routed[c]]
		u := Unvisited{Household: h.ID}
		switch reason := r.Reasons[k]; reason {
		case solver.ReasonGroup:
			u.Reason, u.Detail = reasonGroup, n.groupDetail(h)
		case solver.ReasonTurf:
			u.Reason, u.Detail = reasonTurf, n.turfDetail(t.problem.Clients[c].Turf)
		case solver.ReasonTooFar:
			u.Reason, u.Detail = reasonTooFar, n.tooFarDetail(ctx, t.problem, c)
		case solver.ReasonWindow:
			u.Reason, u.Detail = reasonWindow, n.windowDetail(t.problem, c, h)
		case solver.ReasonCapacity:
			u.Reason, u.Detail = reasonCapacity, n.capacityDetail(h)
		case solver.ReasonNoTime:
			u.Reason, u.Detail = reasonNoTime, n.noTimeDetail(t.problem, c, largest)
		default:
			u.Reason, u.Detail = reasonNotPlanned, n.say("Không có trong kế hoạch này.", "It is not in this plan.")
		}
		list = append(list, u)
	}
	return list
}

// say gives the sentence of the language of the options.
func (n *Night) say(vi, en string, args ...any) string {
	if n.Options.Lang == "en" {
		return fmt.Sprintf(en, args...)
	}
	return fmt.Sprintf(vi, args...)
}

func (n *Night) groupDetail(h *Household) string {
	if h.Group == "" {
		return n.say("Hộ không ghi tổ dân phố, còn mọi đội chỉ đi những tổ dân phố được giao.",
			"The household has no group, and every team visits only the groups assigned to it.")
	}
	return n.say("Không đội nào được giao tổ dân phố %s.", "No team is assigned to the group %s.", h.Group)
}

func (n *Night) turfDetail(team int32) string {
	if n.Options.Turfs == "soft" {
		return n.say("Chỉ đội của khu vực khác còn thời gian; các khu vực được giữ tách nhau (--turfs off thì không).",
			"Only a team of another turf has time for it; turfs are kept apart (not with --turfs off).")
	}
	return n.say("Hộ thuộc khu vực của đội %s; đội này không còn thời gian và các đội khác không được sang.",
		"The household lies in the turf of team %s, which has no time left for it, and no other team may go there.", n.Teams[team].ID)
}

// windowDetail says on which other weekdays the household is to be visited, or when the teams that may visit it are out.
func (n *Night) windowDetail(p *solver.Problem, c int32, h *Household) string {
	if today := n.weekday(); !h.Days.On(today) {
		lang := n.Options.Lang
		return n.say("Chỉ đến được %s; tối nay là %s.", "It can be visited only on %s; the evening is a %s.", h.Days.Words(lang), DaysOf(today).Words(lang))
	}
	out := solver.Window{Open: math.MaxInt32}
	for i := range p.Teams {
		if shift := p.Teams[i].Shift; mayVisit(p, i, c) {
			out.Open, out.Close = min(out.Open, shift.Open), max(out.Close, shift.Close)
		}
	}
	return n.say("Trong giờ có người ở nhà, không đội nào đến kịp; các đội đi từ %s đến %s.",
		"No team can be there at a time when somebody is home; the teams are out from %s to %s.", Clock(out.Open).HM(), Clock(out.Close).HM())
}

func (n *Night) capacityDetail(h *Household) string {
	return n.say("Các đội còn thời gian đã gần đủ số người tối đa, không nhận thêm được %d người của hộ này.",
		"The teams with time left have too little left of their most persons for the %d of this household.", h.Persons)
}

// largestTeams lists for each group, and for none, the team of most members that may visit it.
func largestTeams(p *solver.Problem) map[int32]int {
	largest := map[int32]int{}
	for c := range p.Clients {
		group := p.Clients[c].Group
		if _, known := largest[group]; known {
			continue
		}
		largest[group] = -1
		for i := range p.Teams {
			if t := &p.Teams[i]; t.Groups == nil || slices.Contains(t.Groups, group) {
				if best := largest[group]; best < 0 || t.Members > p.Teams[best].Members {
					largest[group] = i
				}
			}
		}
	}
	return largest
}

// noTimeDetail says how long the largest team that may visit the client would need there.
func (n *Night) noTimeDetail(p *solver.Problem, c int32, largest map[int32]int) string {
	team := largest[p.Clients[c].Group]
	if turf := p.Clients[c].Turf; p.Turfs == solver.TurfsStrict && turf != solver.NoTurf {
		team = int(turf)
	}
	least := int64(0)
	if team >= 0 {
		least = alone(&p.Clients[c], &p.Teams[team])
	}
	return n.say("Riêng hộ này cần ít nhất %d phút phục vụ, chưa kể đường đi; không chen được vào lộ trình của đội nào.",
		"On its own it takes at least %d minutes of service besides the way, and fits in no team's route.", minutes(least))
}

// tooFarDetail compares the evening of the team that could do it best, serving nobody else, with its
// shift. Where the engine does not say how far it is, it has no numbers.
func (n *Night) tooFarDetail(ctx context.Context, p *solver.Problem, c int32) string {
	// Teams that are alike in this are asked about once.
	type likeness struct {
		start, end, mode, members int32
		shift                     solver.Window
	}
	asked := make(map[likeness]bool)
	best, bestShift := int64(math.MaxInt32), int64(0)
	for i := range p.Teams {
		team := &p.Teams[i]
		like := likeness{team.Start, team.End, team.Mode, team.Members, team.Shift}
		if !mayVisit(p, i, c) || asked[like] {
			continue
		}
		asked[like] = true
		way, err := roundTrip(ctx, p, team, p.Clients[c].Location)
		if err != nil {
			return n.say("Không đội nào kịp đến, phục vụ và về trong ca.", "No team can go there, serve it and be back within its shift.")
		}
		if way >= int64(geo.Unreachable) {
			continue
		}
		need, shift := way+alone(&p.Clients[c], team), int64(team.Shift.Close-team.Shift.Open)
		if need-shift < best-bestShift {
			best, bestShift = need, shift
		}
	}
	if best == math.MaxInt32 {
		return n.say("Không có đường đi đến hộ này rồi về.", "There is no way to this household and back.")
	}
	return n.say("Đi, phục vụ và về cần ít nhất %d phút, còn ca chỉ có %d phút.",
		"Going there, serving it and coming back takes at least %d minutes, and the shift has %d.", minutes(best), bestShift/60)
}

// roundTrip is the travel in seconds from a team's start to a place and on to its end.
func roundTrip(ctx context.Context, p *solver.Problem, team *solver.Team, place int32) (int64, error) {
	var there, back [1]int32
	engine := p.Travel[team.Mode]
	if err := engine.Table(ctx, []int32{team.Start}, []int32{place}, there[:]); err != nil {
		return 0, err
	}
	if err := engine.Table(ctx, []int32{place}, []int32{team.End}, back[:]); err != nil {
		return 0, err
	}
	return int64(there[0]) + int64(back[0]), nil
}

// mayVisit says whether groups and turfs let team i visit client c.
func mayVisit(p *solver.Problem, i int, c int32) bool {
	client, team := &p.Clients[c], &p.Teams[i]
	if p.Turfs == solver.TurfsStrict && client.Turf != solver.NoTurf && int(client.Turf) != i {
		return false
	}
	return team.Groups == nil || slices.Contains(team.Groups, client.Group)
}

// alone is the service in seconds of a stop for one client.
func alone(c *solver.Client, team *solver.Team) int64 {
	turns := (int64(c.Persons) + int64(team.Members) - 1) / int64(team.Members)
	return int64(c.Setup) + int64(c.PerPerson)*turns
}

// minutes rounds seconds up.
func minutes(seconds int64) int64 { return (seconds + 59) / 60 }
