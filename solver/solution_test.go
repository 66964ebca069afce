package solver

import "testing"

func TestValueBetter(t *testing.T) {
	list := []Value{ // each better than the next
		{RequiredMissed: 0, Prize: 1, Travel: 9, Service: 9},
		{RequiredMissed: 1, Prize: 5, Travel: 9, Service: 9},
		{RequiredMissed: 1, Prize: 4, Travel: 8, Service: 9},
		{RequiredMissed: 1, Prize: 4, Travel: 1, Fixed: 8, Service: 8},
		{RequiredMissed: 1, Prize: 4, Travel: 9, Service: 9, Wait: 1},
	}
	for i := range list {
		for j := range list {
			if got := (&Problem{}).Better(list[i], list[j]); got != (i < j) {
				t.Errorf("%+v better than %+v: %v", list[i], list[j], got)
			}
		}
	}
}

// With an exchange, prize weighs against travel and fixed charges, and against nothing else.
func TestBetterByExchange(t *testing.T) {
	p := &Problem{Exchange: 10}
	list := []Value{ // each better than the next
		{Prize: 1, Travel: 90},
		{RequiredMissed: 1, Prize: 5, Travel: 50},
		{RequiredMissed: 1, Prize: 4, Travel: 41},
		{RequiredMissed: 1, Prize: 6, Travel: 41, Fixed: 21},
		{RequiredMissed: 1, Prize: 7, Travel: 41, Fixed: 31, Service: 1},
	}
	for i := range list {
		for j := range list {
			if got := p.Better(list[i], list[j]); got != (i < j) {
				t.Errorf("%+v better than %+v: %v", list[i], list[j], got)
			}
		}
	}
}
