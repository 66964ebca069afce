//go:build invariants

package solver

import (
	"fmt"
	"slices"
)

// invariants says whether the search verifies itself after every step that it applies.
const invariants = true

// verify recomputes the whole state from its sequences and panics with the first thing that differs:
// a bug of the incremental updates.
func (k *search) verify() {
	s, t := newState(k.d), &k.state
	for r := range t.route {
		s.rebuild(int32(r), t.appendSequence(nil, int32(r)))
	}
	for c := range t.n {
		if s.stopOf[c] != t.stopOf[c] {
			panic(fmt.Sprintf("solver: client %d is at stop %d, by the sequences at %d", c, t.stopOf[c], s.stopOf[c]))
		}
		if t.stopOf[c] != unvisited && s.routeOf[c] != t.routeOf[c] {
			panic(fmt.Sprintf("solver: client %d is of route %d, by the sequences of %d", c, t.routeOf[c], s.routeOf[c]))
		}
		if t.stopOf[c] == c && s.node[c] != t.node[c] {
			panic(fmt.Sprintf("solver: stop %d is %+v, recomputed %+v", c, t.node[c], s.node[c]))
		}
	}
	for r := range t.route {
		x, y := s.route[r], t.route[r]
		y.touched, y.ruined, y.changed = 0, 0, false
		if x != y {
			panic(fmt.Sprintf("solver: route %d is %+v, recomputed %+v", r, y, x))
		}
		for _, end := range []int32{t.first(int32(r)), t.last(int32(r))} {
			if s.node[end] != t.node[end] {
				panic(fmt.Sprintf("solver: end %d of route %d is %+v, recomputed %+v", end-t.n, r, t.node[end], s.node[end]))
			}
		}
		if k.d.limited {
			s.sameMeasures(t, int32(r))
		}
		if !t.inTime(int32(r)) {
			panic(fmt.Sprintf("solver: route %d is not back in time", r))
		}
	}
	if !slices.Equal(s.longer, t.longer) {
		panic("solver: the longer legs are not those of the plan")
	}
	if s.tally != t.tally || s.penalty != t.penalty {
		panic(fmt.Sprintf("solver: the state counts %+v with penalty %d, recomputed %+v with %d", t.tally, t.penalty, s.tally, s.penalty))
	}
}

// sameMeasures panics where the segments of route r are not the same in both states.
func (s *state) sameMeasures(t *state, r int32) {
	for a := t.first(r); a >= 0; a = t.node[a].next {
		if s.measures[a] != t.measures[a] {
			panic(fmt.Sprintf("solver: node %d of route %d measures %+v, recomputed %+v", a, r, t.measures[a], s.measures[a]))
		}
	}
}
