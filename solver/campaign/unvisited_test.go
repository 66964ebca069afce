package campaign

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver"
)

func TestUnvisited(t *testing.T) {
	const h1, h3, h4, h6 = 0, 2, 3, 4 // clients of the tiny night
	tests := []struct {
		name   string
		client int32
		reason solver.Reason
		want   string
		vi, en string
	}{
		{"group", h4, solver.ReasonGroup, "group", "Không đội nào được giao tổ dân phố B.", "No team is assigned to the group B."},
		{"no group", h3, solver.ReasonGroup, "group", "Hộ không ghi tổ dân phố, còn mọi đội chỉ đi những tổ dân phố được giao.",
			"The household has no group, and every team visits only the groups assigned to it."},
		{"turf", h1, solver.ReasonTurf, "turf", "Hộ thuộc khu vực của đội T2; đội này không còn thời gian và các đội khác không được sang.",
			"The household lies in the turf of team T2, which has no time left for it, and no other team may go there."},
		// On foot 4448 s there, 360 s of service and 4359 s to its end, for a shift of an hour.
		{"too far", h4, solver.ReasonTooFar, "too_far", "Đi, phục vụ và về cần ít nhất 153 phút, còn ca chỉ có 60 phút.",
			"Going there, serving it and coming back takes at least 153 minutes, and the shift has 60."},
		{"window", h1, solver.ReasonWindow, "window", "Trong giờ có người ở nhà, không đội nào đến kịp; các đội đi từ 19:30 đến 21:30.",
			"No team can be there at a time when somebody is home; the teams are out from 19:30 to 21:30."},
		{"window of a team alone", h4, solver.ReasonWindow, "window", "Trong giờ có người ở nhà, không đội nào đến kịp; các đội đi từ 20:00 đến 21:00.",
			"No team can be there at a time when somebody is home; the teams are out from 20:00 to 21:00."},
		{"most persons", h6, solver.ReasonCapacity, "max_persons", "Các đội còn thời gian đã gần đủ số người tối đa, không nhận thêm được 5 người của hộ này.",
			"The teams with time left have too little left of their most persons for the 5 of this household."},
		{"no time", h6, solver.ReasonNoTime, "no_time", "Riêng hộ này cần ít nhất 10 phút phục vụ, chưa kể đường đi; không chen được vào lộ trình của đội nào.",
			"On its own it takes at least 10 minutes of service besides the way, and fits in no team's route."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := tinyNight()
			task := n.task()
			task.problem.Clients[h1].Turf = 1
			r := &solver.Result{Solution: solver.Solution{Unvisited: []int32{test.client}}, Reasons: []solver.Reason{test.reason}}
			id := n.Households[task.routed[test.client]].ID
			for lang, detail := range map[string]string{"vi": test.vi, "en": test.en} {
				n.Options.Lang = lang
				got := n.unvisited(t.Context(), task, r)
				if diff := cmp.Diff([]Unvisited{{Household: id, Reason: test.want, Detail: detail}}, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", lang, diff)
				}
			}
		})
	}
}

func TestUnvisitedUnknownReason(t *testing.T) {
	n := tinyNight()
	r := &solver.Result{Solution: solver.Solution{Unvisited: []int32{0}}, Reasons: []solver.Reason{0}}
	want := []Unvisited{{Household: "H1", Reason: "not_planned", Detail: "It is not in this plan."}}
	if diff := cmp.Diff(want, n.unvisited(t.Context(), n.task(), r)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestTooFarDetail: the team named is the one that comes nearest to doing it, and of those that may.
func TestTooFarDetail(t *testing.T) {
	const h4 = 3
	tests := []struct {
		name   string
		mutate func(p *solver.Problem)
		want   string
	}{
		{"a motorbike may go there too", func(p *solver.Problem) {
			p.Teams[0].Groups = nil
			p.Teams[0].Shift.Close = p.Teams[0].Shift.Open + 3000
		},
			// 1324 s there and back each, 360 s of service
			"Going there, serving it and coming back takes at least 51 minutes, and the shift has 50."},
		{"no way", func(p *solver.Problem) { p.Travel[1] = noWay{p.Travel[1]} }, "There is no way to this household and back."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := tinyNight()
			p := n.task().problem
			test.mutate(p)
			if got := n.tooFarDetail(t.Context(), p, h4); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	n := tinyNight()
	want := "No team can go there, serve it and be back within its shift."
	if got := n.tooFarDetail(cancelled, n.task().problem, h4); got != want {
		t.Errorf("got %q of an engine that gives no answer, want %q", got, want)
	}
}

// TestMayVisit: groups, and turfs where they are strict.
func TestMayVisit(t *testing.T) {
	n := tinyNight()
	p := n.task().problem
	p.Clients[0].Turf = 1
	for _, test := range []struct {
		turfs solver.TurfMode
		want  [3]bool // T1 has the group, T2 every group, T3 another; the turf is that of T2
	}{
		{solver.TurfsOff, [3]bool{true, true, false}},
		{solver.TurfsSoft, [3]bool{true, true, false}},
		{solver.TurfsStrict, [3]bool{false, true, false}},
	} {
		p.Turfs = test.turfs
		for i, want := range test.want {
			if got := mayVisit(p, i, 0); got != want {
				t.Errorf("turfs %d: team %d may visit: %v", test.turfs, i, got)
			}
		}
	}
}

// noWay is an engine of islands.
type noWay struct{ geo.Engine }

func (noWay) Table(_ context.Context, _, _, seconds []int32) error {
	for i := range seconds {
		seconds[i] = geo.Unreachable
	}
	return nil
}
