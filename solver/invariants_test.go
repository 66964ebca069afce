//go:build invariants

package solver

import (
	"math/rand/v2"
	"testing"
)

// TestVerify: the state of a search passes, and with any one number changed it does not.
func TestVerify(t *testing.T) {
	k := wholeSearch(t, draft{clients: 40, teams: 4, radius: 40, turfs: TurfsSoft, length: 5000}.problem(rand.New(rand.NewPCG(1, 1))))
	k.constructAll()
	for range 500 {
		k.step(10)
		k.verify()
	}
	_, stops := k.leftAndStops()
	nd, end, visited := &k.node[stops[0]], &k.node[k.last(0)], stops[0]
	numbers := map[string]*int32{
		"departure": &nd.dep, "latest": &nd.late, "leg": &nd.leg, "service": &nd.service, "open": &nd.open, "close": &nd.close,
		"persons": &nd.persons, "leg to the end": &end.leg, "start's departure": &k.node[k.first(0)].dep,
		"load": &k.route[0].load, "stops": &k.route[0].stops, "slack": &k.route[0].slack,
		"stop": &k.stopOf[visited], "route": &k.routeOf[visited], "visits": &k.tally.visits, "required": &k.tally.required,
	}
	for name, x := range numbers {
		*x++
		if !panics(k.verify) {
			t.Errorf("another %s is not noticed", name)
		}
		*x--
	}
	for name, x := range map[string]*int64{"travel": &k.tally.travel, "service": &k.tally.service, "prize": &k.tally.prize, "penalty": &k.penalty} {
		*x++
		if !panics(k.verify) {
			t.Errorf("another sum of %s is not noticed", name)
		}
		*x--
	}
	k.verify()
}

func panics(do func()) (did bool) {
	defer func() { did = recover() != nil }()
	do()
	return false
}
